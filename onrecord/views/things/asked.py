"""A question asked as far as its limit: what every view that lists things begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.question import MOST, Question
from onrecord.store.asking.opened import Record


@dataclass(frozen=True, slots=True)
class Asked:
    """The items of an answer, where it goes on, and what is to be said of the names asked for."""

    items: Sequence[Any]
    cursor: str | None = None
    notes: Sequence[str] = ()


def asked(record: Record, question: Question, *, looks: int | None = None) -> Asked:
    """The answer to a question, as many items as its limit, behind its cursor.

    Who says how often the record may be looked at (``looks``; None: as often as it takes) gets what
    that finds: disputes are rare, so that there may be less of them than the limit, or none, and
    still a cursor.
    Positions come all together, for they are told one against the other: those of the newest MOST
    statements, unless the question gives another limit than a list has.
    """
    if question.asked == "positions":
        return Asked(record.positions(**{"limit": MOST, **question.given()}))
    part = record.part(question)
    items, cursor = list(part.items), part.cursor
    looked = 1
    while cursor and len(items) < question.limit and (looks is None or looked < looks):
        rest = {**question.given(), "limit": question.limit - len(items), "cursor": cursor}
        more = record.part(Question.of(question.asked, rest))
        items, cursor = [*items, *more.items], more.cursor
        looked += 1
    return Asked(items, cursor, part.notes)
