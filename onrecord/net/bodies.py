"""The bytes of an answer, unpacked and counted as they come; never more held than allowed.

We ask for gzip alone, since we can stop it at any byte. The library's own unpacking is not used:
it takes a stream that breaks off for a whole one.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping

from onrecord.errors import NotFetched, TooLarge

ACCEPTED = "gzip"
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_PIECE = 65_536  # bytes unpacked at once
_GZIP = b"\x1f\x8b"
_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, by the stream's own mark


def body(chunks: Iterable[bytes], headers: Mapping[str, str], limit: int, name: str) -> bytes:
    """The whole body, unpacked.

    TooLarge as soon as what came, or what it unpacks to, passes ``limit`` bytes (or the headers
    say that it will); NotFetched where it is packed in a way that is not ours, damaged or cut.
    """
    _require_small(headers, limit, name)
    packing = headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        return _held(chunks, limit, name)
    if packing not in _PACKED:
        raise NotFetched.of(name, "it came packed in a way that was not asked for")
    unpacked = _Unpacked(_counted(chunks, limit, name))
    try:
        raw = _held(unpacked, limit, name)
    except zlib.error as error:
        raise NotFetched.of(name, "what came is packed as gzip and damaged") from error
    if not unpacked.whole:
        raise NotFetched.of(name, "what came is packed as gzip and breaks off")
    return raw


def _require_small(headers: Mapping[str, str], limit: int, name: str) -> None:
    declared = headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > limit:
        raise TooLarge.of(name, int(declared), limit)


def _counted(chunks: Iterable[bytes], limit: int, name: str) -> Iterator[bytes]:
    """The chunks, while they are within the limit together."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge.beyond(name, limit)
        yield chunk


def _held(chunks: Iterable[bytes], limit: int, name: str) -> bytes:
    held = bytearray()  # not a list: a million chunks of one byte each would cost fifty times that
    for chunk in _counted(chunks, limit, name):
        held += chunk
    return bytes(held)


class _Unpacked:
    """What streams of gzip or zlib unpack to, piece by piece.

    One may follow another, as in a file. What follows and is none is passed over, as browsers do.
    """

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._stream = zlib.decompressobj(_EITHER)
        self._begun = False

    @property
    def whole(self) -> bool:
        """Whether the last stream came to its end; true where nothing came at all."""
        return self._stream.eof or not self._begun

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._begun = True
            if self._stream.eof and not self._goes_on():
                continue
            yield from self._pieces(chunk)
            while self._stream.eof and self._stream.unused_data.startswith(_GZIP):
                following = self._stream.unused_data
                self._stream = zlib.decompressobj(_EITHER)
                yield from self._pieces(following)

    def _goes_on(self) -> bool:
        """Whether another stream may begin with what stands behind the end of the last."""
        return _GZIP.startswith(self._stream.unused_data[: len(_GZIP)])

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        while True:
            piece = self._stream.decompress(data, _PIECE)
            yield piece
            data = self._stream.unconsumed_tail
            if self._stream.eof or (not data and len(piece) < _PIECE):
                return
