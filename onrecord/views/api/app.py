"""REST as an application: its addresses, and what is told of errors."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import OnrecordError
from onrecord.settings import Settings
from onrecord.store.record import Record as Store
from onrecord.views.api.answers import answer, known
from onrecord.views.api.asking import Asking
from onrecord.views.api.described import AUDITS, QUESTIONS, described
from onrecord.views.api.exporting import AT_ONCE, Exports
from onrecord.views.api.failures import refused, unforeseen, unrouted
from onrecord.views.api.noting import Deciding, Noting
from onrecord.views.api.readers import Readers
from onrecord.views.api.reading import Texts
from onrecord.views.api.requests import given, single
from onrecord.views.api.saving import Saving
from onrecord.views.api.threads import Threads
from onrecord.views.kept import Kept, asked_for

Endpoint = Callable[[Request], Response]
_SHAPING = ("accept", "host")  # headers that an answer depends on
_LONG = 100  # items of an answer from which on it is a long one
_LONG_AT_ONCE = 1
_OF_A_BODY = ("content-length", "content-type")


def create(
    store: Store,
    settings: Settings | None = None,
    readers: Readers | None = None,
    kept: Kept | None = None,
) -> Starlette:
    """The application that answers for one record; ``store`` stays the caller's, who closes it.

    ``readers`` (made of ``settings`` if not given) stand in ``app.state.readers``: whoever mounts
    the application closes them at the end, as the application itself does where it is not mounted.
    ``kept``: where answers are kept; of its own if not given.
    One application is for one event loop.
    """
    asking = Asking(store)
    readers = readers or Readers(settings or Settings())
    kept, lanes = kept or Kept(store), (Threads(), Threads(_LONG_AT_ONCE))
    routes = [
        Route(path, _asked(kept, lanes, endpoint), methods=["GET"])
        for path, endpoint in _endpoints(asking).items()
    ]
    exports = Exports.of(store)
    routes.append(
        Route("/exports/{format}", _in(Threads(AT_ONCE + 1), exports.export), methods=["GET"])
    )
    saving = Saving(store, Threads())
    routes += [
        Route("/saved", saving.every, methods=["GET", "POST"]),
        Route("/saved/{name}", saving.one, methods=["GET", "DELETE"]),
        Route("/saved/{name}/read", saving.read, methods=["POST"]),
    ]
    noting = Noting(store, Threads())
    deciding = Deciding(store, Threads())
    routes += [
        Route("/conflicts", deciding.every, methods=["GET", "POST"]),
        Route("/notes", noting.note, methods=["POST"]),
        Route("/notes/{id}", noting.undo, methods=["DELETE"]),
    ]
    texts = Texts(readers, Threads(readers.places))
    routes.append(Route("/readings", texts.read, methods=["POST"]))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        readers.close()

    app = Starlette(
        routes=routes,
        exception_handlers={
            OnrecordError: refused,
            HTTPException: unrouted,
            Exception: unforeseen,
        },
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.readers = readers
    return app


def _endpoints(asking: Asking) -> Mapping[str, Endpoint]:
    return {
        "/": asking.root,
        "/openapi.json": _described,
        **{f"/{name}": asking.of(name) for name in QUESTIONS},
        **{f"/audit/{name}": asking.auditing(name) for name in AUDITS},
        "/things/{id}": asking.thing,
        "/things/{id}/why": asking.why,
        "/reports": asking.newest,
        "/reports/{id}": asking.report,
        "/reports/{id}/changes": asking.changes,
        "/status": asking.status,
    }


def _described(request: Request) -> Response:
    """The description of all of it."""
    single(given(request), ())
    return answer(request, described(request.scope.get("root_path", "")), "application/json")


def _in(threads: Threads, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        return await threads.run(endpoint, request)

    return answered


def _asked(
    kept: Kept, lanes: tuple[Threads, Threads], endpoint: Endpoint
) -> Callable[[Request], Awaitable[Response]]:
    """What is asked again while nothing is written is not answered anew.

    Answers of many items stand in a queue of their own, so that nobody waits for them who asked
    for little.
    """

    async def answered(request: Request) -> Response:
        turn = await kept.turn()
        long = _is_long(request)
        asked = asked_for(request, *_SHAPING)
        made = await kept.of(
            turn, asked, lambda: lanes[long].run(endpoint, _whole(request)), beside=long
        )
        tag = made.headers.get("ETag", "")
        if made.status_code == 200 and known(request, tag):
            headers = {n: v for n, v in made.headers.items() if n not in _OF_A_BODY}
            return Response(status_code=304, headers=headers)
        return made

    return answered


def _whole(request: Request) -> Request:
    """The same asked by somebody who has no answer yet: what is made is for all who ask."""
    headers = [one for one in request.scope["headers"] if one[0] != b"if-none-match"]
    return Request({**request.scope, "headers": headers})


def _is_long(request: Request) -> bool:
    limit = request.query_params.get("limit", "")
    return limit.isascii() and limit.isdecimal() and len(limit) < 9 and int(limit) > _LONG
