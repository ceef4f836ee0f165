"""The clause around a verb or a noun of meeting: its subject, and with `objects` its object.

There is no parser: what stands right before a verb and its helpers is its subject, what stands
right behind is its object.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from onrecord.reading.encounters.named import JOIN, MARKS, Actors, Group
from onrecord.reading.encounters.objects import Objects
from onrecord.reading.encounters.people import Before, Side
from onrecord.reading.places import named_place
from onrecord.reading.relations import UNREAD, Relations
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention

__all__ = ["Actors", "Before", "Ground", "Group", "Side", "grounds"]


_CLAUSES = frozenset({"before", "after", "since", "until"})


class Ground(Objects):
    """One sentence with the ways to the subject and the object of a word in it."""

    relations: Relations = UNREAD

    def agents(self, a: int, b: int) -> Side:
        """Whose doing the verb of tokens `a` to `b` is, by the model, where the grammar is lost."""
        told = self.relations.roles(self.words[a].start, self.words[b - 1].end).get("ARG0")
        if told is None:
            return Side()
        for group in self.groups:
            if told[0] <= group.start and group.end <= told[1]:
                inner = group.start - told[0] > 4 and self.low(group.first - 1) in self.g.prep
                return Side() if inner else self.side(self.rightward(group)[0])
        return Side()

    def subject(self, i: int, before: Before) -> Side:
        """Who is the subject of the verb at token `i`, as far as it is plain.

        `before` is whom «they», «both», «the two leaders» and «you» mean.
        """
        infinitive = self.low(i - 1) == "to"
        if self.low(i).endswith("ing") and self.low(i - 1) in self.g.joining:
            return self.side(self.clause_subject(i - 1) or self._main_subject(i))
        j, skipped = i - 1, 0
        while j >= 0 and i - j < 40:
            low, group, time = self.low(j), self.group(j), self.time(j)
            if group is not None:
                if j == i - 1 and self.low(i).endswith("ing") and not skipped:
                    return self.side(group.actors)  # «thoughts on Trump meeting Xi»
                if not self._governed(group, bool(skipped)) or self._opens(group, i):
                    return self.side(self.meant(group, before) or self.leftward(group))
                j = group.first - 2
            elif time is not None:
                j = self.token(time.start) - 1
                j -= self.low(j) in self.g.prep
            elif low in self.g.group or low.endswith("ly"):
                j -= 1
            elif low in ("who", "which", ",", "-"):
                return self.side(self._aside(j)) or self._opened(j, before)
            elif low in ("and", "but", "then", "or"):
                return self.side(self.clause_subject(j)) or self._opened(j, before)
            elif low in ("they", "you", "pair", "two") or self.head(j):
                return self.crowd(j, before)
            elif (past := self._past_place(j)) is not None:
                j = past
            else:
                helper = low in self.g.light or low in self.g.seen or low in self.g.finishing
                verbal = infinitive or low.endswith(("ed", "ing")) or helper
                plain = verbal and not self.stops(j)
                return self.side(self.clause_subject(j + 1)) if plain else Side()
            skipped += 1
        return Side()

    def _opened(self, j: int, before: Before) -> Side:
        """«The visitor laid a wreath and met …»: people at the opening of the clause before `j`."""
        first = j
        while first > 0 and not self.stops(first - 1):
            first -= 1
        for at in range(first, min(first + 8, j)):
            if self.head(at) and not self.head(at + 1) and self.low(at + 1) not in ("'s", "’s"):
                return self.crowd(at, before)
            if self.group(at) is not None:
                break
        return Side()

    def _opens(self, group: Group, i: int) -> bool:
        """«before the two presidents meet»: what reads like a preposition opens a clause."""
        return (
            group.last == i - 1
            and not self.low(i).endswith("ing")
            and self.low(self.opening(group) - 1) in _CLAUSES
        )

    def _governed(self, group: Group, skipped: bool) -> bool:
        """Whether a preposition before a group keeps it from being the subject.

        «Officials from Oman», «a delegation led by Corvo» stand for those behind.
        """
        first = group.first
        if self.low(first - 1) in JOIN and self.low(first - 2) != ",":
            first = self.opening(group)  # «the views of Dahl and [Corvo] met»
        before, head = self.low(first - 1), first - 2
        if first < group.first and before in _CLAUSES:
            return False
        if before in ("of", "from", "for", "representing") and self.head(head):
            return False
        if before == "by" and self.low(head) in ("led", "headed"):
            return False
        return before in self.g.prep and (before != "to" or skipped)

    def whom(self, i: int, words: Collection[str]) -> Actors:
        """«Corvo, with whom Dahl will confer»: who stands before a relative that opens the clause
        of the verb at token `i`."""
        for at in range(i - 1, max(0, i - 10), -1):
            if self.low(at) == "whom":
                before = at - 2 - (self.low(at - 2) == ",")
                group = self.group(before) if self.low(at - 1) in words else None
                return self.leftward(group) if group is not None else ()
            if self.stops(at) or self.low(at) in (",", "and"):
                break
        return ()

    def whom_met(self, i: int) -> Actors:
        """«Jonas Falk, whom the minister [received]»: who stands before a relative that is the
        object of the verb at token `i`."""
        for at in range(i - 1, max(0, i - 10), -1):
            if self.low(at) == "whom":
                group = self.group(at - 1 - (self.low(at - 1) == ","))
                personal = group is not None and self.personal(group.actors)
                return group.actors if personal and group is not None else ()
            if self.stops(at) or self.low(at) in (",", "and"):
                break
        return ()

    def behind_where(self, i: int, words: Collection[str]) -> int | None:
        """The preposition before the other side where only when and where stand before it, and a
        comma: «met on Monday, 7 May, in Oslo, with Dahl»."""
        told = False
        for at in range(i, min(i + 14, len(self.words))):
            low = self.low(at)
            if low in words and told and self.low(at - 1) == ",":
                return at
            if self.time(at) is not None or self.place_at(at):
                told = True
            elif not (low in self.g.prep or low in self.g.skip or low in self.g.fares or low in (
                ",", "will", "be", "to"
            )):  # fmt: skip
                break
        return None

    def went_before(self, i: int) -> bool:
        """Whether a place where somebody goes or is stands right before token `i`."""
        return self._past_place(i - 1) is not None

    def _past_place(self, j: int) -> int | None:
        """The token before «in Oslo» or «to Doha» where that ends at token `j`."""
        for first in range(j, max(0, j - 4), -1):
            low = self.low(first)
            if low in ("in", "at", "to", "from", "near"):
                found = named_place(self.text, self.words[first + 1].start) if first < j else None
                return first - 1 if found and found[1] == self.words[j].end else None
            if not self.text[self.words[first].start].isupper():
                return None
        return None

    def _aside(self, j: int) -> Actors:
        """The subject before «, who …» or before an aside between commas that ends at `j`."""
        relative = self.low(j) in ("who", "which")
        at = j - 1 if relative and self.low(j - 1) == "," else j
        group = self.group(at - 1)
        if group is not None and self.low(group.first - 1) == "not":  # «Putin, not Biden, who»
            at = group.first - 1 - (self.low(group.first - 2) == ",")
            group = self.group(at - 1)
        if relative and at == j and group is None:
            return ()  # «any candidate who»
        group = self.bearer(group) if group is not None else None
        if (
            self.low(j) == "who"
            and group is not None
            and (self.kind(group.actors[0]).kind in ("state", "government_body", "organization"))
        ):
            return ()  # «people outside the government who met»
        if group is not None and (relative or self.low(self.opening(group) - 1) not in self.g.prep):
            return self._apposed_to(group) or self.leftward(group)
        for k in range(at - 1, max(-1, at - 30), -1):
            group = self.group(k - 1) if self.low(k) == "," else None
            if group is not None and self.low(self.opening(group) - 1) not in self.g.prep:
                return self.leftward(group)
            if self.low(k) in MARKS:
                break
        return self.clause_subject(j)

    def _apposed_to(self, group: Group) -> Actors:
        """«Ilic and Toth, the leaders of both states,»: who a plural behind a comma is."""
        at = group.first - 1
        at -= self.low(at) in ("the", "both")
        named = self.group(at - 1) if self.low(at) == "," else None
        if named is None or not all(self.kind(a).kind == "person" for a in named.actors):
            return ()
        told = self.leftward(named)
        several = len(told) > 1 and any(self.kind(a).kind != "person" for a in group.actors)
        return told if several else ()

    def _main_subject(self, i: int) -> Actors:
        """Whose doing a verb in -ing at token `i` is: the sentence's first actor, or the next."""
        for group in self.groups:
            if group.first < i and self.low(group.first - 1) not in self.g.prep:
                return self.rightward(group)[0]
        return self.first_behind(i)

    def first_behind(self, i: int) -> Actors:
        """«After talks with Lavrov, Blinken said»: the subject behind the first comma."""
        for at in range(i, len(self.words)):
            if self.low(at) == ",":
                group = self.object(at + 1)
                return self.rightward(group)[0] if group else ()
        return ()

    def several_behind(self, i: int, before: Before) -> Actors:
        """«At the talks on Monday, at a hotel, the two ministers agreed»: several, the subject."""
        for at in range(i, min(i + 24, len(self.words))):
            if self.stops(at):
                break
            group = self.object(at + 1) if self.low(at) == "," else None
            if group is not None and self.low(group.first - 1) not in self.g.prep:
                told = self.meant(group, before) or self.rightward(group, between=True)[0]
                return told if len(told) > 1 else ()
        return ()

    def two_named_behind(self, i: int) -> Actors:
        """«Their third round brought Corvo and Dahl no closer»: the first persons joined there."""
        for group in self.groups:
            if group.first > i and self.personal(group.actors):
                told = self.rightward(group, between=True)[0]
                return told if len(told) > 1 and self.personal(told) else ()
        return ()

    def next_subject(self, i: int) -> Actors:
        """«After talks with Lavrov she had spoken»: who behind token `i` stands before a verb."""
        for group in self.groups:
            if group.first > i and self.opens_clause(group):
                governed = self.low(group.first - 1) in self.g.prep
                return () if governed else self.rightward(group)[0]
        return ()

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
        owner = self.group(first)
        if self.low(first) in self.g.own and (owner is None or owner.last == first) and (
            self.head(first + 1)
        ):  # fmt: skip
            return ()  # «Her daughter told the radio, after …»
        for group in self.groups:
            if first <= group.first < j and self.low(group.first - 1) not in self.g.prep:
                after = self.low(group.last + 1)
                if after in ("'s", "’s"):
                    continue
                if group.first - first > 2 and self.low(group.first - 1) != ",":
                    return ()
                if self.low(first - 1) == "told":  # «told the radio, after being allowed to»
                    return ()
                return self.rightward(group, between=True)[0]
        return self._aside(first - 1) if self.low(first - 1) == "who" else ()


def grounds(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    found: Iterable[tuple[int, int]],
    silent: Collection[str],
) -> Iterator[tuple[Ground, int, int]]:
    """Every stretch of those in order that stands inside a sentence, with its ground."""
    layout = scene.layout
    starts = [sentence.start for sentence in layout.sentences]
    actors = {actor.id: actor for actor in cast.actors}
    ground: Ground | None = None
    for start, end in found:
        at = bisect_right(starts, start) - 1
        if at < 0 or end > layout.sentences[at].end:
            continue
        sentence = layout.sentences[at]
        kind = layout.paragraphs[sentence.paragraph].kind
        if kind in silent:
            continue
        if ground is None or ground.sentence != sentence:
            ground = scene.grounds.get(at)
            if ground is None or ground.cast is not cast or ground.told is not times:
                headline = kind in ("headline", "subheading")
                ground = Ground(scene.text, sentence, cast, times, actors, headline=headline)
                ground.relations = scene.relations
                scene.grounds[at] = ground
        yield ground, start, end
