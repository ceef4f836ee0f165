"""Small worlds for the laws of the store: reports in versions, meetings that bridge, and a dump.

The identity is a toy: a profile is a day of March and an ordinal, two are one thing where the days
are at most one apart. So days 1, 2, 3 are a bridge, and reports of one day have equal profiles.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from onrecord.facts import (
    Actor,
    DateSlot,
    Encounter,
    Made,
    Mention,
    Reading,
    Telling,
    Voucher,
    with_keys,
)
from onrecord.record.accounts import Kind
from onrecord.record.identity import IDENTITIES
from onrecord.record.identity.protocol import Evidence
from onrecord.report import Published, Report, text_sha256
from onrecord.store.numbers import STRETCH
from onrecord.store.record import Record, open_record
from onrecord.store.schema import METADATA, PLACES, entry, version
from onrecord.text import Span
from tests.alone import Alone


@dataclass(frozen=True, slots=True)
class OnDay:
    """A profile: the day, and which of its report's meetings of that day it is."""

    day: int
    ordinal: int


@dataclass(frozen=True, slots=True)
class ByDay:
    """Meetings are one where their days are neighbours."""

    kind: Kind = "encounter"

    @property
    def profile(self) -> type[OnDay]:
        return OnDay

    def profiles(self, reading: Reading) -> Iterator[tuple[str, OnDay]]:
        met: dict[int, int] = {}
        for one in reading.encounters:
            day = int((one.date.value if one.date and one.date.value else "0")[-2:])
            yield one.key, OnDay(day, met.get(day, 0))
            met[day] = met.get(day, 0) + 1

    def blocks(self, profile: OnDay) -> frozenset[str]:
        return frozenset({f"{day}" for day in (profile.day, profile.day + 1)})

    def evidence(self, one: OnDay, other: OnDay) -> Evidence:
        return {"days": 1.25 - abs(one.day - other.day)}


@dataclass(frozen=True, slots=True)
class Name:
    """A profile: a name."""

    name: str


@dataclass(frozen=True, slots=True)
class ByName:
    """Actors are one where their names end alike."""

    kind: Kind = "actor"

    @property
    def profile(self) -> type[Name]:
        return Name

    def profiles(self, reading: Reading) -> Iterator[tuple[str, Name]]:
        from onrecord.record.accounts import accounts

        for one in accounts(reading):
            if isinstance(one.told, Actor):
                yield one.key, Name(one.told.name)

    def blocks(self, profile: Name) -> frozenset[str]:
        return frozenset({profile.name.split()[-1]})

    def evidence(self, one: Name, other: Name) -> Evidence:
        alike = one.name.split()[-1] == other.name.split()[-1]
        return {"family": 2.0 if alike else -3.0, "given": 0.0 if one.name == other.name else -1.0}


TOY = {kind: Alone(kind) for kind in IDENTITIES} | {"encounter": ByDay(), "actor": ByName()}
NAMES = ("Ana Reyes", "Bo Reyes", "A Reyes", "Omar Said", "Émile Saïd")


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a report: which report, who meets, on which days of March, seen on a day."""

    report: int
    days: tuple[int, ...]
    seen: int
    names: tuple[int, ...] = (0, 3)
    words: str = ""
    outlet: int = 0
    release: str = "0.1.0"


def reading(one: Edition) -> Reading:
    """The reading of an edition; its text is made of its days, names and words."""
    pieces: list[str] = []
    mentions: dict[str, list[Mention]] = {NAMES[n]: [] for n in one.names}
    meetings: list[Encounter] = []

    def put(words: str) -> Span:
        start = sum(map(len, pieces))
        pieces.append(words)
        return Span(start, start + len(words), words)

    put(f"Report of 🕊 {one.words}.\n")
    for number, day in enumerate(one.days):
        for name in mentions:
            mentions[name].append(Mention(put(name), "name"))
            put(" and ")
        met = put(f"others met on {day} March")
        put(f" as line {number} says.\n")
        vouchers = (Voucher(actor="a1"),) if day % 2 else ()
        meetings.append(
            Encounter(
                id=f"e{number + 1}",
                participants=tuple(f"a{at + 1}" for at in range(len(mentions))),
                date=DateSlot(value=f"2026-03-{day:02}", basis="words"),
                tellings=(Telling(span=met, vouched_by=vouchers, confidence=0.5),),
            )
        )
    text = "".join(pieces)
    report = Report(
        id=hashlib.sha256(f"report {one.report}".encode()).hexdigest()[:16],
        text_sha256=text_sha256(text),
        source=f"{one.report}.txt",
        url=f"https://news.example/{one.report}",
        outlet=f"Outlet {one.outlet}",
        seen=f"2026-04-{one.seen:02}T12:00:00Z" if one.seen else None,
        published=Published("2026-04", "given") if not one.seen else Published(),
        text=text,
    )
    actors = tuple(
        Actor(id=f"a{at + 1}", name=name, kind="person", represents="RU", mentions=tuple(spans))
        for at, (name, spans) in enumerate(mentions.items())
        if spans
    )
    known = {actor.id for actor in actors}
    meetings = [
        replace(m, participants=tuple(p for p in m.participants if p in known)) for m in meetings
    ]
    return with_keys(
        Reading(
            made=Made(version=one.release), report=report, actors=actors,
            encounters=tuple(meetings),
        )
    )  # fmt: skip


def opened(place: str) -> Record:
    """A record of such worlds."""
    return open_record(place, create=True, identities=TOY)


def made(place: str, *batches: Sequence[Edition]) -> Record:
    """A record to which batches have been added."""
    record = opened(place)
    for batch in batches:
        record.add([reading(one) for one in batch])
    return record


# Numbers that the order of adding makes, and what stands for them in a dump.
_ORDERED = {"added"}


def dump(record: Record) -> Mapping[str, list[tuple[Any, ...]]]:
    """All tables by content alone: for numbers that adding makes stands what they are of."""
    with record.reading() as connection:
        versions = {
            row.id: f"{row.report:x} {row.text_sha256.hex()[:8]}"
            for row in connection.execute(select(version))
        }
        entries = {row.number: row.name for row in connection.execute(select(entry))}
        return {
            name: sorted(
                (_plain(row, name, versions, entries) for row in _rows(connection, name)), key=repr
            )
            for name in METADATA.tables
            if name != "migration"
        }


def _rows(connection: Connection, name: str) -> list[Mapping[str, Any]]:
    return [dict(row) for row in connection.execute(select(METADATA.tables[name])).mappings()]


def _plain(
    row: Mapping[str, Any], table: str, versions: Mapping[int, str], entries: Mapping[int, int]
) -> tuple[Any, ...]:
    told: dict[str, Any] = {}
    for name, value in row.items():
        if name in _ORDERED or (table == "forgotten" and name == "at"):
            continue
        if (
            (table, name) == ("version", "id")
            or name == "version"
            or (table, name) == ("near", "other")
        ):
            value = versions[value]
        elif (table, name) == ("account", "id"):
            value = f"{versions[value >> PLACES]} #{value % (1 << PLACES)}"
        elif name == "stretch":
            within = PLACES - STRETCH
            value = f"{versions[value >> within]} #{value % (1 << within)}"
        elif (table, name) == ("role", "who"):
            value = entries[value]
        elif (table, name) == ("entry", "number"):
            continue
        told[name] = value
    return tuple(told.items())
