"""Whether a record has changed, at the cost of a look into an index and two small counts."""

from dataclasses import dataclass

from onrecord.store import tracing
from onrecord.store.record import Record
from onrecord.store.straight import Straight


@dataclass(frozen=True, slots=True)
class Pulse:
    """How far a record has come: its last version's number; how many verdicts, how many stones."""

    versions: int
    judged: int
    forgotten: int = 0

    def __str__(self) -> str:
        return f"{self.versions}.{self.judged}.{self.forgotten}"


def pulse(record: Record) -> Pulse:
    """The pulse now; no answer rests on it."""
    with tracing.tracing(None), record.asked() as asked:
        return pulse_in(asked)


def pulse_in(asked: Straight) -> Pulse:
    """The pulse as a transaction sees it."""
    with asked.aside():
        (found,) = asked.rows(_PULSE)
    return Pulse(*map(int, found))


_PULSE = """
    SELECT COALESCE((SELECT max(id) FROM version), 0), (SELECT count(*) FROM verdict),
        (SELECT count(*) FROM forgotten)
"""
