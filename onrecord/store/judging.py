"""The verdicts that are kept, and what they say of nodes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import Connection, select

from onrecord.record.accounts import Kind
from onrecord.record.identity.protocol import named
from onrecord.record.review import Bonds, singled
from onrecord.record.verdicts import Verdict
from onrecord.store.among import among
from onrecord.store.numbers import key, number
from onrecord.store.packing import unpack_plain
from onrecord.store.points import Points
from onrecord.store.preparing import Ready, ready
from onrecord.store.resting import bound
from onrecord.store.schema import account, node, verdict
from onrecord.store.stored import unbundled
from onrecord.store.straight import Straight

_BINDING = ("merge", "split", "undo")


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
    packages: Mapping[int, tuple[Kind, bytes]],
    verdicts: Sequence[Verdict],
) -> dict[int, int]:
    """For nodes of accounts that are split off now, and are not by ``verdicts``, their profile's.

    ``packages`` gives the kind and the packed profile of each node that is looked at.
    """
    if asked.first("SELECT id FROM verdict WHERE verdict = 'split' LIMIT 1") is None:
        return {}
    base = {
        name: named(kind, points.profile(kind, name, package))
        for name, (kind, package) in packages.items()
    }
    own = {name: of for name, of in base.items() if name != of}
    if not own:
        return {}
    alone = singled(verdicts)
    rows = asked.rows("SELECT node, key FROM account WHERE node IN :own", own=own)
    return {name: own[name] for name, told in rows if key(told) not in alone}


def singled_out(one: Ready, points: Points, alone: Collection[str]) -> Ready:
    """The reading with nodes of their own for the accounts that reviewers have split off."""
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
