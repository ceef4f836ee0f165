"""``onrecord evaluate``: gold in every form, every miss and invention with its words."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InvalidReading
from onrecord.facts import Reading, encode, validate
from onrecord.scoring.examining import examined
from onrecord.scoring.gold import Gold, brat, golds, w3c
from onrecord.views.cli import main

TEXT = """\
Anna Dula met Ivo Orsk in Port Vesna on Tuesday.
“We will return,” Dula said. Tarsk suspended the Harbour Accord in May.
A court sentenced Jan Pell to six years.
"""


def at(words: str, before: str = "") -> str:
    start = TEXT.index(before + words) + len(before)
    return f"{start} {start + len(words)}\t{words}"


MARKED = f"""\
T1\tPerson {at("Anna Dula")}
T2\tPerson {at("Ivo Orsk")}
T3\tEncounter {at("met")}
E1\tEncounter:T3 Participant:T1 Participant2:T2
T4\tPerson {at("Dula", "” ")}
*\tSAME T1 T4
T5\tContent {at("“We will return,”")}
T6\tStatement {at("said")}
E2\tStatement:T6 Speaker:T4 Content:T5
A1\tAct E2 promise
A2\tMode E2 direct
T7\tState {at("Tarsk")}
T8\tAgreement {at("Harbour Accord")}
T9\tChange_suspended {at("suspended")}
E3\tChange_suspended:T9 Agreement:T8 By:T7
T10\tPerson {at("Jan Pell")}
T11\tStep_sentenced {at("sentenced")}
E4\tStep_sentenced:T11 Person:T10
#1\tAnnotatorNotes E4\tfor what is not told
"""


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    (tmp_path / "talks.txt").write_text(TEXT)
    (tmp_path / "talks.ann").write_text(MARKED)
    return tmp_path


def made(text: str = TEXT, marks: str = MARKED) -> Reading:
    return brat.reading(text, marks, "talks.ann")


def test_brat_makes_a_reading() -> None:
    found = made()
    assert validate(found) == []
    assert [actor.name for actor in found.actors] == ["Anna Dula", "Ivo Orsk", "Tarsk", "Jan Pell"]
    (said,) = found.statements
    assert (said.act, said.mode, said.speaker, said.cue[0].text) == (
        "promise", "direct", ("a1",), "said",
    )  # fmt: skip
    assert found.encounters[0].participants == ("a1", "a2")
    assert found.agreements[0].name == "Harbour Accord"
    assert found.agreements[0].changes[0].by == ("a3",)
    assert found.cases[0].person == "a4"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("T1\tPerson 0 9\tAnna Dulo", "line 1.*the text has"),
        ("T1\tPerson 0 9999\tAnna", "line 1.*outside"),
        ("T1\tPerson 0 0\t", "line 1"),
        ("E1\tWedding:T3 Person:T1", "line 1.*no kind of fact"),
        ("E1\tStatement:T9", "E1.*no T9"),
        ("T1\tContent 0 4\tAnna\nT2\tEncounter 10 13\tmet\nE1\tEncounter:T2 Participant:T1",
         "no actor"),
        ("A1\tModality E1 wished", "line 1.*one of actual"),
        ("T2\tChange_signed 10 13\tmet\nE1\tChange_signed:T2", "no agreement"),
        ("not brat", "line 1.*no line"),
    ],
)  # fmt: skip
def test_what_is_no_brat_is_named_with_its_line(line: str, why: str) -> None:
    with pytest.raises(InvalidReading, match=why):
        made(marks=line)


@given(st.text("TEAR1\t 09:;Pm\n", max_size=60))
def test_whatever_stands_in_a_file_is_a_reading_or_an_error(marks: str) -> None:
    with suppress(InvalidReading):
        assert validate(made(marks=marks)) == []


def test_the_configuration_has_every_fact() -> None:
    told = brat.configuration()
    assert all(f"\n{name} " in told for name in brat.EVENTS)
    assert "Modality Arg:<EVENT>, Value:actual|planned" in told


def test_gold_against_itself_is_whole() -> None:
    """And one that misses a fact, or has one more, is not: the law can fail."""
    whole = made()
    told = examined(whole, Gold("g", whole))
    assert told.scores.all.f1 == 1
    assert not told.comparison.differing
    less = examined(replace(whole, encounters=()), Gold("g", whole))
    assert [fact.id for fact in less.comparison.only_other] == ["e1"]
    more = examined(whole, Gold("g", replace(whole, statements=())))
    assert [fact.id for fact in more.comparison.only_one] == ["s1"]


def test_a_form_is_not_asked_for_what_it_does_not_give() -> None:
    whole = made()
    other = replace(whole, statements=(replace(whole.statements[0], act="say"),))
    told = examined(other, Gold("g", whole))
    assert [slot.name for pair in told.comparison.differing for slot in pair.slots] == ["act"]
    told = examined(other, Gold("g", whole, frozenset({"modality"})))
    assert not told.comparison.differing
    assert set(told.scores.slots) <= {f"{k}.modality" for k in (
        "statements", "encounters", "changes", "steps")}  # fmt: skip


def annotation(words: str, kind: str, **more: str) -> dict[str, object]:
    start = TEXT.index(words)
    bodies = [{"type": "TextualBody", "purpose": "classifying", "value": kind}]
    bodies += [{"type": "TextualBody", "purpose": p, "value": v} for p, v in more.items()]
    return {
        "type": "Annotation", "body": bodies,
        "target": {"source": "https://news.example/1", "selector": [
            {"type": "TextPositionSelector", "start": start, "end": start + len(words)},
            {"type": "TextQuoteSelector", "exact": words},
        ]},
    }  # fmt: skip


def test_w3c_makes_a_reading() -> None:
    told = [
        annotation("met", "encounter", identifying="urn:1"),
        annotation("Port Vesna", "encounter", identifying="urn:1"),
        annotation("We will return,", "statement", tagging="planned"),
        annotation("suspended", "change:suspended"),
        annotation("sentenced", "step:sentenced"),
        annotation("Tarsk", "agreement"),
    ]
    found = w3c.reading(TEXT, json.dumps({"items": told}).encode(), "talks.jsonld")
    assert validate(found) == []
    assert [len(one.tellings) for one in found.encounters] == [2]
    assert found.statements[0].modality == "planned"
    assert found.agreements[0].changes[0].change == "suspended"
    assert found.cases[0].steps[0].step == "sentenced"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ([{"type": "Annotation", "body": {"purpose": "classifying", "value": "statement"}}],
         "TextPositionSelector"),
        ([{**annotation("met", "encounter"), "target": {"selector": {
            "type": "TextPositionSelector", "start": 5, "end": 9999}}}], "outside"),
        ([{**annotation("met", "encounter"), "target": {"selector": [
            {"type": "TextPositionSelector", "start": 0, "end": 3},
            {"type": "TextQuoteSelector", "exact": "met"}]}}], "the text has"),
        ([annotation("met", "change:married")], "none of the labels"),
        ([annotation("met", "encounter", tagging="wished")], "no modality"),
    ],
)  # fmt: skip
def test_what_is_no_annotation_of_the_text_is_refused(told: list[object], why: str) -> None:
    with pytest.raises(InvalidReading, match=why):
        w3c.reading(TEXT, json.dumps(told).encode(), "talks.jsonld")


# --- the command line -------------------------------------------------------------------------


def test_readings_are_held_against_gold(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finished = marked / "readings.jsonl"
    (gold,) = golds(marked / "talks.ann")
    finished.write_bytes(encode(replace(gold.reading, encounters=())) + b"\n")
    asked = ["evaluate", str(marked / "talks.ann"), "--readings", str(finished)]
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert "missed: encounter  «met»" in out
    assert "line 1" in out
    assert main([*asked, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kinds"]["encounters"]["recall"] == 0
    assert told["kinds"]["statements"]["f1"] == 1
    ((fault),) = told["faults"]
    assert (fault["what"], fault["words"][0]["text"]) == ("missed", "met")


def test_a_folder_is_read_and_a_bad_file_set_aside(
    marked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (marked / "broken.ann").write_text("no brat\n")
    (marked / "broken.txt").write_text("Some text.")
    (marked / "alone.ann").write_text(MARKED)
    (marked / "facts.toml").write_text('[[fact]]\nid = "they met"\nkind = "encounters"\n'
                                       'find = { participants = ["Dula", "Orsk"] }\n')  # fmt: skip
    (marked / "facts.txt").write_text(TEXT)
    assert main(["evaluate", str(marked)]) == 1
    out, err = capsys.readouterr()
    assert "1 report\n" in out
    assert "facts.toml" in out
    assert "of the points" in out
    assert "broken.ann, line 1" in err
    assert "alone.txt could not be opened" in err


def test_texts_of_a_record(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = marked / "record.db"
    assert main(["add", str(marked / "talks.txt"), "--record", str(record)]) == 0
    capsys.readouterr()
    assert main(["evaluate", str(marked / "talks.ann"), "--record", str(record)]) == 0
    assert "1 report\n" in capsys.readouterr().out
    (marked / "other.txt").write_text("Nobody has added this text to any record so far.")
    (marked / "other.ann").write_text("")
    assert main(["evaluate", str(marked / "other.ann"), "--record", str(record)]) == 2
    assert "no reading of this text" in capsys.readouterr().err


def test_what_the_export_writes_is_taken(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = marked / "record.db"
    assert main(["add", str(marked / "talks.txt"), "--record", str(record)]) == 0
    written = marked / "talks.jsonld"
    asked = ["export", "--record", str(record), "--format", "annotations"]
    assert main([*asked, "--output", str(written)]) == 0
    capsys.readouterr()
    assert main(["evaluate", str(written), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    for kind in ("statements", "encounters"):
        assert told["kinds"][kind]["recall"] == 1, kind


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate"]) == 2
    assert main(["evaluate", "nowhere.ann"]) == 2
    assert main(["evaluate", "--brat"]) == 0
    capsys.readouterr()
