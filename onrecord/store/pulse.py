"""Whether a record has changed, at the cost of a look into an index and two small counts."""

from dataclasses import dataclass

from sqlalchemy import func, select

from onrecord.store.record import Record
from onrecord.store.schema import forgotten, verdict, version


@dataclass(frozen=True, slots=True)
class Pulse:
    """How far a record has come: its last version's number; how many verdicts, how many stones."""

    versions: int
    judged: int
    forgotten: int = 0

    def __str__(self) -> str:
        return f"{self.versions}.{self.judged}.{self.forgotten}"


def pulse(record: Record) -> Pulse:
    """The pulse now."""
    with record.reading() as connection:
        versions = connection.scalar(select(func.max(version.c.id)))
        judged = connection.scalar(select(func.count()).select_from(verdict))
        stones = connection.scalar(select(func.count()).select_from(forgotten))
    return Pulse(versions or 0, judged or 0, stones or 0)
