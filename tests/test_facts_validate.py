"""The validator: a good reading has no fault, and every planted defect has its own."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.facts import Reading, decode_reading, validate
from onrecord.facts.timex import is_date, is_duration, is_timex

DATA = Path(__file__).parent / "data"
WORKED = Path(__file__).parents[2] / "shared" / "acceptance" / "new-start.reading.json"


def vela() -> dict[str, Any]:
    tree: dict[str, Any] = json.loads((DATA / "vela.reading.json").read_text(encoding="utf-8"))
    return tree


def faults(tree: dict[str, Any]) -> list[str]:
    return validate(decode_reading(json.dumps(tree)))


def put(tree: dict[str, Any], path: str, value: Any) -> None:
    """Plant a value at a path such as statements.0.speaker."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    node: Any = tree
    for step in way:
        node = node[step]
    node[last] = value


def test_a_good_reading_has_no_fault() -> None:
    assert faults(vela()) == []


def test_the_worked_reading_has_no_fault() -> None:
    if not WORKED.exists():
        pytest.skip("the worked reading is not on this machine")
    assert validate(decode_reading(WORKED.read_bytes())) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("statements.0.speaker", ["a99"], "s1.speaker: a99 is nothing"),
        ("statements.0.speaker", ["g1"], "s1.speaker: g1 is of the wrong kind"),
        ("statements.0.addressees", ["s1"], "s1.addressees: s1 is of the wrong kind"),
        ("statements.0.about", ["a1"], "s1.about: a1 is of the wrong kind"),
        ("encounters.0.participants", ["a1", "a98"], "e1.participants: a98 is nothing"),
        ("encounters.0.tellings.2.vouched_by.0.actor", "c1", "c1 is of the wrong kind"),
        ("agreements.0.parties", ["e1"], "g1.parties: e1 is of the wrong kind"),
        ("agreements.0.changes.0.stated_in", ["a1"], "g1-1.stated_in: a1 is of the wrong kind"),
        ("agreements.0.changes.0.by", ["a77"], "g1-1.by: a77 is nothing"),
        ("cases.0.person", "a66", "c1.person: a66 is nothing"),
        ("cases.0.held_by", "g1", "c1.held_by: g1 is of the wrong kind"),
        ("events.0.of", "g1", "v1.of: g1 is of the wrong kind"),
        ("events.0.of", "e9", "v1.of: e9 is nothing"),
        ("encounters.0.date.told", [3], "e1.date.told: there is no telling 3"),
        ("encounters.0.date.told", [-1], "e1.date.told: there is no telling -1"),
        ("encounters.0.tellings", [], "e1 shows no words"),
        ("events.1.tellings", [], "v2 shows no words"),
        ("agreements.0.changes.1.tellings", [], "g1-2 shows no words"),
        ("statements.1.key", "", "s2: no key"),
        ("actors.0.id", "b1", "'b1' is not shaped like a1"),
        ("agreements.0.changes.0.id", "g2-1", "'g2-1' is not shaped like g1-1"),
        ("cases.0.steps.0.id", "c1", "'c1' is not shaped like c1-1"),
        ("actors.1.id", "a1", "a1 is the id of 2 things"),
        ("report.text_sha256", "00", "report.text_sha256"),
        ("report.id", "", "report.id is empty"),
        ("report.text", "one\rtwo", "U+000D"),
        ("report.published.value", "6 March 2024", "report.published.value"),
        ("report.seen", "yesterday", "report.seen"),
        ("statements.0.date.value", "2024-02-30", "statements[0].date.value"),
        ("encounters.0.duration.value", "two hours", "encounters[0].duration.value"),
        ("times.0.value", "Tuesday", "times[0].value"),
        ("statements.0.confidence", 1.5, "statements[0].confidence"),
        ("actors.0.represents", "Lusara", "actors[0].represents"),
        ("actors.0.mentions.0.form", None, "a1 has a mention without form"),
        ("report.parts.0.span.end", 4000, "report.parts[0].span"),
        ("statements.0.cue.0.start", 100_000, "statements[0].cue[0]"),
        ("places.0.span.text", "PORT VELO", "places[0].span"),
    ],
)  # fmt: skip
def test_a_planted_defect_is_named(path: str, value: Any, fault: str) -> None:
    tree = vela()
    put(tree, path, value)
    assert any(fault in found for found in faults(tree)), faults(tree)


