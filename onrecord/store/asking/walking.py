"""One walk along a way: rows of roles, some at a time, and what the accounts in them are of.

The rows are read from the index alone. Of some of them at a time the accounts and their things are
looked up, and of each thing that is met for the first time, whether it has what else is asked for.

Of an earlier moment nothing is walked that came later: what is told of before it was to happen
stands on a later day than its report, and is entered for that by how long before (``marking``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from onrecord.record.accounts import Kind
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.standing import speaking
from onrecord.store.asking.ways import (
    Between,
    Given,
    Row,
    Way,
    Within,
    between,
    one_of,
    parts,
    ranges,
)
from onrecord.store.belonging import Whole, of
from onrecord.store.marking import LONGEST, ahead
from onrecord.store.numbers import PLACES, STRETCH, part_number
from onrecord.store.numbers import day as day_in
from onrecord.store.straight import Straight, Value

Stretch = tuple[int, int, int]  # day, stretch, places
_FIRST, _MOST = 48, 768  # rows that are looked up together: more each time

Entered = Callable[[Way], Way]
Plays = Callable[[Given, Kind, Way, str], str]


class Walk:
    """A walk for one question through one record as it stood at a moment.

    ``entered`` gives a way the numbers under which it stands among the roles, ``plays`` says in SQL
    that an account is on a way.
    """

    def __init__(
        self,
        asked: Straight,
        moment: int | None,
        meaning: Meaning,
        entered: Entered,
        plays: Plays,
    ) -> None:
        self._asked = asked
        self._moment = moment
        self._at: dict[str, Value] = {} if moment is None else {"moment": moment}
        self._meaning = meaning
        self._entered = entered
        self._plays = plays
        self._whole: Whole = "thing" if moment is None else "component"
        least = meaning.question.min_sources or 0
        told = least > 1 and moment is None and meaning.kind != "actor"
        self._speaking = (
            f"SELECT id FROM version WHERE id IN :versions AND {speaking('version', moment)}"
        )
        self._told_by = _TOLD_BY.format(least=int(least)) if told else ""

    def rows(
        self, way: Way, others: Sequence[Way], days: Between, within: Within | None
    ) -> Iterator[Row]:
        """The accounts on the way in things that are on the others too, the newest day first."""
        met: list[dict[int, bool]] = [{} for _ in others]
        rows = self._stretches(self._entered(way), days, within)
        for some in _growing(rows):
            yield from self._looked_up(accounts_of(some), others, met)

    def _stretches(self, way: Way, days: Between, within: Within | None) -> Iterator[Stretch]:
        if self._moment is None:
            return self._along(way, days, within)
        first, last = days
        today = day_in(self._moment)
        if last is not None and last <= today:
            return self._along(way, days, within)
        later = self._told_ahead(way, (max(today + 1, first or 0), last), today, within)
        return chain(later, self._along(way, (first, today), within))

    def _along(self, way: Way, days: Between, within: Within | None) -> Iterator[Stretch]:
        given = Given()
        more = between(days) + (within(given) if within is not None else "")
        found = [
            f"SELECT role.day, role.stretch, role.places FROM role WHERE {ranged}{more}"
            for ranged in ranges(given, self._meaning.kind, way)
        ]
        if not found:  # a role that this kind has not, such as being spoken to at a meeting
            return
        asked = " UNION ALL ".join(found) + " ORDER BY day DESC"
        yield from self._asked.walk(asked, **given)

    def _told_ahead(
        self, way: Way, days: Between, today: int, within: Within | None
    ) -> Iterator[Stretch]:
        """What had been told by a day and was to happen later."""
        kind = self._meaning.kind
        if not way.who or not way.roles:
            return
        given = Given()
        found = []
        for bits in range(1, LONGEST + 1):
            for who in self._entered(Way((ahead(1 << bits - 1),), ("by",))).who:
                found.append(
                    f"{_AHEAD} WHERE mark.who = {given(who)}"
                    f" AND mark.part = {part_number(kind, 'by')}{between(days, 'mark')}"
                    f" AND mark.day < {today + (1 << bits)}"
                    f" AND {one_of(given, 'role.who', way.who)}"
                    f" AND role.part IN ({parts(kind, way)})"
                    " AND role.day = mark.day AND role.stretch = mark.stretch"
                    " AND (role.places & mark.places) <> 0"
                    + (within(given) if within is not None else "")
                )
        if found:
            rows = self._asked.rows(" UNION ALL ".join(found), **given)
            yield from sorted(((d, s, p) for d, s, p in rows), reverse=True)

    def _looked_up(
        self, days: dict[int, int], others: Sequence[Way], met: Sequence[dict[int, bool]]
    ) -> Iterator[Row]:
        asked = _ACCOUNTS.format(whole=self._whole, told_by=self._told_by)
        rows = self._asked.rows(asked, accounts=days)
        for way, known in zip(others, met, strict=True):
            self._learn(way, known, {row[3] for row in rows})
            rows = [row for row in rows if known.get(row[3])]
        versions = {row[0] >> PLACES for row in rows}
        speak = set(self._asked.column(self._speaking, versions=versions, **self._at))
        rows = [row for row in rows if row[0] >> PLACES in speak]
        for account, node, thing, _ in sorted(rows, key=lambda row: -days[row[0]]):
            yield Row(days[account], account, node, thing)

    def _learn(self, way: Way, known: dict[int, bool], wholes: Iterable[int | None]) -> None:
        """Which things (then: components) have an account on a way, or are what is asked for."""
        new = [one for one in wholes if one is not None and one not in known]
        if not new:
            return
        known.update(dict.fromkeys(new, False))
        given = Given()
        asked = _HAVING.format(
            wholes=given(new),
            belongs=of(self._whole, "= given.value", "near"),
            plays=self._plays(given, self._meaning.kind, way, "other"),
        )
        known.update(dict.fromkeys(self._asked.column(asked, **given), True))
        if way.nodes:
            themselves = f"SELECT {self._whole} FROM node WHERE id IN :nodes"
            for one in self._asked.column(themselves, nodes=way.nodes):
                known[one] = True


def accounts_of(rows: Iterable[Stretch]) -> dict[int, int]:
    """The accounts that rows of roles are of, each with the first of its days that is met."""
    found: dict[int, int] = {}
    for day, stretch, places in rows:
        first = (stretch << STRETCH) - 1
        while places:
            rest = places & (places - 1)
            found.setdefault(first + (places ^ rest).bit_length(), day)
            places = rest
    return found


def _growing(rows: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Few rows at first, more each time: who asks for a page needs few."""
    rest, size = iter(rows), _FIRST
    while some := list(islice(rest, size)):
        yield some
        size = min(2 * size, _MOST)


_AHEAD = (
    "SELECT role.day, role.stretch, role.places & mark.places FROM role AS mark CROSS JOIN role"
)
_ACCOUNTS = """
    SELECT account.id, account.node, node.thing, node.{whole} FROM EACH :accounts
    JOIN account ON account.id = given.value JOIN node ON node.id = account.node{told_by}
"""
_TOLD_BY = (
    " AND EXISTS (SELECT 1 FROM thing WHERE thing.node = node.thing AND thing.accounts >= {least})"
)
_HAVING = """
    SELECT given.value FROM EACH {wholes} WHERE EXISTS (
        SELECT 1 FROM node AS near JOIN account AS other ON other.node = near.id
        WHERE {belongs} AND {plays}
    )
"""
