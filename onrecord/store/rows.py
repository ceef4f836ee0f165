"""The rows of versions: put in, taken out, and what that does to nodes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, or_, select, text, update

from onrecord.record.accounts import accounts
from onrecord.record.clusters import Pair
from onrecord.store.among import among, put, put_values
from onrecord.store.asking.words import plain
from onrecord.store.labelling import labels
from onrecord.store.nearness import insert_near, remove_near
from onrecord.store.nodes import Heard
from onrecord.store.numbers import KINDS, day, key
from onrecord.store.preparing import Ready, Row, roles
from onrecord.store.schema import PLACES, account, apart, body, role, version
from onrecord.store.stored import stored
from onrecord.store.versions import Held, numbers

BATCH = 256  # readings of one transaction
ROLE = ("who", "kind", "role", "day", "account")
ACCOUNT = ("id", "counted", "kind", "key", "node", "lo", "hi")
BODY = ("version", "reading", "text")

Role = tuple[int, int, int, int, int]


def insert_versions(connection: Connection, held: Sequence[Held], now: int) -> None:
    """Writes versions with their accounts; those that stood before must have been taken out."""
    given = [(one, one.ready) for one in held if one.ready is not None]
    if not given:
        return
    put(connection, version, [_version(one, ready, now) for one, ready in given])
    bodies = [(one.id, ready.bundle, ready.text) for one, ready in given]
    put_values(connection, body, BODY, bodies)
    _insert_words(connection, given)
    accounts = [row for one, ready in given for row in _account_rows(one, ready)]
    put_values(connection, account, ACCOUNT, accounts)
    roles = sorted(row for one, ready in given for row in role_rows(one, ready))
    put_values(connection, role, ROLE, roles)
    pairs = [(*pair, one.id) for one, ready in given for pair in sorted(ready.apart)]
    put_values(connection, apart, ("one", "other", "version"), pairs)
    insert_near(connection, given)


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


def _account_rows(one: Held, ready: Ready) -> Iterator[tuple[Any, ...]]:
    first = one.id << PLACES
    counted = one.counted
    for at, line in enumerate(ready.accounts, first):
        yield (at, counted, *line)


def heard(one: Held, ready: Ready) -> Iterator[tuple[int, Heard]]:
    """What a version's accounts add to sums, each with its node."""
    for line in ready.accounts:
        yield line.node, (one.counted, line.key, line.lo, line.hi)


def role_rows(one: Held, ready: Ready) -> list[Role]:
    """The rows of who plays which role in a version's accounts."""
    of = [(line.kind, line.lo) for line in ready.accounts]
    return _role_rows(one.id, one.counted, of, ready.roles)


def _role_rows(
    number: int,
    counted: int,
    of: Sequence[tuple[int, int | None]],
    roles: Iterable[tuple[int, int, int]],
) -> list[Role]:
    """``of`` are the kind and the first day of each account."""
    first, reported = number << PLACES, day(counted)
    on = [(kind, reported if lo is None else lo) for kind, lo in of]
    return [(who, on[at][0], part, on[at][1], first + at) for who, part, at in roles]


def stood_roles(connection: Connection, number: int, counted: int) -> list[Role]:
    """The rows of roles of a version that is there, as of a time that it counts as of."""
    reading = stored(connection, number)
    ((first, end),) = numbers([number])
    c = account.c
    rows = connection.execute(
        select(c.kind, c.key, c.node, c.lo).where(c.id >= first, c.id < end).order_by(c.id)
    ).all()
    names = {(KINDS[row.kind], key(row.key)): row.node for row in rows}
    told = accounts(reading)
    found = roles(reading, told, [labels(one.told) for one in told], names)
    return _role_rows(number, counted, [(row.kind, row.lo) for row in rows], found)


def take_roles(connection: Connection, rows: Sequence[Role]) -> None:
    """Takes rows of roles out."""
    if rows:
        names = [f"b_{name}" for name in ROLE]
        connection.execute(_ROLE, [dict(zip(names, row, strict=True)) for row in rows])


_ROLE = delete(role).where(*(role.c[name] == bindparam(f"b_{name}") for name in ROLE))


def write_counted(connection: Connection, one: Held) -> None:
    """Writes another time that a version with its accounts counts as of."""
    take_roles(connection, stood_roles(connection, one.id, one.stood.counted))
    ((first, end),) = numbers([one.id])
    mine = and_(account.c.id >= first, account.c.id < end)
    connection.execute(update(account).where(mine).values(counted=one.counted))
    put_values(connection, role, ROLE, stood_roles(connection, one.id, one.counted))


def remove_versions(connection: Connection, versions: Collection[int]) -> set[int]:
    """Takes versions out with all their rows; the nodes that their accounts were of."""
    dialect = connection.dialect.name
    nodes = {name for name, _ in spoken(connection, versions)}
    texts = select(body.c.text, version.c.counted).join(version, version.c.id == body.c.version)
    for one in versions:
        ((first, end),) = numbers([one])
        stood = connection.execute(texts.where(body.c.version == one)).one()
        take_roles(connection, stood_roles(connection, one, stood.counted))
        _remove_words(connection, one, stood.text)
        remove_near(connection, one, stood.text)
        connection.execute(delete(account).where(account.c.id >= first, account.c.id < end))
    for column in (apart.c.version, body.c.version, version.c.id):
        connection.execute(delete(column.table).where(among(dialect, column, versions)))
    return nodes


def apart_in(connection: Connection, versions: Collection[int]) -> set[Pair]:
    """The pairs that some versions tell apart."""
    c = apart.c
    rows = connection.execute(
        select(c.one, c.other).where(among(connection.dialect.name, c.version, versions))
    )
    return {(one, other) for one, other in rows}


def spoken(connection: Connection, versions: Collection[int]) -> list[tuple[int, Heard]]:
    """What the accounts of some versions add to sums, each with its node."""
    if not versions:
        return []
    c = account.c
    rows = connection.execute(
        select(c.node, c.counted, c.key, c.lo, c.hi).where(
            or_(*(and_(c.id >= first, c.id < end) for first, end in numbers(versions)))
        )
    )
    return [(row[0], (row[1], row[2], row[3], row[4])) for row in rows]


def _insert_words(connection: Connection, given: Sequence[tuple[Held, Ready]]) -> None:
    texts = [(one.id, ready.text) for one, ready in given]
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
