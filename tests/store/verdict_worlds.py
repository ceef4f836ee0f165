"""Small worlds for the laws of reviewing: meetings on days, alike where the days are near.

The identity is a toy: a profile is a day, two are one thing where the days are at most one apart.
So every chain of days is a bridge, and reports of one day have equal profiles: one node.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from onrecord.facts import Actor, DateSlot, Encounter, Mention, Reading, Telling, with_keys
from onrecord.record.accounts import Kind, accounts
from onrecord.record.identity import IDENTITIES
from onrecord.record.identity.alone import Alone
from onrecord.record.identity.protocol import Evidence
from onrecord.report import Published, Report, text_sha256
from onrecord.store.numbers import key
from onrecord.store.record import Record, open_record
from onrecord.store.schema import account, node, thing
from onrecord.text import Span


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
        return frozenset({"any"})

    def evidence(self, one: OnDay, other: OnDay) -> Evidence:
        return {"days": 1.5 - abs(one.day - other.day)}


TOY = {kind: Alone(kind) for kind in IDENTITIES} | {"encounter": ByDay()}


def told(name: str, days: Sequence[int], counted: int, text: str = "") -> Reading:
    """A report that tells of a meeting on each of some days of March, counted on another."""
    lines = [f"Ana Reyes of {name} met Omar Said on {day} March." for day in days]
    body = "\n".join([f"The {name} report. {text}".strip(), *lines])
    meetings, at = [], body.index("\n") + 1
    for number, (day, line) in enumerate(zip(days, lines, strict=True)):
        start = body.index("met", at)
        span = Span(start, start + 3, "met")
        meetings.append(
            Encounter(
                id=f"e{number}", participants=("a1",), tellings=(Telling(span=span),),
                date=DateSlot(value=f"2026-03-{day:02}"),
            )
        )  # fmt: skip
        at += len(line) + 1
    who = body.index("Ana")
    actor = Actor(
        id="a1", name="Ana Reyes", kind="person", mentions=(Mention(Span(who, who + 3, "Ana")),)
    )
    report = Report(
        id=hashlib.sha256(name.encode()).hexdigest()[:16], text_sha256=text_sha256(body),
        source=f"{name}.txt", outlet=name, text=body, seen=f"2026-04-{counted:02}T12:00:00Z",
        published=Published(), kind="article",
    )  # fmt: skip
    return with_keys(Reading(report=report, actors=(actor,), encounters=tuple(meetings)))


def keys_of(reading: Reading) -> list[str]:
    """The keys of its meetings."""
    return [one.key for one in accounts(reading) if one.kind == "encounter"]


def opened(path: Path | str) -> Record:
    """A record of such worlds."""
    return open_record(path, create=True, identities=TOY)


def shape(record: Record) -> Mapping[str, frozenset[str]]:
    """The things by their first key, each with the keys of its accounts that speak."""
    with record.reading() as connection:
        groups: dict[int, set[str]] = defaultdict(set)
        rows = connection.execute(
            select(node.c.thing, account.c.key)
            .join(account, account.c.node == node.c.id)
            .where(node.c.thing.is_not(None), node.c.kind == 2)
        )
        for name, told_ in rows:
            groups[name].add(key(told_))
        firsts = connection.execute(select(thing.c.node, thing.c.key).where(thing.c.kind == 2))
        return {key(first): frozenset(groups[name]) for name, first in firsts}
