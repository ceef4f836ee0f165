"""What the things of a record are called: their ids, and the names under which they are shown.

A name is drawn from the first account of each node of the thing, never from all of them: there may
be a hundred thousand. The accounts of a node give equal names, so each node's counts as often as it
has accounts, up to ``_HEARD``. The name that most say is taken, of equals the longest, then the
first in the alphabet; before all of them the one that a reviewer gave to the thing.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from onrecord.store.asking.renamed import Renamed
from onrecord.store.asking.standing import Cluster, Standing, Sum, speaking
from onrecord.store.bundling import fact
from onrecord.store.numbers import KINDS, key, kind_number
from onrecord.store.straight import Straight

_NODES = 40  # of one thing that are asked for their name
_HEARD = 40  # accounts of a node that count for its name


class _Named(msgspec.Struct, array_like=True):
    """The first two fields of a packed fact: an actor's and an agreement's id and name."""

    id: str
    name: Any


_DECODER = msgspec.msgpack.Decoder(_Named)
_WITH_NAMES = (kind_number("actor"), kind_number("agreement"))


class Calling:
    """Ids and names of things as they stood, each asked for once."""

    def __init__(self, asked: Straight, standing: Standing) -> None:
        self._asked = asked
        self._standing = standing
        self.renamed = Renamed(asked, standing.moment)
        self._known: dict[int, tuple[str, str]] = {}
        self._rested: set[int] | None = None

    @contextmanager
    def rested(self) -> Iterator[set[int]]:
        """The things that are named meanwhile; of a node without a thing the node itself."""
        before, self._rested = self._rested, set()
        try:
            yield self._rested
        finally:
            self._rested = before

    def of(self, nodes: Collection[int]) -> dict[int, tuple[str, str]]:
        """The id and the name of the thing of each node; a node without a thing has none."""
        clusters = self._standing.of(nodes)
        known = self._known
        if self._rested is not None:
            self._rested.update(one.name for one in clusters.values())
            self._rested.update(name for name in nodes if name not in clusters)
        new = {one.name: one for one in clusters.values() if one.name not in known}
        if new:
            with self._asked.aside(self._standing.moment is None):
                self._learn(list(new.values()))
        return {name: known[one.name] for name, one in clusters.items()}

    def _learn(self, clusters: Collection[Cluster]) -> None:
        sums: dict[int, list[tuple[int, Sum]]] = {}
        for one in clusters:
            if (found := self._standing.sums(one)) is not None:
                sums[one.name] = found
        known = [one for one in clusters if one.kind in _WITH_NAMES and one.name in sums]
        names = self._names([node for one in known for node, _ in sums[one.name][:_NODES]])
        if others := [one for one in clusters if one.name not in sums]:
            firsts, told = self._firsts([name for one in others for name in one.nodes])
            names |= told
            for one in others:
                sums[one.name] = [(name, firsts[name]) for name in one.nodes if name in firsts]
        for one in clusters:
            heard: Counter[str] = Counter()
            for node, of in sums[one.name][:_NODES]:
                if node in names:
                    heard[names[node]] += min(of.accounts, _HEARD)
            given = [self.renamed.wholes[n] for n in one.nodes if n in self.renamed.wholes]
            shown = min(heard, key=lambda name: (-heard[name], -len(name), name), default="")
            shown = given[-1] if given and one.kind in _WITH_NAMES else shown
            first = min((of.first, of.key) for _, of in sums[one.name])
            self._known[one.name] = (f"{KINDS[one.kind]}-{key(first[1])}", shown)

    def _names(self, nodes: Collection[int]) -> dict[int, str]:
        """The names that the first accounts of some nodes give, which are as they are now."""
        rows = self._asked.rows(_NAMES, nodes=nodes) if nodes else ()
        return {node: _named(bundle, number) for node, number, bundle in rows}

    def _firsts(self, nodes: Collection[int]) -> tuple[dict[int, Sum], dict[int, str]]:
        """The sum of the accounts of each node that speak, counted up to _HEARD, and the name."""
        speaks = speaking("version", self._standing.moment)
        asked = _FIRSTS.format(speaks=speaks, heard=_HEARD)
        sums: dict[int, Sum] = {}
        names: dict[int, str] = {}
        rows = self._asked.rows(asked, nodes=nodes, **self._standing.at)
        for node, kind, counted, told, number, bundle, accounts in rows:
            sums[node] = Sum(accounts, counted, told)
            if kind in _WITH_NAMES:
                names[node] = _named(bundle, number)
        return sums, names


def _named(bundle: bytes, number: int) -> str:
    """The name that an account gives."""
    return str(_DECODER.decode(fact(bundle, number)).name)


_NAMES = """
    SELECT node.id, account.id, body.reading FROM node
    JOIN account
        ON account.node = node.id AND account.counted = node.first AND account.key = node.key
    JOIN version ON version.id = account.version AND version.until IS NULL
    JOIN body ON body.version = version.id
    WHERE node.id IN :nodes
"""
_FIRSTS = """
    SELECT node.id, node.kind, account.counted, account.key, account.id, body.reading, (
        SELECT count(*) FROM (
            SELECT 1 FROM account AS other JOIN version ON version.id = other.version
            WHERE other.node = node.id AND {speaks} LIMIT {heard}
        ) AS given_met
    )
    FROM node JOIN account ON account.id = (
        SELECT other.id FROM account AS other JOIN version ON version.id = other.version
        WHERE other.node = node.id AND {speaks} ORDER BY other.counted, other.key LIMIT 1
    )
    JOIN body ON body.version = account.version
    WHERE node.id IN :nodes
"""
