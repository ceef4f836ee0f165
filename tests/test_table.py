"""A reading as rows: one a fact, nothing lost, nothing that a spreadsheet would run."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.facts import Reading, decode_reading
from onrecord.facts.walk import facts
from onrecord.report import Report
from onrecord.views.table import COLUMNS, header, rows, table

EXAMPLE = Path(__file__).parent / "data" / "vela.reading.json"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return decode_reading(EXAMPLE.read_bytes())


def parsed(reading: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(header() + table(reading))))


def test_every_fact_has_its_row_under_its_own_key(reading: Reading) -> None:
    found = [(row["id"], row["key"], row["modality"]) for row in parsed(reading)]
    assert sorted(found) == sorted((f.id, f.key, f.modality) for f in facts(reading))


def test_every_line_has_every_column(reading: Reading) -> None:
    lines = list(csv.reader(io.StringIO(header() + table(reading))))
    assert {len(line) for line in lines} == {len(COLUMNS)}
    assert len(lines) == 1 + (header() + table(reading)).count("\n") - 1


def test_start_and_end_lead_to_the_words(reading: Reading) -> None:
    text = reading.report.text
    for row in parsed(reading):
        stretch = text[int(row["start"]) : int(row["end"])]
        assert stretch
        said = row["words"] + row["cue"]
        assert " ".join(stretch.split()) in said.lstrip("'")


def test_names_stand_for_ids(reading: Reading) -> None:
    statement = reading.statements[0]
    named = {actor.id: actor.name for actor in reading.actors}
    row = next(row for row in rows(reading) if row.id == statement.id)
    assert row.actor == "; ".join(named[a] for a in statement.speaker)
    assert row.what == statement.act


def test_the_reports_own_voice_is_named_beside_a_source(reading: Reading) -> None:
    row = next(row for row in rows(reading) if row.kind == "encounter")
    assert (row.vouched_by, row.terms) == ("report; aide (anonymous)", "unspecified; anonymous")
    change = next(row for row in rows(reading) if row.kind == "change")
    assert (change.vouched_by, change.terms) == ("", "")


@pytest.mark.parametrize("title", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r\n=1", " =1"])
def test_no_cell_is_a_formula(reading: Reading, title: str) -> None:
    report = replace(reading.report, title=title, outlet='"=x",\n2')
    for row in parsed(replace(reading, report=report)):
        assert row["title"].startswith("'")
        assert "\n" not in row["outlet"]


def test_numbers_stay_numbers(reading: Reading) -> None:
    for row in parsed(reading):
        float(row["confidence"])
        for name in ("lat", "lon"):
            assert row[name] == "" or -180 <= float(row[name]) <= 180


def test_a_reading_without_facts_has_no_rows() -> None:
    assert table(Reading(report=Report(id="r", text_sha256="", text="He spoke."))) == ""
