"""Lists: the answers to a question, narrowed by a form, a part at a time."""

from collections.abc import Sequence
from itertools import groupby

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.question import Asked
from onrecord.record.things import EventThing, Thing
from onrecord.store.asking.timeline import Moment
from onrecord.views.desk import filters
from onrecord.views.desk.disagreements import Disagreement, disagreements
from onrecord.views.desk.disagreements import wanted as sides_of
from onrecord.views.desk.entries import Entry, entries, wanted
from onrecord.views.desk.naming import named
from onrecord.views.desk.picturing import timeline_picture
from onrecord.views.desk.visits import KeptRoute, Visit
from onrecord.views.things.asked import asked
from onrecord.views.things.nothing import nothing

router = APIRouter(include_in_schema=False, route_class=KeptRoute)
LOOKS = 3  # at so many parts of the record one page looks: disputes are rare
FEWER = "Only what was reported lately is looked at here; the next part looks further back."
TITLES: dict[Asked, tuple[str, str]] = {
    "statements": ("Statements", "Who said what to whom, on what terms, the newest first."),
    "encounters": ("Encounters", "Who met or spoke with whom, the newest first."),
    "agreements": ("Agreements", "Treaties, accords and deals, the last reported first."),
    "cases": ("Cases", "Who was held, charged, tried, exchanged, the last reported first."),
    "events": ("Events", "Coded political events (PLOVER), the newest first."),
    "actors": ("Actors", "Persons, states and bodies, the last reported first."),
    "timeline": ("Timeline", "Everything in one order of days, the newest first."),
    "disputes": ("Disputes", "Where reports disagree. Both sides stand."),
}


def listing(request: Request) -> Response:
    """A list of one kind of thing."""
    visit = Visit.of(request)
    kind: Asked = request.url.path.strip("/")  # type: ignore[assignment]
    if visit.emptied():
        return RedirectResponse(visit.emptied(), 303)
    question = visit.question(kind)
    found = asked(visit.record, question, looks=LOOKS)
    items, cursor = found.items, found.cursor
    fewer = cursor and len(items) < question.limit
    title, about = TITLES[kind]
    return visit.page(
        "listing.html" if kind != "disputes" else "disputes.html",
        title=title,
        about=about,
        question=question,
        notes=[*found.notes, *([FEWER] if fewer else [])],
        fields=filters.fields(question),
        narrowed=filters.narrowed(question),
        days=by_day(shown(visit, items)) if kind == "timeline" else [],
        entries=shown(visit, items) if kind not in ("timeline", "disputes") else [],
        disputed=_disputed(visit, items) if kind == "disputes" else [],
        picture=timeline_picture(items, visit.links) if kind == "timeline" and items else None,
        more=visit.links.asking(question, cursor=cursor) if cursor else "",
        first=visit.links.asking(question, cursor=None) if question.cursor else "",
        nothing="" if items or cursor else nothing(visit.record, question),
    )


for path in TITLES:
    router.get(f"/{path}")(listing)


def shown(visit: Visit, items: Sequence[Thing | Moment]) -> list[Entry]:
    """Entries with their words in context: the texts are fetched in one question."""
    told = named(visit.record, items, visit.as_of)
    return entries(told, visit.links, visit.reports.texts(wanted(told)))


def _disputed(visit: Visit, items: Sequence[Moment]) -> list[tuple[Entry, list[Disagreement], str]]:
    """Each with both sides, in their words; of an event that codes another thing its address."""
    things = [one.thing for one in items]
    texts = visit.reports.texts(set().union(*map(sides_of, things)))
    coded = [one.of if isinstance(one, EventThing) and one.of else "" for one in things]
    return [
        (
            entry,
            [] if of else disagreements(thing, visit.links, texts),
            visit.links.thing(of) if of else "",
        )
        for entry, thing, of in zip(entries(things, visit.links, texts), things, coded, strict=True)
    ]


def by_day(found: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries under the day that they are told to be of."""
    return [(day or "no date", list(some)) for day, some in groupby(found, lambda one: one.when)]
