"""Verdicts of reviewers, as data: who judged what, when, how and why.

A verdict is never changed. Whoever thinks better of it adds one that undoes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Judgement = Literal["accept", "correct", "reject", "merge", "split", "add", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One judgement.

    ``at`` is when (ISO 8601, UTC), ``by`` who, ``why`` their reason. ``of`` names what is judged:
    keys of accounts, changes or steps (accept, correct, reject, add), keys of the accounts that are
    one thing or that are two (merge, split), the id of a verdict (undo). ``correction`` gives the
    fields that are otherwise, by the names of a thing of the record, with their right values.
    """

    id: str
    at: str
    by: str
    verdict: Judgement
    of: tuple[str, ...]
    why: str = ""
    correction: dict[str, Any] = field(default_factory=dict)


def standing(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts that hold, in the order in which they were given (ties by id).

    Each undo takes away what it names, in that order too: an undo that was undone takes nothing.
    """
    given = sorted({one.id: one for one in verdicts}.values(), key=lambda v: (v.at, v.id))
    undone: set[str] = set()
    for one in reversed(given):
        if one.verdict == "undo" and one.id not in undone:
            undone.update(one.of)
    return tuple(one for one in given if one.verdict != "undo" and one.id not in undone)
