"""A matched expression where it stands, and what it comes to mean."""

from dataclasses import dataclass, field
from datetime import date

from onrecord.reading.times.grammar import Grammar, plain
from onrecord.reading.times.mention import Anchor, TimeMention
from onrecord.reading.times.tense import direction
from onrecord.vocabulary import Mod, TimeType


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means; ``steps`` where that hangs on a day told before it."""

    type: TimeType
    value: str | None
    mod: Mod | None = None
    steps: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A matched expression where it stands."""

    text: str
    start: int
    end: int
    rule: str
    slots: dict[str, str]
    anchor: Anchor
    grammar: Grammar = field(repr=False)

    def counted_from(self, anchor: Anchor) -> "Spot":
        """The same expression, with the day to count from."""
        return Spot(
            self.text, self.start, self.end, self.rule, self.slots, anchor, self.grammar
        )  # dataclasses.replace takes five times as long

    @property
    def today(self) -> date | None:
        return self.anchor.published

    @property
    def way(self) -> int:
        """+1 where the verbs say that it lies ahead, else -1: news tells what has been."""
        return direction(self.text, self.start, self.end) or -1

    def number(self, slot: str, kind: str | None = None) -> int:
        return int(self.grammar.meaning(kind or slot, self.slots[slot]))

    def word(self, slot: str, *kinds: str) -> str | None:
        """The table's meaning of a slot's word, looked for in these classes, None where empty."""
        found = self.slots.get(slot)
        if found is None:
            return None
        meanings = self.grammar.meanings
        for kind in kinds or (slot,):
            if plain(found) in meanings[kind]:
                return meanings[kind][plain(found)]
        return None

    def month(self, slot: str = "month") -> int:
        return int(self.word(slot, "month", "month_short") or 0)

    def day(self) -> int:
        """The number of the day of a month, in figures or in words."""
        if "day_word" in self.slots:
            return self.number("day_word", "day_ordinal")
        return int(self.slots["day"].rstrip("stndrhSTNDRH"))

    def edge(self) -> Mod | None:
        found: Mod | None = self.word("edge", "edge", "edge_adv")  # type: ignore[assignment]
        return found


@dataclass(frozen=True, slots=True)
class Told:
    """A mention and how it was found."""

    spot: Spot
    meant: Resolved
    mention: TimeMention
