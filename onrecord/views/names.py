"""Actors by name, and where words stand: what every view of a reading asks again and again."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from onrecord.facts import Actor, Reading
from onrecord.text import Span
from onrecord.views.safe import words


class Names:
    """The names and line numbers of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._actors = {actor.id: actor for actor in reading.actors}
        self._abouts = {case.id: self.full(case.person) for case in reading.cases}
        self._abouts |= {agreement.id: words(agreement.name) for agreement in reading.agreements}
        text = reading.report.text
        self._shorts: dict[str, str] = {}
        self._starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]

    def actor(self, identifier: str) -> Actor | None:
        """The actor of this id."""
        return self._actors.get(identifier)

    def full(self, identifier: str) -> str:
        """An actor's name."""
        actor = self._actors.get(identifier)
        return (words(actor.name) if actor else "") or words(identifier) or "someone not named"

    def short(self, identifier: str) -> str:
        """The one name that a report mostly calls a person by («Blinken»); others' whole name."""
        if identifier not in self._shorts:
            self._shorts[identifier] = self._short(identifier)
        return self._shorts[identifier]

    def _short(self, identifier: str) -> str:
        actor = self._actors.get(identifier)
        if actor is None or actor.kind != "person":
            return self.full(identifier)
        spoken = Counter(m.span.text for m in actor.mentions if m.form == "name")
        single = [name for name in reversed(actor.name.split()) if spoken[name]]
        short = words(max(single, key=lambda name: spoken[name], default=actor.name))
        return short or self.full(identifier)

    def several(self, identifiers: Iterable[str]) -> str:
        """Short names, as «A, B and C»."""
        names = [self.short(identifier) for identifier in identifiers]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

    def about(self, identifiers: Iterable[str]) -> str:
        """The names of the agreements and cases that a statement is about."""
        return ", ".join(self._abouts.get(named, words(named)) for named in identifiers)

    def line(self, offset: int) -> int:
        """The line of the report, from 1, in which a code point stands."""
        return bisect_right(self._starts, offset)

    def lines(self, spans: Iterable[Span], most: int = 5) -> str:
        """«line 7», «lines 1, 3 and 5 more»."""
        numbers = sorted({self.line(span.start) for span in spans})
        if not numbers:
            return ""
        more = f" and {len(numbers) - most} more" if len(numbers) > most else ""
        shown = ", ".join(str(number) for number in numbers[:most])
        return f"line{'s' if len(numbers) > 1 else ''} {shown}{more}"
