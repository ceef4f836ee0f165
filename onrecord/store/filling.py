"""What records of before lack, made of the readings that they keep."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from onrecord.record.accounts import Told
from onrecord.store.among import put_values
from onrecord.store.bundling import opened
from onrecord.store.entering import enter
from onrecord.store.marking import TURNED, ahead, turn_days
from onrecord.store.numbers import BY_DAY, KINDS, STRETCH, day, key, part_number
from onrecord.store.packing import unpack
from onrecord.store.rows import ROLE, Roles
from onrecord.store.saying import insert_said
from onrecord.store.schema import account, body, role, version
from onrecord.store.telling import said
from onrecord.store.versions import numbers

_AT_ONCE = 256  # versions


def fill(connection: Connection) -> None:
    """Enters the days of turns, what was told before it was to happen, and the words said."""
    c = version.c
    versions = connection.execute(select(c.id, c.counted).order_by(c.id)).all()
    for at in range(0, len(versions), _AT_ONCE):
        some = versions[at : at + _AT_ONCE]
        found: Roles = defaultdict(int)
        words = []
        for number, counted in some:
            told, text = _told(connection, number)
            words.append((number, said(((KINDS[kind], one) for _, kind, _, one in told), text)))
            for who, part, on, stretch, bit in _played(told, day(counted)):
                found[who, part, on, stretch] |= bit
        insert_said(connection, words)
        entered = enter(connection, {who for who, *_ in found})
        rows = [(entered[who], *on, places) for (who, *on), places in found.items()]
        put_values(connection, role, ROLE, sorted(rows))


def _told(
    connection: Connection, number: int
) -> tuple[list[tuple[int, int, int | None, Told]], str]:
    """Number, kind, first day and fact of each account of a version, and its text."""
    b, a = body.c, account.c
    row = connection.execute(select(b.reading, b.text).where(b.version == number)).one()
    ((first, end),) = numbers([number])
    rows = connection.execute(
        select(a.id, a.kind, a.key, a.lo).where(a.id >= first, a.id < end).order_by(a.id)
    )
    facts = opened(row.reading).facts
    return [
        (one.id, one.kind, one.lo, unpack(KINDS[one.kind], key(one.key), package, row.text))
        for one, package in zip(rows, facts, strict=True)
    ], row.text


def _played(
    told: Iterable[tuple[int, int, int | None, Told]], reported: int
) -> Iterator[tuple[int, int, int, int, int]]:
    for number, kind, lo, one in told:
        named = KINDS[kind]
        part, stretch = part_number(named, "by"), number >> STRETCH
        bit = 1 << (number & (1 << STRETCH) - 1)
        if named in BY_DAY and lo is not None and lo > reported:
            yield ahead(lo - reported), part, lo, stretch, bit
        for on in turn_days(one):
            yield TURNED, part, reported if on is None else on, stretch, bit
            if on is not None and on > reported:
                yield ahead(on - reported), part, on, stretch, bit
