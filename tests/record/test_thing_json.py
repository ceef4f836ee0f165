"""Things as JSON: the contract's names, one order, a schema that fits; and how fast folding is."""

import json
from dataclasses import Field, fields
from typing import Any

import pytest
from testified import accord, at, case, change, encounter, event, says, statement, step, telling

from onrecord import facts
from onrecord.errors import InvalidReading
from onrecord.record.codec import TYPES, decode_thing, encode, schema, to_builtins
from onrecord.record.folding import fold
from onrecord.record.things import Thing
from tests.clocked import takes_within

CONTRACT = {
    "id", "thing", "tellings", "outlets", "vouchers", "terms", "first_reported", "last_reported",
    "status", "disputes", "verdicts",
}  # fmt: skip
TELLING = {
    "report", "source", "url", "outlet", "published", "seen", "copy_of", "key", "span", "modality",
    "slots", "vouched_by", "confidence",
}  # fmt: skip
# Fields of a reading's fact that a thing of the record tells otherwise: by its tellings (mentions,
# vouched_by), by the thing's own terms (own_terms), by the id and key.
OTHERWISE = {"id", "mentions", "vouched_by", "terms", "tellings", "key"}


def example(kind: str, outlets: int = 3) -> Thing:
    """A thing of that kind that some outlets tell of."""
    told = {
        "encounter": encounter("a1", "a2", date="2026-03-10", place=at("Oslo", "NO"),
                               tellings=(telling(), telling("saw", ("a5", "on_background")))),
        "statement": statement("no", quoted=True, about=("g1",)),
        "agreement": accord(change("signed", "2019"), change("suspended", "2026-02", by=("a4",))),
        "case": case(step("arrested", "2024"), step("sentenced", "2025")),
        "event": event(date="2026-03-10", actor=("a4",)),
    }  # fmt: skip
    day = "2026-03-{:02}"
    thing = fold(kind, [says(told[kind], f"P{n}", day.format(n + 1)) for n in range(outlets)])
    assert thing is not None
    return thing


KINDS = ("encounter", "statement", "agreement", "case", "event")


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_has_the_contracts_names(kind: str) -> None:
    plain = to_builtins(example(kind))
    assert set(plain) >= CONTRACT
    assert all(set(one) >= TELLING for one in plain["tellings"])
    fact = {field.name for field in _fields(kind)}
    assert set(plain) >= fact - OTHERWISE - {"changes", "steps"}
    assert list(plain)[:2] == ["id", "thing"]


def _fields(kind: str) -> tuple[Field[Any], ...]:
    return fields(getattr(facts, kind.capitalize()))


@pytest.mark.parametrize("kind", KINDS)
def test_there_and_back(kind: str) -> None:
    thing = example(kind)
    assert type(thing) is TYPES[kind]
    assert decode_thing(encode(thing)) == thing


@pytest.mark.parametrize("raw", [b"{}", b'{"thing": "picnic"}', b"\xff", b'{"thing": "case"}'])
def test_what_is_no_thing_is_refused(raw: bytes) -> None:
    with pytest.raises(InvalidReading):
        decode_thing(raw)


def test_more_fields_than_known_are_passed_over() -> None:
    plain = to_builtins(example("event")) | {"colour": "blue"}
    assert decode_thing(json.dumps(plain)) == example("event")


def test_the_schema_names_every_kind() -> None:
    made = schema()
    assert len(made["anyOf"]) == len(TYPES)
    for kind, thing in TYPES.items():
        assert made["$defs"][thing.__name__]["properties"]["thing"] == {"const": kind}
    for kind in KINDS:
        named = made["$defs"][TYPES[kind].__name__]
        assert set(named["properties"]) == set(to_builtins(example(kind)))
        assert {"id", "thing", "outlets"} <= set(named["required"])


def test_fifty_things_are_folded_at_once() -> None:
    """Fifty things of three reports each fold within 20 ms of processor time (here with room)."""
    for kind in KINDS:
        example(kind)  # tables are read once
    assert takes_within(_fold_fifty, 0.06)


def _fold_fifty() -> None:
    for _ in range(10):
        for kind in KINDS:
            example(kind)
