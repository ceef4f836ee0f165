"""Readings as JSON: the same bytes again, more fields let pass, and the published schema."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from onrecord import vocabulary
from onrecord.errors import InvalidReading
from onrecord.facts import decode_reading, encode, schema, to_builtins

RAW = (Path(__file__).parent / "data" / "vela.reading.json").read_bytes()


def test_a_reading_comes_back_the_same_byte_for_byte() -> None:
    reading = decode_reading(RAW)
    assert decode_reading(encode(reading)) == reading
    assert encode(decode_reading(encode(reading))) == encode(reading)
    assert json.loads(encode(reading)) == json.loads(RAW)


def test_fields_stand_in_the_order_of_the_contract() -> None:
    tree = json.loads(encode(decode_reading(RAW)))
    assert list(tree) == [
        "schema", "made", "report", "actors", "statements", "encounters", "agreements", "cases",
        "events", "times", "places", "notices",
    ]  # fmt: skip
    assert list(tree["statements"][0]) == [
        "id", "key", "speaker", "addressees", "targets", "mode", "modality", "terms", "act",
        "source", "cue", "content", "quoted", "about", "occasion", "date", "place", "vouched_by",
        "confidence",
    ]  # fmt: skip


def test_dictionaries_are_written_in_one_order() -> None:
    tree = json.loads(RAW)
    tree["actors"][0]["identifiers"] = {"wikidata": "Q1", "iso3166": "XL"}
    turned = json.loads(RAW)
    turned["actors"][0]["identifiers"] = {"iso3166": "XL", "wikidata": "Q1"}
    assert encode(decode_reading(json.dumps(tree))) == encode(decode_reading(json.dumps(turned)))


def test_fields_that_are_not_known_are_let_pass() -> None:
    tree = json.loads(RAW)
    tree["weather"] = "fair"
    tree["statements"][0]["tone"] = {"value": "calm"}
    assert decode_reading(json.dumps(tree)) == decode_reading(RAW)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ({"schema": "onrecord/reading/9"}, "schema"),
        ({"report": {}}, "report"),
        ({"statements": [{"id": "s1", "mode": "sung"}]}, "sung"),
        ({"actors": "none"}, "actors"),
    ],
)
def test_another_shape_is_refused_with_the_place(damage: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidReading, match=said) as caught:
        decode_reading(json.dumps(json.loads(RAW) | damage))
    assert "onrecord schema" in caught.value.do


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff\xfe", "null"])
def test_what_is_no_reading_is_refused(raw: bytes | str) -> None:
    with pytest.raises(InvalidReading):
        decode_reading(raw)


def test_the_schema_lists_what_the_vocabulary_lists() -> None:
    published = schema()
    assert published["title"] == "onrecord/reading/1"
    assert published["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    parts = published["$defs"]
    assert set(parts["Statement"]["properties"]["act"]["enum"]) == set(get_args(vocabulary.Act))
    assert set(parts["Step"]["properties"]["step"]["enum"]) == set(get_args(vocabulary.StepLabel))
    assert "id" in parts["Encounter"]["required"]
    assert schema() == published


def test_builtins_are_what_json_gives() -> None:
    reading = decode_reading(RAW)
    assert to_builtins(reading) == json.loads(encode(reading))
