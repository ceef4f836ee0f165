"""``onrecord agreement``, ``case`` and ``timeline --svg``: things of a record, drawn."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from onrecord.store.asking.opened import open as open_record
from onrecord.views import drawn
from onrecord.views.cli import main
from onrecord.views.dates import date_words
from tests.review.review_worlds import made

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def place(tmp_path: Path) -> str:
    made(str(tmp_path / "r.db")).close()
    return str(tmp_path / "r.db")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments]) == 0
    return capsys.readouterr().out


def test_a_life_in_a_terminal(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, "agreement", "Lantern Pact", "--record", place)
    lines = told.splitlines()
    assert lines[0].startswith("§ Lantern Pact   treaty, ")
    assert lines[0].endswith("suspended since 9 March 2031")
    order = [n for n, line in enumerate(lines) for word in ("● signed", "● suspended", "┇ As of")
             if word in line]  # fmt: skip
    assert order == sorted(order)
    assert len(order) == 3
    assert max(map(len, lines)) <= 96


def test_at_an_earlier_day(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, "agreement", "Lantern Pact", "--at", "2031-03-05", "--record", place)
    assert "At 5 March 2031: signed" in told


def test_as_of_an_earlier_day(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, "agreement", "Lantern Pact", "--as-of", "2031-03-10", "--record", place)
    assert "suspended" not in told
    assert "As of 10 March 2031: signed" in told


def test_a_picture_of_it(place: str, tmp_path: Path) -> None:
    file = tmp_path / "life.svg"
    assert main(["agreement", "Lantern Pact", "--svg", str(file), "--record", place]) == 0
    root = ElementTree.parse(file).getroot()
    assert root.findtext(f"{SVG}title") == "The life of Lantern Pact"
    desc = root.findtext(f"{SVG}desc") or ""
    assert "Signed, 3 March 2031" in desc
    assert [one.get("class") for one in root.iter(f"{SVG}rect")].count("suspended") == 1


def test_a_case(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, "case", "Anselm Krug", "--record", place)
    assert told.startswith("▥ Anselm Krug   held by Portugal")
    assert "● arrested" in told.partition("No date")[2]


def test_a_timeline(place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, "timeline", "--record", place)
    assert re.search(r"3 March 2031 +● +Lantern Pact: signed", told)
    file = tmp_path / "weeks.svg"
    assert main(["timeline", "--svg", str(file), "--record", place]) == 0
    root = ElementTree.parse(file).getroot()
    assert "Timeline, 3 March 2031 to 9 March 2031" in (root.findtext(f"{SVG}title") or "")
    lanes = {one.text for one in root.iter(f"{SVG}text") if one.get("class") == "lane"}
    assert {"Encounters", "Agreements", "Statements"} <= lanes


def test_nothing_of_that_name(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", "No Such Pact", "--record", place]) == 2
    assert "nothing called" in capsys.readouterr().err
    assert main(["agreement", "Anselm Krug", "--record", place]) == 2  # a case, no agreement


def test_only_what_happened_turns_the_line(place: str) -> None:
    with open_record(place) as record:
        (stood,) = record.status("Lantern Pact")
    life = drawn.life(stood.thing)
    assert {one.state for one in life.happenings if one.happened} == {"early", "suspended"}
    assert not any(one.state for one in life.happenings if not one.happened)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2023-W09", "week of 27 February 2023"), ("2023-W09-WE", "weekend of 4 March 2023"),
        ("2023-Q1", "first quarter of 2023"), ("2023-H2", "second half of 2023"),
        ("2023-SP", "spring 2023"), ("2023-W60", "2023-W60"), ("2023-02", "February 2023"),
    ],
)  # fmt: skip
def test_dates_in_words(value: str, said: str) -> None:
    assert date_words(value) == said
