"""What a merge or a split of things names: enough accounts that it lasts.

A verdict speaks of accounts. To merge two things means all that is in them now, so one account of
each of their profiles is named, and some more in case a report is taken out again.
"""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from onrecord.errors import InvalidVerdict, NotInRecord
from onrecord.record.accounts import Kind
from onrecord.record.verdicts import Verdict
from onrecord.store.among import among
from onrecord.store.nodes import belongs
from onrecord.store.numbers import KINDS, key, number
from onrecord.store.schema import account, node
from onrecord.store.verdicts import bare

EACH = 8  # accounts that are named of a profile


def merging(
    connection: Connection, things: Collection[str], *, at: str, by: str, why: str = ""
) -> Verdict:
    """The verdict that some things (by id, or the key of any account of each) are one.

    NotInRecord where one is not there, InvalidVerdict where they are of several kinds or one.
    """
    named: dict[int, Kind] = {}
    for one in things:
        named |= _thing(connection, one)
    if len(set(named.values())) > 1:
        raise InvalidVerdict(
            f"{' and '.join(sorted(set(named.values())))} cannot be one thing.",
            "Merge things of one kind.",
        )
    if len(named) < 2:
        raise InvalidVerdict("They are one thing already.", "Nothing needs to be merged.")
    nodes = _nodes(connection, named)
    keys = (key(one) for group in _accounts(connection, nodes).values() for one in group[:EACH])
    return Verdict.given("merge", keys, at=at, by=by, why=why)


def splitting(
    connection: Connection, keys: Collection[str], *, at: str, by: str, why: str = ""
) -> Verdict:
    """The verdict that some accounts, by their keys, are no part of the thing that they are in.

    NotInRecord where one is not there, InvalidVerdict where they are of several things, or all
    that there is of it.
    """
    out = {number(bare(one)) for one in keys}
    things: dict[int, Kind] = {}
    for one in keys:
        things |= _thing(connection, one)
    if len(things) != 1:
        raise InvalidVerdict(
            f"These accounts are of {len(things)} things.", "Split off accounts of one thing."
        )
    left = {
        name: [one for one in group if one not in out]
        for name, group in _accounts(connection, _nodes(connection, things)).items()
    }
    against = [key(one) for group in left.values() for one in group[:EACH]]
    if not against:
        raise InvalidVerdict(
            "Nothing of the thing would be left.", "Split off some of its accounts, not all."
        )
    split = (key(one) for one in out)
    return Verdict.given("split", split, against=against, at=at, by=by, why=why)


def accounts_in(connection: Connection, thing: str) -> tuple[str, ...]:
    """The keys of the accounts of a thing, the first told first."""
    nodes = _nodes(connection, _thing(connection, thing))
    rows = connection.execute(
        select(account.c.counted, account.c.key)
        .where(among(connection.dialect.name, account.c.node, nodes))
        .distinct()
    )
    return tuple(dict.fromkeys(key(one) for _, one in sorted(tuple(row) for row in rows)))


def _thing(connection: Connection, named: str) -> dict[int, Kind]:
    """The things with an account of this key, as the store numbers them, with their kinds."""
    rows = connection.execute(
        select(node.c.thing, node.c.kind)
        .join(account, account.c.node == node.c.id)
        .where(account.c.key == number(bare(named)), node.c.thing.is_not(None))
        .distinct()
    )
    found = {thing: KINDS[kind] for thing, kind in rows}
    if not found:
        raise NotInRecord.named(named)
    return found


def _nodes(connection: Connection, things: Collection[int]) -> list[int]:
    dialect = connection.dialect.name
    return list(connection.scalars(select(node.c.id).where(belongs(dialect, "thing", things))))


def _accounts(connection: Connection, nodes: Collection[int]) -> dict[int, list[int]]:
    """The accounts of each node by their keys, the first told first."""
    c = account.c
    rows = connection.execute(
        select(c.node, c.counted, c.key)
        .where(among(connection.dialect.name, c.node, nodes))
        .distinct()
        .order_by(c.node, c.counted, c.key)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for name, _, told in rows:
        if told not in found[name]:
            found[name].append(told)
    return found
