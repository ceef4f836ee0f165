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
from sqlalchemy import ColumnElement, Connection, RowMapping, select

from onrecord.facts import Case, Statement
from onrecord.record.accounts import Told
from onrecord.record.things import Ref, Source, Testimony
from onrecord.store.among import among
from onrecord.store.asking.calling import Calling
from onrecord.store.asking.standing import Cluster, Standing, speaking
from onrecord.store.numbers import KINDS, key, kind_number, role_number
from onrecord.store.packing import unpack
from onrecord.store.schema import PLACES, account, near, role, version

MOST = 500  # accounts that one thing is folded from: the first ones, and the last ones
ABOUT = 60  # statements about an agreement or a case that are held against each other
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
    """What one cluster is folded from; ``acting`` gives the states that record's ids act for."""

    cluster: Cluster
    testimonies: tuple[Testimony, ...]
    acting: Mapping[str, frozenset[str]]
    copies: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class _Version:
    source: Source
    text: str
    named: dict[str, tuple[int, int, _Actor | None]] = field(default_factory=dict)


class Gathering:
    """Reads accounts of one record as it stood at a moment."""

    def __init__(self, connection: Connection, standing: Standing) -> None:
        self._connection = connection
        self._standing = standing
        self._versions: dict[int, _Version] = {}
        self.calling = Calling(connection, standing)

    def of(self, clusters: Sequence[Cluster]) -> list[Heard]:
        """What each cluster is folded from, in the order given."""
        nodes = {name: at for at, one in enumerate(clusters) for name in one.nodes}
        rows = self._accounts(clusters)
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
                copies,
            )
            for at, cluster in enumerate(clusters)
        ]

    def about(self, cluster: Cluster) -> tuple[Testimony, ...]:
        """The statements about an agreement or a case, the last ones."""
        if cluster.kind not in _SPOKEN_OF:
            return ()
        numbers = self._connection.scalars(
            select(role.c.account)
            .where(
                self._among(role.c.who, cluster.nodes),
                role.c.kind == kind_number("statement"),
                role.c.role == role_number("about"),
            )
            .order_by(role.c.day.desc(), role.c.account)
            .limit(ABOUT)
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

    def _accounts(self, clusters: Sequence[Cluster]) -> list[RowMapping]:
        by_moment = self._by_moment(account.c.counted)
        nodes = [name for one in clusters for name in one.nodes]
        asked = select(*_COLUMNS).where(self._among(account.c.node, nodes), *by_moment)
        rows = self._connection.execute(asked.limit(MOST * len(clusters))).mappings().all()
        if len(rows) < MOST:
            return list(rows)
        return [row for one in clusters for row in self._bounded(one, by_moment)]

    def _bounded(
        self, cluster: Cluster, by_moment: Sequence[ColumnElement[bool]]
    ) -> list[RowMapping]:
        """The first and the last accounts of a thing of which there may be very many."""
        found: dict[int, RowMapping] = {}
        for order in (
            (account.c.counted, account.c.key),
            (account.c.counted.desc(), account.c.key.desc()),
        ):
            met: list[RowMapping] = []
            for name in cluster.nodes:
                asked = select(*_COLUMNS, account.c.counted).where(account.c.node == name)
                asked = asked.where(*by_moment).order_by(*order).limit(MOST // 2)
                met += self._connection.execute(asked).mappings()
            last = order[0] is not account.c.counted
            met.sort(key=lambda row: (row["counted"], row["key"]), reverse=last)
            found |= {row["id"]: row for row in met[: MOST // 2]}
        return list(found.values())

    def _by_moment(self, column: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
        moment = self._standing.moment
        return () if moment is None else (column <= moment,)

    def _read(self, numbers: Collection[int]) -> None:
        """The versions and what ids their readings give to what."""
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
        for number in new:
            first = number << PLACES
            ids = select(account.c.kind, account.c.node, account.c.payload).where(
                account.c.id.between(first, first + (1 << PLACES) - 1)
            )
            named = self._versions[number].named
            for kind, node, payload in self._connection.execute(ids):
                actor = _ACTOR.decode(payload) if kind == _ACTORS else None
                local = actor.id if actor else _NAMED.decode(payload).id
                named[local] = (kind, node, actor)

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
    _, node, actor = named
    if node not in called:
        return None
    id, name = called[node]
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
