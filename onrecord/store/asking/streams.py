"""Candidates for an answer: accounts from the table of roles, the newest day first.

Of several ways in, the one with the fewest rows is walked; what else is asked for is looked up for
the things met, over all accounts of each, since one report may name the speaker and another the
day.
"""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.record.accounts import Kind
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.standing import speaking
from onrecord.store.asking.walking import Walk, accounts_of
from onrecord.store.asking.ways import (
    ANY_DAY,
    EVERYTHING,
    Between,
    Given,
    Row,
    Way,
    Within,
    between,
    day_of,
    meant,
    one_of,
    parts,
    ranges,
)
from onrecord.store.numbers import STRETCH
from onrecord.store.straight import Straight, Value

ENOUGH = 3_000  # rows of a way in that are counted before it is called a wide one
MANY = 12_000  # of several wide ones


class Streams:
    """Walks the roles of one record as it stood at a moment."""

    def __init__(self, asked: Straight, moment: int | None) -> None:
        self._asked = asked
        self._moment = moment
        self._numbers: dict[int, int | None] = {}
        self._at: dict[str, Value] = {} if moment is None else {"moment": moment}

    def narrowest(self, kind: Kind, wanted: Sequence[Way]) -> Way:
        """The way with the fewest rows; everything of the kind where nothing is wanted."""
        if len(wanted) < 2:
            return wanted[0] if wanted else EVERYTHING
        for enough in (ENOUGH, MANY):
            rows = [self.about(kind, one, most=enough) for one in wanted]
            if min(rows) < enough:
                break
        return wanted[rows.index(min(rows))]

    def walk(
        self,
        meaning: Meaning,
        way: Way,
        wanted: Sequence[Way],
        days: Between,
        within: Within | None = None,
    ) -> Iterator[Row]:
        """The accounts on the way that may fit, the newest day first, ``days`` included.

        ``within`` says in which texts.
        """
        others = [one for one in wanted if one is not way]
        walk = Walk(self._asked, self._moment, meaning, self.entered, self.plays)
        return walk.rows(way, others, days, within)

    def nodes(self, kind: Kind, way: Way, days: Between = ANY_DAY) -> set[int]:
        """The nodes with an account on a way, and those that fit by themselves."""
        found = set(way.nodes)
        given = Given()
        on: dict[int, int] = {}
        for ranged in ranges(given, kind, self.entered(way)):
            rows = f"SELECT day, stretch, places FROM role WHERE {ranged}{between(days)}"
            on |= accounts_of(self._asked.rows(rows, **given))
        if on:
            found.update(self._asked.column(_NODES, accounts=on))
        return found

    def persons(self, who: Iterable[int]) -> set[int]:
        """The nodes of the cases of some persons."""
        return self.nodes("case", Way(tuple(sorted(who)), ("person",)))

    def plays(self, given: Given, kind: Kind, way: Way, of: str) -> str:
        """That an account is on a way: looked up by the whole of the key."""
        who = self.entered(way).who
        if not who or not way.roles:
            return "FALSE"
        return (
            f"EXISTS (SELECT 1 FROM role AS played WHERE {one_of(given, 'played.who', who)}"
            f" AND played.part IN ({parts(kind, way)}) AND played.day = {day_of(of)}"
            f" AND played.stretch = {of}.id >> {STRETCH} AND {meant('played', of)})"
        )

    def entered(self, way: Way) -> Way:
        """The way with the numbers under which they stand among the roles; others play none."""
        if new := [name for name in way.who if name not in self._numbers]:
            self._numbers.update(dict.fromkeys(new))
            self._numbers.update(self._asked.rows(_ENTRIES, names=new))
        numbers = (self._numbers[name] for name in way.who)
        return Way(tuple(one for one in numbers if one is not None), way.roles, way.nodes)

    def about(self, kind: Kind, way: Way, days: Between = ANY_DAY, most: int = ENOUGH) -> int:
        """The same to choose a way by, which is no part of what is answered."""
        with self._asked.aside():
            return self.count(kind, way, days, most)

    def count(self, kind: Kind, way: Way, days: Between = ANY_DAY, most: int = ENOUGH) -> int:
        """How many rows a way has, counted up to ``most``."""
        total = len(way.nodes)
        given = Given()
        for ranged in ranges(given, kind, self.entered(way)):
            if total >= most:
                break
            rows = f"SELECT 1 FROM role WHERE {ranged}{between(days)}"
            asked = f"SELECT count(*) FROM ({rows} LIMIT {most - total}) AS given_met"
            total += self._asked.column(asked, **given)[0]
        return total

    def days(self, kind: Kind, way: Way, clusters: Sequence[tuple[int, ...]]) -> list[list[int]]:
        """For each cluster, given by its nodes, the days of its accounts that are on the way."""
        places = {name: at for at, nodes in enumerate(clusters) for name in nodes}
        given = Given(self._at)
        asked = _DAYS.format(
            day=day_of("account"),
            nodes=given(places),
            plays=self.plays(given, kind, way, "account"),
            speaks=speaking("version", self._moment),
        )
        found: list[list[int]] = [[] for _ in clusters]
        for name, day in self._asked.rows(asked, **given):
            found[places[name]].append(day)
        return found


_ENTRIES = "SELECT name, number FROM entry WHERE name IN :names"
_NODES = "SELECT DISTINCT node FROM account WHERE id IN :accounts"
_DAYS = """
    SELECT DISTINCT account.node, {day} FROM account
    JOIN version ON version.id = account.version
    WHERE account.node IN {nodes} AND {plays} AND {speaks}
"""
