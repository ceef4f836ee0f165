"""A reviewer tells a fact of a report by hand: made of the words named, kept, holding at once."""

from onrecord.record.handmade import Told, verdict
from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.noting import spoken_of
from onrecord.store.record import Record
from onrecord.store.reviewing import Outcome
from onrecord.store.verdicts import now


def tell(
    record: Record, report: str, told: Told, *, by: str, why: str = "", version: str | None = None
) -> Outcome:
    """Adds a fact to a report (by its id, address or source); what that did.

    ``version``: the SHA-256 of the text that the words are of, else the version that speaks.
    NotInRecord where there is none, InvalidVerdict where the words make no fact of it.
    """
    return reviewing.give(record, made(record, report, told, by=by, why=why, version=version))


def made(
    record: Record, report: str, told: Told, *, by: str, why: str = "", version: str | None = None
) -> Verdict:
    """The verdict that would be given; nothing is written."""
    with record.reading() as connection:
        reading = spoken_of(connection, report, version)
    return verdict(reading, told, at=now(), by=by, why=why)


def take_back(record: Record, id: str, *, by: str, why: str = "") -> Outcome:
    """Undoes a verdict, by its id; InvalidVerdict where there is none."""
    return reviewing.give(record, Verdict.given("undo", [id], at=now(), by=by, why=why))
