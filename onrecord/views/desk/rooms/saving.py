"""Questions that stay: what each has found, what of it is unread; feeds, a calendar, what was sent.

What somebody saves is their own: its pages and feeds are found by whoever signs in as them, or
sends a token of theirs. No address has a secret in it. ``/rules`` are the questions of a watch's
file of rules, which are everybody's.
"""

import time
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import NotInRecord
from onrecord.question import listed
from onrecord.store import alerts, saved
from onrecord.store.alerts import Alert, When
from onrecord.store.saved import Saved
from onrecord.views import feeds, following
from onrecord.views.desk.links import Links
from onrecord.views.desk.visits import PageRoute, Visit
from onrecord.views.safe import words

router = APIRouter(include_in_schema=False, route_class=PageRoute)
Text = Annotated[str, Form(max_length=8_000)]
WHOLE = 100  # entries of one question on its own page
FEED = 50
LONGEST = 240  # characters of the words of an entry


def owner(request: Request) -> str:
    """Whose saved questions are meant; empty where nobody signs in."""
    user = getattr(request.state, "user", None)
    return user.name if user else ""


@router.get("/saved")
def all_saved(request: Request) -> Response:
    """Everything that is saved, with the last that it found; what is unread first."""
    visit = Visit.of(request)
    following.followed(visit.store)
    with visit.store.reading() as connection:
        mine = saved.saved(connection, owner(request))
        shown = [_shown(visit, connection, one, following.FEW) for one in mine]
        rules = [
            (name, count, [_entry(one, 0, visit.links) for one in found])
            for name, count in alerts.rules(connection)
            for found in [alerts.alerts(connection, name, following.FEW)]
        ]
    shown.sort(key=lambda one: (not one["unread"], one["name"]))
    unread = sum(one["unread"] for one in shown)
    return visit.page(
        "saved.html", title="Saved", saved=shown, unread=unread, rules=rules, whole=""
    )


router.get("/rules")(all_saved)


@router.get("/saved/{name}.atom")
def saved_atom(request: Request, name: str) -> Response:
    """What a saved question found, as Atom."""
    found = _found(request, name)
    body = feeds.atom(name, found, _base(request), request.url.path)
    return _feed(body, feeds.ATOM)


@router.get("/saved/{name}.json")
def saved_json(request: Request, name: str) -> Response:
    """The same as JSON Feed."""
    found = _found(request, name)
    body = feeds.json_feed(name, found, _base(request), request.url.path)
    return _feed(body, feeds.JSON_FEED)


@router.get("/saved/{name}.ics")
def saved_dates(request: Request, name: str) -> Response:
    """All that answers it and has a date, as a calendar."""
    visit = Visit.of(request)
    with visit.store.reading() as connection:
        one = saved.saved_as(connection, owner(request), name)
    if not feeds.dated(one.questions):
        raise NotInRecord(f"What {name} asks for has no dates.", "Take its feed.")
    return _feed(feeds.dates(visit.record, name, one.questions), feeds.CALENDAR)


@router.get("/saved/{name}")
def one_saved(request: Request, name: str) -> Response:
    """One saved question, with all that it found and what was sent of it."""
    visit = Visit.of(request)
    following.followed(visit.store)
    with visit.store.reading() as connection:
        one = saved.saved_as(connection, owner(request), name)
        shown = _shown(visit, connection, one, WHOLE)
    return visit.page(
        "saved.html", title=f"Saved: {one.name}", saved=[shown], unread=one.unread, rules=[],
        whole=one.name,
    )  # fmt: skip


@router.post("/saved")
def save(
    request: Request,
    name: Text = "",
    ask: Text = "",
    given: Text = "",
    when: Text = "new",
    add: Text = "",
) -> Response:
    """Saves the question of a list; ``given`` are the parameters of its address."""
    visit = Visit.of(request)
    question = following.asking(ask, _parameters(given))
    told: When = "status" if when == "status" else "new"
    with visit.store.bookkeeping() as connection:
        saved.save(
            connection, visit.store.points, owner(request), name.strip(), [question],
            int(time.time()), when=told, add=bool(add),
        )  # fmt: skip
    return RedirectResponse(f"/saved/{name.strip()}", 303)


@router.post("/saved/{name}/read")
def mark_read(request: Request, name: str, upto: Annotated[int, Form(ge=0)] = 0) -> Response:
    """Takes what was shown as read: up to the number of the newest entry on the page."""
    visit = Visit.of(request)
    with visit.store.bookkeeping() as connection:
        saved.mark(connection, owner(request), name, upto)
    return RedirectResponse("/saved", 303)


@router.post("/saved/{name}/unsave")
def unsave(request: Request, name: str) -> Response:
    """Forgets a saved question and what it found."""
    visit = Visit.of(request)
    with visit.store.bookkeeping() as connection:
        saved.unsave(connection, owner(request), name)
    return RedirectResponse("/saved", 303)


@router.get("/rules/{name}.atom")
def rule_atom(request: Request, name: str) -> Response:
    """What a rule of a watch's file has found, as Atom."""
    visit = Visit.of(request)
    with visit.store.reading() as connection:
        if name not in dict(alerts.rules(connection)):
            raise NotInRecord("There is no such rule.", "/saved has those that are followed.")
        found = alerts.alerts(connection, name, FEED)
    return _feed(feeds.atom(name, found, _base(request), request.url.path), feeds.ATOM)


def _parameters(given: str) -> dict[str, Any]:
    """The parameters of an address by name; those given more than once as lists."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(given.removeprefix("?")):
        found.setdefault(name, []).append(value)
    known = {one.name for one in listed()}
    return {n: v if len(v) > 1 else v[0] for n, v in found.items() if n in known}


def _found(request: Request, name: str) -> list[Alert]:
    visit = Visit.of(request)
    following.followed(visit.store)
    with visit.store.reading() as connection:
        full = saved.full_name(connection, owner(request), name)
        return alerts.alerts(connection, full, FEED)


def _shown(visit: Visit, connection: Any, one: Saved, most: int) -> dict[str, Any]:
    mine = owner(visit.request)
    full = saved.full_name(connection, mine, one.name)
    found, mark = alerts.alerts(connection, full, most), saved.marked(connection, mine, full)
    return {
        "name": one.name,
        "when": one.when,
        "since": following.said_moment(one.since),
        "found": one.found,
        "unread": one.unread,
        "webhook": words(one.webhook or ""),
        "upto": found[0].number if found else 0,
        "questions": [
            (following.in_words(it), visit.links.to(f"/{it.asked}", it.given()))
            for it in one.questions
        ],
        "dated": feeds.dated(one.questions),
        "entries": [_entry(it, mark, visit.links) for it in found],
        "log": [
            (following.said_moment(it.at), it.alert, words(it.problem or "taken"))
            for it in saved.deliveries(connection, full, most)
        ],
    }


def _entry(one: Alert, mark: int, links: Links) -> dict[str, Any]:
    state = one.problem or ("waits to be sent" if one.due else "")
    thing = following.thing_of(one)
    quoted = thing.tellings if thing.thing == "statement" else ()
    said = next((it.span.text for it in quoted if it.span), "")
    return {
        "words": words(said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"),
        "at": following.said_moment(one.at),
        "href": links.thing(one.thing),
        "title": following.title(thing),
        "state": words(state),
        "unread": one.number > mark,
    }


def _feed(body: bytes, media: str) -> Response:
    return Response(body, media_type=media, headers={"Cache-Control": "private, no-cache"})


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")
