"""A reading as rows, one a fact, for spreadsheets and data frames: the format ``csv``.

Every row says which report it is of and where its words stand. What has several values (actors,
tellings) has them in one cell, parted by «; ». Values are the contract's: dates as ISO 8601,
listed values as listed. Text that a spreadsheet would run as a formula has an apostrophe before
it; ``start`` and ``end`` lead to the letters themselves.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields

from onrecord.facts import (
    Change,
    Count,
    DateSlot,
    Encounter,
    Event,
    PlaceSlot,
    Reading,
    Statement,
    Step,
    Telling,
    Voucher,
)
from onrecord.text import Span
from onrecord.views.fragments import link
from onrecord.views.names import Names
from onrecord.views.safe import words
from onrecord.views.standing import terms_of
from onrecord.vocabulary import Terms

_PARTED = "; "
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact; the names are the columns.

    ``what`` is the act, format, change, step or event type; ``actor`` who says, meets or does it;
    ``recipient`` whom an event falls on; ``of`` the agreement, the person of a case or the fact
    that an event codes; ``terms`` the effective ones; ``lasts`` a duration or term.
    """

    report: str
    source: str
    url: str = ""
    outlet: str = ""
    title: str = ""
    published: str = ""
    published_basis: str = ""
    kind: str = ""
    id: str = ""
    key: str = ""
    what: str = ""
    modality: str = ""
    actor: str = ""
    addressees: str = ""
    targets: str = ""
    recipient: str = ""
    of: str = ""
    about: str = ""
    terms: str = ""
    occasion: str = ""
    date: str = ""
    date_basis: str = ""
    place: str = ""
    country: str = ""
    lat: str = ""
    lon: str = ""
    lasts: str = ""
    charge: str = ""
    counts: str = ""
    words: str = ""
    cue: str = ""
    quoted: str = ""
    vouched_by: str = ""
    stated_in: str = ""
    start: str = ""
    end: str = ""
    confidence: str = ""
    link: str = ""


COLUMNS = tuple(field.name for field in fields(Row))


def header() -> str:
    """The line of column names."""
    return line(COLUMNS)


def table(reading: Reading) -> str:
    """The rows of a reading, one a line, without the header."""
    return "".join(line(cell(value) for value in astuple(row)) for row in rows(reading))


def rows(reading: Reading) -> Iterator[Row]:
    """Statements, encounters, changes, steps and events, each in the reading's order."""
    of = _Rows(reading)
    yield from map(of.statement, reading.statements)
    yield from map(of.encounter, reading.encounters)
    for agreement in reading.agreements:
        yield from (of.turn(change, agreement.name) for change in agreement.changes)
    for case in reading.cases:
        yield from (of.turn(step, of.names.full(case.person)) for step in case.steps)
    yield from map(of.event, reading.events)


