"""Stored texts read anew: accounts replaced, verdicts kept.

A verdict finds its fact again by its key. Where the new reading has no such fact it waits, shown
and never lost. Where another place of the text has taken the key over, the verdict is taken back in
so many words: it never falls onto another fact.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from onrecord.errors import NotInRecord
from onrecord.facts import Change, Encounter, Event, Reading, Statement, Step, encode, turning
from onrecord.facts.walk import facts
from onrecord.record.accounts import Account, accounts
from onrecord.record.review import parted
from onrecord.record.verdicts import Verdict, standing
from onrecord.report import Report
from onrecord.store.judging import judged_in, judgements
from onrecord.store.noting import renote
from onrecord.store.numbers import number
from onrecord.store.points import Points
from onrecord.store.preparing import ready
from onrecord.store.reviewing import take
from onrecord.store.schema import version
from onrecord.store.stored import stored
from onrecord.store.straight import Straight
from onrecord.store.subjects import accounts_of
from onrecord.store.verdicts import about, keys_of
from onrecord.store.versions import Held
from onrecord.store.writing import follow, replace

REREADER = "onrecord reread"


@dataclass(frozen=True, slots=True)
class Renewal:
    """What reading a text anew came to.

    Facts are counted by kind: ``gained`` and ``lost`` by key, ``changed`` those that say something
    else than before. ``waiting`` are verdicts that found their fact before and do not now,
    ``found`` those that waited and have it now, ``taken_back`` those whose key another place took.
    """

    report: str
    source: str
    gained: Counter[str]
    lost: Counter[str]
    changed: Counter[str]
    waiting: tuple[Verdict, ...] = ()
    found: tuple[Verdict, ...] = ()
    taken_back: tuple[Verdict, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the reading is what it was."""
        return not (self.gained or self.lost or self.changed)


def versions_of(connection: Connection, named: Collection[str]) -> list[int]:
    """The versions of reports by id, address or source; all there are for none.

    NotInRecord where one is not there.
    """
    c = version.c
    if not named:
        every = select(c.id).where(c.noted.is_(None))
        return list(connection.scalars(every.order_by(c.counted, c.id)))
    found: list[int] = []
    for one in named:
        where = (c.url == one) | (c.source == one)
        with suppress(ValueError):
            where |= c.report == number(one)
        read = select(c.id).where(where, c.noted.is_(None))
        mine = connection.scalars(read.order_by(c.counted, c.id)).all()
        if not mine:
            raise NotInRecord.named(one)
        found += mine
    return list(dict.fromkeys(found))


def report_of(connection: Connection, version_: int) -> Report:
    """The report that a version is a text of."""
    return stored(connection, version_).report


def renew(
    connection: Connection, points: Points, version_: int, reading: Reading, now: int, at: str
) -> Renewal:
    """Puts a new reading of a version's text in place of the one that is there.

    ``now`` in seconds since 1970, ``at`` the same moment as verdicts give it. The new reading must
    be of the very text and report.
    """
    before = stored(connection, version_)
    report = before.report
    if (report.id, report.text_sha256) != (reading.report.id, reading.report.text_sha256):
        raise ValueError("the new reading is of another text")
    was, is_ = _told(before), _told(reading)
    told = (*was.values(), *is_.values())
    verdicts = about(Straight.of(connection), {one.account.key for one in told} | _parts(told))
    stood = {one.id for one in standing(verdicts) if accounts_of(connection, one)}
    if encode(before) != encode(reading):
        _replace(connection, points, version_, reading, now)
    moved = {one for one in was.keys() & is_.keys() if was[one].place != is_[one].place}
    taken_back = tuple(one for one in standing(verdicts) if keys_of(one) & moved)
    why = "Another place of the text is read as the fact with this key."
    take(
        connection,
        points,
        [Verdict.given("undo", [one.id], at=at, by=REREADER, why=why) for one in taken_back],
    )
    stands = [one for one in standing(verdicts) if one not in taken_back]
    has = {one.id for one in stands if accounts_of(connection, one)}
    return Renewal(
        report=report.id,
        source=report.outlet or report.source,
        gained=Counter(is_[one].kind for one in is_.keys() - was.keys()),
        lost=Counter(was[one].kind for one in was.keys() - is_.keys()),
        changed=Counter(
            is_[one].kind
            for one in is_.keys() & was.keys()
            if was[one].fact != is_[one].fact
        ),
        waiting=tuple(one for one in stands if one.id in stood - has),
        found=tuple(one for one in stands if one.id in has - stood),
        taken_back=taken_back,
    )  # fmt: skip


def _replace(
    connection: Connection, points: Points, version_: int, reading: Reading, now: int
) -> None:
    verdicts = judgements(connection)
    row = connection.execute(select(version).where(version.c.id == version_)).one()
    made = ready(reading, points, parted(verdicts))
    held = [Held(row.id, row.report, row.text_sha256, row.counted, made, row, row.until)]
    touched = judged_in(connection, verdicts, [row.id])
    changes = replace(connection, held, now)
    connection.execute(
        update(version).where(version.c.id == version_).values(reread=row.reread + 1)
    )
    touched |= judged_in(connection, verdicts, [row.id])
    follow(connection, points, changes, verdicts, touched)
    renote(connection, points, {row.report}, now)


@dataclass(frozen=True, slots=True)
class _Fact:
    account: Account
    kind: str
    place: tuple[int, ...]
    fact: Any


def _told(reading: Reading) -> dict[str, _Fact]:
    """Every account, change and step of a reading by its key."""
    found = {one.key: _Fact(one, one.kind, _place(one.told), one.told) for one in accounts(reading)}
    of = {
        part.key: one
        for one in accounts(reading)
        for part in (*getattr(one.told, "changes", ()), *getattr(one.told, "steps", ()))
    }
    for part in facts(reading):
        if part.key in of:
            kind = "change" if isinstance(part, Change) else "step"
            found[part.key] = _Fact(of[part.key], kind, _place(part), part)
    return found


def _place(told: Any) -> tuple[int, ...]:
    """Where the words stand on which a key rests."""
    if mentions := getattr(told, "mentions", ()):
        return (min(one.span.start for one in mentions),)
    if isinstance(told, Statement | Encounter | Event | Change | Step):
        return tuple(span.start for span in turning(told)[1])
    return ()


def _parts(told: Sequence[_Fact]) -> set[str]:
    return {one.fact.key for one in told if one.kind in ("change", "step")}
