"""The desk as an application: rooms, guard, errors."""

from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from onrecord.errors import OnrecordError
from onrecord.settings import Settings
from onrecord.store.access import Access
from onrecord.store.asking.opened import Record
from onrecord.store.record import Record as Store
from onrecord.version import __version__
from onrecord.views.access import Door
from onrecord.views.access.bodies import Bodies
from onrecord.views.api.app import create as rest
from onrecord.views.desk import rooms
from onrecord.views.desk.guard import Guard
from onrecord.views.desk.rooms.metrics import router as measuring
from onrecord.views.desk.visits import beating, failed
from onrecord.views.kept import Kept

_MISSING = OnrecordError("There is no such page on this desk.", "Begin at the desk itself.")


@dataclass(frozen=True, slots=True)
class Entrance:
    """How a desk is entered that others than this machine reach.

    ``names`` are the hosts that it is asked for by; ``secure``: over TLS; ``proxied``: through a
    proxy that says whom it asks for (X-Forwarded-For).
    """

    access: Access
    names: frozenset[str] = frozenset()
    secure: bool = True
    proxied: bool = False


def create(
    store: Store, entrance: Entrance | None = None, settings: Settings | None = None
) -> FastAPI:
    """The application that shows one record; without an ``entrance`` to this machine alone.

    ``store`` stays the caller's, who closes it; texts that are sent are read by ``settings``.
    ``app.state`` has the record as ``store``, and to be asked as ``record``; what is counted as
    ``metrics``; as ``readers`` those who read what is sent, whom the caller may close.
    """
    from onrecord.views.metrics import Counting, Metrics  # late: its docstring says why

    app = FastAPI(
        title="Onrecord", version=__version__, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.store = store
    app.state.record = Record(store)
    app.state.kept = Kept(store, renewing=beating(store))
    for router in rooms.every():
        app.include_router(router)
    api = rest(store, settings, kept=app.state.kept)
    app.state.readers = api.state.readers
    app.mount("/api", api)
    app.include_router(measuring)
    app.state.metrics = Metrics(store)
    app.state.metrics.watch(app.state.kept, api.state.readers)
    app.add_exception_handler(HTTPException, _no_page)
    if entrance is not None:
        from onrecord.views.access.rooms import router as about_users  # alone nobody needs it

        app.include_router(about_users(entrance.access))
    app.add_middleware(Guard, names=entrance.names if entrance else ())
    if entrance is not None:
        app.add_middleware(
            Door, access=entrance.access, secure=entrance.secure, proxied=entrance.proxied
        )
    app.add_middleware(Bodies)
    app.add_middleware(Counting, metrics=app.state.metrics)
    return app


async def _no_page(request: Request, error: Exception) -> Response:
    """An address that leads nowhere, or a method that it does not take."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = getattr(error, "headers", None)
    page = failed(request, _MISSING)
    page.status_code = status
    page.headers.update(headers or {})
    return page
