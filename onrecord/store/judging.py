"""The verdicts that are kept, and what they say of nodes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import Connection, select

from onrecord.record.identity.protocol import named
from onrecord.record.review import Bonds, parted, singled
from onrecord.record.verdicts import Verdict
from onrecord.store.among import among
from onrecord.store.numbers import KINDS, key, number
from onrecord.store.packing import unpack_plain
from onrecord.store.points import Node, Points
from onrecord.store.preparing import Ready, ready
from onrecord.store.resting import bound
from onrecord.store.schema import account, node, verdict
from onrecord.store.stored import unbundled
from onrecord.store.straight import Straight

_BINDING = ("merge", "split", "note", "undo")


def judgements(connection: Connection) -> tuple[Verdict, ...]:
    """The verdicts that may say of accounts that they are one thing, or two."""
    bodies = connection.scalars(select(verdict.c.body).where(verdict.c.verdict.in_(_BINDING)))
    return tuple(unpack_plain(Verdict, body) for body in bodies)


def pairs(
    asked: Straight,
    verdicts: Sequence[Verdict],
    moment: int | None = None,
    alias: Mapping[int, int] = MappingProxyType({}),
) -> Bonds:
    """What verdicts say of nodes.

    ``moment``: only accounts counted by then are known. ``alias`` gives for some nodes the name
    that stands for them.
    """
    keys = {key for one in verdicts for key in (*one.of, *one.against)}
    if not keys:
        return Bonds()
    nodes = defaultdict(set)
    told_by = "" if moment is None else " AND counted <= :moment"
    at = {} if moment is None else {"moment": moment}
    line = f"SELECT key, node FROM account WHERE key IN :keys{told_by}"
    for told, name in asked.rows(line, keys=_numbers(keys), **at):
        nodes[key(told)].add(alias.get(name, name))
    return bound(asked, verdicts, nodes, alias, moment)


def rejoined(
    asked: Straight,
    points: Points,
    verdicts: Sequence[Verdict],
    new: Mapping[int, Node] = MappingProxyType({}),
) -> dict[int, int]:
    """For nodes of accounts that were ever split off, and are not by ``verdicts``, their profile's.

    That one need not be there. ``new`` are nodes that have accounts and no row yet.
    """
    bodies = asked.column("SELECT body FROM verdict WHERE verdict = 'split'")
    keys = parted(unpack_plain(Verdict, body) for body in bodies) - singled(verdicts)
    if not keys:
        return {}
    # Keys first, then accounts: the other way round all accounts would be gone through.
    own = set(asked.column("SELECT node FROM account WHERE key IN :keys", keys=_numbers(keys)))
    rows = asked.rows("SELECT id, kind, profile FROM node WHERE id IN :own", own=own)
    packages = {name: (KINDS[kind], package) for name, kind, package in rows}
    packages |= {name: (new[name].kind, new[name].package) for name in own & new.keys()}
    found = {
        name: named(kind, points.profile(kind, name, package))
        for name, (kind, package) in packages.items()
    }
    return {name: of for name, of in found.items() if name != of}


def judged_now(
    connection: Connection,
    points: Points,
    verdicts: Sequence[Verdict],
    new: Mapping[int, Node] = MappingProxyType({}),
) -> tuple[Bonds, dict[int, int]]:
    """What verdicts say of nodes now, and ``rejoined``: by whose names it is said."""
    asked = Straight.of(connection)
    alias = rejoined(asked, points, verdicts, new)
    return pairs(asked, verdicts, alias=alias), alias


def singled_out(one: Ready, points: Points, alone: Collection[str]) -> Ready:
    """The reading with nodes of their own for the accounts that reviewers ever split off."""
    if any(key(row.key) in alone for row in one.accounts):
        told = [(row.kind, row.key) for row in one.accounts]
        return ready(unbundled(one.bundle, one.text, one.sha, told), points, alone)
    return one


def judged_in(
    connection: Connection, verdicts: Sequence[Verdict], versions: Collection[int]
) -> set[int]:
    """The components in which versions have accounts that a merge or a split names.

    Whether one holds may depend on such an account being there.
    """
    keys = {key for one in verdicts for key in (*one.of, *one.against)}
    if not keys:
        return set()
    dialect = connection.dialect.name
    return set(
        connection.scalars(
            select(node.c.component)
            .join(account, account.c.node == node.c.id)
            .where(
                among(dialect, account.c.key, _numbers(keys)),
                among(dialect, account.c.version, versions),
            )
            .distinct()
        )
    )


def _numbers(keys: Collection[str]) -> list[int]:
    found = []
    for one in keys:
        try:
            found.append(number(one))
        except ValueError:  # the id of a verdict that is undone
            continue
    return found
