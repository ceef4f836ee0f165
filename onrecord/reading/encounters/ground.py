"""The clause around a verb or a noun of meeting: its subject, its object, who stands behind «with».

There is no parser: what stands right before a verb and its helpers is its subject, what stands
right behind is its object.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from onrecord.reading.encounters.named import JOIN, MARKS, PERSONAL, Actors, Group, Named
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention

__all__ = ["Actors", "Ground", "Group", "hits"]


class Ground(Named):
    """One sentence with the ways to the subject and the object of a word in it."""

    def object(self, i: int) -> Group | None:
        """The group that stands as an object at token `i`, behind articles and adverbs."""
        for at in range(i, min(i + 4, len(self.words))):
            group = self.group(at)
            if group is not None and not self._owns(group):
                return group if group.first == at and self.whole(group) else self._headed(i)
            if (
                group is None
                and self.low(at) not in self.g.skip
                and not self.low(at).endswith("ly")
            ):
                return self._headed(i)
        return self._headed(i)

    def _owns(self, group: Group) -> bool:
        """Whether the group is «his» or «their» before a noun."""
        after = group.last + 1
        return (
            group.first == group.last
            and self.low(group.first) in self.g.own
            and self.low(after).isalpha()
            and self.low(after) not in self.g.prep
            and not self.stops(after)
            and self.time(after) is None
            and self.low(after) not in JOIN
        )

    def _headed(self, i: int) -> Group | None:
        """Who stands behind a role: «his counterpart, Ana Corvo», «officials from Oman»."""
        for at in range(i, min(i + 6, len(self.words))):
            low = self.low(at)
            if low in self.g.from_whom or low in self.g.role:
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
            if low in self.g.prep or self.stops(at) or low in (",", *JOIN):
                return None
        return None

    def whole(self, group: Group) -> bool:
        """Whether the group is a noun phrase by itself, or with heads that act for it.

        «Russian officials» is, where only «Russian» is known; «US demands» is not.
        """
        i = group.last + 1
        owns = self.low(i) in ("'s", "’s", "’", "'")
        if not owns and (self._ends_phrase(i) or self.kind(group.actors[0]).kind in PERSONAL):
            return True
        return any(self.low(at) in self.g.role for at in range(i + owns, i + owns + 3))

    def _ends_phrase(self, i: int) -> bool:
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

    def behind(self, i: int, words: frozenset[str], reach: int = 14) -> Group | None:
        """Who stands right behind the first of these prepositions in the clause from token `i`."""
        for at in range(i, min(i + reach, len(self.words))):
            low = self.low(at)
            if low in words:
                return self.object(at + 1)
            if self.stops(at) or low in (",", "and", "but"):
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
            if self.low(k) in MARKS:
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


def hits(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    finder: re.Pattern[str],
    silent: Collection[str],
) -> Iterator[tuple[Ground, re.Match[str]]]:
    """Every match of the pattern inside a sentence, with the sentence's ground.

    Parts of the `silent` kinds are passed over.
    """
    layout = scene.layout
    starts = [sentence.start for sentence in layout.sentences]
    actors = {actor.id: actor for actor in cast.actors}
    ground: Ground | None = None
    for hit in finder.finditer(scene.text):
        at = bisect_right(starts, hit.start()) - 1
        if at < 0 or hit.end() > layout.sentences[at].end:
            continue
        sentence = layout.sentences[at]
        kind = layout.paragraphs[sentence.paragraph].kind
        if kind in silent:
            continue
        if ground is None or ground.sentence != sentence:
            headline = kind in ("headline", "subheading")
            ground = Ground(scene.text, sentence, cast, times, actors, headline=headline)
        yield ground, hit