class _Rows:
    """Makes the rows of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.names = Names(reading)
        self._report = reading.report

    def statement(self, s: Statement) -> Row:
        return self._row(
            "statement", s, s.act, [*s.content, *s.cue], s.date, s.place,
            actor=self._actors(s.speaker) or _said(s.source),
            addressees=self._actors(s.addressees),
            targets=self._actors(s.targets),
            about=self.names.about(s.about),
            terms=terms_of(s),
            occasion=s.occasion or "",
            words=_said(s.content),
            cue=_said(s.cue),
            quoted=_said(s.quoted),
            vouched_by=self._chain(s.vouched_by),
        )  # fmt: skip

    def encounter(self, e: Encounter) -> Row:
        return self._row(
            "encounter", e, e.format, _spans(e.tellings), e.date, e.place,
            actor=self._actors(e.participants),
            occasion=e.occasion or "",
            lasts=_amount(e.duration.value, e.duration.mod) if e.duration else "",
            **self._told(e.tellings),
        )  # fmt: skip

    def turn(self, t: Change | Step, of: str) -> Row:
        step = t if isinstance(t, Step) else None
        return self._row(
            "step" if step else "change",
            t,
            t.step if isinstance(t, Step) else t.change,
            _spans(t.tellings),
            t.date,
            step.place if step else None,
            actor=self._actors(t.by),
            of=of,
            lasts=(t.term.value or "") if t.term else "",
            charge=(step.charge or "") if step else "",
            stated_in=_PARTED.join(t.stated_in),
            **self._told(t.tellings),
        )

    def event(self, v: Event) -> Row:
        return self._row(
            "event", v, f"{v.type} {v.mode}" if v.mode else v.type, _spans(v.tellings),
            v.date, v.place,
            actor=self._actors(v.actor),
            recipient=self._actors(v.recipient),
            of=v.of or "",
            counts=_PARTED.join(_counted(count) for count in v.counts),
            **self._told(v.tellings),
        )  # fmt: skip

    def _row(
        self,
        kind: str,
        fact: Statement | Encounter | Change | Step | Event,
        what: str,
        where: Sequence[Span],
        date: DateSlot | None,
        place: PlaceSlot | None,
        **own: str,
    ) -> Row:
        report, first = self._report, where[0] if where else None
        return Row(
            report=report.id,
            source=report.source,
            url=report.url or "",
            outlet=report.outlet or "",
            title=report.title or "",
            published=report.published.value or "",
            published_basis=report.published.basis,
            kind=kind,
            id=fact.id,
            key=fact.key,
            what=what,
            modality=fact.modality,
            date=(date.value or "") if date else "",
            date_basis=(date.basis or "") if date else "",
            place=place.name if place else "",
            country=(place.country or "") if place else "",
            lat=_number(place.lat) if place else "",
            lon=_number(place.lon) if place else "",
            start=str(first.start) if first else "",
            end=str(first.end) if first else "",
            confidence=_number(fact.confidence),
            link=(link(report, first) or "") if first else "",
            **own,
        )

    def _told(self, tellings: Sequence[Telling]) -> dict[str, str]:
        """The words of tellings, each once, and who vouches for them.

        Where only some rest on a source, the report's own voice is named beside it.
        """
        chains = dict.fromkeys(self._chain(telling.vouched_by) for telling in tellings)
        outer = dict.fromkeys(_outermost(telling) for telling in tellings)
        alone = list(chains) == [""]
        return {
            "words": _said(_spans(tellings)),
            "vouched_by": "" if alone else _PARTED.join(chain or "report" for chain in chains),
            "terms": "" if alone else _PARTED.join(outer),
        }

    def _actors(self, identifiers: Sequence[str]) -> str:
        return _PARTED.join(self.names.full(identifier) for identifier in identifiers)

    def _chain(self, vouchers: Sequence[Voucher]) -> str:
        return " > ".join(f"{self.names.full(v.actor)} ({v.terms})" for v in vouchers)


def _outermost(telling: Telling) -> Terms:
    return telling.vouched_by[0].terms if telling.vouched_by else "unspecified"


def _spans(tellings: Iterable[Telling]) -> list[Span]:
    return [telling.span for telling in tellings]


def _said(spans: Iterable[Span]) -> str:
    return _PARTED.join(dict.fromkeys(words(span.text) for span in spans))


def _amount(value: str | None, mod: str | None) -> str:
    return " ".join(part for part in (mod, value) if part)


def _counted(count: Count) -> str:
    return f"{count.of}={_amount(_number(count.value), count.mod)} {count.unit or ''}".strip()


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)


def cell(value: str) -> str:
    """Text on one line that no spreadsheet takes for a formula; numbers stay numbers."""
    shown = words(value)
    if shown.startswith(_FORMULA) and not shown.lstrip("+-").replace(".", "", 1).isdigit():
        return "'" + shown
    return shown


def line(cells: Iterable[str]) -> str:
    """Cells as one line of CSV."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerow(cells)
    return file.getvalue()
