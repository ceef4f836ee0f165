"""Errors as REST tells them, all in one shape: what happened, what to do, which parameter.

    {"title": "Unprocessable Content", "status": 422, "what": "The question’s since is 'soon'.",
     "do": "Give it a day, a month or a year …", "parameter": "since"}

That is a problem of RFC 9457 with fields of its own; ``parameter`` is null where none is at fault.
"""

import logging
from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord import errors
from onrecord.errors import OnrecordError

MEDIA = "application/problem+json"
_LOG = logging.getLogger(__name__)

# The status of an error; of the first that fits.
_STATUS: tuple[tuple[type[OnrecordError], int], ...] = (
    (errors.NotInRecord, 404),
    (errors.QuestionError, 422),
    (errors.TooLarge, 413),
    (errors.SourceError, 422),
    (errors.NotReadable, 422),
    (errors.SettingError, 422),
    (errors.RecordError, 503),
    (errors.MissingLibrary, 501),
)
# What is said of a status that the router itself gives.
_SAID = {
    404: ("There is nothing at this address.", "The addresses stand in openapi.json."),
    405: ("This address does not take that method.", "Its methods stand in the header Allow."),
}
_NAMES = {413: "Content Too Large", 422: "Unprocessable Content"}
_UNFORESEEN = (
    "Something went wrong that nobody foresaw.",
    "This is a fault of Onrecord: please report it with the address and what the server printed.",
)


class Refused(OnrecordError):
    """A request that is not answered: ``status``, the ``parameter`` at fault, more ``headers``."""

    def __init__(
        self,
        status: int,
        what: str,
        do: str,
        parameter: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(what, do)
        self.status = status
        self.parameter = parameter
        self.headers = headers


class Problem(msgspec.Struct):
    """What is told of an error."""

    title: str
    status: int
    what: str
    do: str
    parameter: str | None = None


def problem(
    status: int,
    what: str,
    do: str,
    parameter: str | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """The answer that tells of an error."""
    title = _NAMES.get(status) or HTTPStatus(status).phrase
    told = msgspec.json.encode(Problem(title, status, what, do, parameter))
    kept = {**(headers or {}), "Cache-Control": "no-store"}
    return Response(told + b"\n", status, kept, media_type=MEDIA)


async def refused(request: Request, error: Exception) -> Response:
    """An error of the tree, told."""
    assert isinstance(error, OnrecordError)
    if isinstance(error, Refused):
        return problem(error.status, error.what, error.do, error.parameter, error.headers)
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    if status == 500:
        _LOG.error("%s", error, exc_info=error)
    headers = {"Retry-After": "5"} if status == 503 else None
    return problem(status, error.what, error.do, getattr(error, "parameter", None), headers)


async def unrouted(request: Request, error: Exception) -> Response:
    """An address that leads nowhere, or a method that it does not take."""
    assert isinstance(error, HTTPException)
    what, do = _SAID.get(error.status_code, (error.detail, _SAID[404][1]))
    return problem(error.status_code, what, do, headers=dict(error.headers or {}))


async def unforeseen(request: Request, error: Exception) -> Response:
    """Anything else: nothing of it is told to whoever asked; the server's log has it."""
    return problem(500, *_UNFORESEEN)
