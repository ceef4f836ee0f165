"""A report of the record: its reading as it is kept, its versions, the things it tells of."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from onrecord.errors import NotInRecord
from onrecord.facts import Reading, facts
from onrecord.record.annotated import Annotated, annotated
from onrecord.record.notes import Hand, hand
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.gathering import instant
from onrecord.store.asking.standing import speaking
from onrecord.store.noting import by_hand
from onrecord.store.numbers import number
from onrecord.store.points import Points
from onrecord.store.schema import account, version
from onrecord.store.stored import stored, told_in
from onrecord.store.verdicts import every
from onrecord.store.versions import numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version of a report: the SHA-256 of its text, and from when until when it speaks."""

    version: str
    counted: str
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """A report as one of its versions has it.

    ``things`` gives for the id of each fact and actor of the reading («s1», «a2») the id of the
    thing in the record that it tells of. ``versions`` are all of the report, the oldest first.
    What was told by hand stands in the reading beside what was read: ``by_hand`` gives for the ids
    of such facts who told them, and ``as_read`` is the reading without.
    """

    report: str
    version: str
    counted: str
    until: str | None
    versions: tuple[Edition, ...]
    things: dict[str, str]
    reading: Reading
    as_read: Reading
    by_hand: dict[str, tuple[Hand, ...]] = field(default_factory=dict)


def report(
    connection: Connection, points: Points, moment: int | None, id: str, sha: str | None
) -> KeptReport:
    """The report with this id: its version of this SHA-256, else the one that speaks.

    ``moment`` in seconds since 1970, None for now. NotInRecord where there is none.
    """
    answering = Answering(connection, points, moment, every(connection, moment) if moment else ())
    answering.asked.rows(_RESTS, report=_number(id))
    c = version.c
    asked = select(c.id, c.report, c.text_sha256, c.counted, c.until).where(c.report == _number(id))
    if answering.standing.moment is not None:
        asked = asked.where(c.counted <= answering.standing.moment)
    rows = connection.execute(asked.order_by(c.counted, c.text_sha256)).all()
    if sha is None:
        speaks = speaking("version", answering.standing.moment)
        of = _SPEAKS.format(speaks=speaks)
        number = answering.asked.first(of, report=_number(id), **answering.standing.at)
        meant = next((row for row in rows if number and row.id == number[0]), None)
    else:
        meant = next((row for row in rows if row.text_sha256.hex() == sha), None)
    if meant is None:
        raise NotInRecord.named(id if sha is None else f"{id} in version {sha[:16]}")
    read = stored(connection, meant.id)
    whole, things, hands = _annotated(connection, answering, meant, read)
    return KeptReport(
        report=id,
        version=meant.text_sha256.hex(),
        counted=instant(meant.counted),
        until=_told(meant.until),
        versions=tuple(map(_edition, rows)),
        things=things | _things(connection, answering, meant.id),
        reading=whole.reading,
        as_read=read,
        by_hand=hands,
    )


def _annotated(
    connection: Connection, answering: Answering, meant: Any, read: Reading
) -> tuple[Annotated, dict[str, str], dict[str, tuple[Hand, ...]]]:
    """The reading with what stood by hand then, the things of that, and who told it."""
    beside = by_hand(connection, meant.report, meant.text_sha256, answering.standing.moment)
    whole = annotated(read, [(note, told) for _, note, told in beside])
    things: dict[str, str] = {}
    for at, (row, _, _) in enumerate(beside):
        for id, thing in _things(connection, answering, row).items():
            things.setdefault(whole.places.get((at, id), id), thing)
    given = {one.id: one for one in every(connection)} if beside else {}
    known = {one.id for one in facts(read)}
    hands = {
        id: tuple(replace(hand(given[one]), read=id in known) for one in notes)
        for id, notes in whole.by_hand.items()
    }
    return whole, things, hands


# What an answer rests on: the digest of a version stands for all that is read of its body.
_RESTS = """
    SELECT id, text_sha256, digest, counted, until, noted_from FROM version
    WHERE report = :report OR noted = :report
"""
_SPEAKS = "SELECT id FROM version WHERE report = :report AND {speaks}"


def _number(id: str) -> int:
    try:
        return number(id)
    except ValueError as error:
        raise NotInRecord.named(id) from error


def _edition(row: Any) -> Edition:
    return Edition(
        version=row.text_sha256.hex(), counted=instant(row.counted), until=_told(row.until)
    )


def _told(until: int | None) -> str | None:
    return None if until is None else instant(until)


def _things(connection: Connection, answering: Answering, name: int) -> dict[str, str]:
    """The ids of the things that each fact of a version is an account of."""
    ((first, end),) = numbers([name])
    here = account.c.id >= first, account.c.id < end
    found = list(told_in(connection, *here))
    called = answering.folding.calling.of({one.node for one in found})
    return {one.told.id: called[one.node][0] for one in found if one.node in called}
