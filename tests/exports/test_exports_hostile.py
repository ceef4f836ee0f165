"""Whatever a report holds, no format breaks, and none lets it run anything."""

import csv
import gc
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import icalendar
import pytest
from exported import NAMES, VOSS, Made, encounter, event, statement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tales import Tale, told

from onrecord.record.things import EncounterThing, Thing
from onrecord.store import exporting
from onrecord.store.exporting import Exporting
from onrecord.store.record import open_record
from onrecord.text import Span
from onrecord.views.exports import (
    annotations,
    calendar,
    geojson,
    linked,
    money,
    polecat,
    sheets,
    whole,
)
from onrecord.views.exports.chunks import LeftOut

TRAPS = "=+-@\t\r\n\x00\x1b\"',;\\<>&|\u2028\u2029\u202e\u200b\ufeff𝔄 a:"
texts = st.text(st.one_of(st.sampled_from(TRAPS), st.characters(exclude_categories=["Cs"])))
law = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def named(text: str) -> Made:
    """A record in which an actor is called so, and reports say so."""
    them: list[Thing] = [
        encounter("encounter-0000000000000001", "actual", "2024-03-05", occasion=text),
        event("event-0000000000000001", mode=text),
        statement("statement-0000000000000001", content=(Span(0, len(text), text),)),
    ]
    names = {**NAMES, VOSS: text}
    for one in them:
        object.__setattr__(one, "names", names)
    return Made(them=them)


@law
@given(texts)
def test_one_entry_stays_one(text: str) -> None:
    raw = b"".join(calendar.pieces(named(text), calendar.KINDS, LeftOut()))
    assert len(icalendar.Calendar.from_ical(raw).walk("VEVENT")) == 2
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


@law
@given(texts)
def test_one_row_stays_one_and_no_cell_runs(text: str) -> None:
    header, row = (
        b"".join(polecat.pieces(named(text), polecat.KINDS, LeftOut())).decode().split("\n")[:2]
    )
    assert row.count("\t") == header.count("\t")
    assert not any(cell.startswith(("=", "+", "@")) for cell in row.split("\t"))
    with TemporaryDirectory() as place:
        sheets.write(named(text), sheets.KINDS, place, LeftOut())
        for path in Path(place).iterdir():
            rows = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
            assert len({len(one) for one in rows}) == 1
            assert not any(cell.startswith(("=", "+", "@")) for one in rows for cell in one)


@law
@given(texts)
def test_json_stays_json_and_lines_stay_lines(text: str) -> None:
    for module in (annotations, geojson, linked):
        assert json.loads(b"".join(module.pieces(named(text), module.KINDS, LeftOut())))
    for module in (money, whole):
        raw = b"".join(module.pieces(named(text), module.KINDS, LeftOut()))
        assert all(json.loads(line) for line in raw.split(b"\n")[:-1])
    last = json.loads(raw.split(b"\n")[-3])  # before the end
    assert last["thing"]["names"][VOSS] == text  # letter for letter


def held() -> int:
    """How many meetings are in memory."""
    gc.collect()
    return sum(isinstance(one, EncounterThing) for one in gc.get_objects())


def test_what_is_held_does_not_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many meetings never more are in memory than of two pages."""
    monkeypatch.setattr(exporting, "PAGE", 4)
    place = str(tmp_path / "record.db")
    others = held()
    with open_record(place, create=True) as record:
        record.add(
            [told(Tale(n, who=n % 3, what=n % 2, day=1 + n % 28, dated=29)) for n in range(60)]
        )
        with record.reading() as connection:
            kept, met, most = Exporting(connection, record.points, {}), 0, 0
            for _ in kept.things("encounter"):
                met += 1
                most = max(most, held() - others)
    assert met > 20
    assert most <= 8 + 12  # two pages, and what is folded at once
