"""A reading as a small package, and back: the same reading, byte for byte.

Each fact becomes MessagePack without the names of its fields, its spans two numbers without their
words, its key left out where its row has it. The words are cut from the text on the way out. What
is left of the reading (what made it, the report without its text, times, places) is packed like
them. All of a reading is compressed together (``bundling.py``).

For each type of ``facts`` a twin is made, with the same fields in the same order; msgspec turns one
into the other. A field may be added to a type only at its end and with a default: older packages
then give the default.
"""

import dataclasses
import types
from collections.abc import Sequence
from contextvars import ContextVar
from functools import cache
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from onrecord.facts import Actor, Agreement, Case, Encounter, Event, Reading, Statement
from onrecord.record.accounts import Kind, Told
from onrecord.text import Span

T = TypeVar("T")

TYPES: Final[dict[Kind, type[Told]]] = {
    "actor": Actor,
    "statement": Statement,
    "encounter": Encounter,
    "agreement": Agreement,
    "case": Case,
    "event": Event,
}
_KEYED = (Statement, Encounter, Event)
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_CUT_FROM: ContextVar[str] = ContextVar("text that spans are cut from")


class _Length(msgspec.Struct, array_like=True):
    """A span on its way in: where it is."""

    start: int
    length: int


class _Cut(msgspec.Struct, array_like=True):
    """A span on its way out: its words are those of the text at hand."""

    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def text(self) -> str:
        return _CUT_FROM.get()[self.start : self.end]


def pack(told: Told) -> bytes:
    """A fact's package."""
    twin = _twin_of(told)
    if isinstance(told, _KEYED):
        twin.key = ""
    return _ENCODER.encode(twin)


def unpack(kind: Kind, key: str, package: bytes, text: str) -> Told:
    """The fact of a package: ``key`` is its account's, ``text`` its version's."""
    told: Any = TYPES[kind]
    twin = _decoder(told).decode(package)
    if told in _KEYED:
        twin.key = key
    return cast(Told, _out(twin, told, text))


def peek(kind: Kind, package: bytes) -> Any:
    """What a package says, by the names of the fact's fields; of spans only where they are.

    To be looked at on the way: it takes a fifth of the time of ``unpack``.
    """
    return _decoder(cast(Any, TYPES[kind])).decode(package)


def pack_rest(reading: Reading) -> bytes:
    """The package of what is left of a reading when its facts and its text are taken out."""
    rest = dataclasses.replace(
        reading,
        report=dataclasses.replace(reading.report, text="", text_sha256=""),
        actors=(), statements=(), encounters=(), agreements=(), cases=(), events=(),
    )  # fmt: skip
    return _ENCODER.encode(_twin_of(rest))


def unpack_rest(package: bytes, text: str, text_sha256: str) -> Reading:
    """The reading without its facts."""
    twin = _decoder(Reading).decode(package)
    twin.report.text, twin.report.text_sha256 = text, text_sha256
    return _out(twin, Reading, text)


def taken_back(package: bytes) -> bool:
    """Whether the reading of which this is left says that its report is retracted."""
    if not any(mark in package for mark in _TAKING_BACK):
        return False  # nine hundred and ninety-nine in a thousand
    told = _decoder(Reading).decode(package).notices
    return any(one.kind in ("retraction", "kill") for one in told)


_TAKING_BACK = tuple(msgspec.msgpack.encode(kind) for kind in ("retraction", "kill"))


def together(rest: Reading, told: Sequence[tuple[Kind, Told]]) -> Reading:
    """The whole reading: facts of each kind in their order."""
    groups: dict[str, Any] = {
        f"{kind}s": tuple(one for of, one in told if of == kind) for kind in TYPES
    }
    return dataclasses.replace(rest, **groups)


def pack_plain(value: Any) -> bytes:
    """The package of a frozen dataclass of plain values (a profile), without spans."""
    return _ENCODER.encode(_twin_of(value))


def unpack_plain(kind: type[T], package: bytes) -> T:
    """The value of such a package."""
    named: Any = kind
    return _converted(_decoder(named).decode(package), kind)


def _twin_of(value: Any) -> Any:
    kind: Any = type(value)
    return msgspec.convert(value, _twin(kind, _Length), from_attributes=True)


def _out(twin: Any, kind: type[T], text: str) -> T:
    token = _CUT_FROM.set(text)
    try:
        return _converted(twin, kind)
    finally:
        _CUT_FROM.reset(token)


def _converted(twin: Any, kind: type[T]) -> T:
    return msgspec.convert(twin, kind, from_attributes=True)


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(_twin(kind, _Cut))


@cache
def _twin(kind: Any, span: Any) -> Any:
    """A type with the fields of ``kind``, packed by their order; spans as ``span``."""
    hints = get_type_hints(kind)
    members: list[Any] = []
    for one in dataclasses.fields(kind):
        hint = _twinned(hints[one.name], span)
        if one.default is not dataclasses.MISSING:
            members.append((one.name, hint, one.default))
        elif one.default_factory is not dataclasses.MISSING:
            members.append((one.name, hint, msgspec.field(default_factory=one.default_factory)))
        else:
            members.append((one.name, hint))
    return msgspec.defstruct(kind.__name__, members, array_like=True, kw_only=True)


def _twinned(hint: Any, span: Any) -> Any:
    """A type hint with every dataclass in it replaced by its twin."""
    if hint is Span:
        return span
    named: Any = hint
    if dataclasses.is_dataclass(hint):
        return _twin(named, span)
    if get_origin(hint) is tuple:
        parts = (part if part is ... else _twinned(part, span) for part in get_args(hint))
        return tuple.__class_getitem__(tuple(parts))
    if get_origin(hint) in (Union, types.UnionType):
        return Union[tuple(_twinned(part, span) for part in get_args(hint))]  # noqa: UP007
    return hint
