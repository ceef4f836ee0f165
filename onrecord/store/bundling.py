"""All packages of one reading as one: compressed together, since its facts are much alike.

Raw deflate (RFC 1951) over a MessagePack list: first what is left of the reading, then its facts in
their order, which are numbered from 0. What common facts look like is known beforehand, so that the
first of a kind is small as well.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec

from onrecord.store.numbers import place_of

_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(list[bytes])
_KEPT = 1024  # bundles that stay open: the first reports of what is well known are asked for often

# Facts as they are packed, the commonest last. What has been bundled is opened with these very
# bytes: nothing here may change.
_AT: Final = [0, 0]
_DAY: Final[list[Any]] = ["2023-01-01", "words", None, []]
_TOLD: Final[list[Any]] = [[_AT, [], 1.0]]
_FACTS: Final[tuple[list[Any], ...]] = (
    ["v1", "", "e1", "CONSULT", None, [], ["a1"], ["a2"], _DAY, None, "actual", [], _TOLD, 1.0],
    ["g1", "", ["a1", "a2"], {}, [[_AT, None]],
     [["g1-1", "", "signed", "actual", ["a1"], _DAY, None, [], _TOLD, 1.0]]],
    ["c1", "a1", "a2", None, [[_AT, None]],
     [["c1-1", "", "arrested", "actual", [], _DAY, None, None, None, [], _TOLD, 1.0]]],
    ["e1", "", ["a1", "a2"], "meeting", _DAY, ["", None, None, None, None, _AT, []], None, None,
     "actual", [[_AT, [["a1", "unspecified", None, None]], 0.75]], 1.0],
    ["a1", "", "state", "US", None, "GOV", False, {"iso3166": "", "wikidata": "Q"},
     [[_AT, "name"], [_AT, "pronoun"], [_AT, "noun"]]],
    ["a1", "", "person", None, "US", "GOV", False, {}, [[_AT, "name"]]],
    ["s1", "", ["a1"], [], [], "indirect", "actual", "on_record", "say", [_AT], [_AT], [_AT],
     [], [], None, ["2023-01-01", "publication", None, []], None, [], 0.75],
    ["s1", "", ["a1"], ["a2"], [], "direct", "actual", "unspecified", "say", [_AT], [_AT],
     [_AT], [_AT], [], None, ["2023-01-01", "publication", None, []], None, [], 0.875],
)  # fmt: skip
_COMMON: Final = b"".join(map(_ENCODER.encode, _FACTS))


class Bundle(NamedTuple):
    """The packages of a reading: what is left of it, and its facts."""

    rest: bytes
    facts: tuple[bytes, ...]


def bundled(rest: bytes, facts: Sequence[bytes]) -> bytes:
    """Packages as one."""
    made = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS, 8, zlib.Z_DEFAULT_STRATEGY, _COMMON)
    return made.compress(_ENCODER.encode([rest, *facts])) + made.flush()


@lru_cache(maxsize=_KEPT)
def opened(bundle: bytes) -> Bundle:
    """The packages again; zlib.error or msgspec.MsgspecError where it is no bundle."""
    made = zlib.decompressobj(-zlib.MAX_WBITS, _COMMON)
    rest, *facts = _DECODER.decode(made.decompress(bundle))
    return Bundle(rest, tuple(facts))


def fact(bundle: bytes, account: int) -> bytes:
    """The package of an account's fact, by the account's number."""
    return opened(bundle).facts[place_of(account)]
