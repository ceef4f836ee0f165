"""Whether a record has changed, at the cost of two looks into an index."""

from dataclasses import dataclass

from sqlalchemy import func, select

from onrecord.store.record import Record
from onrecord.store.schema import verdict, version


@dataclass(frozen=True, slots=True)
class Pulse:
    """How far a record has come: its last version's number and the moment of its last verdict."""

    versions: int
    judged: int

    def __str__(self) -> str:
        return f"{self.versions}.{self.judged}"


def pulse(record: Record) -> Pulse:
    """The pulse now."""
    with record.reading() as connection:
        versions = connection.scalar(select(func.max(version.c.id)))
        judged = connection.scalar(select(func.max(verdict.c.at)))
    return Pulse(versions or 0, judged or 0)
