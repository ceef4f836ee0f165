"""What a whole reading gives to each of its accounts: its actors' sketches and its day."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.facts import Reading
from onrecord.record.identity.days import days
from onrecord.record.identity.sketches import Sketch, in_order, sketch
from onrecord.record.remembering import of_the_last
from onrecord.tables.states import states

__all__ = ["Ground", "ground", "is_state"]


@dataclass(frozen=True, slots=True)
class Ground:
    """Sketches by an actor's id in the reading; ``day`` is when the report came out.

    ``states`` are the two that are spoken of most, by their codes: their names and adjectives in
    the text, and all who act for them.
    """

    sketches: dict[str, Sketch]
    day: str | None
    states: tuple[str, ...] = ()

    def who(self, actors: Iterable[str]) -> tuple[Sketch, ...]:
        """The sketches of these actors, each once, in one order."""
        return in_order(self.sketches[a] for a in actors if a in self.sketches)


@of_the_last
def ground(reading: Reading) -> Ground:
    """The ground of a reading; the day is the published one, else the day it was seen."""
    report = reading.report
    value = report.published.value or report.seen
    day = value.partition("T")[0] if value and days(value) else None
    year = int(day[:4]) if day else None
    sketches = {actor.id: sketch(actor, year) for actor in reading.actors}
    spoken = Counter(_named(report.text))
    for actor in reading.actors:
        spoken[sketches[actor.id].state] += len(actor.mentions)
    for code in _NO_SIDE:
        del spoken[code]
    most = sorted(spoken, key=lambda code: (-spoken[code], code))[:2]
    return Ground(sketches, day, tuple(sorted(most)))


# Codes that say of no state that it is what a report is about.
_NO_SIDE = ("", "UN")
_CAPITAL = re.compile(r"[A-Z][a-z]+")


def _named(text: str) -> list[str]:
    """The code of each state that a text names, or has the adjective of, as often as it does.

    Not by its capital: that is where many meet.
    """
    words = _CAPITAL.findall(text)
    forms, longer = _forms()
    found = []
    for at, word in enumerate(words):
        both = forms.get(" ".join(words[at : at + 2])) if word in longer else None
        if code := both or forms.get(word):
            found.append(code)
    return found


def is_state(name: str) -> bool:
    """Whether a place is a state, by its name."""
    return name in _forms()[0]


@cache
def _forms() -> tuple[dict[str, str], frozenset[str]]:
    """States by their names of one or two words, adjectives and people; the first of two words."""
    found: dict[str, str] = {}
    for code, entry in sorted(states().items()):
        for form in (entry.name, *entry.names, *entry.adjectives, *entry.people):
            if 0 < len(form.split()) < 3:
                found.setdefault(form, code)
    return found, frozenset(form.split()[0] for form in found if " " in form)
