"""The verdicts that are kept, and what they say of nodes."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from onrecord.facts import decode_reading
from onrecord.record.review import Bonds, bonds
from onrecord.record.verdicts import Verdict
from onrecord.store.among import among
from onrecord.store.numbers import key, number
from onrecord.store.packing import unpack_plain
from onrecord.store.points import Points
from onrecord.store.preparing import Ready, ready
from onrecord.store.schema import account, node, verdict

_BINDING = ("merge", "split", "undo")


def judgements(connection: Connection) -> tuple[Verdict, ...]:
    """The verdicts that may say of accounts that they are one thing, or two."""
    bodies = connection.scalars(select(verdict.c.body).where(verdict.c.verdict.in_(_BINDING)))
    return tuple(unpack_plain(Verdict, body) for body in bodies)


def pairs(connection: Connection, verdicts: Sequence[Verdict]) -> Bonds:
    """What verdicts say of nodes."""
    keys = {key for one in verdicts for key in (*one.of, *one.against)}
    if not keys:
        return Bonds()
    nodes = defaultdict(set)
    rows = connection.execute(
        select(account.c.key, account.c.node).where(
            among(connection.dialect.name, account.c.key, _numbers(keys))
        )
    )
    for told, name in rows:
        nodes[key(told)].add(name)
    return bonds(verdicts, nodes)


def singled_out(one: Ready, points: Points, alone: Collection[str]) -> Ready:
    """The reading with nodes of their own for the accounts that reviewers have split off."""
    if any(key(row["key"]) in alone for row in one.accounts):
        return ready(decode_reading(one.raw), points, alone)
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
