"""The same as a table: what a drawing tells, for whoever does not see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.drawing.described import Happening, Life, Timeline

_KINDS = {
    "encounter": "Encounter", "agreement": "Agreement", "case": "Case", "event": "Event",
    "statement": "Statement", "actor": "Actor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Names of columns, and rows with a cell for each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def life_table(life: Life) -> Table:
    """Every mark of a life, newest first, those without a date at the end."""
    named = "Change" if life.kind == "agreement" else "Step"
    told = (*reversed(life.dated), *life.undated)
    rows = tuple((one.label, one.said, one.detail, one.quoted, one.weight) for one in told)
    return Table((named, "When", "Who and where", "Words of one report", "Stands on"), rows)


def timeline_table(timeline: Timeline) -> Table:
    """Every mark of a timeline in the order of days, then the statements counted."""
    told = (*timeline.dated, *timeline.undated)
    rows = [(_KINDS[one.kind], one.label, one.said, one.detail, one.weight) for one in told]
    rows += [
        ("Statements", f"{one.all:,}, of these {one.on_record:,} on the record", one.day, "", "")
        for one in timeline.tallies
    ]
    return Table(("Kind", "What", "When", "Who and where", "Stands on"), tuple(rows))


def in_words(happenings: Iterable[Happening]) -> str:
    """Marks as one sentence each."""
    return " ".join(
        f"{', '.join(filter(None, (one.label, one.said, one.detail)))}." for one in happenings
    )
