"""What the things of a record are called: their ids, and the names under which they are shown.

A name is drawn from the first account of each node of the thing, never from all of them: there may
be a hundred thousand. The accounts of a node give equal names, so each node's counts as often as it
has accounts, up to ``_HEARD``. The name that most say is taken, of equals the longest, then the
first in the alphabet.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from onrecord.store.among import among
from onrecord.store.asking.standing import Cluster, Standing, speaking
from onrecord.store.numbers import KINDS, key, kind_number
from onrecord.store.schema import account, node, version

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

    def __init__(self, connection: Connection, standing: Standing) -> None:
        self._connection = connection
        self._standing = standing
        self._known: dict[int, tuple[str, str]] = {}

    def of(self, nodes: Collection[int]) -> dict[int, tuple[str, str]]:
        """The id and the name of the thing of each node; a node without a thing has none."""
        clusters = self._standing.of(nodes)
        new = {one.name: one for one in clusters.values() if one.name not in self._known}
        if new:
            self._learn(new)
        return {name: self._known[one.name] for name, one in clusters.items()}

    def _learn(self, clusters: Mapping[int, Cluster]) -> None:
        some = {name for one in clusters.values() for name in one.nodes[:_NODES]}
        firsts = self._firsts({name for one in clusters.values() for name in one.nodes})
        packages = self._packages({firsts[name][2] for name in some if name in firsts})
        for cluster in clusters.values():
            told = [firsts[name] for name in cluster.nodes if name in firsts]
            first = min(told)
            shown = ""
            if cluster.kind in _WITH_NAMES:
                names: Counter[str] = Counter()
                for _, _, number, heard in told:
                    if number in packages:
                        names[packages[number]] += heard
                shown = min(names, key=lambda one: (-names[one], -len(one), one), default="")
            self._known[cluster.name] = (f"{KINDS[cluster.kind]}-{key(first[1])}", shown)

    def _firsts(self, nodes: Collection[int]) -> dict[int, tuple[int, int, int, int]]:
        """(counted, key, number) of the first account of each node that speaks, and how many do.

        They are counted up to ``_HEARD``.
        """
        inner = account.alias()
        speak = (
            select(inner.c.id)
            .join(version, version.c.id == inner.c.version)
            .where(inner.c.node == node.c.id, speaking(version, self._standing.moment))
        )
        ordered = speak.order_by(inner.c.counted, inner.c.key)
        first = ordered.limit(1).correlate(node).scalar_subquery()
        some = speak.limit(_HEARD).correlate(node).subquery()
        heard = select(func.count()).select_from(some).scalar_subquery()
        rows = self._connection.execute(
            select(node.c.id, account.c.counted, account.c.key, account.c.id, heard)
            .select_from(node)
            .join(account, account.c.id == first)
            .where(among(self._connection.dialect.name, node.c.id, nodes))
        )
        return {name: (counted, told, number, heard) for name, counted, told, number, heard in rows}

    def _packages(self, numbers: Collection[int]) -> dict[int, str]:
        rows = self._connection.execute(
            select(account.c.id, account.c.kind, account.c.payload).where(
                among(self._connection.dialect.name, account.c.id, numbers)
            )
        )
        return {
            number: _DECODER.decode(package).name
            for number, kind, package in rows
            if kind in _WITH_NAMES
        }
