"""The facts of a report: the contract's types, their codec, their validator and their keys.

A Reading is a Report and its facts. Everything is frozen; ``dataclasses.replace`` makes a
changed copy.
"""

from onrecord.facts.codec import decode_reading, encode, schema, to_builtins
from onrecord.facts.keys import key, keys, turning, with_keys
from onrecord.facts.types import (
    Actor,
    Agreement,
    Case,
    Change,
    Count,
    DateSlot,
    DurationSlot,
    Encounter,
    Event,
    Made,
    Mention,
    Notice,
    Place,
    PlaceSlot,
    Reading,
    Statement,
    Step,
    Telling,
    TermSlot,
    Time,
    Voucher,
)
from onrecord.facts.validate import validate
from onrecord.facts.walk import Fact, facts, letters, spans, words

__all__ = [
    "Actor", "Agreement", "Case", "Change", "Count", "DateSlot", "DurationSlot", "Encounter",
    "Event", "Fact", "Made", "Mention", "Notice", "Place", "PlaceSlot", "Reading", "Statement",
    "Step", "Telling", "TermSlot", "Time", "Voucher", "decode_reading", "encode", "facts", "key",
    "keys", "letters", "schema", "spans", "to_builtins", "turning", "validate", "with_keys",
    "words",
]  # fmt: skip
