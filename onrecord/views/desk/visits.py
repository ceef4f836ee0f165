"""One request as the rooms see it: the record, what was asked, the links, the page that answers."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, cast
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute

from onrecord.errors import (
    InvalidVerdict,
    NotInRecord,
    OnrecordError,
    QuestionError,
    SettingError,
    SpanError,
)
from onrecord.question import Asked, Question
from onrecord.store.access import User
from onrecord.store.asking.opened import Record
from onrecord.store.asking.reports import Reports
from onrecord.store.pulse import pulse, pulse_in
from onrecord.store.record import Record as Store
from onrecord.store.straight import Straight
from onrecord.views.access.door import needed
from onrecord.views.dates import date_words
from onrecord.views.desk.links import Links
from onrecord.views.desk.rendering import MORE, MORE_ALONE, NAVIGATION, rendered
from onrecord.views.kept import Kept, Renewing, asked_for, named
from onrecord.views.things.phrases import counted

# Errors that are for whoever asked to mend.
_ASKERS = (QuestionError, SettingError, InvalidVerdict, SpanError)
_MOMENTARY = ("as_of", "cursor")  # parameters that another as-of time makes meaningless


@dataclass(frozen=True, slots=True)
class Visit:
    """What a room is handed: ``as_of`` is what every question of the page is asked with.

    ``pulse`` is the record's at the beginning; empty where the page shows an earlier time.
    """

    request: Request
    store: Store
    record: Record
    links: Links
    pulse: str = ""

    @classmethod
    def of(cls, request: Request) -> "Visit":
        """The visit that a request is; QuestionError where its as-of time will not do."""
        state = request.app.state
        given = request.query_params.get("as_of", "")
        as_of = cast(str, Question.of("actors", {"as_of": given}).given().get("as_of", ""))
        # Taken before anything is asked, so that no change after it goes unnoticed.
        now = "" if as_of else str(pulse(state.store))
        return cls(request, state.store, state.record, Links(as_of), now)

    @property
    def as_of(self) -> str | None:
        """The as-of time, None for now."""
        return self.links.as_of or None

    def given(self) -> dict[str, Any]:
        """The parameters of the address by name; those given more than once as lists."""
        params = self.request.query_params
        several = {name: params.getlist(name) for name in params}
        return {name: found if len(found) > 1 else found[0] for name, found in several.items()}

    @property
    def reports(self) -> Reports:
        """The reports of the record."""
        return Reports(self.store)

    def emptied(self) -> str:
        """This address without the parameters that a form sent empty; nothing where there is none.

        A name that was left out of a pair is left out; the one that is there stays.
        """
        pairs = self.request.query_params.multi_items()
        filled = [(name, value) for name, value in pairs if value.strip()]
        if len(filled) == len(pairs):
            return ""
        path = self.request.url.path
        return path + ("?" + urlencode(filled) if filled else "")

    def question(self, asked: Asked, **more: Any) -> Question:
        """What the address asks for."""
        return Question.of(asked, {**self.given(), **more})

    def page(self, template: str, status: int = 200, **said: Any) -> HTMLResponse:
        """A page made of a template."""
        return _page(self, template, status, said)


def _page(visit: Visit, template: str, status: int, said: Mapping[str, Any]) -> HTMLResponse:
    headers = dict(said.get("headers", {}))
    me = _me(visit.request)
    html = rendered(
        template,
        here=visit.request.url.path,
        me=me.name if me else "",
        navigation=_ways(NAVIGATION, me),
        more_ways=_ways(MORE if me else MORE_ALONE, me),
        links=visit.links,
        pulse=visit.pulse,
        as_of=visit.links.as_of,
        later_said=_later_said(visit.reports.later(visit.links.as_of)) if visit.links.as_of else "",
        as_of_said=date_words(visit.links.as_of) if visit.links.as_of else "",
        kept=_kept(visit),
        back=_now(visit),
        **{"q": "", **said},
    )
    return HTMLResponse(html, status, headers)


def _me(request: Request) -> User | None:
    """Who has signed in; None where nobody needs to."""
    user: User | None = getattr(request.state, "user", None)
    return user


def _whom(request: Request) -> str:
    """For whom a page is: it names them, and leads to what they may see alone."""
    me = _me(request)
    return f"{me.name} {me.role}" if me else ""


def _ways(pages: Sequence[tuple[str, str]], me: User | None) -> list[tuple[str, str]]:
    """The pages that somebody may open; all of them where nobody signs in."""
    return [one for one in pages if me is None or needed("GET", one[0]) in me.rights]


def _later_said(later: int) -> str:
    """That so many reports are later than the time of a page."""
    return f"{counted(later, 'later report')} {'is' if later == 1 else 'are'} left out."


def _kept(visit: Visit) -> list[tuple[str, str]]:
    """The parameters of this page, for a form that changes its as-of time alone."""
    params = visit.request.query_params.multi_items()
    return [(name, value) for name, value in params if name not in _MOMENTARY]


def _now(visit: Visit) -> str:
    """This page without its as-of time."""
    given = {name: value for name, value in visit.given().items() if name not in _MOMENTARY}
    return Links().to(visit.request.url.path, given)


class PageRoute(APIRoute):
    """A route whose errors are told as a page, in the place of what failed."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        """The handler, guarded."""
        handler = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handler(request)
            except OnrecordError as error:
                return failed(request, error)

        return guarded


class KeptRoute(PageRoute):
    """A route whose pages are made of the record, the address and whom they are for alone.

    They are kept as long as they are the record's, and not sent again to a browser that has them
    while nothing is written.
    """

    def get_route_handler(self) -> Callable[[Request], Any]:
        """The handler, asked once."""
        handler = super().get_route_handler()

        async def kept(request: Request) -> Response:
            held: Kept = request.app.state.kept
            turn = await held.turn()
            who = _whom(request)
            tag = held.tag(turn, who)
            if tag.removeprefix("W/") in named(request):
                return Response(status_code=304, headers={"ETag": tag})
            made = await held.of(turn, (who, asked_for(request)), lambda: handler(request))
            if made.status_code == 200:
                made.headers["ETag"] = tag
            return made

        return kept


_PULSE = re.compile(rb'(<body class="desk" data-pulse=")[\d.]+')
_LEFT_OUT = re.compile(rb'(<span class="left-out" data-as-of="([^"]*)">)[^<]*')


def beating(store: Store) -> Renewing:
    """What is done to a page that stands after a write, though what its frame tells is another.

    It gets the pulse that the record has now, so that nothing is news to it; or the count of the
    reports that are later than its time.
    """
    reports = Reports(store)

    def later(met: re.Match[bytes]) -> bytes:
        return met[1] + _later_said(reports.later(unescape(met[2].decode()))).encode()

    def renewed(page: bytes, asked: Straight) -> bytes:
        now = str(pulse_in(asked)).encode()
        page = _PULSE.sub(lambda met: met[1] + now, page, count=1)
        return _LEFT_OUT.sub(later, page, count=1)

    return renewed


def failed(request: Request, error: OnrecordError) -> HTMLResponse:
    """The page of an error: what happened and what to do; the rest of the desk stands."""
    state = request.app.state
    status = 404 if isinstance(error, NotInRecord) else 400
    status = status if isinstance(error, _ASKERS) else 500
    visit = Visit(request, state.store, state.record, Links())
    return visit.page("failed.html", status, what=error.what, do=error.do)
