"""A sentence as encounters see it: its words, its times, who is named in it, and lists of them.

Lists are told by their commas and «and»: «X, Y and Z».
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.facts import Actor
from onrecord.reading.encounters.words import TOKEN, Grammar, grammar
from onrecord.reading.scene import Cast, Sentence
from onrecord.reading.times import TimeMention

Actors = tuple[str, ...]

JOIN = frozenset({"and", "&", "or"})
PERSONAL = frozenset({"person", "office", "unnamed_source"})
_BODIES = frozenset({"state", "government_body", "organization"})
MARKS = frozenset(';:.!?“”"()[]—–*|')


class Word(NamedTuple):
    """A token: code points and its lower case."""

    start: int
    end: int
    low: str


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch that names one or more actors; `first` and `last` are token indices."""

    start: int
    end: int
    first: int
    last: int
    actors: Actors


class Named:
    """One sentence: its tokens, and the groups of actors in it by token."""

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        cast: Cast,
        times: Sequence[TimeMention],
        actors: Mapping[str, Actor],
        *,
        headline: bool,
    ) -> None:
        self.text, self.sentence, self.cast, self.headline = text, sentence, cast, headline
        self.words = [
            Word(m.start(), m.end(), m.group().lower())
            for m in TOKEN.finditer(text, sentence.start, sentence.end)
        ]
        self._starts = [word.start for word in self.words]
        self._lows = [word.low for word in self.words]
        self.actors, self.told = actors, times
        self.g: Grammar = grammar()
        self.groups = self._groups()
        self._of = {i: group for group in self.groups for i in range(group.first, group.last + 1)}
        first = bisect_left(times, sentence.start, key=lambda t: t.start)
        self.times = [t for t in times[first : first + 40] if t.end <= sentence.end]
        self._timed = {
            i: t for t in self.times for i in range(self.token(t.start), self.token(t.end - 1) + 1)
        }

    def _groups(self) -> list[Group]:
        """The outermost sightings; several of one stretch make one group."""
        found: list[Group] = []
        sightings = self.cast.sightings
        first = bisect_left(sightings, self.sentence.start, key=lambda s: s.start)
        for sighting in sightings[first:]:
            if sighting.start >= self.sentence.end:
                break
            if found and sighting.start == found[-1].start and sighting.end == found[-1].end:
                actors = tuple(dict.fromkeys((*found[-1].actors, sighting.actor)))
                found[-1] = Group(*self._bounds(sighting.start, sighting.end), actors)
            elif sighting.end <= self.sentence.end and not (
                found and sighting.end <= found[-1].end
            ):
                found.append(Group(*self._bounds(sighting.start, sighting.end), (sighting.actor,)))
        return found

    def _bounds(self, start: int, end: int) -> tuple[int, int, int, int]:
        return start, end, self.token(start), self.token(end - 1)

    def token(self, position: int) -> int:
        """The index of the token that holds `position`, or the nearest one before it."""
        return max(0, bisect_right(self._starts, position) - 1)

    def low(self, i: int) -> str:
        """The token `i` in lower case; empty outside the sentence."""
        return self._lows[i] if 0 <= i < len(self._lows) else ""

    def group(self, i: int) -> Group | None:
        """The group that holds token `i`."""
        return self._of.get(i)

    def time(self, i: int) -> TimeMention | None:
        """The time expression that holds token `i`."""
        return self._timed.get(i)

    def stops(self, i: int) -> bool:
        """Whether a clause ends at token `i`."""
        if not 0 <= i < len(self.words):
            return True
        if self.low(i) == "." and self.group(i) is not None:
            return False  # «Mr. Hill»
        digit = self.low(i) == "." and self.low(i + 1).isdigit()
        if digit and (self.low(i - 1).isdigit() or self.low(i - 1) in ("no", "nos", "art")):
            return False  # «at 3.20», «Prison No. 2»
        return self.time(i) is None and (self.low(i) in self.g.stop or self.low(i) in MARKS)

    def kind(self, ident: str) -> Actor:
        """The actor of that id."""
        return self.actors[ident]

    def personal(self, actors: Actors) -> bool:
        """Whether all are persons or offices."""
        return bool(actors) and all(self.actors[a].kind in PERSONAL for a in actors)

    def meets(self, group: Group) -> Actors:
        """Those of a group whom one can meet or speak to: no documents, no press, no public."""
        said = self.text[group.start : group.end].lower().split()
        if said and said[-1].strip(".,’'") in self.g.public:
            return ()
        return tuple(
            a
            for a in group.actors
            if a in self.actors
            and self.actors[a].kind != "document"
            and not (self.actors[a].sector == "MED" and self.actors[a].kind not in PERSONAL)
        )

    def leftward(self, group: Group) -> Actors:
        """The actors of the list that ends with this group: «Lavrov, Wang and Singh»."""
        found, at, joined = list(self.meets(group)), group.first, False
        while True:
            before = self._left_neighbour(at)
            if before is None:
                return tuple(dict.fromkeys(found))
            other, by_word = before
            if not by_word and self._apposed(other, found):
                return tuple(dict.fromkeys(found))
            same = set(other.actors) & set(found)
            if not (joined or by_word or same or self.headline):
                return tuple(dict.fromkeys(found))
            found[:0] = [a for a in self.meets(other) if a not in found]
            at, joined = other.first, joined or by_word

    def opening(self, group: Group) -> int:
        """The first token of the list that ends with this group."""
        at, joined = group.first, False
        while (before := self._left_neighbour(at)) is not None:
            other, by_word = before
            if not (joined or by_word):
                break
            at, joined = other.first, True
        return at

    def _left_neighbour(self, first: int) -> tuple[Group, bool] | None:
        i, by_word, commas = first - 1, False, 0
        while i >= 0 and first - i <= 5:
            low = self.low(i)
            other = self.group(i)
            if other is not None:
                linked = by_word or commas
                return (self.bearer(other), by_word) if linked and other.last == i else None
            if low in JOIN:
                by_word = True
            elif low == ",":
                commas += 1
            elif low in ("'s", "’s") and i == first - 1 and (holder := self.group(i - 1)):
                i = holder.first  # «she and [Oman’s] Ana Corvo»
                first = i
            elif low not in self.g.skip:
                return None
            i -= 1
        return None

    def bearer(self, group: Group) -> Group:
        """The person whom a group only tells the state or body of: «Misheck Tembo of Zambia»."""
        at = group.first - 1
        at -= self.low(at) == "the"
        held = self.group(at - 1) if self.low(at) == "of" else None
        named = held is not None and all(self.kind(a).kind == "person" for a in held.actors)
        collective = all(self.kind(a).kind in _BODIES for a in group.actors)
        return held if held is not None and named and collective else group

    def past_state(self, i: int) -> int:
        """The token behind «of Botswana» where that begins at token `i` behind a person."""
        at = i + 1 + (self.low(i + 1) == "the")
        state = self.group(at) if self.low(i) == "of" else None
        if state is None or self.bearer(state) is state:
            return i
        return state.last + 1

    def rightward(self, group: Group, *, between: bool = False) -> tuple[Actors, int]:
        """The actors of the list that begins with this group, and the token behind it.

        A name behind «and» with a verb behind it opens a clause («met Lavrov and Putin said»),
        but not in a list behind `between`.
        """
        pending: list[Group] = []
        found, end, at = list(self.meets(group)), group.last + 1, group.last + 1
        while True:
            nearest = self._right_neighbour(at)
            if nearest is None:
                break
            other, by_word = nearest
            if by_word and (between or not self.opens_clause(other)):
                for member in [*pending, other]:
                    found += [a for a in self.meets(member) if a not in found]
                pending, end = [], other.last + 1
            elif not by_word:
                pending.append(other)
            else:
                break
            at = other.last + 1
        if self._apposed(group, found[len(group.actors) :]):
            found = found[len(group.actors) :]
        return tuple(dict.fromkeys(found)), end

    def _apposed(self, offices: Group, named: Sequence[str]) -> bool:
        """«the Armenian and Azerbaijani ministers, X and Y»: the offices are those of the named."""
        return (
            len(offices.actors) == len(named) > 1
            and all(self.actors[a].kind == "office" for a in offices.actors)
            and all(self.actors[a].kind == "person" for a in named)
        )

    def _right_neighbour(self, i: int) -> tuple[Group, bool] | None:
        i = first = self.past_state(i)
        by_word, commas = False, 0
        while i < len(self.words) and i - first <= 4:
            other = self.group(i)
            if other is not None:
                return (other, by_word) if by_word or commas else None
            if self.low(i) in JOIN:
                by_word = True
            elif self.low(i) == ",":
                commas += 1
            elif self.low(i) not in self.g.skip:
                return None
            i += 1
        return None

    def opens_clause(self, group: Group) -> bool:
        """Whether a verb follows: «met Lavrov and Putin said …»."""
        after = self.low(group.last + 1)
        return (
            after in self.g.group
            or after in ("said", "says", "told")
            or (after.endswith("ed") and after not in self.g.prep)
        )
