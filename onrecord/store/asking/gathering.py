"""Accounts brought together from the tables: what a fold of things is made of.

For each cluster the accounts of its nodes, each with its source and with what the ids of its
reading are in the record. Only what was counted by the moment is read; versions that speak no more
at it come too, marked so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from onrecord.record.accounts import Told
from onrecord.record.notes import Hand, hand
from onrecord.record.sourcing import Classes, sources
from onrecord.record.things import Source, Testimony
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.answered import answered
from onrecord.store.asking.calling import Calling
from onrecord.store.asking.copying import among, near
from onrecord.store.asking.referring import Named, ids_in, reference, states_of
from onrecord.store.asking.standing import Cluster, Standing, speaking
from onrecord.store.bundling import Bundle, opened
from onrecord.store.numbers import KINDS, PLACES, key, kind_number, place_of
from onrecord.store.packing import taken_back, unpack, unpack_plain
from onrecord.store.straight import Straight

LISTED = 24  # accounts of one thing that are shown in a list: the first ones, and the last ones
ABOUT = 200  # statements about an agreement or a case that are held against each other
_NODES = 8  # of a thing of very many, those that begin first and those that go on longest


class _Account(NamedTuple):
    """A row of the accounts."""

    id: int
    version: int
    kind: int
    key: int
    node: int
    counted: int


class _Id(msgspec.Struct, array_like=True):
    """The id of any other packed fact."""

    id: str


_ACTOR, _ID = msgspec.msgpack.Decoder(Named), msgspec.msgpack.Decoder(_Id)


@dataclass(frozen=True, slots=True)
class Heard:
    """What one cluster is folded from; ``acting`` gives the states that record's ids act for.

    ``sources`` gives of each fact that is told now, by its key, the classes of its sources. The
    testimonies of a thing that was folded before, of a list or a page, are not kept.
    ``total`` counts its accounts where only some of them are here, else it is 0.
    """

    cluster: Cluster
    testimonies: tuple[Testimony, ...]
    acting: Mapping[str, frozenset[str]]
    copies: frozenset[tuple[str, str]] = frozenset()
    total: int = 0
    sources: Mapping[str, Classes] = field(default_factory=dict)


@dataclass
class _Version:
    source: Source
    text: str
    bundle: Bundle
    named: dict[str, tuple[int, int, Named | None]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _looked_at: int = 0

    def __post_init__(self) -> None:
        if taken_back(self.bundle.rest):
            self.source = replace(self.source, retracted=True)

    @property
    def facts(self) -> tuple[bytes, ...]:
        """The packages of its facts."""
        return self.bundle.facts

    def place(self, id: str) -> int | None:
        """The place of the fact with an id, which most often is an actor: these stand first."""
        known = self._places
        while id not in known and self._looked_at < len(self.facts):
            known[_ID.decode(self.facts[self._looked_at]).id] = self._looked_at
            self._looked_at += 1
        return known.get(id)


class Gathering:
    """Reads accounts of one record as it stood at a moment, ``most`` of one thing (None: all)."""

    def __init__(
        self,
        asked: Straight,
        standing: Standing,
        most: int | None = None,
        about: int = ABOUT,
    ) -> None:
        self._asked = asked
        self._standing = standing
        self._most = most
        self._about = about
        self._versions: dict[int, _Version] = {}
        self._by_moment = "" if standing.moment is None else " AND account.counted <= :moment"
        self.calling = Calling(asked, standing)

    def of(self, clusters: Sequence[Cluster]) -> list[Heard]:
        """What each cluster is folded from, in the order given."""
        nodes = {name: at for at, one in enumerate(clusters) for name in one.nodes}
        totals = self._totals(clusters)
        rows = self._accounts([one for one in clusters if one.name not in totals])
        rows += [row for one in clusters if one.name in totals for row in self._some(one)]
        groups: dict[int, list[Testimony]] = defaultdict(list)
        acting: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row, one, states in self._testimonies(rows):
            at = nodes[row.node]
            groups[at].append(one)
            for id, codes in states.items():
                acting[at][id] |= codes
        told_in = {row.version for row in rows}
        pairs = near(self._asked, {one: self._versions[one].source for one in told_in})
        return [
            Heard(
                cluster,
                tuple(sorted(groups[at], key=lambda one: (one.source.counted, one.key))),
                {who: frozenset(states) for who, states in acting[at].items()},
                among(pairs, [one.source for one in groups[at]]),
                totals.get(cluster.name, 0),
                sources(groups[at]),
            )
            for at, cluster in enumerate(clusters)
        ]

    def about(self, cluster: Cluster, *, claimed: bool) -> tuple[Testimony, ...]:
        """The last statements about an agreement or a case; none where they can deny nothing.

        ``claimed``: something is told of it that a denial can answer, be it no accusation.
        """
        if cluster.kind not in _SPOKEN_OF or not self._about:
            return ()
        numbers = answered(self._asked, cluster.nodes, self._about, claimed=claimed)
        if not numbers:
            return ()
        asked = f"{_ACCOUNTS} WHERE id IN :numbers{self._by_moment}"
        rows = self._asked.rows(asked, numbers=numbers, **self._standing.at)
        return tuple(one for _, one, _ in self._testimonies(list(map(_Account._make, rows))))

    def beside(self, cluster: Cluster) -> tuple[Testimony, ...]:
        """What else is stated in the reports that tell of a statement, of very many the last."""
        if cluster.kind != _STATEMENTS or not self._about:
            return ()
        asked = _TOLD_IN.format(by=self._by_moment)
        versions = self._asked.column(asked, nodes=cluster.nodes, **self._standing.at)
        rows = map(_Account._make, self._asked.rows(_STATED_IN, versions=versions))
        others = [row for row in rows if row.node not in cluster.nodes]
        return tuple(one for _, one, _ in self._testimonies(others))

    def _testimonies(
        self, rows: Sequence[_Account]
    ) -> Iterator[tuple[_Account, Testimony, dict[str, frozenset[str]]]]:
        """Each account in its source, and for which states those in it act."""
        self._read({row.version for row in rows})
        told = [(row, self._told(row)) for row in rows if self._is_told(row)]
        used = {row.id: tuple(ids_in(one)) for row, one in told}
        self._name({(row.version, local) for row, _ in told for local in used[row.id]})
        called = self._called(told, used)
        for row, one in told:
            read = self._versions[row.version]
            found = {local: read.named[local] for local in used[row.id] if local in read.named}
            refs = {local: ref for local, it in found.items() if (ref := reference(it, called))}
            states = {
                refs[local].id: states_of(it[2]) for local, it in found.items() if local in refs
            }
            yield row, Testimony(read.source, key(row.key), one, refs), states

    def _is_told(self, row: _Account) -> bool:
        """Not what a reviewer told by hand and took back, or had not told yet."""
        source = self._versions[row.version].source
        return source.speaks or not source.hands

    def told(self, accounts: Collection[int]) -> list[tuple[int, Testimony]]:
        """What some accounts tell that speak, each with its node; the first counted first."""
        asked = f"{_ACCOUNTS} WHERE id IN :accounts"
        rows = list(map(_Account._make, self._asked.rows(asked, accounts=accounts)))
        told = [(row.node, one) for row, one, _ in self._testimonies(rows) if one.source.speaks]
        return sorted(told, key=lambda one: (one[1].source.counted, one[1].key))

    def text_of(self, source: Source) -> str:
        """The text of the version that a source is, of those that were read."""
        return next(
            one.text
            for one in self._versions.values()
            if (one.source.report, one.source.version) == (source.report, source.version)
        )

    def text(self, number: int) -> str:
        """The text of a version that was read."""
        return self._versions[number].text

    def _totals(self, clusters: Sequence[Cluster]) -> dict[int, int]:
        """How many accounts there are of the things of which only some are read."""
        if self._most is None:
            return {}
        totals: dict[int, int] = {}
        for one in clusters:
            sums = self._standing.sums(one)
            if sums is not None:
                total = sum(of.accounts for _, of in sums)
            elif (total := sum(self._asked.column(_NOW, nodes=one.nodes))) > self._most:
                asked = _THEN.format(speaks=speaking("version", self._standing.moment))
                total = self._asked.column(asked, nodes=one.nodes, **self._standing.at)[0]
            if total > self._most:
                totals[one.name] = total
        return totals

    def _accounts(self, clusters: Sequence[Cluster]) -> list[_Account]:
        names = [name for one in clusters for name in one.nodes]
        if not names:
            return []
        asked = f"{_ACCOUNTS} WHERE node IN :nodes{self._by_moment}"
        return list(map(_Account._make, self._asked.rows(asked, nodes=names, **self._standing.at)))

    def _some(self, cluster: Cluster) -> list[_Account]:
        """The first and the last accounts of a thing of very many, and all that are judged."""
        half = (self._most or 2) // 2
        found: dict[int, _Account] = {}
        for end, sign in (("", 1), ("DESC", -1)):
            names = self._asked.column(
                _ENDS.format(end=end, of="min" if sign > 0 else "max", by=self._by_moment),
                nodes=cluster.nodes, **self._standing.at,
            )  # fmt: skip
            asked = _OF_NODE.format(end=end, by=self._by_moment)
            met = [
                _Account._make(row)
                for name in names
                for row in self._asked.rows(asked, node=name, most=half, **self._standing.at)
            ]
            some = sorted(met, key=lambda row: (sign * row.counted, sign * row.key))[:half]
            found |= {row.id: row for row in some}
        asked = f"{_ACCOUNTS} WHERE key IN ({_JUDGED}) AND node + 0 IN :nodes{self._by_moment}"
        judged = self._asked.rows(asked, nodes=cluster.nodes, **self._standing.at)
        found |= {row[0]: _Account._make(row) for row in judged}
        return list(found.values())

    def _read(self, numbers: Collection[int]) -> None:
        """The versions: their sources and texts."""
        new = [one for one in numbers if one not in self._versions]
        if not new:
            return
        moment = self._standing.moment
        asked = _VERSIONS.format(speaks=speaking("version", moment))
        rows = self._asked.rows(asked, versions=new, **self._standing.at)
        for number, text, bundle, note, *told in rows:
            hands = self._hands(note) if note else ()
            self._versions[number] = _Version(_source(hands, *told), text, opened(bundle))

    def _hands(self, note: str) -> tuple[Hand, ...]:
        """Who told a fact by hand, by the id of the verdict."""
        row = self._asked.first("SELECT body FROM verdict WHERE id = :note", note=note)
        return (hand(unpack_plain(Verdict, row[0])),) if row else ()

    def _name(self, used: Collection[tuple[int, str]]) -> None:
        """What some ids of the readings of some versions are given to."""
        wanted: dict[int, tuple[_Version, str]] = {}
        for number, local in used:
            read = self._versions[number]
            place = read.place(local)
            if place is not None and local not in read.named:
                wanted[(number << PLACES) + place] = read, local
        for account, kind, name in self._asked.rows(_NAMED_BY, accounts=wanted) if wanted else ():
            read, local = wanted[account]
            package = read.facts[place_of(account)]
            read.named[local] = (kind, name, _ACTOR.decode(package) if kind == _ACTORS else None)

    def _told(self, row: _Account) -> Told:
        read = self._versions[row.version]
        return unpack(KINDS[row.kind], key(row.key), read.facts[place_of(row.id)], read.text)

    def _called(
        self, told: Sequence[tuple[_Account, Told]], used: Mapping[int, Sequence[str]]
    ) -> dict[int, tuple[str, str]]:
        """The id and the name of the thing of each node that is referred to."""
        nodes = {
            found[1]
            for row, _ in told
            for local in used[row.id]
            if (found := self._versions[row.version].named.get(local))
        }
        return self.calling.of(nodes)


_ACTORS = kind_number("actor")
_SPOKEN_OF = (kind_number("agreement"), kind_number("case"))
_ACCOUNTS = "SELECT id, version, kind, key, node, counted FROM account"
_JUDGED = "SELECT key FROM judged"
_NOW = "SELECT accounts FROM node WHERE id IN :nodes"
_THEN = """
    SELECT count(*) FROM account JOIN version ON version.id = account.version
    WHERE account.node IN :nodes AND account.counted <= :moment AND {speaks}
