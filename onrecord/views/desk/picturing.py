"""Drawings in a page, each with the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from onrecord.drawing import (
    Table,
    Timeline,
    life_svg,
    life_table,
    relay_svg,
    relay_table,
    timeline_svg,
    timeline_table,
)
from onrecord.question import moment
from onrecord.record.things import AgreementThing, CaseThing, Thing
from onrecord.store.asking.timeline import Moment
from onrecord.views import drawn
from onrecord.views.dates import date_words
from onrecord.views.desk.links import Links
from onrecord.views.relaying import relay


@dataclass(frozen=True, slots=True)
class Picture:
    """What our own code drew, and the same as a table."""

    svg: Markup
    table: Table
    title: str


def life_picture(thing: AgreementThing | CaseThing, as_of: str | None) -> Picture:
    """The life of an agreement or a case, to the last report or to the as-of time."""
    known = moment(as_of) if as_of else None
    life = drawn.life(thing, as_of=known.date() if known else None)
    svg = Markup(life_svg(drawn.short_life(life), alone=False))  # drawn and escaped in drawing/
    return Picture(svg, life_table(life), f"The life of {life.name}")


def relay_picture(thing: Thing, links: Links) -> Picture | None:
    """The order in which outlets told a thing; None where one report alone does."""
    told = relay(thing, lambda one: links.report(one.report, one.counted))
    if told is None:
        return None
    svg = Markup(relay_svg(told, alone=False))
    return Picture(svg, relay_table(told), told.title)


def timeline_picture(
    moments: Sequence[Moment], links: Links, days: tuple[date, date] | None = None
) -> Picture | None:
    """Lanes by kind, statements counted; None where nothing has a day. ``days``: from and to."""
    told = drawn.timeline(moments, counted=True, title="", link=links.thing)
    if days:
        told = _within(told, *days)
    if not told.dated and not told.tallies:
        return None
    said = " to ".join(dict.fromkeys(map(date_words, (told.first, told.last))))
    named = drawn.short_timeline(told, title=f"Timeline, {said}")
    return Picture(Markup(timeline_svg(named, alone=False)), timeline_table(told), said)


def _within(told: Timeline, first: date, last: date) -> Timeline:
    """The same between two days, both within: what may mean a day outside of them is left out."""
    low, high = first.toordinal(), last.toordinal()
    kept = tuple(
        one for one in told.happenings if (at := one.days) and low <= at.first and at.last <= high
    )
    tallies = tuple(one for one in told.tallies if str(first) <= one.day <= str(last))
    return replace(told, first=str(first), last=str(last), happenings=kept, tallies=tallies)
