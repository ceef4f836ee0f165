"""iCalendar (RFC 5545): encounters, dated events, changes and steps as entries of a calendar.

A day is an all-day entry; a month or a year is one that spans all of its days and says so. A time
of day stands as told: in UTC where it is UTC, else without a zone. ``STATUS`` is CONFIRMED for what
happened, TENTATIVE for what was planned, asked or possible, CANCELLED for what was denied or
failed, and the summary says the same in words. What has no date has no place in a calendar.

The writer is our own: lines end with CR LF and are folded at 75 octets, text is escaped, and what
no calendar may hold (controls) stands as U+FFFD. ``DTSTAMP`` is when the thing was last reported,
so that one record makes one file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from onrecord.facts import PlaceSlot
from onrecord.record.accounts import Kind
from onrecord.record.things import (
    CaseStep,
    EncounterThing,
    EventThing,
    LifeChange,
    Thing,
    ThingTelling,
)
from onrecord.views.dates import date_words
from onrecord.views.exports.chunks import LeftOut
from onrecord.views.exports.kept import Kept
from onrecord.views.exports.tellings import by_hand, disputed, said, told_once, turns
from onrecord.views.exports.titles import title
from onrecord.views.exports.whens import When, when
from onrecord.views.fragments import page_address
from onrecord.views.safe import words
from onrecord.vocabulary import Modality

KINDS: tuple[Kind, ...] = ("encounter", "agreement", "case", "event")

_STATUS: dict[Modality, str] = {
    "actual": "CONFIRMED", "planned": "TENTATIVE", "asked": "TENTATIVE", "possible": "TENTATIVE",
    "denied": "CANCELLED", "failed": "CANCELLED",
}  # fmt: skip
_WIDTH = 75  # octets of a line
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

_Dated = EncounterThing | EventThing | LifeChange | CaseStep


def pieces(kept: Kept, kinds: Sequence[Kind], left_out: LeftOut) -> Iterator[bytes]:
    """The file in pieces."""
    yield _opening("Onrecord")
    for thing in told_once(kept, kinds):
        yield from entries(thing, left_out)
    yield _lines("END:VCALENDAR")


def whole(name: str, things: Iterable[Thing]) -> bytes:
    """A calendar of some things, by a name; what has no date is left out."""
    found = (piece for thing in things for piece in entries(thing, Counter()))
    return b"".join((_opening(name), *found, _lines("END:VCALENDAR")))


def _opening(name: str) -> bytes:
    return _lines(
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Onrecord//Record//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    )


def entries(thing: Thing, left_out: LeftOut) -> Iterator[bytes]:
    """The entries of a thing: its own, or those of its changes or steps."""
    if isinstance(thing, EncounterThing | EventThing):
        found = when(thing.date)
        left_out["without a date"] += found is None
        if found:
            place = thing.place
            yield _entry(thing.id, title(thing), thing, found, place, thing.tellings, thing)
    for told in turns(thing):
        found = when(told.turn.date)
        left_out["without a date"] += found is None
        if found:
            place = told.turn.place if isinstance(told.turn, CaseStep) else None
            yield _entry(told.id, told.title, told.turn, found, place, told.tellings, thing)


def _entry(
    identifier: str,
    summary: str,
    fact: _Dated,
    found: When,
    place: PlaceSlot | None,
    tellings: Sequence[ThingTelling],
    thing: Thing,
) -> bytes:
    stamp = "".join(char for char in fact.last_reported if char not in "-:")
    url = next(filter(None, (page_address(one.url) for one in tellings)), None)
    return _lines(
        "BEGIN:VEVENT",
        f"UID:{_text(identifier)}@onrecord",
        f"DTSTAMP:{stamp}",
        *_span(found),
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(_description(fact, found, tellings, thing))}",
        *_where(place),
        f"STATUS:{_STATUS[fact.modality]}",
        "TRANSP:TRANSPARENT",
        f"CATEGORIES:{fact.modality}",
        *([f"URL:{url}"] if url and url.isascii() else []),
        "END:VEVENT",
    )


def _span(found: When) -> list[str]:
    """When it begins and, for whole days, the day after it ends."""
    if moment := found.moment:
        return [f"DTSTART:{_day(moment)}T{moment:%H%M%S}{'Z' if moment.tzinfo else ''}"]
    lines = [f"DTSTART;VALUE=DATE:{_day(found.first)}"]
    if found.last < date.max:
        lines.append(f"DTEND;VALUE=DATE:{_day(found.last + timedelta(days=1))}")
    return lines


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _where(place: PlaceSlot | None) -> list[str]:
    if place is None:
        return []
    named = ", ".join(part for part in (words(place.name), place.country) if part)
    lines = [f"LOCATION:{_text(named)}"]
    if place.lat is not None and place.lon is not None:
        lines.append(f"GEO:{place.lat:.6f};{place.lon:.6f}")
    return lines


def _description(fact: _Dated, found: When, tellings: Sequence[ThingTelling], thing: Thing) -> str:
    """Whether it happened, how exact the date is, on whose word, and the first words."""
    differ = ", ".join(disputed(thing, fact))
    sides = f"Reports disagree: {differ}." if differ else ""
    exact = "" if found.exact else f"The date is no day: {date_words(found.value)}."
    count = f"{fact.outlets} source{'' if fact.outlets == 1 else 's'}"
    quoted = [f"«{one}»" for one in said(tellings)]
    happened = "" if fact.modality == "actual" else f"Not told as done: {fact.modality}."
    hands = ", ".join(by_hand(tellings))
    told = f"By hand: {hands}." if hands else ""
    return "\n".join(part for part in (happened, exact, sides, count, *quoted, told) if part)


def _text(text: str) -> str:
    """Text as a value: controls gone, marks escaped; newlines of ours stay."""
    return "\n".join(words(part) for part in text.split("\n")).translate(_ESCAPED)


def _lines(*lines: str) -> bytes:
    return b"".join(_folded(line.encode("utf-8")) for line in lines)


def _folded(line: bytes) -> bytes:
    """A line of at most 75 octets, and what is beyond on lines after it; no character is cut."""
    parts: list[bytes] = []
    room = _WIDTH
    while len(line) > room:
        cut = room
        while line[cut] & 0xC0 == 0x80:  # within a character
            cut -= 1
        parts.append(line[:cut])
        line, room = line[cut:], _WIDTH - 1  # the space that opens a line after
    return b"\r\n ".join([*parts, line]) + b"\r\n"
