"""A copy of the demonstration's record in which merges contradict each other."""

from onrecord.record.verdicts import Verdict
from onrecord.store import proposing, reviewing
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.conflicts import Conflict, conflicts
from onrecord.store.record import Record
from onrecord.store.waiting import accounts_told

MEETING = "encounter-15681f94d29b7c65"


def contradict(store: Record, by: str = "Lind") -> Conflict:
    """Splits one report off a meeting that others hang together with, so that some are between."""
    for thing in Asking(store).encounters(min_sources=2):
        with store.reading() as connection:
            keys = [key for key, _, _ in accounts_told(connection, thing)]
        for key in keys:
            with store.reading() as connection:
                one = proposing.splitting(
                    connection, [key], at="2026-05-01T12:00:00Z", by=by, why="another day"
                )
            # Of the others only one is named: the rest are what a later report is.
            rest = [other for other in one.against if other != key][:1]
            split = Verdict.given(
                "split", one.of, against=rest, at=one.at, by=by, why="another day"
            )
            reviewing.give(store, split)
            if found := conflicts(store):
                return found[0]
            undo = Verdict.given("undo", [split.id], at="2026-05-01T13:00:00Z", by=by)
            reviewing.give(store, undo)
    raise AssertionError("nothing is between any two")
