"""Readings as they are stored, put together again: the same bytes that were added."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from onrecord.facts import Reading
from onrecord.record.accounts import Told
from onrecord.store.bundling import fact, opened
from onrecord.store.numbers import KINDS, key
from onrecord.store.packing import together, unpack, unpack_rest
from onrecord.store.schema import account, body, version
from onrecord.store.versions import numbers


class Stored(NamedTuple):
    """One account with its fact; its kind, key and node as its row has them."""

    number: int
    kind: int
    key: int
    node: int
    told: Told


def stored(connection: Connection, number: int) -> Reading:
    """The reading of a version, by the version's number."""
    c, b = version.c, body.c
    row = connection.execute(
        select(b.reading, b.text, c.text_sha256)
        .join(version, c.id == b.version)
        .where(b.version == number)
    ).one()
    ((first, end),) = numbers([number])
    a = account.c
    told = connection.execute(select(a.kind, a.key).where(a.id >= first, a.id < end).order_by(a.id))
    return unbundled(row.reading, row.text, row.text_sha256, [(one.kind, one.key) for one in told])


def unbundled(
    bundle: bytes, text: str, text_sha256: bytes, told: Sequence[tuple[int, int]]
) -> Reading:
    """The reading of a bundle; ``told`` has the kind and the key of each account, in order."""
    packages = opened(bundle)
    rest = unpack_rest(packages.rest, text, text_sha256.hex())
    return together(
        rest,
        [
            (KINDS[kind], unpack(KINDS[kind], key(number), package, text))
            for (kind, number), package in zip(told, packages.facts, strict=True)
        ],
    )


def told_in(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Stored]:
    """The facts of the accounts of which this is so, in order."""
    a, b = account.c, body.c
    rows = connection.execute(
        select(a.id, a.kind, a.key, a.node, b.reading, b.text)
        .join(body, b.version == a.version)
        .where(*where)
        .order_by(a.id)
    )
    for number, kind, of, node, bundle, text in rows:
        told = unpack(KINDS[kind], key(of), fact(bundle, number), text)
        yield Stored(number, kind, of, node, told)
