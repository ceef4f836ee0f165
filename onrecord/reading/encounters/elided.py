"""Meetings of which only the number is said: «the first, in Muscat», «a fifth, set for Monday»."""

import re

from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Before, Ground
from onrecord.reading.encounters.nouns import settled
from onrecord.reading.encounters.phrases import off
from onrecord.vocabulary import Format

_OPENS = frozenset(
    {"in", "at", "on", "set", "due", "held", "scheduled", "planned", "also", "again"}
)


_NUMBER = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh)\b", re.IGNORECASE)
_NEAR = 220  # characters from a meeting to the next of which only the number is said


def elided(ground: Ground, a: int, b: int, before: Before) -> Draft | None:
    """The telling by an ordinal of tokens `a` to `b`, exclusive, that a comma parts from its place
    or day, where a meeting of persons was told just before: states and bodies may send others to
    the next; None where it is none."""
    told = before.last
    people = len(told) > 1 and all(ground.kind(x).kind == "person" for x in told)
    if not people or not _one_of_those(ground, a, before):
        return None
    if ground.low(b) != "," or ground.low(b + 1) not in _OPENS or not settled(ground, b + 1):
        return None
    if not (ground.stops(a - 1) or ground.low(a - 1) in (",", "and", "but")):
        return None
    words = ground.words
    format_: Format = before.format if before.format != "visit" else "meeting"
    return Draft(
        words[a].start,
        words[b - 1].end,
        format_,
        told,
        noun=True,
        apart=ground.low(b - 1) != "first",
        guessed=True,
        off=off(ground, a, b),
    )


def _one_of_those(ground: Ground, a: int, before: Before) -> bool:
    """Whether a noun of meeting was told just before, and nothing else counted since."""
    start = ground.words[a].start
    if not (0 < before.noun < start <= before.noun + _NEAR):
        return False
    return _NUMBER.search(ground.text, before.noun, start) is None
