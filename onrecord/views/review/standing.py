"""The verdicts that were given, and what has become of each."""

from dataclasses import dataclass

from onrecord.record.verdicts import Verdict, standing
from onrecord.store.record import Record
from onrecord.store.resting import left_behind
from onrecord.store.reviewing import contradictions, orphans
from onrecord.store.verdicts import every

RESTS = "rests on an older version of its report"


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict; ``state`` is empty where it holds."""

    verdict: Verdict
    state: str


def given(record: Record) -> list[Given]:
    """All verdicts of a record, the first given first."""
    with record.reading() as connection:
        verdicts = every(connection)
        off = {one.verdict.id for one in contradictions(connection, record.points)}
        lost = {one.id for one in orphans(connection)}
        resting = left_behind(connection, verdicts)
    stands = {one.id for one in standing(verdicts)}
    return [
        Given(
            one,
            "does not hold: contradicts an earlier one" if one.id in off
            else "waits: its fact is not in the record" if one.id in lost
            else RESTS if one.id in resting and one.id in stands
            else "" if one.id in stands or one.verdict == "undo"
            else "taken back",
        )
        for one in verdicts
    ]  # fmt: skip
