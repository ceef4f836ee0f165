"""Readings as JSON and back, and the JSON Schema of them.

JSON is written in the contract's order of fields, so that the same reading is the same bytes.
Fields that are not known here are passed over: the contract allows for more.
"""

from functools import cache
from typing import Any

import msgspec

from onrecord.errors import InvalidReading
from onrecord.facts.types import Reading
from onrecord.vocabulary import SCHEMA

_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode(reading: Reading) -> bytes:
    """The reading as one line of UTF-8 JSON, without a newline at its end."""
    return _ENCODER.encode(reading)


def decode_reading(raw: bytes | str) -> Reading:
    """The reading that JSON holds; InvalidReading where its shape is not the contract's.

    Only the shape is held against the contract here: ``validate`` does the rest.
    """
    try:
        return _decoder().decode(raw)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise InvalidReading.of([str(error)]) from error


@cache
def _decoder() -> msgspec.json.Decoder[Reading]:
    return msgspec.json.Decoder(Reading)


def to_builtins(fact: Any) -> Any:
    """A reading, or anything in it, as dicts, lists, strings and numbers."""
    return msgspec.json.decode(_ENCODER.encode(fact))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a reading, generated from the types."""
    (root,), parts = msgspec.json.schema_components([Reading], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **root,
        "$defs": dict(sorted(parts.items())),
    }
