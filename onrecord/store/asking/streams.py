"""Candidates for an answer: accounts from the table of roles, the newest day first.

One question is one walk through ranges of an index that covers it: who, kind and role, day. Of
several ways in, the one with the fewest rows is walked; what else is asked for is looked up for
each row, over all accounts of the thing, since one report may name the speaker and another the day.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.record.accounts import Kind
from onrecord.store.asking.meaning import ABOUT, BY, TO, Meaning
from onrecord.store.asking.standing import speaking
from onrecord.store.belonging import Whole, of
from onrecord.store.marking import OWN, is_marked, valued
from onrecord.store.numbers import ANYBODY, DAY_ONE, PLACES, STRETCH, Role, part_number
from onrecord.store.straight import Straight, Value
from onrecord.tables.states import state

ENOUGH = 3_000  # rows of a way in that are counted before it is called a wide one
MANY = 60  # ranges that are merged; more are sorted


@dataclass(frozen=True, slots=True)
class Way:
    """What must be so of a thing: that an account of it stands under one of these numbers.

    ``nodes`` are such as fit by themselves, being what is asked for.
    """

    who: tuple[int, ...]
    roles: tuple[Role, ...]
    nodes: frozenset[int] = frozenset()


Within = Callable[["Given"], str]  # a condition more, of accounts
Between = tuple[int | None, int | None]  # the first and the last day, as ordinals
EVERYTHING = Way((ANYBODY,), ("by",))


class Row(NamedTuple):
    """An account on a way: the day it stands on, its node, its thing now."""

    day: int
    account: int
    node: int
    thing: int | None


class Given(dict[str, Value]):
    """The values of a question that is put together, each by a name of its own."""

    def __call__(self, value: Value) -> str:
        """How the question names another value."""
        name = f"v{len(self)}"
        self[name] = value
        return f":{name}"


def ways(meaning: Meaning) -> list[Way]:
    """Everything that must be so by roles and by what accounts are found by."""
    kind, question = meaning.kind, meaning.question
    found = []
    for who, roles in ((meaning.by, BY), (meaning.to, TO), (meaning.about, ABOUT)):
        if who is not None:
            itself = who.nodes if who is meaning.about or kind == "actor" else frozenset()
            found.append(_way(who.numbers, roles.get(kind, ()), itself))
    if meaning.between is not None:
        both = tuple(dict.fromkeys((*BY[kind], *TO.get(kind, ()))))
        found += [_way(who.numbers, both) for who in meaning.between]
    labels = question.act if kind == "statement" else question.type
    terms = question.terms if kind == "statement" else ()
    modality = question.modality if kind not in ("agreement", "case") else ()
    for column, values in (("label", labels), ("terms", terms), ("modality", modality)):
        if is_marked(column, values):
            found.append(_way((valued(column, value) for value in values), ("by",)))
    if meaning.own and kind == "event":
        found.append(_way([OWN], ("by",)))
    if question.place and kind != "case":
        known = state(question.place)
        numbers = [valued("place", question.place.casefold())]
        found.append(_way([*numbers, *([valued("country", known.code)] if known else [])], ("by",)))
    return found


def about_way(meaning: Meaning) -> Way | None:
    """What must be so for a thing to be about what was asked for; None where that was not asked."""
    who = meaning.about
    return None if who is None else _way(who.numbers, ABOUT[meaning.kind], who.nodes)


def _way(who: Iterable[int], roles: tuple[Role, ...], nodes: frozenset[int] = frozenset()) -> Way:
    return Way(tuple(sorted(who)), roles, nodes)


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
        return min(wanted, key=lambda one: self.count(kind, one))

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
        given = Given(self._at)
        others = [one for one in wanted if one is not way]
        parts = [
            self._part(given, meaning, ranged, others, days)
            + (within(given) if within is not None else "")
            for ranged in ranges(given, meaning.kind, self._entered(way))
        ]
        if not parts:  # a role that this kind has not, such as being spoken to at a meeting
            return iter(())
        asked = " UNION ALL ".join(parts) + " ORDER BY day DESC"
        return map(Row._make, self._asked.walk(asked, **given))

    def nodes(self, kind: Kind, way: Way) -> set[int]:
        """The nodes with an account on a way, and those that fit by themselves."""
        found = set(way.nodes)
        given = Given()
        for ranged in ranges(given, kind, self._entered(way)):
            found.update(self._asked.column(f"{_NODES} WHERE {ranged}", **given))
        return found

    def persons(self, who: Iterable[int]) -> set[int]:
        """The nodes of the cases of some persons."""
        return self.nodes("case", Way(tuple(sorted(who)), ("person",)))

    def _part(
        self,
        given: Given,
        meaning: Meaning,
        ranged: str,
        others: Sequence[Way],
        days: Between,
    ) -> str:
        told = [ranged, speaking("version", self._moment)]
        for bound, day in zip((">=", "<="), days, strict=True):
            if day is not None:
                told.append(f"role.day {bound} {int(day)}")
        told += [self.on(given, meaning.kind, one) for one in others]
        least = meaning.question.min_sources
        if least and least > 1 and self._moment is None and meaning.kind != "actor":
            told.append(_TOLD_BY.format(least=int(least)))
        return f"{_WALKED} WHERE {' AND '.join(told)}"

    def on(self, given: Given, kind: Kind, way: Way) -> str:
        """That some account of the thing (then: of its component) is on a way."""
        whole: Whole = "thing" if self._moment is None else "component"
        plays = self.plays(given, kind, way, "other")
        return f"EXISTS ({_OTHERS} WHERE {of(whole, f'= node.{whole}', 'near')} AND {plays})"

    def plays(self, given: Given, kind: Kind, way: Way, of: str) -> str:
        """That an account is on a way: looked up by the whole of the key."""
        who = self._entered(way).who
        if not who or not way.roles:
            return "FALSE"
        return (
            f"EXISTS (SELECT 1 FROM role AS played WHERE {_is(given, 'played.who', who)}"
            f" AND played.part IN ({_parts(kind, way)}) AND played.day = {day_of(of)}"
            f" AND played.stretch = {of}.id >> {STRETCH} AND {_meant('played', of)})"
        )

    def _entered(self, way: Way) -> Way:
        """The way with the numbers under which they stand among the roles; others play none."""
        if new := [name for name in way.who if name not in self._numbers]:
            self._numbers.update(dict.fromkeys(new))
            self._numbers.update(self._asked.rows(_ENTRIES, names=new))
        numbers = (self._numbers[name] for name in way.who)
        return Way(tuple(one for one in numbers if one is not None), way.roles, way.nodes)

    def count(self, kind: Kind, way: Way) -> int:
        """How many rows a way has, counted up to ENOUGH."""
        total = len(way.nodes)
        given = Given()
        for ranged in ranges(given, kind, self._entered(way)):
            if total >= ENOUGH:
                break
            rows = f"SELECT 1 FROM role WHERE {ranged}"
            asked = f"SELECT count(*) FROM ({rows} LIMIT {ENOUGH - total}) AS given_met"
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


def ranges(given: Given, kind: Kind, way: Way) -> list[str]:
    """The ranges of the index that make up a way, which gives numbers: one condition each."""
    if len(way.who) * len(way.roles) > MANY:
        return [f"role.who IN {given(way.who)} AND role.part IN ({_parts(kind, way)})"]
    return [
        f"role.who = {who} AND role.part = {part_number(kind, one)}"
        for who in map(given, way.who)
        for one in way.roles
    ]


def _parts(kind: Kind, way: Way) -> str:
    return ", ".join(str(part_number(kind, one)) for one in way.roles)


def _meant(role: str, of: str) -> str:
    """That a row of roles is of an account, which is one of its stretch."""
    place = f"CAST({of}.id & {(1 << STRETCH) - 1} AS INTEGER)"
    return f"(({role}.places >> {place}) & 1) = 1"


def day_of(of: str) -> str:
    """The day under which the roles of an account stand: see ``rows._roles``."""
    # Division goes towards zero.
    seconds = f"CASE WHEN {of}.counted >= 0 THEN {of}.counted ELSE {of}.counted - 86399 END"
    return f"COALESCE({of}.lo, ({seconds}) / 86400 + {DAY_ONE})"


def _is(given: Given, column: str, who: Sequence[int]) -> str:
    return f"{column} = {given(who[0])}" if len(who) == 1 else f"{column} IN {given(who)}"


# The accounts that a row of roles is of.
PLAYED = (
    f"account.id BETWEEN role.stretch << {STRETCH}"
    f" AND (role.stretch << {STRETCH}) + {(1 << STRETCH) - 1} AND {_meant('role', 'account')}"
)
_ENTRIES = "SELECT name, number FROM entry WHERE name IN :names"
_NODES = f"SELECT DISTINCT account.node FROM role JOIN account ON {PLAYED}"
_WALKED = f"""
    SELECT role.day, account.id, account.node, node.thing FROM role
    JOIN version ON version.id = role.stretch >> {PLACES - STRETCH}
    JOIN account ON {PLAYED}
    JOIN node ON node.id = account.node
"""
_OTHERS = "SELECT 1 FROM node AS near JOIN account AS other ON other.node = near.id"
_TOLD_BY = (
    "EXISTS (SELECT 1 FROM thing WHERE thing.node = node.thing AND thing.accounts >= {least})"
)
_DAYS = """
    SELECT DISTINCT account.node, {day} FROM account
    JOIN version ON version.id = account.version
    WHERE account.node IN {nodes} AND {plays} AND {speaks}
"""
