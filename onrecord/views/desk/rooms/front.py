"""The front page: what changed status, what is new, what is open."""

from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request, Response

from onrecord.errors import QuestionError
from onrecord.question import Asked, Question, moment
from onrecord.record.things import EventThing, Thing
from onrecord.store.asking.timeline import Moment
from onrecord.views.dates import date_words
from onrecord.views.desk import changing
from onrecord.views.desk.picturing import timeline_picture
from onrecord.views.desk.rooms.lists import by_day, shown
from onrecord.views.desk.visits import KeptRoute, Visit

router = APIRouter(include_in_schema=False, route_class=KeptRoute)
SPANS = {7: "seven days", 30: "30 days", 365: "year"}
DRAWN = 14  # days that are drawn at least …
MARKS = 150  # … and things on them at most
ASKED = 90  # days in which something was asked
NEW = 14  # entries
FEW = 6  # things in a column beside
COUNTED: tuple[Asked, ...] = ("statements", "encounters", "agreements", "cases", "events", "actors")


@router.get("/")
def front(request: Request) -> Response:
    """The desk itself; of an empty record how to fill it."""
    visit = Visit.of(request)
    span = _span(visit)
    extent = visit.reports.extent(visit.as_of)
    if extent.last is None:
        where = visit.store.where
        return visit.page("empty.html", title="Desk", where=where, extent=extent)
    said = _said(visit, span, extent.last)
    return visit.page("front.html", title="Desk", extent=extent, **said)


def _said(visit: Visit, span: int, last: str) -> dict[str, Any]:
    """All that the page tells."""
    day = _day(visit, last)
    first, drawn = day - timedelta(days=span - 1), _first_drawn(day, span)
    latest = _moments(visit, until=day, limit=MARKS)
    asked = _moments(visit, modality="asked", since=day - timedelta(days=ASKED), limit=60)
    planned = _moments(visit, modality="planned", since=day + timedelta(days=1), limit=60)
    changes = changing.changed(visit.record, visit.links, first, day)
    return {
        "day": f"{day:%A} {date_words(str(day))}",
        "last": date_words(last.removesuffix("T23:59:59Z")),  # of a day without an hour
        "counts": [(one, visit.record.count(one)) for one in COUNTED] if not visit.as_of else [],
        "spans": [(SPANS[days], visit.links.to("/", days=days), days == span) for days in SPANS],
        "span": SPANS[span],
        "changes": changes,
        "before": None if changes else changing.last_changed(visit.record, visit.links, day),
        "picture": timeline_picture(latest, visit.links, (drawn, day)),
        "drawn": "Two weeks" if span <= DRAWN else "30 days",
        "new": by_day(shown(visit, _fresh(latest)[:NEW])),
        "all_new": visit.links.to("/timeline", until=day),
        "asked": changing.asked(asked, visit.links, day)[:FEW],
        "ahead": changing.ahead(planned, visit.links)[:FEW],
        "disputed": shown(visit, _disputed(_ask(visit, "disputes", limit=2 * FEW))),
        "reports": visit.reports.newest(visit.as_of, limit=FEW).reports,
    }


def _day(visit: Visit, last: str) -> date:
    """The day that the page is of: that of the as-of time, else of the last report."""
    known = moment(visit.as_of) if visit.as_of else None
    return known.date() if known else date.fromisoformat(last[:10])


def _span(visit: Visit) -> int:
    """How many days back a change is news."""
    given = visit.given()
    days = given.pop("days", str(min(SPANS)))
    Question.of("actors", given)  # says which parameter is unknown
    if str(days) not in map(str, SPANS):
        raise QuestionError.of("days", days, f"one of {', '.join(map(str, SPANS))}")
    return int(days)


def _first_drawn(day: date, span: int) -> date:
    return day - timedelta(days=(DRAWN if span <= DRAWN else 30) - 1)


def _ask(visit: Visit, asked: Any, **given: Any) -> list[Moment]:
    question = Question.of(asked, {**given, "as_of": visit.as_of})
    return list(visit.record.part(question).items)


def _moments(visit: Visit, **given: Any) -> list[Moment]:
    return _ask(visit, "timeline", **given)


def _disputed(moments: list[Moment]) -> list[Thing]:
    """The first things disputed; an event that codes another of them says the same again."""
    things = [one.thing for one in moments]
    return [one for one in things if not (isinstance(one, EventThing) and one.of)][:FEW]


def _fresh(moments: list[Moment]) -> list[Moment]:
    """What has a day; coded events are left to their own list."""
    return [one for one in moments if one.date and not isinstance(one.thing, EventThing)]
