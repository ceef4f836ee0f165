"""Verdicts of reviewers, as data: who judged what, when, how and why.

A verdict is never changed. Whoever thinks better of it adds one that undoes it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

Judgement = Literal["accept", "correct", "reject", "merge", "split", "add", "note", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What a verdict on a key was given on: see ``folding/resting.py``.

    ``report`` is its id, ``version`` the SHA-256 of its text, ``words`` the name of the fact's
    words in their context, None where their sentence stands there more than once.
    """

    key: str
    report: str
    version: str
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One judgement.

    ``at`` is when (ISO 8601, UTC), ``by`` who, ``why`` their reason. ``of`` names what is judged:
    keys of accounts, changes or steps (accept, correct, reject, add), of the accounts that are one
    thing (merge), the id of a verdict (undo). A split says that no account in ``of`` is one thing
    with any in ``against``. ``within`` are the accounts in which changes and steps in ``of`` stand.
    ``correction`` gives the fields that are otherwise, by the names of a
    thing of the record, with their right values. A note tells facts by hand (``notes.py``): it is
    about their keys, its report is among ``within``, and ``correction`` has the facts.
    ``id`` is drawn from all the rest, so that a verdict that comes twice is one.
    """

    id: str
    at: str
    by: str
    verdict: Judgement
    of: tuple[str, ...]
    why: str = ""
    against: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    correction: dict[str, Any] = field(default_factory=dict)
    # The words that it was given on: noted by the record that takes it, and no part of its id.
    rests: tuple[Rest, ...] = field(default=(), compare=False)

    @property
    def order(self) -> tuple[str, str]:
        """What verdicts are put in order by: the moment, parts of seconds too, then the id."""
        return self.at.rstrip("Z"), self.id

    @classmethod
    def given(
        cls,
        verdict: Judgement,
        of: Iterable[str],
        *,
        at: str,
        by: str,
        why: str = "",
        against: Iterable[str] = (),
        within: Iterable[str] = (),
        correction: Mapping[str, Any] | None = None,
    ) -> "Verdict":
        """A verdict with its id; keys are sorted, each once."""
        keys, others, around = (tuple(sorted(set(one))) for one in (of, against, within))
        rest = (verdict, at, by, why, keys, others, around, dict(correction or {}))
        content = msgspec.json.encode(rest, order="deterministic")
        named = hashlib.sha256(content).hexdigest()[:16]
        return cls(
            id=named, at=at, by=by, verdict=verdict, of=keys, why=why, against=others,
            within=around, correction=dict(correction or {}),
        )  # fmt: skip


def standing(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts that hold, in the order in which they were given (ties by id).

    Each undo takes away what it names, in that order too: an undo that was undone takes nothing.
    """
    given = sorted({one.id: one for one in verdicts}.values(), key=lambda v: v.order)
    undone: set[str] = set()
    for one in reversed(given):
        if one.verdict == "undo" and one.id not in undone:
            undone.update(one.of)
    return tuple(one for one in given if one.verdict != "undo" and one.id not in undone)
