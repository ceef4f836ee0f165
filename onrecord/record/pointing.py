"""Words of a report that a reviewer points at: where they stand, and whom they mean.

Words are given as they stand («there would be no exchange»; white space counts as one space), with
where they begin when they stand more than once («the minister@310»), or as a stretch alone
(«@120-164», the end exclusive).
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from onrecord.errors import InvalidVerdict
from onrecord.facts import Actor, Agreement
from onrecord.text import Span

Named = TypeVar("Named", Actor, Agreement)

LONGEST = 500  # characters of a reason, and of a name
_STRETCH = re.compile(r"@(\d{1,9})-(\d{1,9})")
_PLACED = re.compile(r"(.+)@(\d{1,9})", re.DOTALL)
_SHOWN = 5  # places of words that stand more than once


def stretch(text: str, given: str) -> Span:
    """Where given words stand in a text; InvalidVerdict where that is nowhere, or not sure."""
    if alone := _STRETCH.fullmatch(given.strip()):
        start, end = int(alone[1]), int(alone[2])
        if not 0 <= start < end <= len(text):
            raise InvalidVerdict(
                f"{start}-{end} is no stretch of the report, which has {len(text):,} characters.",
                "Give where the words begin and where they end, as @START-END.",
            )
        return Span.of(text, start, end)
    words, at = given, None
    if placed := _PLACED.fullmatch(given.strip()):
        words, at = placed[1], int(placed[2])
    found = _found(text, words)
    if at is not None and at not in {one.start for one in found}:
        found, words = _found(text, given), given  # an @ of the text's own
        if not found:
            raise InvalidVerdict(
                f"These words do not stand at {at}: «{short(words)}».",
                "Give where they begin, counted in characters from 0.",
            )
    elif at is not None:
        return next(one for one in found if one.start == at)
    if not found:
        raise InvalidVerdict(
            f"These words do not stand in the report: «{short(words)}».",
            "Give them as the report has them, letter for letter.",
        )
    if len(found) > 1:
        places = ", ".join(str(one.start) for one in found[:_SHOWN])
        raise InvalidVerdict(
            f"These words stand {len(found)} times in the report, at {places}: «{short(words)}».",
            f"Say which: «{short(words)}@{found[0].start}».",
        )
    return found[0]


def _found(text: str, words: str) -> list[Span]:
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    return [Span.of(text, one.start(), one.end()) for one in pattern.finditer(text)]


def meant(words: str, text: str, known: Sequence[Named]) -> Named | None:
    """The one whom, or which, words mean; None where none is known by them.

    By their name first, then by where the words stand. InvalidVerdict where they mean several.
    """
    said = " ".join(words.split()).casefold()
    named = [one for one in known if said in _called(one)]
    if len(named) == 1:
        return named[0]
    try:
        span = stretch(text, words)
    except InvalidVerdict:
        if not named:
            raise
        raise _several(words, named) from None
    here = [one for one in known if any(m.span == span for m in one.mentions)]
    if len(here) > 1:
        raise _several(words, here)
    here = here or [one for one in known if any(_same(m.span, span) for m in one.mentions)]
    return here[0] if len(here) == 1 else None


def _several(words: str, known: Sequence[Actor | Agreement]) -> InvalidVerdict:
    names = ", ".join(sorted({short(one.name) for one in known})[:_SHOWN])
    return InvalidVerdict(
        f"«{short(words)}» may be {len(known)}: {names}.",
        "Name one of them as the report does, or say where the words stand, as WORDS@START.",
    )


def _called(one: Actor | Agreement) -> set[str]:
    spoken = (m.span.text for m in one.mentions if m.form in (None, "name", "title"))
    return {" ".join(each.split()).casefold() for each in (one.name, *spoken)}


def _same(one: Span, other: Span) -> bool:
    return one.covers(other) or other.covers(one)


def plain(words: str) -> str:
    """Words on one line, as long as a line may be, without what cannot be shown."""
    shown = "".join(c if c.isprintable() else " " for c in words)
    return " ".join(shown.split())[:LONGEST]


def short(words: str) -> str:
    told = plain(words)
    return told if len(told) <= 60 else f"{told[:59]}…"
