"""The desk as an application: rooms, guard, errors."""

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from onrecord.errors import OnrecordError
from onrecord.store.asking.opened import Record
from onrecord.store.record import Record as Store
from onrecord.version import __version__
from onrecord.views.desk import rooms
from onrecord.views.desk.guard import Guard
from onrecord.views.desk.visits import failed

_MISSING = OnrecordError("There is no such page on this desk.", "Begin at the desk itself.")


def create(store: Store) -> FastAPI:
    """The application that shows one record.

    ``store`` stays the caller's, who closes it. ``app.state`` has it as ``store``, and to be asked
    as ``record``.
    """
    app = FastAPI(
        title="Onrecord", version=__version__, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.store = store
    app.state.record = Record(store)
    for router in rooms.every():
        app.include_router(router)
    app.add_exception_handler(HTTPException, _no_page)
    app.add_middleware(Guard)
    return app


async def _no_page(request: Request, error: Exception) -> Response:
    """An address that leads nowhere, or a method that it does not take."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = getattr(error, "headers", None)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": getattr(error, "detail", "")}, status, headers)
    page = failed(request, _MISSING)
    page.status_code = status
    page.headers.update(headers or {})
    return page
