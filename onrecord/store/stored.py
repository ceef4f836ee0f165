"""Readings as they are stored, put together again: the same bytes that were added."""

from sqlalchemy import Connection, select

from onrecord.facts import Reading
from onrecord.store.numbers import KINDS, key
from onrecord.store.packing import together, unpack, unpack_rest
from onrecord.store.schema import account, version
from onrecord.store.versions import numbers


def stored(connection: Connection, number: int) -> Reading:
    """The reading of a version, by the version's number."""
    c = version.c
    row = connection.execute(select(c.rest, c.text, c.text_sha256).where(c.id == number)).one()
    rest = unpack_rest(row.rest, row.text, row.text_sha256.hex())
    ((first, end),) = numbers([number])
    a = account.c
    told = connection.execute(
        select(a.kind, a.key, a.payload).where(a.id >= first, a.id < end).order_by(a.id)
    )
    return together(
        rest,
        [
            (KINDS[one.kind], unpack(KINDS[one.kind], key(one.key), one.payload, row.text))
            for one in told
        ],
    )
