"""Two versions of a report side by side, with what became of the verdicts on its facts."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from onrecord.errors import NotInRecord, QuestionError
from onrecord.facts import Reading
from onrecord.facts.contexts import context, resting
from onrecord.record.accounts import accounts
from onrecord.record.changed import Changes, changes
from onrecord.record.folding.resting import holds
from onrecord.record.verdicts import Verdict, standing
from onrecord.store.asking.gathering import instant
from onrecord.store.asking.kept_report import Edition
from onrecord.store.numbers import number
from onrecord.store.schema import version
from onrecord.store.stored import stored
from onrecord.store.straight import Straight
from onrecord.store.verdicts import about, keys_of
from onrecord.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A verdict on a fact of the old version: whether it moved to the new one with its words.

    ``words`` are those of the fact in the old version, ``fact`` its id in that reading.
    """

    verdict: Verdict
    key: str
    fact: str
    words: Span | None
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two versions of a report: ``old`` and ``new`` are their numbers among all, from 1 on.

    ``versions`` are all of the report, the oldest first; ``was`` and ``now`` the two readings.
    """

    report: str
    old: int
    new: int
    versions: tuple[Edition, ...]
    changes: Changes
    verdicts: tuple[Resting, ...]
    was: Reading
    now: Reading


def compared(
    connection: Connection,
    moment: int | None,
    named: str,
    old: int | None = None,
    new: int | None = None,
) -> Compared:
    """Two versions of a report (by its id, address or source): by default the last two.

    Where there is one alone it is compared with itself. ``moment`` in seconds since 1970, None for
    now: versions that count later are not there. NotInRecord where the report or the version is
    not; QuestionError where several reports came from there.
    """
    rows = _versions(connection, named, moment)
    to = len(rows) if new is None else new
    begin = max(1, to - 1) if old is None else old
    for given in (begin, to):
        if not 1 <= given <= len(rows):
            raise NotInRecord.named(f"version {given} of {named} (there are {len(rows)})")
    was, now = (stored(connection, rows[at - 1].id) for at in (begin, to))
    return Compared(
        report=was.report.id,
        old=begin,
        new=to,
        versions=tuple(
            Edition(
                version=row.text_sha256.hex(),
                counted=instant(row.counted),
                until=None if row.until is None else instant(row.until),
            )
            for row in rows
        ),
        changes=changes(was, now),
        verdicts=tuple(_resting(Straight.of(connection), moment, was, now)),
        was=was,
        now=now,
    )


def _versions(connection: Connection, named: str, moment: int | None) -> list[Any]:
    """All versions of the one report that is named; another of its versions may be named so."""
    c = version.c
    here = (c.url == named) | (c.source == named)
    with suppress(ValueError):
        here |= c.report == number(named)
    reports = set(connection.scalars(select(c.report).where(here)))
    if not reports:
        raise NotInRecord.named(named)
    if len(reports) > 1:  # facts told by hand stand beside their report, under names of their own
        rows = connection.execute(select(c.id, c.report).where(c.report.in_(reports)))
        own = {number(stored(connection, row.id).report.id) for row in rows}
        reports &= own
    if len(reports) > 1:
        what = f"{len(reports)} reports came from there."
        raise QuestionError(what, "Give the id of one of them.")
    asked = select(c.id, c.text_sha256, c.counted, c.until).where(c.report.in_(reports))
    if moment is not None:
        asked = asked.where(c.counted <= moment)
    found = connection.execute(asked.order_by(c.counted, c.text_sha256)).all()
    if not found:
        raise NotInRecord.named(named)
    return list(found)


def _resting(asked: Straight, moment: int | None, was: Reading, now: Reading) -> list[Resting]:
    """The verdicts on facts of the old version that stand, in the order of its text."""
    old, new = _keyed(was), _keyed(now)
    found = []
    for one in standing(about(asked, old.keys(), moment)):
        if one.verdict == "note":
            continue
        for key in sorted(keys_of(one) & old.keys()):
            if not _holds(one, key, was, old[key]):
                continue
            moved = _moves(one, key, old[key], now, new)
            words = max(resting(old[key]), key=lambda span: span.length, default=None)
            found.append(Resting(verdict=one, key=key, fact=old[key].id, words=words, moved=moved))
    return sorted(found, key=lambda one: (one.words.start if one.words else 0, one.verdict.order))


def _holds(one: Verdict, key: str, reading: Reading, fact: Any) -> bool:
    report = reading.report
    return holds(one, key, report.text_sha256, partial(context, report.text, fact))


def _moves(one: Verdict, key: str, fact: Any, now: Reading, new: dict[str, Any]) -> bool:
    """Whether a verdict holds for the new version: by its key, or the same words under another."""
    if key in new:
        return _holds(one, key, now, new[key])
    words = {rest.words for rest in one.rests if rest.key == key} - {None}
    there = (each for each in new.values() if type(each) is type(fact))
    return bool(words) and any(context(now.report.text, each) in words for each in there)


def _keyed(reading: Reading) -> dict[str, Any]:
    """Every account, change and step by its key."""
    told: dict[str, Any] = {}
    for one in accounts(reading):
        told[one.key] = one.told
        parts = (*getattr(one.told, "changes", ()), *getattr(one.told, "steps", ()))
        told |= {part.key: part for part in parts}
    return told
