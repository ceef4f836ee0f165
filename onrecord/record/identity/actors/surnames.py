"""Mere surnames: «Verhulst was asked», in a short report that says nothing else of her.

Such a report leaves out who is meant because its readers know. What it tells is the surname, in
which part of the world, and in which year: as many nodes of a surname, however many reports.
Whose it is, is said where one person alone bears it (``fitting``).
"""

import re
from dataclasses import replace
from functools import cache, lru_cache

from onrecord.facts import Actor, Reading
from onrecord.record.identity.actors.continents import continents
from onrecord.record.identity.actors.names import borne_by_many, is_given, parsed
from onrecord.record.identity.actors.sketching import Sketch, capital
from onrecord.record.identity.ground import ground
from onrecord.record.remembering import of_the_last
from onrecord.tables.states import states

__all__ = ["mere"]


@cache
def _words() -> dict[str, str]:
    """Single words of states, with the state's code: names, adjectives, people, capitals."""
    told = ((w, e.code) for e in states().values() for w in (e.name, *e.names, *e.adjectives,
                                                            *e.people, *e.capitals))  # fmt: skip
    return {word: code for word, code in told if word.isalpha() and word[0].isupper()}


def mere(actor: Actor, drawn: Sketch, reading: Reading) -> Sketch:
    """The sketch of an actor of a reading, as ``drawn``; of a mere surname ``around`` is filled.

    It may have an office; for whom it acts is not told. Not where many bear it, nor where the
    report does not say of which part of the world it is.
    """
    told = drawn.sort == "person" and (drawn.state or drawn.ident)
    if actor.kind != "person" or actor.unnamed or told:
        return drawn
    around = _around(reading) if _surname(actor.name) else ""
    return replace(drawn, sort="person", around=around) if around else drawn


@of_the_last
def _around(reading: Reading) -> str:
    """The parts of the world that a report speaks of, and its year; "" where it names no state."""
    told = {*ground(reading).states, *map(_words().get, _CAPITAL.findall(reading.report.text))}
    parts = sorted({part for code in told for part in continents(code or "")})
    return f"{' '.join(parts)} {(ground(reading).day or '')[:4]}".strip() if parts else ""


_CAPITAL = re.compile(r"\b[A-Z]\w{3,}")


@lru_cache(maxsize=4096)
def _surname(written: str) -> bool:
    """Whether it is one word as a family name is written, which few bear."""
    words = parsed(written).words
    known = len(words) == 1 and (borne_by_many(words[0]) or is_given(words[0]))
    return len(words) == 1 and len(words[0]) >= _LETTERS and capital(written) and not known


_LETTERS = 4