def test_a_statement_needs_content_or_cue() -> None:
    tree = vela()
    put(tree, "statements.1.cue", [])
    assert faults(tree) == []
    put(tree, "statements.1.content", [])
    assert "s2 has neither content nor cue" in faults(tree)
    put(tree, "statements.1.source", [])
    assert "s2 shows no words" in faults(tree)


def test_the_same_cue_may_carry_two_contents_but_not_the_same_words() -> None:
    tree = vela()
    again = json.loads(json.dumps(tree["statements"][0])) | {"id": "s4", "key": "other"}
    tree["statements"].append(again)
    assert faults(tree) == ["s4 says again what s1 says with the same cue"]
    again["content"] = tree["statements"][1]["content"]
    assert faults(tree) == []


def test_two_facts_may_not_have_one_key() -> None:
    tree = vela()
    tree["statements"][1]["key"] = tree["encounters"][0]["key"]
    assert any(f.startswith("s2, e1: the same key") for f in faults(tree))


@pytest.mark.parametrize(("words", "good"), [(150, True), (151, False)])
def test_a_content_has_at_most_150_words(words: int, good: bool) -> None:
    reading = decode_reading(json.dumps(vela()))
    text = "so " * words
    tree = vela()
    tree["report"]["text"] += text
    start = len(reading.report.text)
    end = start + len(text) - 1
    tree["statements"][1]["content"] = [{"start": start, "end": end, "text": text[:-1]}]
    found = [f for f in faults(tree) if "sha256" not in f]
    assert (found == []) is good


def test_values_set_in_python_are_held_against_their_lists() -> None:
    reading = decode_reading(json.dumps(vela()))
    wrong: Any = "shout"
    loud = dataclasses.replace(reading.statements[0], act=wrong)
    heard: Reading = dataclasses.replace(reading, statements=(loud, *reading.statements[1:]))
    assert validate(heard) == ["statements[0].act: 'shout' is no listed value"]


def test_text_that_is_none_is_a_fault_and_no_crash() -> None:
    reading = decode_reading(json.dumps(vela()))
    report = dataclasses.replace(reading.report, text="\ud800" + reading.report.text[1:])
    assert "surrogate" in validate(dataclasses.replace(reading, report=report))[0]


@pytest.mark.parametrize(
    "value",
    ["2023", "2023-02", "2023-02-28", "2024-02-29", "2023-W05", "2023-Q3", "2023-SU", "202", "19XX",
     "2023-03-02T14:30", "2023-03-02T14:30:00Z", "2023-03-02T14:30:00+05:30", "2023-03-02TEV",
     "2023-03-02/2023-03-05", "BC0044"],
)  # fmt: skip
def test_dates(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value",
    ["", "2023-13", "2023-00", "2023-02-29", "2023-W54", "23-02-01", "2023/02/01/03", "March 2023",
     "2023-03-02T25:00", "2023-03-02 14:30", "P5Y", "XXXX-12-25"],
)  # fmt: skip
def test_what_is_no_date(value: str) -> None:
    assert not is_date(value)


def test_durations_and_sets() -> None:
    assert all(map(is_duration, ["P5Y", "PT10M", "PXD", "P1Y6M", "P1DT2H", "P2W", "P1.5Y", "P2DE"]))
    assert not any(map(is_duration, ["", "P", "PT", "5Y", "P5", "PT5D", "P5YT", "2023"]))
    assert is_timex("P1W", "SET")
    assert is_timex("XXXX-WXX-2", "SET")
    assert is_timex("PAST_REF", "DATE")
    assert not is_timex("P1W", "DATE")
    assert not is_timex("2023", "DURATION")
