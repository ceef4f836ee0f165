"""Candidates for an answer: accounts from the table of roles, the newest day first.

One question is one walk through ranges of an index that covers it: who, kind, role, day. Of
several ways in, the one with the fewest rows is walked; what else is asked for is looked up for
each row, over all accounts of the thing, since one report may name the speaker and another the day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Exists,
    FromClause,
    Select,
    case,
    exists,
    func,
    literal,
    select,
    union_all,
)

from onrecord.record.accounts import Kind
from onrecord.store.among import among
from onrecord.store.asking.meaning import ABOUT, BY, TO, Meaning
from onrecord.store.asking.standing import speaking
from onrecord.store.marking import OWN, is_marked, valued
from onrecord.store.numbers import ANYBODY, Role, kind_number, role_number
from onrecord.store.schema import account, node, role, thing, version
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


Between = tuple[int | None, int | None]  # the first and the last day, as ordinals
EVERYTHING = Way((ANYBODY,), ("by",))


@dataclass(frozen=True, slots=True)
class Row:
    """An account on a way: the day it stands on, its node, its thing now."""

    day: int
    account: int
    node: int
    thing: int | None


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

    def __init__(self, connection: Connection, moment: int | None) -> None:
        self._connection = connection
        self._moment = moment

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
        more: Sequence[ColumnElement[bool]] = (),
    ) -> Iterator[Row]:
        """The accounts on the way that may fit, the newest day first, ``days`` included."""
        asked = self.query(meaning, way, wanted, days, more)
        options = {"stream_results": True, "yield_per": 64}
        with self._connection.execute(asked, execution_options=options) as rows:
            for row in rows:
                yield Row(*row)

    def query(
        self,
        meaning: Meaning,
        way: Way,
        wanted: Sequence[Way],
        days: Between,
        more: Sequence[ColumnElement[bool]] = (),
    ) -> Select[Any] | CompoundSelect[Any]:
        """The one query of a walk; ``more`` is asked of each account."""
        parts = [
            self._part(meaning, one, [other for other in wanted if other is not way], days).where(
                *more
            )
            for one in self._ranges(way)
        ]
        if len(parts) == 1:
            return parts[0].order_by(role.c.day.desc())
        return union_all(*parts).order_by(parts[0].selected_columns[0].desc())

    def nodes(self, kind: Kind, way: Way) -> set[int]:
        """The nodes with an account on a way, and those that fit by themselves."""
        found = set(way.nodes)
        for ranged in self._ranges(way):
            found |= set(
                self._connection.scalars(
                    select(account.c.node)
                    .select_from(role)
                    .join(account, account.c.id == role.c.account)
                    .where(role.c.kind == kind_number(kind), ranged)
                    .distinct()
                )
            )
        return found

    def persons(self, who: Iterable[int]) -> set[int]:
        """The nodes of the cases of some persons."""
        return self.nodes("case", Way(tuple(sorted(who)), ("person",)))

    def _ranges(self, way: Way) -> list[ColumnElement[bool]]:
        """The ranges of the index that make up a way: one condition each."""
        if len(way.who) * len(way.roles) > MANY:
            roles = [role_number(one) for one in way.roles]
            return [self._in(role.c.who, way.who) & role.c.role.in_(roles)]
        return [
            (role.c.who == who) & (role.c.role == role_number(one))
            for one in way.roles
            for who in way.who
        ]

    def _part(
        self,
        meaning: Meaning,
        ranged: ColumnElement[bool],
        others: Sequence[Way],
        days: Between,
    ) -> Select[Any]:
        kind = kind_number(meaning.kind)
        first, last = days
        asked = (
            select(role.c.day, role.c.account, account.c.node, node.c.thing)
            .select_from(role)
            .join(account, account.c.id == role.c.account)
            .join(version, version.c.id == account.c.version)
            .join(node, node.c.id == account.c.node)
            .where(role.c.kind == kind, ranged, speaking(version, self._moment))
        )
        if first is not None:
            asked = asked.where(role.c.day >= first)
        if last is not None:
            asked = asked.where(role.c.day <= last)
        return asked.where(*(self.on(kind, one) for one in others), *self._told_enough(meaning))

    def _told_enough(self, meaning: Meaning) -> list[ColumnElement[bool]]:
        """That a thing has as many accounts as sources are asked for."""
        least = meaning.question.min_sources
        if not least or least == 1 or self._moment is not None or meaning.kind == "actor":
            return []
        return [exists().where(thing.c.node == node.c.thing, thing.c.accounts >= least)]

    def on(self, kind: int, way: Way) -> ColumnElement[bool]:
        """That some account of the thing is on a way."""
        other = account.alias()
        return self._any(other, self.plays(kind, way, other))

    def plays(self, kind: int, way: Way, of: FromClause) -> Exists:
        """That an account is on a way: looked up by the whole of the key."""
        played = role.alias()
        return exists().where(
            self._in(played.c.who, way.who),
            played.c.kind == kind,
            played.c.role.in_([role_number(one) for one in way.roles]),
            played.c.day == day_of(of),
            played.c.account == of.c.id,
        )

    def _any(self, other: FromClause, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        """That some account of the thing (then: of its component) is so."""
        near = node.alias()
        same = near.c.thing == node.c.thing
        if self._moment is not None:
            same = near.c.component == node.c.component
        return exists(
            select(literal(1))
            .select_from(near.join(other, other.c.node == near.c.id))
            .where(same, condition)
            .correlate(node)
        )

    def count(self, kind: Kind, way: Way) -> int:
        """How many rows a way has, counted up to ENOUGH."""
        total = len(way.nodes)
        for ranged in self._ranges(way):
            if total >= ENOUGH:
                break
            rows = (
                select(literal(1))
                .select_from(role)
                .where(role.c.kind == kind_number(kind), ranged)
                .limit(ENOUGH - total)
                .subquery()
            )
            total += self._connection.scalar(select(func.count()).select_from(rows)) or 0
        return total

    def days(self, kind: Kind, way: Way, clusters: Sequence[tuple[int, ...]]) -> list[list[int]]:
        """For each cluster, given by its nodes, the days of its accounts that are on the way."""
        places = {name: at for at, nodes in enumerate(clusters) for name in nodes}
        plays = self.plays(kind_number(kind), way, account).correlate(account)
        asked = (
            select(account.c.node, day_of(account))
            .join(version, version.c.id == account.c.version)
            .where(self._in(account.c.node, list(places)), plays, speaking(version, self._moment))
            .distinct()
        )
        found: list[list[int]] = [[] for _ in clusters]
        for name, day in self._connection.execute(asked):
            found[places[name]].append(day)
        return found

    def _in(self, column: ColumnElement[int], values: Sequence[int]) -> ColumnElement[bool]:
        if len(values) <= MANY:
            return column.in_(values)
        return among(self._connection.dialect.name, column, values)


def day_of(of: FromClause) -> ColumnElement[int]:
    """The day under which the roles of an account stand: see ``rows.role_rows``."""
    counted = of.c.counted
    seconds = case((counted >= 0, counted), else_=counted - 86_399)  # division goes towards zero
    return func.coalesce(of.c.lo, seconds // 86_400 + _EPOCH)


_EPOCH = 719_163  # the ordinal of 1 January 1970
