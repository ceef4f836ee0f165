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
from onrecord.views.api.answers import answer
from onrecord.views.api.asking import Asking
from onrecord.views.api.described import QUESTIONS, described
from onrecord.views.api.exporting import Exports
from onrecord.views.api.failures import refused, unforeseen, unrouted
from onrecord.views.api.readers import Readers
from onrecord.views.api.reading import Texts
from onrecord.views.api.requests import given, single
from onrecord.views.api.threads import Threads

Endpoint = Callable[[Request], Response]


def create(
    store: Store, settings: Settings | None = None, readers: Readers | None = None
) -> Starlette:
    """The application that answers for one record; ``store`` stays the caller's, who closes it.

    ``readers`` (made of ``settings`` if not given) stand in ``app.state.readers``: whoever mounts
    the application closes them at the end, as the application itself does where it is not mounted.
    One application is for one event loop.
    """
    asking = Asking(store)
    readers = readers or Readers(settings or Settings())
    threads = Threads()
    routes = [
        Route(path, _in(threads, endpoint), methods=["GET"])
        for path, endpoint in _endpoints(asking, Exports.of(store)).items()
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


def _endpoints(asking: Asking, exports: Exports) -> Mapping[str, Endpoint]:
    return {
        "/": asking.root,
        "/openapi.json": _described,
        **{f"/{name}": asking.of(name) for name in QUESTIONS},
        "/things/{id}": asking.thing,
        "/things/{id}/why": asking.why,
        "/reports": asking.newest,
        "/reports/{id}": asking.report,
        "/status": asking.status,
        "/exports/{format}": exports.export,
    }


def _described(request: Request) -> Response:
    """The description of all of it."""
    single(given(request), ())
    return answer(request, described(request.scope.get("root_path", "")), "application/json")


def _in(threads: Threads, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        return await threads.run(endpoint, request)

    return answered
