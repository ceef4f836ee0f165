"""Variants of gold reports: other names, other states, other dates, another order, other cues.

Each is the text with its complete reading, changed together (rewriting.py); what is changed into
what stands in varied.toml.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.facts import Reading, Time
from onrecord.tables.states import State, states
from tests.gold.ordering import order
from tests.gold.rewriting import Change, Piece, edits, rewritten

HERE = Path(__file__).parent


@cache
def _said() -> dict[str, Any]:
    with (HERE / "varied.toml").open("rb") as file:
        return tomllib.load(file)


# --- people and states ----------------------------------------------------------------------


def _pattern(renamed: Mapping[str, str]) -> re.Pattern[str]:
    longest = sorted(renamed, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _renaming(reading: Reading, renamed: Mapping[str, str], codes: Mapping[str, str]) -> Change:
    """Every one of the names, wherever it stands as a word."""
    pattern, text = _pattern(renamed), reading.report.text
    pieces = [Piece(m.start(), m.end(), renamed[m.group()]) for m in pattern.finditer(text)]
    return Change(
        pieces=edits(text, pieces),
        words=lambda words: pattern.sub(lambda m: renamed[m.group()], words),
        codes=codes,
    )


def people(stem: str, reading: Reading) -> Change:
    """The people of a report under other names."""
    return _renaming(reading, _said()["people"][stem], {})


def other_states(stem: str, reading: Reading) -> Change:
    """The states of a report for others, with their adjectives, peoples and capitals."""
    codes = _said()["states"][stem]
    renamed: dict[str, str] = {}
    for code, other in codes.items():
        renamed |= _forms(states()[code], states()[other])
    renamed |= {name.upper(): other.upper() for name, other in renamed.items()}
    return _renaming(reading, renamed, codes)


def _forms(one: State, other: State) -> dict[str, str]:
    singular, *plural = other.people
    return {
        **dict.fromkeys(one.capitals, other.capitals[0]),
        **{name: (plural or [singular])[0] for name in one.people if name.endswith("s")},
        **{name: singular for name in one.people if not name.endswith("s")},
        **dict.fromkeys(one.adjectives, other.adjectives[0]),
        one.name: other.name,
    }


# --- dates ----------------------------------------------------------------------------------

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"\b{_MONTH} (\d{{1,2}})\b|\b(\d{{1,2}}) {_MONTH}")
_DATED = re.compile(r"(\d{4})-(?:(\d\d)-(\d\d)|W(\d\d))")


def dates(stem: str, reading: Reading) -> Change:
    """The report some years earlier, on the same days of the week."""
    text = reading.report.text
    pieces = [Piece(m.start(), m.end(), _year(m.group())) for m in _YEAR.finditer(text)]
    for time in reading.times:
        pieces += _days(time)
    return Change(
        pieces=edits(text, pieces),
        words=lambda words: _YEAR.sub(lambda m: _year(m.group()), words),
        dates=shifted,
    )


def shifted(value: str) -> str:
    """A day or a week so many weeks on; a month or a year so many years on; a duration as it is."""
    dated = _DATED.match(value)
    if dated is None:
        return _YEAR.sub(lambda m: _year(m.group()), value, count=1)
    year, month, day, week = (int(part or 0) for part in dated.groups())
    by = timedelta(weeks=_said()["dates"]["weeks"])
    rest = value[dated.end() :]
    if week:
        there = (date.fromisocalendar(year, week, 1) + by).isocalendar()
        return f"{there.year}-W{there.week:02}{rest}"
    there_day = date(year, month, day) + by
    if there_day.month != month:
        raise ValueError(f"{value} leaves its month, whose name stands in the text")
    return f"{there_day.isoformat()}{rest}"


def _year(digits: str) -> str:
    return f"{int(digits) + _said()['dates']['years']:04}"


def _days(time: Time) -> Iterator[Piece]:
    """The day of the month within a time expression of the text."""
    day = _DAY.search(time.span.text)
    if day is None or time.value is None or not _DATED.match(time.value):
        return
    at = 1 if day.group(1) else 2
    if int(day.group(at)) != int(time.value[8:10]):
        raise ValueError(f"{time.span.text!r} is not {time.value}")
    start = time.span.start
    yield Piece(start + day.start(at), start + day.end(at), str(int(shifted(time.value)[8:10])))


# --- cues -----------------------------------------------------------------------------------


def cues(stem: str, reading: Reading) -> Change:
    """Cues for synonyms, where nobody who is addressed depends on the verb."""
    synonyms = _said()["cues"]["for"]
    held = {
        (cue.start, cue.end): synonyms[cue.text]
        for statement in reading.statements
        if not statement.addressees
        for cue in statement.cue
        if cue.text in synonyms
    }
    found = [Piece(start, end, new) for (start, end), new in held.items()]
    return Change(pieces=edits(reading.report.text, found))


def synonyms() -> Mapping[str, str]:
    """Each cue and the one that it is changed for."""
    found: dict[str, str] = _said()["cues"]["for"]
    return found


# --- all ------------------------------------------------------------------------------------

# Each kind of variation, and the reports that are varied so.
KINDS: Mapping[str, Callable[[str, Reading], Change]] = {
    "people": people,
    "states": other_states,
    "dates": dates,
    "order": order,
    "cues": cues,
}


def stems(kind: str) -> list[str]:
    """The reports that are varied in that way."""
    held = _said()[kind]
    return list(held.get("reports", held))


def varied(kind: str, stem: str, reading: Reading) -> Reading:
    """The complete reading of the variant, which holds its text."""
    return rewritten(reading, KINDS[kind](stem, reading))
