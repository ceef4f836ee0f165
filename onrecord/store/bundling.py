"""Packages compressed: those of one reading together, since facts are much alike; each profile.

Raw deflate (RFC 1951). A reading's bundle is a MessagePack list: first what is left of the reading,
then its facts in their order, which are numbered from 0. What common facts and profiles look like
is known beforehand, so that the first of a kind is small as well.
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

# Facts and profiles as they are packed, the commonest last. What has been compressed is opened with
# these very bytes: nothing here may change.
_AT: Final = [0, 0]
_DAY: Final[list[Any]] = ["2023-01-01", "words", None, []]
_TOLD: Final[list[Any]] = [[_AT, [], 1.0]]
_FACTS: Final[tuple[list[Any], ...]] = (
    ["onrecord/reading/1", ["0.1.0", None, None, {}], ["", "", "article", "", "", "https://", "",
     [], "en", True, None, None, None, None, None, ["2023-01-01", "given", None], "", []], [], [],
     [], [], [], [], [], []],
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
_PERSON: Final = ["person", "", "US", "", "public", "", ""]
_STATE: Final = ["state", "united states", "US", "", "", "US", ""]
_PROFILES: Final[tuple[list[Any], ...]] = (
    [["government_body", "foreign ministry", "US", "GOV", "public", "", ""], ""],
    ["", "US", [], ["unit"], "", "RU", [], [], None, None, "2023", ["charged 2023-01-01"], None, "",
     0],
    ["", ["agreement", "treaty"], [], [], [], [], [], False, "treaty", [_PERSON, _STATE],
     ["US", "RU"], [], [], None, ["signed 2023-01-01"], None, "", 0],
    [[_PERSON, _STATE], [], "meeting", "actual", "2023-01-01", False, None, False, "geneva", None,
     None, [], 0, [], 0],
    ["CONSULT", None, None, "actual", [_STATE], [_PERSON], "", [], None, False, "2023-01-01", None,
     None, None, [], "meet", ["minister"], ["president", "state"], [], [], False, 0],
    [[_PERSON], "“ that they will have been because of their which would about after before other "
     "the united states and the government of not for with this said ", "say", "actual",
     "2023-01-01", "told", [], ""],
)  # fmt: skip
_COMMON: Final = b"".join(map(_ENCODER.encode, _FACTS))
_ALIKE: Final = b"".join(map(_ENCODER.encode, _PROFILES))


class Bundle(NamedTuple):
    """The packages of a reading: what is left of it, and its facts."""

    rest: bytes
    facts: tuple[bytes, ...]


def bundled(rest: bytes, facts: Sequence[bytes]) -> bytes:
    """Packages as one."""
    return _pressed(_ENCODER.encode([rest, *facts]), _COMMON)


@lru_cache(maxsize=_KEPT)
def opened(bundle: bytes) -> Bundle:
    """The packages again; zlib.error or msgspec.MsgspecError where it is no bundle."""
    made = zlib.decompressobj(-zlib.MAX_WBITS, _COMMON)
    rest, *facts = _DECODER.decode(made.decompress(bundle))
    return Bundle(rest, tuple(facts))


def fact(bundle: bytes, account: int) -> bytes:
    """The package of an account's fact, by the account's number."""
    return opened(bundle).facts[place_of(account)]


def pressed(profile: bytes) -> bytes:
    """The package of a profile, smaller."""
    return _pressed(profile, _ALIKE)


def unpressed(package: bytes) -> bytes:
    """The package of a profile again."""
    return zlib.decompressobj(-zlib.MAX_WBITS, _ALIKE).decompress(package)


def _pressed(package: bytes, known: bytes) -> bytes:
    made = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS, 8, zlib.Z_DEFAULT_STRATEGY, known)
    return made.compress(package) + made.flush()
