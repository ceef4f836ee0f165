"""A sentence as encounters see it: words, the actors named in it, and how they hang together.

There is no parser: what stands right before a verb and its helpers is its subject, what stands
right behind is its object, and lists are told by their commas and «and».
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.facts import Actor
from onrecord.reading.encounters.words import TOKEN, Grammar, grammar
from onrecord.reading.scene import Cast, Sentence
from onrecord.reading.times import TimeMention

Actors = tuple[str, ...]

_JOIN = frozenset({"and", "&", "or"})
_SKIP = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "both",
        "also",
        "briefly",
        "again",
        "then",
        "with",
        "fellow",
        "former",
        "new",
        "all",
        "either",
        "neither",
        "each",
        "any",
        "two",
        "three",
        "other",
        "one",
    ]
)
_OWN = frozenset(["his", "her", "its", "their", "our", "my", "your"])
_FROM = frozenset(["nobody", "anyone", "someone", "none", "members", "representatives", "leaders"])
_PERSONAL = frozenset({"person", "office", "unnamed_source"})
_MARKS = frozenset(';:.!?“”"()[]—–*|')


@dataclass(frozen=True, slots=True)
class Word:
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


class Ground:
    """One sentence, between `low` and `high`: the bounds of a statement's content within it."""

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
        self.actors = actors
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
        at = bisect_left(self.words, position + 1, key=lambda w: w.start) - 1
        return max(0, at)

    def low(self, i: int) -> str:
        """The token `i` in lower case; empty outside the sentence."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

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
        return self.time(i) is None and (self.low(i) in self.g.stop or self.low(i) in _MARKS)

    def kind(self, ident: str) -> Actor:
        """The actor of that id."""
        return self.actors[ident]

    def personal(self, actors: Actors) -> bool:
        """Whether all are persons or offices."""
        return bool(actors) and all(self.actors[a].kind in _PERSONAL for a in actors)

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
            and not (self.actors[a].sector == "MED" and self.actors[a].kind not in _PERSONAL)
        )

    # --- lists ---------------------------------------------------------------------------

    def leftward(self, group: Group) -> Actors:
        """The actors of the list that ends with this group: «Lavrov, Wang and Singh»."""
        found, at, joined = list(self.meets(group)), group.first, False
        while True:
            before = self._left_neighbour(at)
            if before is None:
                return tuple(dict.fromkeys(found))
            other, by_word = before
            same = set(other.actors) & set(found)
            if not (joined or by_word or same or self.headline):
                return tuple(dict.fromkeys(found))
            found[:0] = [a for a in self.meets(other) if a not in found]
            at, joined = other.first, joined or by_word

    def _left_neighbour(self, first: int) -> tuple[Group, bool] | None:
        i, by_word, commas = first - 1, False, 0
        while i >= 0 and first - i <= 5:
            low = self.low(i)
            other = self.group(i)
            if other is not None:
                linked = by_word or commas
                return (other, by_word) if linked and other.last == i else None
            if low in _JOIN:
                by_word = True
            elif low == ",":
                commas += 1
            elif low not in _SKIP:
                return None
            i -= 1
        return None

    def rightward(self, group: Group) -> tuple[Actors, int]:
        """The actors of the list that begins with this group, and the token behind it."""
        pending: list[Group] = []
        found, end, at = list(self.meets(group)), group.last + 1, group.last + 1
        while True:
            nearest = self._right_neighbour(at)
            if nearest is None:
                break
            other, by_word = nearest
            if by_word and not self._opens_clause(other):
                for member in [*pending, other]:
                    found += [a for a in self.meets(member) if a not in found]
                pending, end = [], other.last + 1
            elif not by_word:
                pending.append(other)
            else:
                break
            at = other.last + 1
        return tuple(dict.fromkeys(found)), end

    def _right_neighbour(self, i: int) -> tuple[Group, bool] | None:
        first, by_word, commas = i, False, 0
        while i < len(self.words) and i - first <= 4:
            other = self.group(i)
            if other is not None:
                return (other, by_word) if by_word or commas else None
            if self.low(i) in _JOIN:
                by_word = True
            elif self.low(i) == ",":
                commas += 1
            elif self.low(i) not in _SKIP:
                return None
            i += 1
        return None

    def _opens_clause(self, group: Group) -> bool:
        """Whether a verb follows: «met Lavrov and Putin said …»."""
        after = self.low(group.last + 1)
        return (
            after in self.g.group
            or after in ("said", "says", "told")
            or (after.endswith("ed") and after not in self.g.prep)
        )

    # --- subjects and objects ------------------------------------------------------------

    def object(self, i: int) -> Group | None:
        """The group that stands as an object at token `i`, behind articles and adverbs."""
        for at in range(i, min(i + 4, len(self.words))):
            group = self.group(at)
            if group is not None and not self._owns(group):
                return group if group.first == at and self.whole(group) else self._headed(i)
            if group is None and self.low(at) not in _SKIP and not self.low(at).endswith("ly"):
                return self._headed(i)
        return self._headed(i)

    def _owns(self, group: Group) -> bool:
        """Whether the group is «his» or «their» before a noun."""
        after = group.last + 1
        return (
            group.first == group.last
            and self.low(group.first) in _OWN
            and self.low(after).isalpha()
            and self.low(after) not in self.g.prep
            and not self.stops(after)
            and self.time(after) is None
            and self.low(after) not in _JOIN
        )

    def _headed(self, i: int) -> Group | None:
        """Who stands behind a role: «his Turkish counterpart, Okan Tezcan», «officials from Oman»."""
        for at in range(i, min(i + 6, len(self.words))):
            low = self.low(at)
            if low in _FROM or low in self.g.role:
                after = at + 1
                while self.low(after) in self.g.role:
                    after += 1
                linked = self.low(after) in (",", "from", "of")
                group = self.group(after + linked)
                if group is None or group.first != after + linked:
                    return None
                if self.low(after) == "," or not linked:
                    return group if self.personal(group.actors) else None
                return group
            if low in self.g.prep or self.stops(at) or low in (",", *_JOIN):
                return None
        return None

    def whole(self, group: Group) -> bool:
        """Whether the group is a noun phrase by itself, or with heads that act for it.

        «Russian officials» is, where only «Russian» is known; «US demands» is not.
        """
        after, i = self.low(group.last + 1), group.last + 1
        if after in ("'s", "’s", "’", "'"):
            i += 1
            after = self.low(i)
        elif (
            not after.isalpha()
            or after in self.g.prep
            or self.stops(i)
            or self.time(i)
            or after in _JOIN
            or after in self.g.group
            or after in self.g.modifier
            or self.kind(group.actors[0]).kind in _PERSONAL
            or after.endswith(("ly", "ed", "ing"))
        ):
            return True
        return any(self.low(at) in self.g.role for at in range(i, i + 3))

    def behind(self, i: int, words: frozenset[str], reach: int = 14) -> Group | None:
        """The group behind the first of these prepositions in the clause from token `i` on."""
        for at in range(i, min(i + reach, len(self.words))):
            low = self.low(at)
            if low in words:
                found = self.object(at + 1)
                if found is not None:
                    return found
            elif self.stops(at) or low in (",", "and", "but"):
                return None
        return None

    def subject(self, i: int, memory: Actors) -> Actors:
        """The actors that are the subject of the verb at token `i`; () where none is plain.

        `memory` is whom «they», «both» and «the two leaders» mean.
        """
        infinitive = self.low(i - 1) == "to"
        j, skipped = i - 1, 0
        while j >= 0 and i - j < 40:
            low, group, time = self.low(j), self.group(j), self.time(j)
            if group is not None:
                before = self.low(group.first - 1)
                if (before in self.g.prep and before != "to") or (before == "to" and skipped):
                    if before in ("of", "from") and self.low(group.first - 2) in self.g.people:
                        return self.leftward(group)
                    j = group.first - 2
                else:
                    return self.leftward(group)
            elif time is not None:
                j = self.token(time.start) - 1
                j -= self.low(j) in self.g.prep
            elif low in self.g.group or low.endswith("ly"):
                j -= 1
            elif low in ("who", "which", ",", "-"):
                return self._aside(j)
            elif low in ("and", "but", "then", "or"):
                return self.clause_subject(j)
            elif low in ("they", "both", "pair", "two") or low in self.g.people:
                return memory if self.definite(j) else ()
            else:
                verbal = infinitive or low.endswith(("ed", "ing")) or low in self.g.light
                return self.clause_subject(j + 1) if verbal and not self.stops(j) else ()
            skipped += 1
        return ()

    def definite(self, j: int) -> bool:
        """Whether the plural noun at token `j` points back: they, both sides, the two leaders."""
        return self.low(j) == "they" or any(
            self.low(at) in ("the", "both", "two", "these", "those", "their")
            for at in range(max(0, j - 3), j + 1)
        )

    def _aside(self, j: int) -> Actors:
        """The subject before «, who …» or before an aside between commas that ends at `j`."""
        relative = self.low(j) in ("who", "which")
        at = j - 1 if relative and self.low(j - 1) == "," else j
        group = self.group(at - 1)
        if group is not None and (relative or self.low(group.first - 1) not in self.g.prep):
            return self.leftward(group)
        for k in range(at - 1, max(-1, at - 30), -1):
            group = self.group(k - 1) if self.low(k) == "," else None
            if group is not None and self.low(group.first - 1) not in self.g.prep:
                return self.leftward(group)
            if self.low(k) in _MARKS:
                break
        return self.clause_subject(j)

    def clause_subject(self, j: int) -> Actors:
        """The first group of the clause before token `j` that no preposition governs."""
        first, closed = j, False
        while first > 0:
            low = self.low(first - 1)
            if low in ("”", "’"):
                closed = True
            elif low in ("“", "‘") and closed:
                closed = False
            elif self.stops(first - 1) and low not in ("as", '"'):
                break
            first -= 1
        for group in self.groups:
            if first <= group.first < j and self.low(group.first - 1) not in self.g.prep:
                after = self.low(group.last + 1)
                if after in ("'s", "’s"):
                    continue
                if group.first - first > 2 and self.low(group.first - 1) != ",":
                    return ()
                return self.rightward(group)[0]
        return ()
