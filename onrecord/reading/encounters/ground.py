"""The clause around a verb or a noun of meeting: its subject, its object, who stands behind «with».

There is no parser: what stands right before a verb and its helpers is its subject, what stands
right behind is its object.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.reading.encounters.named import JOIN, MARKS, PERSONAL, Actors, Group, Named
from onrecord.reading.places import named_place
from onrecord.reading.relations import UNREAD, Relations
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention

__all__ = ["Actors", "Before", "Ground", "Group", "Side", "grounds"]


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


class Ground(Named):
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

    def behind(self, i: int, words: frozenset[str], before: Before, reach: int = 14) -> Side:
        """Who stands right behind the first of these prepositions in the clause from token `i`."""
        for at in range(i, min(i + reach, len(self.words))):
            low = self.low(at)
            if low in words:
                return self.right_side(at + 1, before)
            if (self.stops(at) and low != "”") or low in (",", "and", "but"):
                break
        return Side()

    def official(self, ident: str) -> bool:
        """Whether an actor acts for others, so that where it goes and whom it meets is of note."""
        actor = self.kind(ident)
        if actor.kind in ("group", "unnamed_source") and not actor.represents:
            words = actor.name.split()
            acting = set(actor.name.lower().split()) & (self.g.role | self.g.diplomat)
            return bool(acting) or words[-1][0].isupper()
        return bool(actor.office or actor.represents) or actor.kind != "person"

    def acting(self, word: str) -> bool:
        """Whether a noun in lower case is one for people who act for others: ministers, envoy."""
        g = self.g
        return any(word in words for words in (g.people, g.role, g.crowd, g.diplomat, g.kin))

    def place_at(self, i: int) -> bool:
        """Whether a place is named at token `i`."""
        return i < len(self.words) and named_place(self.text, self.words[i].start) is not None

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
                verbal = infinitive or low.endswith(("ed", "ing")) or low in self.g.light
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
            and self.low(group.first - 1) in ("before", "after", "since", "until")
        )

    def _governed(self, group: Group, skipped: bool) -> bool:
        """Whether a preposition before a group keeps it from being the subject.

        «Officials from Oman», «a delegation led by Corvo» stand for those behind.
        """
        before, head = self.low(group.first - 1), group.first - 2
        if before in ("of", "from", "for", "representing") and self.head(head):
            return False
        if before == "by" and self.low(head) in ("led", "headed"):
            return False
        return before in self.g.prep and (before != "to" or skipped)

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

    def crowd(self, j: int, before: Before) -> Side:
        """Whom a noun or pronoun for people at token `j` means where no actor is seen in it.

        «They», «the two ministers» are those who met last; «Oman’s negotiators» act for Oman.
        """
        if self.low(j) == "you":
            return self.side(before.you)
        if self.low(j) in ("visitor", "guest") and self.low(j - 1) == "the":
            return Side(before.visitor, people=True)
        first = j
        while first > 0 and j - first < 6 and self._modifies(first - 1):
            first -= 1
        owned = self.low(first - 1) in ("'s", "’s", "’", "'")
        owner = self.group(first - 1 - owned) or self.group(first)
        joined: Actors = ()
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
        return Side(before.met if pointing else (), people=True, office=self._office(j))

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

    def head(self, i: int) -> bool:
        """Whether token `i` is a noun for people who act for others: ministers, envoy."""
        return self.acting(self.low(i))

    def _ends(self, at: int) -> bool:
        """Whether a noun phrase may end at token `at`: «officials from», not «official visit»."""
        after = at + 1
        if self.low(after) in ("'s", "’s", "’", "'", "-") or self.head(after):
            return False
        named = after < len(self.words) and any(
            map(str.isupper, self.text[self.words[after].start : self.words[after].end])
        )  # «al-Rawahi» too
        return named or self.ends_phrase(after)

    def _office(self, i: int) -> bool:
        low, g = self.low(i), self.g
        return low in g.role or low in g.kin or (low in g.people and low not in g.anybody)

    def side(self, actors: Actors) -> Side:
        """A side of those of the cast."""
        return Side(actors, people=bool(actors))

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
        return self._unseen(i, before)

    def meant(self, group: Group, before: Before) -> Actors:
        """Those who met last, where a group is only «the ministers», «the two leaders»."""
        said = self.text[group.start : group.end]
        if len(before.met) < 2 or len(group.actors) > 1:
            return ()
        kind = self.kind(group.actors[0]).kind
        plain = said[1:].islower() and self.low(group.first) in ("the", "both", "two")
        if kind not in ("group", "unnamed_source") or not plain:
            return ()
        return before.met if self.low(group.last) in self.g.people else ()

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
                if not owner and before.met and self.low(i) in ("the", "both") and (
                    at - i <= 2 and low in self.g.people
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
        if self.low(j) == "who" and group is not None and (
            self.kind(group.actors[0]).kind in ("state", "government_body", "organization")
        ):
            return ()  # «people outside the government who met»
        if group is not None and (relative or self.low(self.opening(group) - 1) not in self.g.prep):
            return self.leftward(group)
        for k in range(at - 1, max(-1, at - 30), -1):
            group = self.group(k - 1) if self.low(k) == "," else None
            if group is not None and self.low(self.opening(group) - 1) not in self.g.prep:
                return self.leftward(group)
            if self.low(k) in MARKS:
                break
        return self.clause_subject(j)

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
        for group in self.groups:
            if first <= group.first < j and self.low(group.first - 1) not in self.g.prep:
                after = self.low(group.last + 1)
                if after in ("'s", "’s"):
                    continue
                if group.first - first > 2 and self.low(group.first - 1) != ",":
                    return ()
                return self.rightward(group)[0]
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
            headline = kind in ("headline", "subheading")
            ground = Ground(scene.text, sentence, cast, times, actors, headline=headline)
            ground.relations = scene.relations
        yield ground, start, end
