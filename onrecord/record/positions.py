"""Positions over time: what an actor said about a subject, in order, with what changed.

A position is a statement, in its fullest words. Beside the one before it stands what is new: the
act (from «urge» to «threaten»), the words, or nothing (said again). Words are the same where all of
them are, case and punctuation aside: one «not» more is another position.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.record.things import StatementThing
from onrecord.text import words
from onrecord.vocabulary import Act, Mode, Terms

Changed = Literal["act", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One statement among those of an actor about a subject.

    ``date`` is when it was said (null: not told), ``reported`` when first reported. ``words`` are
    the report's own. ``changed`` tells what is new against the position before, empty where it was
    said again, and for the first; ``new`` and ``gone`` are stretches of words that came and went,
    ``alike`` is how much of the words stayed (0 to 1).
    """

    statement: str
    date: str | None
    reported: str
    act: Act
    mode: Mode
    words: str
    own_terms: Terms = "unspecified"
    outlets: int = 1
    vouchers: int = 1
    changed: tuple[Changed, ...] = ()
    alike: float | None = None
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def positions(statements: Iterable[StatementThing]) -> tuple[Position, ...]:
    """The positions that some statements make, by when they were said.

    The caller chooses the statements: by one actor (or by all who act for one state), about one
    agreement, case or actor. What was not said (planned, denied) is no position. A statement
    without a date lies where it was first reported.
    """
    said = [one for one in statements if one.modality == "actual"]
    said.sort(key=lambda one: (_when(one), one.first_reported, one.id))
    found: list[Position] = []
    for one in said:
        found.append(_position(one, found[-1] if found else None))
    return tuple(found)


def _position(one: StatementThing, before: Position | None) -> Position:
    text = " … ".join(span.text for span in one.content or one.cue)
    changed: list[Changed] = []
    alike, gone, new = compared(before.words, text) if before is not None else (None, (), ())
    if before is not None and before.act != one.act:
        changed.append("act")
    if new or gone:
        changed.append("words")
    return Position(
        statement=one.id,
        date=one.date.value if one.date is not None else None,
        reported=one.first_reported,
        act=one.act,
        mode=one.mode,
        words=text,
        own_terms=one.own_terms,
        outlets=one.outlets,
        vouchers=one.vouchers,
        changed=tuple(changed),
        alike=alike,
        new=new,
        gone=gone,
    )


def compared(one: str, other: str) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """How alike two texts are, what only the first says and what only the second.

    Alike (0 to 1) is the share of words that are in both, in one order (Ratcliff & Obershelp 1988).
    """
    mine, theirs = words(one), words(other)
    left = [form.casefold() for form in mine.forms]
    right = [form.casefold() for form in theirs.forms]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    gone, new = [], []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal" and i2 > i1:
            gone.append(_stretch(one, mine.starts, mine.forms, i1, i2))
        if tag != "equal" and j2 > j1:
            new.append(_stretch(other, theirs.starts, theirs.forms, j1, j2))
    return round(matcher.ratio(), 3), tuple(gone), tuple(new)


def _stretch(
    text: str, starts: tuple[int, ...], forms: tuple[str, ...], first: int, end: int
) -> str:
    return text[starts[first] : starts[end - 1] + len(forms[end - 1])]


def _when(one: StatementThing) -> str:
    """What it is ordered by: the day it was said, else that of its first report."""
    date = one.date.value if one.date is not None else None
    return (date or one.first_reported)[:10]
