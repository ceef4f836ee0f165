"""Who stands behind a verb, a noun or a preposition: «met Lavrov», «talks with officials from»."""

from onrecord.reading.encounters.named import JOIN, PERSONAL, Actors, Group
from onrecord.reading.encounters.people import Before, People, Side


class Objects(People):
    """A sentence with the ways to the object of a word in it."""

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

    def past_where(self, i: int) -> int:
        """The token behind «in the White Hall of the palace» where people are named behind it.

        «received in the White Hall the envoy of Oman»; token `i` where no such place stands there.
        """
        at = i
        while self.time(at) is not None or (self.low(at) == "on" and self.time(at + 1)):
            at += 1
        if self.low(at) not in ("in", "at"):
            return i
        for end in range(at + 2, min(at + 14, len(self.words))):
            group, before = self.group(end), self.low(end - 1)
            if self.stops(end) or self.low(end) == ",":
                break
            named = group is not None and group.first == end and self.personal(group.actors)
            if named and before not in self.g.prep and before not in JOIN and before != "the":
                return end
        return i

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
            low, titled = self.low(at), self.group(at)
            if titled is not None and titled.first == at > i and self.personal(titled.actors):
                return titled if self.low(at - 1) not in self.g.role else None  # «veteran Mr Li»
            if low in self.g.from_whom or low in self.g.role:
                after = at + 1
                while self.low(after) in self.g.role:
                    after += 1
                linked = self.low(after) in (",", "from", "of", "–", "-", "—")
                group = self.group(after + linked)
                if group is None or group.first != after + linked:
                    return None
                if self.low(after) in (",", "–", "-", "—") or not linked:
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
        if not owns and (
            self.ends_phrase(i)
            or self.kind(group.actors[0]).kind in PERSONAL
            or self.head(group.last)
        ):
            return True
        return any(self.low(at) in self.g.role for at in range(i + owns, i + owns + 3))

    def behind(self, i: int, words: frozenset[str], before: Before, reach: int = 14) -> Side:
        """Who stands right behind the first of these prepositions in the clause from token `i`."""
        for at in range(i, min(i + reach, len(self.words))):
            low = self.low(at)
            if low in words:
                return self.right_side(at + 1, before)
            if (self.stops(at) and low != "”") or low in (",", "and", "but"):
                break
        return Side()

    def right_side(self, i: int, before: Before, *, between: bool = False) -> Side:
        """Who stands as an object at token `i`, known to the cast or not."""
        if (time := self.time(i + (self.low(i) == "on"))) is not None:  # «received on Monday X»
            i = self.token(time.end - 1) + 1
        i += 2 * (self.low(i) == "at" and self.low(i + 1) == "least")
        if self.low(i) in ("them", "both") and before.met and self._them(i):
            return self.side(before.met)
        i += 2 * (self.low(i) in ("both", "all") and self.low(i + 1) == "of")
        group = self.object(i)
        if group is not None:
            told = self.meant(group, before) if between else ()
            return self.side(told or self.rightward(group, between=between)[0])
        apposed = self.named_behind(i)
        return self.side(apposed.actors) if apposed else self._unseen(i, before)

    def named_behind(self, i: int) -> Group | None:
        """«an officer of the coast guard, Major Ada Quill,»: who an unknown phrase stands for."""
        if self.low(i) not in self.g.indefinite | self.g.own | {"the"}:
            return None
        for at in range(i + 2, min(i + 10, len(self.words))):
            if self.low(at) == ",":
                group = self.object(at + 1)
                if group is None or not self.personal(group.actors):
                    return None
                after = self.low(group.last + 1)
                return group if after in (",", ".", "in", "at", "on", "") else None
            if self.stops(at) or self.low(at) in ("and", "or", "to", "in", "at", "on"):
                return None
        return None

    def _them(self, i: int) -> bool:
        after = i + 1
        if self.low(i) == "both":
            after += 2 if self.low(after) == "of" else 1
        return self.low(i) == "them" or self.low(after - 1) in ("them", *self.g.people)

    def _unseen(self, i: int, before: Before) -> Side:
        """People at token `i` whom the cast does not know: «senior Dutch officials»."""
        owner: Actors = ()
        for at in range(i, min(i + 8, len(self.words))):
            low, group = self.low(at), self.group(at)
            if at > i and low in self.g.indefinite | {"the", "this", "that"}:
                break  # «to arm some rebels»
            if self.head(at):
                if not self._ends(at):
                    continue
                if (
                    not owner
                    and before.met
                    and self.low(i) in ("the", "both")
                    and (at - i <= 2 and low in self.g.people)
                ):
                    return self.side(before.sides if low in self.g.sides else before.met)
                return Side(
                    owner if low in self.g.agent else (), people=True, office=self._office(at)
                )
            if group is not None:
                owner = owner or (self.meets(group) if low not in ("our", "my") else ())
            elif low not in ("'s", "’s") and (
                self.stops(at) or low == "," or low in JOIN or low in self.g.prep
            ):
                break
        if self.low(i) in ("him", "her") and (self.stops(i + 1) or self.ends_phrase(i + 1)):
            return Side(people=True)
        at = i + (self.low(i) in ("mr", "ms", "mrs", "dr"))
        at += self.low(at) == "."
        written = self.text[self.words[at].start :][:1] if at < len(self.words) else ""
        named = written.isupper() and self.group(at) is None and self.time(at) is None
        return Side(people=named and at > 0 and self.ends_phrase(at + 1))
