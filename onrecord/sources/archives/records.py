"""The records of a WARC stream, over whatever is damaged in it.

An archive is read with fastwarc; where it stumbles, the next record is looked for by its mark
(a gzip member that unpacks to ``WARC/``, or a line that says so), and reading goes on there.
"""

import os
import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord

_MARK = re.compile(rb"\x1f\x8b\x08|WARC/1\.\d\r?\n")
_GZIP = b"\x1f\x8b"
_VERSION = b"WARC/"
_CHUNK = 1 << 20
_CLOSE = b"\r\n\r\n"
_HEAD = 64 << 10  # bytes among which the header of a record ends, twice what fastwarc allows
_BLANK = b"\r\n \t\x00"
_CUT = "it is damaged, or the archive breaks off"
_EITHER = 32 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Damage:
    """Where a stream cannot be read on, or breaks off: the byte at which its record begins."""

    offset: int
    reason: str


class Records:
    """The records of a stream that can be sought in, one by one.

    Whoever takes a record and cannot read it says so with ``skip``; the stream then goes on behind
    it.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._size = file.seek(0, os.SEEK_END)
        self._skipped = False

    def skip(self) -> None:
        """Leaves the rest of the record that was given last."""
        self._skipped = True

    def __iter__(self) -> Iterator[WarcRecord | Damage]:
        begin: int | None = 0
        while begin is not None and begin < self._size:
            last = yield from self._from(begin)
            end = None if self._skipped else self._end(last)
            if self._skipped:
                begin = self._next(last + 1)
            elif end is None or self._rest(end):
                unread = last if end is None else end
                yield Damage(unread, _CUT)
                begin = self._next(unread + 1)
            else:
                begin = None
            self._skipped = False

    def _from(self, begin: int) -> Generator[WarcRecord | Damage, None, int]:
        """The records from a byte on, as far as they can be read; where the last one begins."""
        last = begin
        self._file.seek(begin)
        packed = self._file.read(len(_GZIP)) == _GZIP
        self._file.seek(begin)
        try:
            for record in ArchiveIterator(self._file, parse_http=False):
                last = record.stream_pos
                if not packed and not self._is_true(last):
                    yield Damage(last, _CUT)
                    self._skipped = True
                else:
                    yield record
                if self._skipped:
                    break
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # compiled libraries panic past Exception
            yield Damage(last, _reason(error))
            self._skipped = True
        return last

    def _next(self, after: int) -> int | None:
        """Where the first record from a byte on begins."""
        at = after
        while at < self._size:
            self._file.seek(at - 1)
            chunk = self._file.read(_CHUNK)
            for mark in _MARK.finditer(chunk, 1):
                here = at - 1 + mark.start()
                if self._begins(here):
                    return here
            if len(chunk) < _CHUNK:
                return None
            at += len(chunk) - len(_VERSION) - 3  # a mark that lies across the end
        return None

    def _begins(self, at: int) -> bool:
        self._file.seek(at)
        head = self._file.read(_HEAD)
        if head.startswith(_GZIP):
            try:
                head = zlib.decompressobj(_EITHER).decompress(head, len(_VERSION))
            except zlib.error:
                return False
        return head.startswith(_VERSION)

    def _end(self, at: int) -> int | None:
        """Where the record ends that begins at a byte; None where the stream ends before it."""
        self._file.seek(at)
        head = self._file.read(_HEAD)
        if head.startswith(_GZIP):
            return self._end_of_member(at, head)
        blank = re.search(rb"\r?\n\r?\n", head)
        length = re.search(rb"(?im)^content-length:\s*(\d+)", head[: blank.start() if blank else 0])
        end = at + blank.end() + int(length[1]) if blank and length else self._size + 1
        return end if end <= self._size else None

    def _is_true(self, at: int) -> bool:
        """Whether a record that is not packed ends with the two empty lines that end each.

        A wrong length would swallow what comes after it. The stream is left where it was.
        """
        here = self._file.tell()
        end = self._end(at)
        if end is not None:
            self._file.seek(end)
        close = b"" if end is None else self._file.read(len(_CLOSE))
        self._file.seek(here)
        return close == _CLOSE

    def _end_of_member(self, at: int, head: bytes) -> int | None:
        unpacking = zlib.decompressobj(_EITHER)
        try:
            while head:
                unpacking.decompress(head, _CHUNK)
                while unpacking.unconsumed_tail:
                    unpacking.decompress(unpacking.unconsumed_tail, _CHUNK)
                if unpacking.eof:
                    return self._file.tell() - len(unpacking.unused_data)
                head = self._file.read(_CHUNK)
        except zlib.error:
            pass
        return None

    def _rest(self, at: int) -> bool:
        """Whether anything but blanks follows."""
        self._file.seek(at)
        return any(chunk.strip(_BLANK) for chunk in iter(partial(self._file.read, _CHUNK), b""))


def _reason(error: BaseException) -> str:
    said = str(error) or type(error).__name__
    return f"{said[:1].lower()}{said[1:]}"
