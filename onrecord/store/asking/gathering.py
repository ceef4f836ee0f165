"""Accounts brought together from the tables: what a fold of things is made of.

For each cluster the accounts of its nodes, each with its source and with what the ids of its
reading are in the record. Only what was counted by the moment is read; versions that speak no more
at it come too, marked so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, select, union_all

from onrecord.facts import Case, Statement
from onrecord.record.accounts import Told
from onrecord.record.things import Ref, Source, Testimony
from onrecord.store.among import among, each
from onrecord.store.asking.calling import Calling
from onrecord.store.asking.standing import Cluster, Standing, speaking
from onrecord.store.numbers import KINDS, key, kind_number, role_number
from onrecord.store.packing import unpack
from onrecord.store.schema import PLACES, account, near, node, role, version

LISTED = 24  # accounts of one thing that are shown in a list: the first ones, and the last ones
ABOUT = 200  # statements about an agreement or a case that are held against each other
_NODES = 8  # of a thing of very many, those that begin first and those that go on longest
_DAY_ONE = 719_163  # the ordinal of 1 January 1970


class _Actor(msgspec.Struct, array_like=True):
    """What of a packed actor a reference needs; fields as in ``facts.Actor``."""

    id: str
    name: str
    kind: Any
    office: str | None = None
    represents: str | None = None
    sector: str | None = None
    unnamed: bool = False
    identifiers: dict[str, str] = {}


class _Named(msgspec.Struct, array_like=True):
    """The id of any other packed fact."""

    id: str


_ACTOR, _NAMED = msgspec.msgpack.Decoder(_Actor), msgspec.msgpack.Decoder(_Named)


@dataclass(frozen=True, slots=True)
class Heard:
    """What one cluster is folded from; ``acting`` gives the states that record's ids act for.

    ``total`` counts its accounts where only some of them are here, else it is 0.
    """

    cluster: Cluster
    testimonies: tuple[Testimony, ...]
    acting: Mapping[str, frozenset[str]]
    copies: frozenset[tuple[str, str]] = frozenset()
    total: int = 0


@dataclass(slots=True)
class _Version:
    source: Source
    text: str
    named: dict[str, tuple[int, int, _Actor | None]] = field(default_factory=dict)


class Gathering:
    """Reads accounts of one record as it stood at a moment, ``most`` of one thing (None: all)."""

    def __init__(
        self,
        connection: Connection,
        standing: Standing,
        most: int | None = None,
        about: int = ABOUT,
    ) -> None:
        self._connection = connection
        self._standing = standing
        self._most = most
        self._about = about
        self._versions: dict[int, _Version] = {}
        self.calling = Calling(connection, standing)

    def of(self, clusters: Sequence[Cluster]) -> list[Heard]:
        """What each cluster is folded from, in the order given."""
        nodes = {name: at for at, one in enumerate(clusters) for name in one.nodes}
        totals = self._totals(clusters)
        rows = self._accounts([one for one in clusters if one.name not in totals])
        rows += [row for one in clusters if one.name in totals for row in self._some(one)]
        groups: dict[int, list[Testimony]] = defaultdict(list)
        acting: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row, one, states in self._testimonies(rows):
            at = nodes[row["node"]]
            groups[at].append(one)
            for id, codes in states.items():
                acting[at][id] |= codes
        copies = self._copies({row["version"] for row in rows})
        return [
            Heard(
                cluster,
                tuple(sorted(groups[at], key=lambda one: (one.source.counted, one.key))),
                {who: frozenset(states) for who, states in acting[at].items()},
                _among_these(copies, groups[at]),
                totals.get(cluster.name, 0),
            )
            for at, cluster in enumerate(clusters)
        ]

    def about(self, cluster: Cluster) -> tuple[Testimony, ...]:
        """The last statements about an agreement or a case."""
        if cluster.kind not in _SPOKEN_OF or not self._about:
            return ()
        numbers = self._connection.scalars(
            select(role.c.account)
            .where(
                self._among(role.c.who, cluster.nodes),
                role.c.kind == kind_number("statement"),
                role.c.role == role_number("about"),
            )
            .order_by(role.c.day.desc(), role.c.account)
            .limit(self._about)
        )
        c = account.c
        rows = self._connection.execute(
            select(*_COLUMNS).where(self._among(c.id, list(numbers)), *self._by_moment(c.counted))
        )
        return tuple(one for _, one, _ in self._testimonies(rows.mappings().all()))

    def _testimonies(
        self, rows: Sequence[RowMapping]
    ) -> Iterator[tuple[RowMapping, Testimony, dict[str, frozenset[str]]]]:
        """Each account in its source, and for which states those in it act."""
        self._read({row["version"] for row in rows})
        told = [(row, self._told(row)) for row in rows]
        used = {row["id"]: tuple(ids_in(one)) for row, one in told}
        self._name({row["version"] for row, _ in told if used[row["id"]]})
        called = self._called(told, used)
        for row, one in told:
            read = self._versions[row["version"]]
            found = {local: read.named[local] for local in used[row["id"]] if local in read.named}
            refs = {local: ref for local, it in found.items() if (ref := _ref(it, called))}
            states = {
                refs[local].id: _states(it[2]) for local, it in found.items() if local in refs
            }
            yield row, Testimony(read.source, key(row["key"]), one, refs), states

    def text(self, number: int) -> str:
        """The text of a version that was read."""
        return self._versions[number].text

    def _totals(self, clusters: Sequence[Cluster]) -> dict[int, int]:
        """How many accounts there are of the things of which only some are read."""
        if self._most is None:
            return {}
        of = {name: one.name for one in clusters for name in one.nodes}
        rows = self._connection.execute(
            select(node.c.id, node.c.accounts).where(self._among(node.c.id, list(of)))
        )
        totals: dict[int, int] = defaultdict(int)
        for name, accounts in rows:
            totals[of[name]] += accounts
        return {name: total for name, total in totals.items() if total > self._most}

    def _accounts(self, clusters: Sequence[Cluster]) -> list[RowMapping]:
        names = [name for one in clusters for name in one.nodes]
        by_moment = self._by_moment(account.c.counted)
        asked = select(*_COLUMNS).where(self._among(account.c.node, names), *by_moment)
        return list(self._connection.execute(asked).mappings()) if names else []

    def _some(self, cluster: Cluster) -> list[RowMapping]:
        """The first and the last accounts of a thing of which there are very many."""
        c, half = account.c, (self._most or 2) // 2
        ends = (((c.counted, c.key), node.c.first), ((c.counted.desc(), c.key), node.c.last.desc()))
        found: dict[int, RowMapping] = {}
        for order, by_node in ends:
            names = self._connection.scalars(
                select(node.c.id)
                .where(self._among(node.c.id, cluster.nodes), node.c.accounts > 0)
                .order_by(by_node, node.c.id)
                .limit(_NODES)
            ).all()
            parts = [
                select(*_COLUMNS, c.counted)
                .where(c.node == name, *self._by_moment(c.counted))
                .order_by(*order)
                .limit(half)
                .subquery()
                for name in names
            ]
            met = self._connection.execute(union_all(*(select(part) for part in parts))).mappings()
            sign = 1 if by_node is node.c.first else -1
            some = sorted(met, key=lambda row: (sign * row["counted"], row["key"]))[:half]
            found |= {row["id"]: row for row in some}
        return list(found.values())

    def _by_moment(self, column: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
        moment = self._standing.moment
        return () if moment is None else (column <= moment,)

    def _read(self, numbers: Collection[int]) -> None:
        """The versions: their sources and texts."""
        new = [one for one in numbers if one not in self._versions]
        if not new:
            return
        c = version.c
        columns = (c.id, c.report, c.text_sha256, c.counted, c.outlet, c.url, c.source, c.title,
                   c.published, c.seen, c.copy_of, c.text,
                   speaking(version, self._standing.moment).label("speaks"))  # fmt: skip
        for row in self._connection.execute(
            select(*columns).where(self._among(c.id, new))
        ).mappings():
            self._versions[row["id"]] = _Version(_source(row), row["text"])

    def _name(self, numbers: Collection[int]) -> None:
        """What the ids of the readings of some versions are given to."""
        new = [one for one in numbers if not self._versions[one].named]
        if not new:
            return
        of = each(self._connection.dialect.name, new)
        first = of.c.value * (1 << PLACES)
        rows = self._connection.execute(
            select(of.c.value, account.c.kind, account.c.node, account.c.payload)
            .select_from(of)
            .join(account, account.c.id.between(first, first + (1 << PLACES) - 1))
        )
        for number, kind, name, payload in rows:
            actor = _ACTOR.decode(payload) if kind == _ACTORS else None
            local = actor.id if actor else _NAMED.decode(payload).id
            self._versions[number].named[local] = (kind, name, actor)

    def _told(self, row: RowMapping) -> Told:
        text = self._versions[row["version"]].text
        return unpack(KINDS[row["kind"]], key(row["key"]), row["payload"], text)

    def _called(
        self, told: Sequence[tuple[RowMapping, Told]], used: Mapping[int, Sequence[str]]
    ) -> dict[int, tuple[str, str]]:
        """The id and the name of the thing of each node that is referred to."""
        nodes = {
            found[1]
            for row, _ in told
            for local in used[row["id"]]
            if (found := self._versions[row["version"]].named.get(local))
        }
        return self.calling.of(nodes)

    def _copies(self, numbers: Collection[int]) -> frozenset[tuple[str, str]]:
        """Pairs of reports among these versions whose texts are near copies."""
        if len(numbers) < 2:
            return frozenset()
        rows = self._connection.execute(
            select(near.c.version, near.c.other).where(
                self._among(near.c.version, numbers), self._among(near.c.other, numbers)
            )
        )
        reports = {one: self._versions[one].source.report for one in numbers}
        return frozenset((reports[one], reports[other]) for one, other in rows)

    def _among(self, column: ColumnElement[int], values: Collection[int]) -> ColumnElement[bool]:
        return among(self._connection.dialect.name, column, values)


_ACTORS = kind_number("actor")
_SPOKEN_OF = (kind_number("agreement"), kind_number("case"))
_COLUMNS = (
    account.c.id, account.c.version, account.c.kind, account.c.key, account.c.node,
    account.c.payload,
)  # fmt: skip


def _among_these(
    copies: frozenset[tuple[str, str]], told: Sequence[Testimony]
) -> frozenset[tuple[str, str]]:
    """The pairs of which both tell of one thing: what else is on a page changes nothing of it."""
    if not copies or len(told) < 2:
        return frozenset()
    reports = {one.source.report for one in told}
    return frozenset(pair for pair in copies if reports.issuperset(pair))


def instant(seconds: int) -> str:
    """A moment of the tables as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_of(seconds: int) -> int:
    """The day of a moment of the tables, as an ordinal."""
    return seconds // 86_400 + _DAY_ONE


