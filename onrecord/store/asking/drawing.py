"""Things drawn from a record: all that may fit a question, or one in so many of them.

A thing is drawn by its name in the store, which is a hash of what is told of it: who draws twice
draws the same, and one in 32 of them are among the one in 16. So a share of a sample is that of a
random one, and the same question asks for the same things.
"""

from collections.abc import Collection
from itertools import islice

from onrecord.store.asking.corrected import corrected
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.standing import Standing
from onrecord.store.asking.streams import MANY, Streams
from onrecord.store.asking.ways import ANY_DAY, Between, Given, day_of, days, ways
from onrecord.store.asking.worded import Worded
from onrecord.store.belonging import Whole, of
from onrecord.store.numbers import BY_DAY, kind_number
from onrecord.store.straight import Straight

Names = list[int]
_LOOKED = 16_384  # things at most whose accounts are looked at before one is folded
_NODES_A_THING = 3
_WALKED = 30_000  # accounts at most that are walked through for one question


class Drawing:
    """Draws from one record as it stood at a moment."""

    def __init__(
        self, asked: Straight, standing: Standing, streams: Streams, worded: Worded
    ) -> None:
        self._asked = asked
        self._standing = standing
        self._streams = streams
        self._worded = worded

    def drawn(self, means: Meaning, most: int | None) -> tuple[Names, int]:
        """The names of things that may fit, and of how many of them one was drawn.

        All of them where they are no more than ``most`` (None: whatever it takes), or where the
        question asks for a sample no fewer than that; else as many as that allows.
        """
        if means.nobody:
            return [], 1
        every = means.question.sample or 1
        names = self._walked(means) if every == 1 and means.kind in BY_DAY else None
        if names is None:
            every *= self._sparse(means, every) if most is not None else 1
            names = self._may_fit(means, every)
        if most is None:
            return self._decided(names, every), every
        room = most if self._standing.moment is None else _NODES_A_THING * most
        names, every = _sparser(names, every, room)
        return _sparser(self._decided(names, every), every, most)

    def sampled(self, means: Meaning, every: int) -> Names:
        """One in so many of the things that may fit."""
        return self._decided(self._may_fit(means, every), every)

    def _may_fit(self, means: Meaning, every: int) -> Names:
        """The names of things, or of an earlier moment of nodes, of which one in so many is drawn.

        A thing is named after one of its nodes, and lies within one component at any moment.
        """
        kind, moment = kind_number(means.kind), self._standing.moment
        whole: Whole = "thing" if moment is None else "component"
        asked = _THINGS if moment is None else _NODES
        named: dict[int, int] = dict(self._asked.rows(asked, kind=kind, every=every))
        fitting = self._fitting(means, set(named.values()), whole)
        mended = self._mended(means)
        return sorted(name for name, of in named.items() if of in fitting or name in mended)

    def among(self, means: Meaning, things: Collection[int]) -> set[int]:
        """Those of some things of now, by name, that may fit: no other needs to be folded."""
        if means.kind == "actor":
            return set(things)
        return self._fitting(means, things, "thing") | self._mended(means).intersection(things)

    def _mended(self, means: Meaning) -> set[int]:
        """The things that a reviewer's correction may have made fit."""
        besides = corrected(self._asked, means, self._standing.moment)
        return {one.name for one in self._standing.of_accounts(besides)} if besides else set()

    def _decided(self, names: Names, every: int) -> Names:
        """Those of some names that are names of things at the moment."""
        if self._standing.moment is None:
            return names
        clusters = set(self._standing.of(names).values())
        return sorted(one.name for one in clusters if one.name % every == 0)

    def _fitting(self, means: Meaning, wholes: Collection[int], whole: Whole) -> set[int]:
        """Those of some things, or components, with an account on every way, and on the days."""
        found = set(wholes)
        for way in ways(means):
            given = Given()
            plays = self._streams.plays(given, means.kind, way, "other")
            there = self._having(given, found, whole, plays)
            if way.nodes:
                mine = f"SELECT DISTINCT {whole} FROM node WHERE id IN :nodes"
                there |= found.intersection(self._asked.column(mine, nodes=way.nodes))
            found = there
        on = days(means)
        if on != ANY_DAY and means.kind in BY_DAY:
            found = self._having(Given(), found, whole, _on(on))
        return found

    def _having(self, given: Given, wholes: Collection[int], whole: Whole, told: str) -> set[int]:
        asked = _HAVING.format(
            wholes=given(sorted(wholes)), belongs=of(whole, "= given.value", "near"), told=told
        )
        return set(self._asked.column(asked, **given))

    def _walked(self, means: Meaning) -> Names | None:
        """All that may fit, where they are not too many to be walked through; else None."""
        wanted, on = ways(means), days(means)
        if means.words:
            few = self._worded.few(means.words, means.kind, alone=not wanted)
            if few is not None:
                return sorted(one.name for one in self._standing.of_accounts(few))
        way = self._streams.narrowest(means.kind, wanted)
        if self._streams.count(means.kind, way, on, MANY) >= MANY:
            return None
        rows = self._streams.walk(means, way, wanted, on, self._worded.within(means.words))
        accounts = [row.account for row in islice(rows, _WALKED + 1)]
        if len(accounts) > _WALKED:
            return None
        accounts += corrected(self._asked, means, self._standing.moment)
        return sorted(one.name for one in self._standing.of_accounts(accounts))

    def _sparse(self, means: Meaning, every: int) -> int:
        """A power of two such that one in so many of all there are is not too many."""
        counted = "SELECT count(*) FROM thing WHERE kind = :kind"
        total = self._asked.column(counted, kind=kind_number(means.kind))[0]
        found = 1
        while total > _LOOKED * found * every:
            found *= 2
        return found


def _sparser(names: Names, every: int, most: int) -> tuple[Names, int]:
    """As many of some names, of which one in so many was drawn, as there is room for."""
    while len(names) > most:
        every *= 2
        names = [one for one in names if one % every == 0]
    return names, every


def _on(on: Between) -> str:
    first, last = on
    day = day_of("other")
    bounds = [f"{day} >= {int(first)}"] if first is not None else []
    return " AND ".join(bounds + ([f"{day} <= {int(last)}"] if last is not None else []))


_THINGS = "SELECT node, node FROM thing WHERE kind = :kind AND node - node / :every * :every = 0"
_NODES = "SELECT id, component FROM node WHERE kind = :kind AND id - id / :every * :every = 0"
_HAVING = """
    SELECT given.value FROM EACH {wholes} WHERE EXISTS (
        SELECT 1 FROM node AS near JOIN account AS other ON other.node = near.id
        WHERE {belongs} AND {told}
    )
"""
