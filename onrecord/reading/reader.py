"""Report → Reading: the rooms in their order, on one screen."""

from __future__ import annotations

from dataclasses import replace

from onrecord import tables
from onrecord.facts import Made, Reading, Time, with_keys
from onrecord.reading.agreements import agreements
from onrecord.reading.cases import cases
from onrecord.reading.cast import cast
from onrecord.reading.confidence import with_confidence
from onrecord.reading.dating import date_report, day_of
from onrecord.reading.encoder import encoder
from onrecord.reading.encounters import encounters
from onrecord.reading.events import events
from onrecord.reading.holding import with_inferred_holders
from onrecord.reading.issuer import with_issuer
from onrecord.reading.layout import lay_out
from onrecord.reading.listeners import with_listeners
from onrecord.reading.needed import with_needed
from onrecord.reading.notices import notices
from onrecord.reading.outlet import with_outlet
from onrecord.reading.places import places
from onrecord.reading.scene import Layout, Scene
from onrecord.reading.spotting import spot
from onrecord.reading.statements import statements
from onrecord.reading.statements.subjects import with_subjects
from onrecord.reading.times import Anchor, TimeMention, find_times
from onrecord.reading.unswept import unswept
from onrecord.report import Published, Report
from onrecord.tables.names import find_known
from onrecord.text import Span
from onrecord.version import __version__


def read_report(report: Report) -> Reading:
    """All facts of one report. Raises ModelError where the model cannot be loaded."""
    with unswept():
        return with_confidence(unweighed(report))


def unweighed(report: Report) -> Reading:
    """The reading before its confidences are calibrated: each room's own first guesses."""
    text, model = report.text, encoder()
    layout = lay_out(text, report)
    spotted = spot(text, model)
    published = date_report(text, layout.paragraphs, known=report.published, url=report.url)
    today = day_of(published)
    scene = Scene(text, layout, published, today, spotted.relations)
    times = find_times(text, Anchor(today))
    known = find_known(text, today)
    people = with_listeners(text, cast(text, layout, spotted, known, today))
    people = with_outlet(text, layout, people)
    people, issuer = with_issuer(text, layout, people, known)
    said = statements(scene, spotted, times, people, issuer)
    met = encounters(scene, times, people, said)
    agreed = agreements(scene, times, people, said)
    people, held = cases(scene, times, people, said)
    said = with_subjects(said, agreed, held, people)
    kinds = spotted.asides.types_told()
    chances = kinds[0] if len(kinds) == 1 else {}
    people, coded = events(scene, times, people, said, met, agreed, held, chances)
    reading = Reading(
        made=Made(version=__version__, model=model.digest, tables=tables.digest(), settings=_own()),
        report=_told(report, layout, published),
        actors=people.actors,
        statements=said,
        encounters=met,
        agreements=agreed,
        cases=held,
        events=coded,
        places=places(scene, known, people, spotted.places),
        times=tuple(_time(text, t) for t in times),
        notices=notices(text, layout, times),
    )
    return with_keys(with_inferred_holders(with_needed(reading)))


def _own() -> dict[str, str | int | float | bool | None]:
    """The hash of the tables of one's own, where there are any, among what made a reading."""
    own = tables.in_use()
    return {} if own is None else {"own_tables": own.digest}


def _told(report: Report, layout: Layout, published: Published) -> Report:
    """The report with what its own text says of it, where nobody has given it."""
    return replace(
        report,
        kind=layout.kind,
        title=report.title or layout.title,
        outlet=report.outlet or layout.outlet,
        authors=report.authors or layout.authors,
        dateline=layout.dateline,
        published=published,
        parts=layout.parts,
    )


def _time(text: str, mention: TimeMention) -> Time:
    return Time(
        span=Span.of(text, mention.start, mention.end),
        type=mention.type,
        value=mention.value,
        mod=mention.mod,
    )