def ids_in(told: Told) -> Iterator[str]:
    """Every id of its reading that stands in a fact."""
    yield from dict.fromkeys(_ids(told))


def _ids(value: Any) -> Iterator[str]:
    for name in _REFERRING:
        found = getattr(value, name, None)
        if isinstance(found, str):
            yield found
        elif isinstance(found, tuple):
            yield from (one for one in found if isinstance(one, str))
    if isinstance(value, Statement):
        yield from (one.actor for one in value.vouched_by)
    for telling in getattr(value, "tellings", ()):
        yield from (one.actor for one in telling.vouched_by)
    for part in (*getattr(value, "changes", ()), *getattr(value, "steps", ())):
        yield from _ids(part)
    if isinstance(value, Case):
        yield value.person


_REFERRING = (
    "speaker", "addressees", "targets", "about", "participants", "parties", "by", "stated_in",
    "held_by", "actor", "recipient", "of",
)  # fmt: skip


def _states(actor: _Actor | None) -> frozenset[str]:
    if actor is None:
        return frozenset()
    own = actor.identifiers.get("iso3166") if actor.kind == "state" else None
    return frozenset(code for code in (own or actor.represents,) if code)


def _ref(
    named: tuple[int, int, _Actor | None], called: Mapping[int, tuple[str, str]]
) -> Ref | None:
    _, told, actor = named
    if told not in called:
        return None
    id, name = called[told]
    if actor is None:
        return Ref(id=id, name=name)
    return Ref(
        id=id, name=name, kind=actor.kind, office=actor.office, represents=actor.represents,
        unnamed=actor.unnamed,
    )  # fmt: skip


def _source(row: RowMapping) -> Source:
    return Source(
        report=key(row["report"]),
        version=row["text_sha256"].hex(),
        source=row["source"],
        counted=instant(row["counted"]),
        title=row["title"],
        url=row["url"],
        outlet=row["outlet"],
        published=row["published"],
        seen=row["seen"],
        copy_of=row["copy_of"],
        speaks=bool(row["speaks"]),
    )
