"""A report of the record as the page of a reading has it, its facts linked to the record."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from onrecord.facts import Reading
from onrecord.record.notes import Hand
from onrecord.views.dates import date_words
from onrecord.views.desk.links import Links
from onrecord.views.page.ids import settled
from onrecord.views.page.sheet import Sheet
from onrecord.views.safe import words


class RecordSheet(Sheet):
    """A reading whose facts lead on to the things of the record that they tell of."""

    def __init__(
        self,
        reading: Reading,
        things: Mapping[str, str],
        links: Links,
        by_hand: Mapping[str, Sequence[Hand]] = MappingProxyType({}),
    ) -> None:
        super().__init__(settled(reading))
        self._things = things
        self._links = links
        self._by_hand = by_hand

    def original(self, fact: Any) -> Markup:
        """Who told it by hand; links to the thing in the record, and to where it came out."""
        return self.hands(fact.id) + self.kept(fact.id) + super().original(fact)

    def hands(self, identifier: str) -> Markup:
        """Who told a fact by hand; nothing where it was only read."""
        hands = self._by_hand.get(identifier, ())
        if not hands:
            return Markup("")
        told = ", ".join(f"{words(one.by)}, {date_words(one.at[:10])}" for one in hands)
        lead = "read, and by hand" if hands[0].read else "by hand"
        return Markup(' <span class="hand">✎ {}: {}</span>').format(lead, told)

    def kept(self, identifier: str) -> Markup:
        """A link to the thing of the record that a fact tells of; nothing where there is none."""
        thing = self._things.get(identifier)
        if thing is None:
            return Markup("")
        made = Markup(' <a class="out" href="{}">all reports</a>')
        return made.format(self._links.thing(thing))


def anchor(sheet: RecordSheet, key: str) -> str:
    """Where the words of the fact with a key are gone to; empty where no fact has it."""
    for fact in _facts(sheet.reading):
        if fact.key == key:
            return f"w-{fact.id}" if fact.id in sheet.cut.marked else str(fact.id)
    return ""


def _facts(reading: Reading) -> Iterator[Any]:
    yield from reading.statements
    yield from reading.encounters
    yield from reading.events
    for agreement in reading.agreements:
        yield from agreement.changes
    for case in reading.cases:
        yield from case.steps
