"""Things of the record as JSON and back, and the JSON Schema of them.

JSON tells what a thing is before who tells it, in one order, so that one thing is the same bytes
everywhere. Fields that are not known here are passed over: the contract allows for more.
"""

from dataclasses import fields
from typing import Any

import msgspec

from onrecord.errors import InvalidReading
from onrecord.record.accounts import Kind
from onrecord.record.things import (
    ActorThing,
    AgreementThing,
    CaseThing,
    EncounterThing,
    EventThing,
    StatementThing,
    Thing,
)

SCHEMA = "onrecord/thing/1"

TYPES: dict[Kind, type[Thing]] = {
    "actor": ActorThing,
    "statement": StatementThing,
    "encounter": EncounterThing,
    "agreement": AgreementThing,
    "case": CaseThing,
    "event": EventThing,
}

_FIRST = ("id", "thing")
_SHARED = tuple(field.name for field in fields(Thing))
_ORDER = {
    kind: (
        *_FIRST,
        *(field.name for field in fields(kind) if field.name not in _SHARED),
        *(name for name in _SHARED if name not in _FIRST),
    )
    for kind in TYPES.values()
}
_ENCODER = msgspec.json.Encoder()
_DECODERS = {kind: msgspec.json.Decoder(thing) for kind, thing in TYPES.items()}


class _Kind(msgspec.Struct):
    """Which type a line of JSON holds."""

    thing: Kind


_KIND = msgspec.json.Decoder(_Kind)


def encode(thing: Thing) -> bytes:
    """The thing as one line of UTF-8 JSON, without a newline at its end."""
    return _ENCODER.encode({name: getattr(thing, name) for name in _ORDER[type(thing)]})


def decode_thing(raw: bytes | str) -> Thing:
    """The thing that JSON holds; InvalidReading where its shape is not the contract's."""
    try:
        return _DECODERS[_KIND.decode(raw).thing].decode(raw)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise InvalidReading.of([str(error)]) from error


def to_builtins(thing: Thing) -> Any:
    """The thing as dicts, lists, strings and numbers."""
    return msgspec.json.decode(encode(thing))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a thing of any kind, generated from the types."""
    roots, parts = msgspec.json.schema_components(TYPES.values(), ref_template="#/$defs/{name}")
    for kind, thing in TYPES.items():
        parts[thing.__name__]["properties"]["thing"] = {"const": kind}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "anyOf": list(roots),
        "$defs": dict(sorted(parts.items())),
    }
