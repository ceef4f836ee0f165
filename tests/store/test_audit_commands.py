"""``onrecord audit``, ``save``, ``saved`` and ``unsave`` as people type them."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from onrecord.store.asking.opened import open as open_record
from onrecord.store.record import open_record as open_store
from onrecord.views.cli import main
from tests.review.review_worlds import TALES, made, unsure
from tests.store.asked_worlds import Tale, reading


@pytest.fixture
def place(tmp_path: Path) -> str:
    made(str(tmp_path / "r.db")).close()
    return str(tmp_path / "r.db")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main([*arguments]) == status
    told = capsys.readouterr()
    return told.out + told.err


def test_an_audit_in_a_terminal_begins_with_terms(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = shown(capsys, "audit", "--record", place, "--per", "outlet")
    lines = told.splitlines()
    with open_record(place) as record:
        count = len(list(record.statements()))
    assert f"{count} statements, told " in lines[1]
    assert lines[3] == "On what terms"
    assert max(map(len, lines)) <= 96
    assert "By outlet" in lines
    assert "onrecord statements --terms" in lines[-1]


def test_json_and_csv_have_what_each_number_asks(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = json.loads(shown(capsys, "audit", "--record", place, "--by", "Varga", "--json"))
    terms = next(one for one in whole["whole"]["terms"] if one["count"])
    asked = ["statements", "--record", place, "--format", "json", "--limit", "500"]
    for name, value in terms["asks"].items():
        asked += [f"--{name}", *(value if isinstance(value, list) else [value])]
    assert len(json.loads(shown(capsys, *asked))) == terms["count"]
    rows = list(csv.DictReader(io.StringIO(shown(capsys, "audit", "--record", place, "--csv"))))
    assert {row["of"] for row in rows} >= {"terms", "source", "sources"}
    assert all(0 <= float(row["low"]) <= float(row["high"]) <= 1 for row in rows if row["low"])


def test_it_is_drawn_and_nothing_is_said_so(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = shown(capsys, "audit", "--record", place, "--svg", "-")
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert "nothing to count" in shown(capsys, "audit", "--record", place, "--by", "Nobody")
    assert "No subject" in shown(
        capsys, "audit", "--record", place, "--of", "cases", "--per", "subject", status=2
    )


def test_a_question_is_saved_read_and_forgotten(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--record", place)
    assert "Nothing is saved" in shown(capsys, "saved", *at)
    told = shown(capsys, "save", "varga", "statements", "--by", "Varga", *at)
    assert told == "Saved varga: statements by Varga.\n"
    shown(capsys, "save", "varga", "cases", "--by", "Austria", "--add", *at)
    assert "Nothing has come" in shown(capsys, "saved", "varga", *at)
    new = Tale(report=max(one.report for one in TALES) + 1, version=99, day=27,
               said=((0, 1, 2, None, 9, False),))  # fmt: skip
    with open_store(place) as store:
        store.add([unsure(reading(new))])
    assert "varga  1 unread of 1" in shown(capsys, "saved", *at)
    assert shown(capsys, "saved", "varga", "--read", *at).startswith("* ")
    assert "varga  0 unread of 1" in shown(capsys, "saved", *at)
    whole = json.loads(shown(capsys, "saved", "varga", "--format", "json", *at))
    assert [one["ask"] for one in whole["questions"]] == ["statements", "cases"]
    assert whole["entries"][0]["thing"]["tellings"]
    assert "Nothing was sent" in shown(capsys, "saved", "varga", "--log", *at)
    shown(capsys, "unsave", "varga", *at)
    assert "Nothing is saved" in shown(capsys, "saved", *at)
    assert "No question is saved" in shown(capsys, "unsave", "varga", *at, status=2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("save", "A", "statements"), "cannot be the name"),
        (("save", "a", "statements", "--type", "SANCTION"), "does not take type"),
        (("save", "a", "statements", "--webhook", "ftp://x.example"), "http"),
        (("save", "a", "statements", "--webhook", "https://x.example"), "ONRECORD_HOOK"),
        (("saved", "--read"), "Of which question"),
    ],
)  # fmt: skip
def test_what_will_not_do_is_said(
    place: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert told in shown(capsys, *arguments, "--record", place, status=2)
