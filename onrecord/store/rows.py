"""The rows of versions: put in, taken out, and what that does to nodes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, or_, select, text, update

from onrecord.record.accounts import accounts
from onrecord.record.clusters import Pair
from onrecord.store.among import among, put, put_values
from onrecord.store.asking.words import plain
from onrecord.store.entering import enter, entered, leave
from onrecord.store.labelling import labels
from onrecord.store.marking import AHEAD, ahead
from onrecord.store.nearness import insert_near, remove_near
from onrecord.store.nodes import Heard
from onrecord.store.numbers import KINDS, STRETCH, day, key
from onrecord.store.preparing import Played, Ready, Row, roles
from onrecord.store.saying import insert_said, remove_said, said_in
from onrecord.store.schema import PLACES, account, apart, body, role, version
from onrecord.store.stored import stored
from onrecord.store.versions import Held, numbers

BATCH = 512  # readings of one transaction
ROLE = ("who", "part", "day", "stretch", "places")
ACCOUNT = ("id", "counted", "kind", "key", "node", "lo", "hi")
BODY = ("version", "reading", "text")

# Who by name, part, day, stretch; and the places in it.
Roles = dict[tuple[int, int, int, int], int]


def insert_versions(connection: Connection, held: Sequence[Held], now: int) -> None:
    """Writes versions with their accounts; those that stood before must have been taken out."""
    given = [(one, one.ready) for one in held if one.ready is not None]
    if not given:
        return
    put(connection, version, [_version(one, ready, now) for one, ready in given])
    bodies = [(one.id, ready.bundle, ready.text) for one, ready in given]
    put_values(connection, body, BODY, bodies)
    _insert_words(connection, given)
    insert_said(connection, [(one.id, ready.said) for one, ready in given])
    accounts = [row for one, ready in given for row in _account_rows(one, ready)]
    put_values(connection, account, ACCOUNT, accounts)
    played: Roles = {}
    for one, ready in given:
        played |= _roles(one.id, one.counted, ready.roles)
    _put_roles(connection, played)
    pairs = [(*pair, one.id) for one, ready in given for pair in sorted(ready.apart)]
    put_values(connection, apart, ("one", "other", "version"), pairs)
    insert_near(connection, [pair for pair in given if not _noted(*pair)])


def _noted(one: Held, ready: Ready) -> Any:
    """Of which report a fact by hand is told in it; None for what was read."""
    return ready.version.get("noted", getattr(one.stood, "noted", None))


def _version(one: Held, ready: Ready, now: int) -> Row:
    stood = one.stood
    return {
        "id": one.id,
        "counted": one.counted,
        "until": one.until,
        "added": stood.added if stood else now,
        "reread": stood.reread if stood else 0,
        **ready.version,
        "report": one.report,
        "noted": _noted(one, ready),
        "note": ready.version.get("note", getattr(stood, "note", None)),
        "noted_from": ready.version.get("noted_from", getattr(stood, "noted_from", None)),
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


def _roles(number: int, counted: int, played: Iterable[Played]) -> Roles:
    """The roles of a version as the record has them."""
    first, reported = number << PLACES - STRETCH, day(counted)
    found: Roles = defaultdict(int)
    for who, part, lo, stretch, places in played:
        found[who, part, reported if lo is None else lo, first + stretch] |= places
        if who in AHEAD and lo is not None and lo > reported:
            found[ahead(lo - reported), part, lo, first + stretch] |= places
    return found


def _put_roles(connection: Connection, played: Roles) -> None:
    numbers = enter(connection, {who for who, *_ in played})
    rows = [(numbers[who], *on, places) for (who, *on), places in played.items()]
    put_values(connection, role, ROLE, sorted(rows))


def stood_roles(connection: Connection, number: int, counted: int) -> Roles:
    """The roles of a version that is there, as of a time that it counts as of."""
    reading = stored(connection, number)
    ((first, end),) = numbers([number])
    c = account.c
    rows = connection.execute(select(c.kind, c.key, c.node).where(c.id >= first, c.id < end))
    names = {(KINDS[row.kind], key(row.key)): row.node for row in rows}
    told = accounts(reading)
    found = roles(reading, told, [labels(one.told) for one in told], names)
    return _roles(number, counted, found)


def take_roles(connection: Connection, played: Roles) -> None:
    """Takes roles out, and whoever plays none any more."""
    numbers = entered(connection, {who for who, *_ in played})
    rows = [
        dict(zip(_NAMED, (numbers[who], *on), strict=True)) for who, *on in played if who in numbers
    ]
    if rows:
        connection.execute(_ROLE, rows)
        leave(connection, numbers.values())


_NAMED = [f"b_{name}" for name in ROLE[:-1]]
_ROLE = delete(role).where(*(role.c[name] == bindparam(f"b_{name}") for name in ROLE[:-1]))


def write_counted(connection: Connection, one: Held) -> None:
    """Writes another time that a version with its accounts counts as of."""
    take_roles(connection, stood_roles(connection, one.id, one.stood.counted))
    ((first, end),) = numbers([one.id])
    mine = and_(account.c.id >= first, account.c.id < end)
    connection.execute(update(account).where(mine).values(counted=one.counted))
    _put_roles(connection, stood_roles(connection, one.id, one.counted))


def remove_versions(connection: Connection, versions: Collection[int]) -> set[int]:
    """Takes versions out with all their rows; the nodes that their accounts were of."""
    dialect = connection.dialect.name
    nodes = {name for name, _ in spoken(connection, versions)}
    texts = select(body.c.text, version.c.counted).join(version, version.c.id == body.c.version)
    for one in versions:
        ((first, end),) = numbers([one])
        stood = connection.execute(texts.where(body.c.version == one)).one()
        take_roles(connection, stood_roles(connection, one, stood.counted))
        remove_said(connection, one, said_in(connection, one))
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
