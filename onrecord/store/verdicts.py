"""Verdicts on disk: written once, found by what they are about, never changed.

The keys of a verdict stand in ``judged``: those of accounts, changes and steps, the ids of verdicts
that it undoes, and of a thing («encounter-KEY») its key.
"""

import re
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.errors import InvalidVerdict
from onrecord.question import moment
from onrecord.record.verdicts import Verdict
from onrecord.store.numbers import number
from onrecord.store.packing import pack_plain, unpack_plain
from onrecord.store.straight import Straight

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KEY = re.compile(r"(?:[a-z]+-)?([0-9a-f]{16})")


def bare(named: str) -> str:
    """The key in the name of what is judged; InvalidVerdict where there is none."""
    found = _KEY.fullmatch(named)
    if found is None:
        raise InvalidVerdict(
            f"{named[:60]!r} is no key of a fact, a thing or a verdict.",
            "Give 16 hexadecimal digits, or the id of a thing as the record shows it.",
        )
    return found[1]


def instant(at: str) -> int:
    """When a verdict was given, in seconds since 1970; InvalidVerdict where that says no moment."""
    found = moment(at) if at.endswith("Z") else None
    if found is None:
        raise InvalidVerdict(
            f"A verdict was given at {at[:40]!r}.",
            "Give a moment of UTC in ISO 8601, such as 2023-03-02T12:00:00Z.",
        )
    return int(found.timestamp() // 1)


def now() -> str:
    """This moment as verdicts give it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def put(connection: "Connection", one: Verdict) -> bool:
    """Writes a verdict; False where it is there already. Its effect is the caller's."""
    from sqlalchemy import insert, select  # long to import, and who asks writes nothing

    from onrecord.store.schema import judged, verdict

    if connection.scalar(select(verdict.c.id).where(verdict.c.id == one.id)) is not None:
        return False
    row = {"id": one.id, "at": instant(one.at), "verdict": one.verdict, "body": pack_plain(one)}
    keys = {number(bare(named)) for named in (*one.of, *one.against, *one.within)}
    connection.execute(insert(verdict), [row])
    connection.execute(
        insert(judged), [{"key": named, "verdict": one.id} for named in sorted(keys)]
    )
    return True


def every(connection: "Connection", until: int | None = None) -> tuple[Verdict, ...]:
    """All verdicts given until a moment (seconds since 1970, included), in their order."""
    return given(Straight.of(connection), until)


def given(asked: Straight, until: int | None = None) -> tuple[Verdict, ...]:
    """The same, of whoever asks straight."""
    line, at = ("", {}) if until is None else (" WHERE at <= :until", {"until": until})
    bodies = asked.column(f"SELECT body FROM verdict{line}", **at)
    return _ordered(unpack_plain(Verdict, body) for body in bodies)


def about(asked: Straight, keys: Collection[str], until: int | None = None) -> tuple[Verdict, ...]:
    """The verdicts about some keys (or things), with all that undoes one of them."""
    found: dict[str, Verdict] = {}
    given, at = ("", {}) if until is None else (" AND verdict.at <= :until", {"until": until})
    wanted = {number(bare(named)) for named in keys}
    while wanted:
        bodies = asked.column(_ABOUT + given, wanted=wanted, **at)
        new = [one for one in (unpack_plain(Verdict, b) for b in bodies) if one.id not in found]
        found |= {one.id: one for one in new}
        wanted = {number(one.id) for one in new}
    return _ordered(found.values())


_ABOUT = """
    SELECT DISTINCT verdict.body FROM judged JOIN verdict ON verdict.id = judged.verdict
    WHERE judged.key IN :wanted
"""


def keys_of(one: Verdict) -> frozenset[str]:
    """The keys that a verdict names, without the kinds of things."""
    return frozenset(bare(named) for named in (*one.of, *one.against))


def _ordered(found: Iterable[Verdict]) -> tuple[Verdict, ...]:
    return tuple(sorted(found, key=lambda one: one.order))
