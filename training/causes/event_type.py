"""Codes of who does an event and to whom: no event, another one, sides turned, other codes."""

from __future__ import annotations

from pathlib import Path

from training.causes.count import Causes
from training.coded import Found
from training.corpora.plover import Coded, records
from training.tasks.event_type import coded

_BODIES = frozenset({"IGO", "NGO"})


def causes(path: Path) -> dict[str, Causes]:
    """A file of PLOVER's gold records."""
    found = {"type": Causes(), "actors": Causes()}
    for record in records(path):
        compare(record, coded(record), found)
    return found


def compare(record: Coded, found: Found, into: dict[str, Causes]) -> None:
    """Sort the errors of one record."""
    into["type"].tally.add(1, 1, record.type == found.type)
    if record.type != found.type:
        cause = f"{record.type} as {found.type}" if found.type else "no event"
        into["type"].wrong(cause, record.text)
    for side in ("source", "target"):
        wanted, ours = set(getattr(record, side)), set(getattr(found, side))
        other = set(record.target if side == "source" else record.source)
        into["actors"].tally.add(1, 1, wanted == ours)
        if wanted != ours:
            cause = "no event" if not found.type else why(wanted, ours, other)
            told = f"{side} {sorted(wanted)} | {sorted(ours)} | {record.text}"
            into["actors"].wrong(f"{side}: {cause}", told)


def why(wanted: set[str], ours: set[str], other: set[str]) -> str:
    """Why a side's codes are not those of the record; `other` are those of its other side."""
    if not ours:
        return "nobody told"
    if not wanted:
        return "nobody in the record"
    if ours == other:
        return "the other side's"
    if ours < wanted or wanted < ours:
        return "some of them" if ours < wanted else "more than them"
    if ours & _BODIES or wanted & _BODIES:
        return "a body for a state, or a state for a body"
    return "another state"