"""
_ENDS = f"""
    SELECT name FROM (
        SELECT given.value AS name, (
            SELECT {{of}}(account.counted) FROM account WHERE account.node = given.value{{by}}
        ) AS counted
        FROM EACH :nodes
    ) AS given_ends
    WHERE counted IS NOT NULL ORDER BY counted {{end}}, name LIMIT {_NODES}
"""
_OF_NODE = f"""
    {_ACCOUNTS} WHERE node = :node{{by}}
    ORDER BY account.counted {{end}}, key {{end}} LIMIT :most
"""
_VERSIONS = """
    SELECT id, text, reading, note, COALESCE(noted, report), text_sha256, source, counted, title,
        url, outlet, published, seen, copy_of, {speaks}
    FROM version JOIN body ON body.version = version.id WHERE id IN :versions
"""
_NAMED_BY = "SELECT id, kind, node FROM account WHERE id IN :accounts"
_STATEMENTS = kind_number("statement")
_TOLD_IN = f"""
    SELECT version FROM account WHERE node IN :nodes{{by}}
    GROUP BY version ORDER BY max(counted) DESC, min(key) LIMIT {LISTED}
"""
_STATED_IN = f"""
    SELECT account.id, account.version, account.kind, account.key, account.node, account.counted
    FROM EACH :versions
    JOIN account ON account.id
        BETWEEN given.value << {PLACES} AND (given.value << {PLACES}) + {(1 << PLACES) - 1}
    WHERE account.kind = {_STATEMENTS}
"""


def instant(seconds: int) -> str:
    """A moment of the tables as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _source(
    hands: tuple[Hand, ...], report: int, sha: bytes, source: str, counted: int,
    title: str | None, url: str | None, outlet: str | None, published: str | None,
    seen: str | None, copy_of: str | None, speaks: Any,
) -> Source:  # fmt: skip
    return Source(
        report=key(report),
        version=sha.hex(),
        source=source,
        counted=instant(counted),
        title=title,
        url=url,
        outlet=outlet,
        published=published,
        seen=seen,
        copy_of=copy_of,
        speaks=bool(speaks),
        hands=hands,
    )
