"""What a whole reading gives to each of its accounts: its actors' sketches and its day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.facts import Reading
from onrecord.record.identity.days import days
from onrecord.record.identity.sketches import Sketch, sketch
from onrecord.record.remembering import of_the_last

__all__ = ["Ground", "ground"]


@dataclass(frozen=True, slots=True)
class Ground:
    """Sketches by an actor's id in the reading; ``day`` is when the report came out.

    ``states`` are the two that are spoken of most, with all who act for them, by their codes.
    """

    sketches: dict[str, Sketch]
    day: str | None
    states: tuple[str, ...] = ()

    def who(self, actors: Iterable[str]) -> tuple[Sketch, ...]:
        """The sketches of these actors, each once, in one order."""
        return tuple(sorted({self.sketches[a] for a in actors if a in self.sketches}, key=repr))


@of_the_last
def ground(reading: Reading) -> Ground:
    """The ground of a reading; the day is the published one, else the day it was seen."""
    report = reading.report
    value = report.published.value or report.seen
    day = value.partition("T")[0] if value and days(value) else None
    year = int(day[:4]) if day else None
    sketches = {actor.id: sketch(actor, year) for actor in reading.actors}
    spoken: Counter[str] = Counter()
    for actor in reading.actors:
        spoken[sketches[actor.id].state] += len(actor.mentions)
    del spoken[""]
    most = sorted(spoken, key=lambda code: (-spoken[code], code))[:2]
    return Ground(sketches, day, tuple(sorted(most)))
