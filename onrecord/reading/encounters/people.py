"""Which words stand for people who meet, and whom they mean: «the ministers», «Oman’s envoys»."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from onrecord.reading.encounters.named import JOIN, Actors, Group, Named
from onrecord.reading.encounters.words import ranks
from onrecord.reading.places import named_place
from onrecord.tables.states import states
from onrecord.vocabulary import Format


@cache
def _tongues() -> frozenset[str]:
    """Words that stand behind «in» with a capital and are no places: languages, parliament."""
    named = {word.lower() for state in states().values() for word in state.adjectives}
    return frozenset(named | {"parliament", "congress", "english", "arabic", "farsi", "hebrew"})


@dataclass(frozen=True, slots=True)
class Before:
    """Whom words may point back to: those who met last, and who is spoken to here."""

    met: Actors = ()
    you: Actors = ()
    states: Mapping[str, str] = field(default_factory=dict)  # the actor that is a state, by code
    sides: Actors = ()  # the states or bodies behind those who met: «the two sides»
    visitor: Actors = ()  # who went somewhere last
    near: bool = False  # those who met last were told of just before
    leaders: Actors = ()  # the leaders of many states, where the report names such a group
    two: Actors = ()  # the two states that the report is of, where no other is spoken of as much
    format: Format = "meeting"  # of what was told last
    last: Actors = ()  # who took part in it
    noun: int = 0  # where the noun that told it ends, 0 for a verb
    earlier: tuple[Actors, ...] = ()  # who met or was joined before, the last first


@dataclass(frozen=True, slots=True)
class Side:
    """Who takes part on one side: those of the cast, and whether people stand there at all.

    `office` says that a word for those who act for others stands there: minister, envoy.
    """

    actors: Actors = ()
    people: bool = False
    office: bool = False

    def __bool__(self) -> bool:
        return self.people


class People(Named):
    """A sentence whose nouns for people are understood."""

    def official(self, ident: str) -> bool:
        """Whether an actor acts for others, so that where it goes and whom it meets is of note."""
        actor = self.kind(ident)
        if actor.kind in ("group", "unnamed_source") and not actor.represents:
            words = actor.name.split()
            acting = set(actor.name.lower().split()) & (self.g.role | self.g.diplomat)
            return bool(acting) or words[-1][0].isupper()
        return bool(actor.office or actor.represents) or actor.kind != "person"

    def anybody(self, ident: str) -> bool:
        """Whether an actor is people of no office, state or name: «the people», «two drivers»."""
        return self.kind(ident).kind in ("group", "unnamed_source") and not self.official(ident)

    def acting(self, word: str) -> bool:
        """Whether a noun in lower case is one for people who act for others: ministers, envoy."""
        g = self.g
        return any(word in words for words in (g.people, g.role, g.crowd, g.diplomat, g.kin))

    def head(self, i: int) -> bool:
        """Whether token `i` is a noun for people who act for others: ministers, envoy."""
        return self.acting(self.low(i))

    def _ends(self, at: int) -> bool:
        """Whether a noun phrase may end at token `at`: «officials from», not «official visit»."""
        after = at + 1
        if self.low(after) in ("'s", "’s", "’", "'", "-") or self.head(after):
            return False
        name = after + 2 * (self.low(after + 1) == "-")  # «al-Rawahi» too
        named = name < len(self.words) and any(
            map(str.isupper, self.text[self.words[name].start : self.words[name].end])
        )
        return named or self.ends_phrase(after)

    def _office(self, i: int) -> bool:
        low, g = self.low(i), self.g
        return low in g.role or low in g.kin or (low in g.people and low not in g.anybody)

    def _act_for(self, j: int, owner: Group) -> bool:
        """Whether people stand for those whose people they are: «the two countries’ advisers»."""
        several = self.low(j).endswith("s") and self.kind(owner.actors[0]).kind == "state"
        return several or self.low(j) in self.g.agent

    def _modifies(self, i: int) -> bool:
        """Whether token `i` may stand between an article and a noun."""
        low = self.low(i)
        return (
            low.isalnum()
            and self.group(i) is None
            and self.time(i) is None
            and not self.stops(i)
            and low not in self.g.prep
            and low not in JOIN
            and (low not in self.g.group or low in ("two", "both", "three", "four"))
            and low not in self.g.light
        ) or low == "-"

    def definite(self, j: int) -> bool:
        """Whether the plural noun at token `j` points back: they, both sides, the two leaders."""
        low = self.low(j)
        if not (low.endswith("s") or low in ("they", "pair", "two", "men", "women")):
            return False
        return low == "they" or any(
            self.low(at) in ("the", "both", "two", "these", "those", "their")
            for at in range(max(0, j - 3), j + 1)
        )

    def crowd(self, j: int, before: Before) -> Side:
        """Whom a noun or pronoun for people at token `j` means where no actor is seen in it.

        «They», «the two ministers» are those who met last; «Oman’s negotiators» act for Oman.
        """
        if self.low(j) == "you":
            return self.side(before.you)
        if self.low(j) in ("visitor", "guest") and self.low(j - 1) == "the":
            return Side(before.visitor, people=True)
        low, first = self.low(j), j
        while first > 0 and j - first < 6 and self._modifies(first - 1):
            first -= 1
        owned = self.low(first - 1) in ("'s", "’s", "’", "'")
        owner = self.group(first - 1 - owned) or self.group(first)
        joined: Actors = ()
        if owner is not None and low in self.g.kin and self.personal(owner.actors):
            return Side(people=True, office=True)  # «his wife» is another
        if owner is not None and owner.last == j - 1 and self.personal(owner.actors):
            return self.side(self.leftward(owner))  # «the ministers of the two countries»
        if owner is not None and owner.last < j:
            mine = self.leftward(owner) if self._act_for(j, owner) else ()
            first = owner.first
            if self.low(first - 1) in JOIN and (other := self.group(first - 2)):
                joined = self.leftward(other)
            actors = tuple(dict.fromkeys((*joined, *mine)))
            return Side(actors, people=True, office=self._office(j))
        if self.low(first - 1) in JOIN and (other := self.group(first - 2)):
            return Side(self.leftward(other), people=True)
        pointing = self.low(first - 1) not in ("'s", "’s", "’", "'") and self.definite(j)
        if pointing and self.low(j) in self.g.sides:
            return Side(before.sides, people=True, office=True)
        told = self.fitting(self.low(j), before) if pointing else ()
        return Side(told, people=True, office=self._office(j))

    def fitting(self, noun: str, before: Before) -> Actors:
        """The last who met of whom the report says nothing that speaks against a noun.

        A prisoner and a consul are not «the two ministers».
        """
        if all(self._may_be(noun, a) for a in before.met):
            return before.met
        return next((two for two in before.earlier if all(self._may_be(noun, a) for a in two)), ())

    def _may_be(self, noun: str, ident: str) -> bool:
        """Whether an actor may be one of those whom a plural noun for holders of office names."""
        actor, held = self.kind(ident), ranks().get(noun)
        if held is None or actor.kind not in ("person", "office"):
            return True
        office = actor.office if actor.kind == "person" else actor.name
        return office is None or not held.isdisjoint(office.lower().replace("-", " ").split())

    def side(self, actors: Actors) -> Side:
        """A side of those of the cast."""
        return Side(actors, people=bool(actors))

    def meant(self, group: Group, before: Before) -> Actors:
        """Those who met last, where a group is only «the ministers», «the two leaders»."""
        said = self.text[group.start : group.end]
        if len(before.met) < 2 or len(group.actors) > 1:
            return ()
        kind = self.kind(group.actors[0]).kind
        plain = said[1:].islower() and self.low(group.first) in ("the", "both", "two")
        if kind not in ("group", "unnamed_source") or not plain:
            return ()
        noun = self.low(group.last)
        return self.fitting(noun, before) if noun in self.g.people else ()

    def place_at(self, i: int) -> bool:
        """Whether a place is named at token `i`, or one that no table has stands there."""
        if i >= len(self.words):
            return False
        return named_place(self.text, self.words[i].start) is not None or self._town(i)

    def _town(self, i: int) -> bool:
        """«a round in Kasane on Monday»: a name behind «in» that is nobody's."""
        written = self.text[self.words[i].start : self.words[i].end]
        named = written[:1].isupper() and written[1:].islower() and self.group(i) is None
        plain = self.time(i) is None and not self.text[self.words[i].end :][1:2].isupper()
        return named and plain and self.low(i - 1) == "in" and self.low(i) not in _tongues()

    def ends_phrase(self, i: int) -> bool:
        """Whether token `i` is no noun: a mark, a preposition, a verb, a time, an adverb."""
        low = self.low(i)
        return (
            not low.isalpha()
            or self.stops(i)
            or self.time(i) is not None
            or low in JOIN
            or low in self.g.prep
            or low in self.g.group
            or low in self.g.modifier
            or low.endswith(("ly", "ed", "ing"))
        )
