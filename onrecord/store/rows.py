"""The rows of versions: put in, taken out, and what that does to nodes."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, and_, delete, or_, select, text

from onrecord.record.clusters import Pair
from onrecord.store.among import among, put
from onrecord.store.asking.words import plain
from onrecord.store.preparing import Ready, Row
from onrecord.store.schema import PLACES, account, apart, near, role, version
from onrecord.store.versions import Held, numbers

BATCH = 64  # readings of one transaction

_EPOCH = 719_163  # the ordinal of 1970-01-01


def day(moment: int) -> int:
    """The day, as an ordinal, of a moment in seconds since 1970."""
    return moment // 86_400 + _EPOCH


def insert_versions(connection: Connection, held: Sequence[Held], now: int) -> None:
    """Writes versions with their accounts; those that stood before must have been taken out."""
    given = [(one, one.ready) for one in held if one.ready is not None]
    if not given:
        return
    put(connection, version, [_version(one, ready, now) for one, ready in given])
    _insert_words(connection, given)
    put(connection, account, [row for one, ready in given for row in account_rows(one, ready)])
    put(connection, role, [row for one, ready in given for row in role_rows(one, ready)])
    pairs = [
        {"one": pair[0], "other": pair[1], "version": one.id}
        for one, ready in given
        for pair in sorted(ready.apart)
    ]
    put(connection, apart, pairs)


def _version(one: Held, ready: Ready, now: int) -> Row:
    stood = one.stood
    return {
        "id": one.id,
        "counted": one.counted,
        "until": one.until,
        "added": stood.added if stood else now,
        "reread": stood.reread if stood else 0,
        **ready.version,
    }


def account_rows(one: Held, ready: Ready) -> list[Row]:
    """The rows of a version's accounts."""
    first = one.id << PLACES
    known = {"version": one.id, "counted": one.counted}
    return [{"id": first + at, **known, **row} for at, row in enumerate(ready.accounts)]


def role_rows(one: Held, ready: Ready) -> list[Row]:
    """The rows of who plays which role in a version's accounts."""
    first, reported = one.id << PLACES, day(one.counted)
    found = []
    for who, number, place in ready.roles:
        of = ready.accounts[place]
        found.append(
            {
                "who": who,
                "kind": of["kind"],
                "role": number,
                "day": reported if of["lo"] is None else of["lo"],
                "account": first + place,
            }
        )
    return found


def remove_versions(connection: Connection, versions: Collection[int]) -> set[int]:
    """Takes versions out with all their rows; the nodes that their accounts were of."""
    dialect = connection.dialect.name
    nodes = {row["node"] for row in spoken(connection, versions)}
    for one in versions:
        ((first, end),) = numbers([one])
        mine = and_(account.c.id >= first, account.c.id < end)
        here = and_(role.c.account >= first, role.c.account < end)
        stood = connection.execute(select(version.c.text).where(version.c.id == one)).scalar_one()
        _remove_words(connection, one, stood)
        connection.execute(delete(role).where(here))
        connection.execute(delete(account).where(mine))
    for column in (apart.c.version, near.c.version, near.c.other, version.c.id):
        connection.execute(delete(column.table).where(among(dialect, column, versions)))
    return nodes


def apart_in(connection: Connection, versions: Collection[int]) -> set[Pair]:
    """The pairs that some versions tell apart."""
    c = apart.c
    rows = connection.execute(
        select(c.one, c.other).where(among(connection.dialect.name, c.version, versions))
    )
    return {(one, other) for one, other in rows}


def spoken(connection: Connection, versions: Collection[int]) -> list[Row]:
    """The accounts of some versions: their nodes, and what sums are made of."""
    if not versions:
        return []
    c = account.c
    rows = connection.execute(
        select(c.version, c.node, c.key, c.counted, c.lo, c.hi).where(
            or_(*(and_(c.id >= first, c.id < end) for first, end in numbers(versions)))
        )
    )
    return [dict(row._mapping) for row in rows]


def _insert_words(connection: Connection, given: Sequence[tuple[Held, Ready]]) -> None:
    texts = [(one.id, ready.version["text"]) for one, ready in given]
    if connection.dialect.name == "sqlite":
        rows = [{"id": number, "text": told} for number, told in texts]
        connection.execute(text("INSERT INTO words (rowid, text) VALUES (:id, :text)"), rows)
    else:
        rows = [{"id": number, "text": plain(told)} for number, told in texts]
        connection.execute(
            text("INSERT INTO words VALUES (:id, to_tsvector('simple', :text))"), rows
        )


def _remove_words(connection: Connection, number: int, stood: str) -> None:
    if connection.dialect.name == "sqlite":
        line = "INSERT INTO words (words, rowid, text) VALUES ('delete', :id, :text)"
        connection.execute(text(line), {"id": number, "text": stood})
    else:
        connection.execute(text("DELETE FROM words WHERE version = :id"), {"id": number})
