"""Report → Reading: the rooms in their order, on one screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord import tables
from onrecord.facts import Made, Reading, Time, with_keys
from onrecord.reading.cast import cast
from onrecord.reading.dating import date_report
from onrecord.reading.encoder import encoder
from onrecord.reading.layout import lay_out
from onrecord.reading.scene import Layout, Scene
from onrecord.reading.spotting import spot
from onrecord.reading.statements import statements
from onrecord.reading.times import Anchor, TimeMention, find_times
from onrecord.report import Published, Report
from onrecord.tables.names import find_known
from onrecord.text import Span
from onrecord.version import __version__


def read_report(report: Report) -> Reading:
    """All facts of one report. Raises ModelError where the model cannot be loaded."""
    text, model = report.text, encoder()
    layout = lay_out(text, report)
    spotted = spot(text, model)
    published = date_report(report, layout)
    today = _day(published)
    scene = Scene(text=text, layout=layout, published=published, today=today)
    times = find_times(text, Anchor(today))
    people = cast(text, layout, spotted, find_known(text))
    said = statements(scene, spotted, times, people)
    reading = Reading(
        made=Made(version=__version__, model=model.digest, tables=tables.digest()),
        report=_told(report, layout, published),
        actors=people.actors,
        statements=said,
        times=tuple(_time(text, t) for t in times),
    )
    return with_keys(reading)


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


def _day(published: Published) -> date | None:
    if published.value is None or len(published.value) < 10:
        return None
    return date.fromisoformat(published.value[:10])


def _time(text: str, mention: TimeMention) -> Time:
    return Time(
        span=Span.of(text, mention.start, mention.end),
        type=mention.type,
        value=mention.value,
        mod=mention.mod,
    )
