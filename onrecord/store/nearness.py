"""Near-duplicate texts: where a version's likes are looked for, and which of them are copies."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

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
    _remember({one.sha: ready.signature for one, ready in given})
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
        (min(one, other), max(one, other))
        for numbers in here.values()
        if len(numbers) > 1
        for one in numbers
        if one in new
        for other in numbers
        if other != one
    }


def _signed(connection: Connection, versions: Collection[int]) -> Mapping[int, Of]:
    if not versions:
        return {}
    dialect, c = connection.dialect.name, version.c
    asked = select(c.id, c.report, c.text_sha256).where(among(dialect, c.id, versions))
    rows = connection.execute(asked).all()
    known = {sha: _signatures[sha] for _, _, sha in rows if sha in _signatures}
    wanted = {name: sha for name, _, sha in rows if sha not in known}
    if wanted:
        texts = select(body.c.version, body.c.text).where(among(dialect, body.c.version, wanted))
        made = {wanted[name]: signature(told) for name, told in connection.execute(texts)}
        _remember(made)
        known |= made
    return {row.id: (row.report, known[row.text_sha256]) for row in rows}


_signatures: dict[bytes, bytes] = {}  # of texts met lately, by their SHA-256
_MOST = 8_192


def _remember(made: Mapping[bytes, bytes]) -> None:
    if len(_signatures) + len(made) > _MOST:
        _signatures.clear()
    _signatures.update(made)
