"""Near-duplicate texts: where a version's likes are looked for, and which of them are copies."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from sqlalchemy import Connection, delete, or_, select

from onrecord.record.copies import COPY, bands, copied, signature
from onrecord.store.among import among, put, put_values
from onrecord.store.preparing import Ready
from onrecord.store.schema import band, body, near, version
from onrecord.store.versions import Held

Of = tuple[int, bytes]  # the report of a version, and its text's signature
_AT_ONCE = 1_000  # versions whose texts are held at a time


def insert_near(connection: Connection, given: Sequence[tuple[Held, Ready]]) -> None:
    """Writes where some new versions are looked for, and of which others they are copies.

    A pair stands once, the version of the lesser report first; versions of one report never.
    """
    new = {one.id: (one.report, ready.signature) for one, ready in given}
    _insert(connection, new, [(hashed, one.id) for one, ready in given for hashed in ready.bands])


def insert_all_near(connection: Connection) -> None:
    """The same for all versions there are, made anew from their texts."""
    connection.execute(delete(near))
    connection.execute(delete(band))
    names = list(connection.scalars(select(version.c.id).order_by(version.c.id)))
    for at in range(0, len(names), _AT_ONCE):
        new = _signed(connection, names[at : at + _AT_ONCE])
        rows = [(hashed, name) for name, (_, signed) in new.items() for hashed in bands(signed)]
        _insert(connection, new, rows)


def _insert(connection: Connection, new: Mapping[int, Of], rows: Sequence[tuple[int, int]]) -> None:
    put_values(connection, band, ("hash", "version"), sorted(rows))
    met = _met(connection, {hashed for hashed, _ in rows}, new)
    there = {**new, **_signed(connection, {v for pair in met for v in pair} - new.keys())}
    pairs = []
    for one, other in met:
        (first, signed), (second, other_signed) = there[one], there[other]
        likeness = copied(signed, other_signed) if first != second else 0.0
        if likeness >= COPY:
            low, high = (one, other) if first < second else (other, one)
            pairs.append({"version": low, "other": high, "likeness": likeness})
    put(connection, near, pairs)


def remove_near(connection: Connection, number: int, told: str) -> None:
    """Takes out what stands of a version with this text."""
    dialect = connection.dialect.name
    here = among(dialect, band.c.hash, bands(signature(told))), band.c.version == number
    connection.execute(delete(band).where(*here))
    connection.execute(delete(near).where(or_(near.c.version == number, near.c.other == number)))


def _met(
    connection: Connection, hashes: Collection[int], new: Mapping[int, Of]
) -> set[tuple[int, int]]:
    """Pairs of versions, one of them new, that stand in one band."""
    here: dict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        select(band.c.hash, band.c.version).where(
            among(connection.dialect.name, band.c.hash, hashes)
        )
    )
    for hashed, number in rows.all():
        here[hashed].append(number)
    return {
        pair
        for numbers in here.values()
        for pair in combinations(sorted(numbers), 2)
        if pair[0] in new or pair[1] in new
    }


def _signed(connection: Connection, versions: Collection[int]) -> Mapping[int, Of]:
    if not versions:
        return {}
    c = version.c
    rows = connection.execute(
        select(c.id, c.report, body.c.text)
        .join(body, body.c.version == c.id)
        .where(among(connection.dialect.name, c.id, versions))
    )
    return {row.id: (row.report, _signature(row.text)) for row in rows}


_signature = lru_cache(maxsize=4096)(signature)
