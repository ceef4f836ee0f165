"""The door: whose request it is, and whether they may.

It stands outermost. What it lets through has ``request.state.user`` (and ``token`` where a program
asks), what it refuses is told as a page or, below ``/api``, as REST tells errors.
"""

import json
import math
import time
from base64 import b64decode
from collections.abc import Iterable
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from anyio.to_thread import run_sync
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.store.access import Access, Right, User
from onrecord.views.access.limits import Attempts, Buckets

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
GUESSES = 20  # tokens that are none, from one address in a quarter of an hour
OPEN = ("/signin", "/assets/")
_NEEDED: tuple[tuple[str, Right], ...] = (  # of what changes something; the first that fits
    ("/signout", "read"), ("/me/", "read"), ("/api/readings", "read"), ("/mcp", "read"),
    ("/saved", "read"), ("/api/saved", "read"),
    ("/review", "review"), ("/api/verdicts", "review"), ("/api/notes", "review"),
    ("/api/conflicts", "review"),
    ("/users", "administer"),
)  # fmt: skip
_SHOWN: tuple[tuple[str, Right], ...] = (
    ("/users", "administer"), ("/log", "administer"), ("/review", "review"),
    ("/metrics", "measure"),
)  # fmt: skip
# What a token does not do, whatever its rights: else one that reads could make one that rules.
_IN_PERSON = ("/me", "/signout")
_HSTS = "max-age=31536000"


class Door:
    """Lets in who may. ``secure``: browsers come over TLS; ``proxied``: from a proxy before us."""

    def __init__(
        self, app: ASGIApp, access: Access, *, secure: bool, proxied: bool = False
    ) -> None:
        self._app = app
        self._access = access
        self._secure = secure
        self._proxied = proxied
        self._buckets = Buckets()
        self._guesses = Attempts(most=(GUESSES,) * 3)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        status = 0

        async def headed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if self._secure:
                    MutableHeaders(scope=message)["Strict-Transport-Security"] = _HSTS
            await send(message)

        origin = self.origin(request)
        scope.setdefault("state", {}).update(
            user=None, token=None, origin=origin, secure=self._secure
        )
        wait = self._buckets.wait(origin, time.monotonic())
        refused = _too_often(request, wait) if wait else await self._refused(request)
        await (refused or self._app)(scope, receive, headed)
        if request.method not in SAFE and not _is_open(request.url.path):
            who = request.state.user.name if request.state.user else "nobody"
            what = f"{request.method} {request.url.path}"
            await run_sync(self._access.note, who, what, str(status), origin)

    async def _refused(self, request: Request) -> Response | None:
        """What is answered in the place of a room; None where the room may answer."""
        path = request.url.path
        bearer = _bearer(request)
        if bearer is not None:
            token = await run_sync(self._access.token, bearer)
            if token is None:
                return await self._guessed(request)
            request.state.user, request.state.token = token.user, token
            if request.method not in SAFE and any(_below(path, one) for one in _IN_PERSON):
                return _forbidden(request, "This is done by a person who signs in, not by a token.")
            rights = token.rights
        else:
            session = await run_sync(self._access.session, cookie_of(request) or "")
            if session is None:
                return None if _is_open(path) and _own(request, None) else _unknown(request)
            request.state.user = session.user
            rights = session.user.rights
            if not _own(request, session.user):
                return _forbidden(request, "What another site sends is not taken.")
        if _is_open(path):
            return None
        right = needed(request.method, path)
        if right not in rights:
            return _forbidden(request, f"This needs the right to {right}.")
        return None

    async def _guessed(self, request: Request) -> Response:
        """A token that is none: the log has it, without a letter of it, until there are too many.

        Who has a good one is let in all the same, though others guess from the same address.
        """
        wait = self._guesses.begin("token", request.state.origin, time.monotonic())
        if wait:
            return _too_often(request, wait)
        path = request.url.path
        await run_sync(self._access.note, "nobody", "token refused", path, request.state.origin)
        return _unknown(request, "This token is not known, or is good no more.")

    def origin(self, request: Request) -> str:
        """The address of who asks; behind a proxy, the one that the proxy has seen."""
        if self._proxied:
            told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
            if told:
                return told[:64]
        return request.client.host if request.client else "unknown"


def cookie_name(secure: bool) -> str:
    """The name of the session's cookie; over TLS one that no other host can set."""
    return "__Host-onrecord" if secure else "onrecord"


def cookie_of(request: Request) -> str | None:
    """What the session's cookie holds."""
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(
            cookie_name(request.state.secure)
        )
    except CookieError:
        return None
    return found.value if found else None


def needed(method: str, path: str) -> Right:
    """The right that a request needs."""
    given = _SHOWN if method in SAFE else _NEEDED
    default: Right = "read" if method in SAFE else "edit"
    return next((right for start, right in given if _below(path, start)), default)


def _below(path: str, start: str) -> bool:
    return path == start.rstrip("/") or path.startswith(start.rstrip("/") + "/")


def _is_open(path: str) -> bool:
    return any(path == one or (one.endswith("/") and path.startswith(one)) for one in OPEN)


def _own(request: Request, user: User | None) -> bool:
    """Whether what would change something comes from a page of ours."""
    if request.method in SAFE:
        return True
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return user is None  # no browser, and no cookie of one
    return urlsplit(origin).netloc == request.headers.get("host")


def _bearer(request: Request) -> str | None:
    """The token that a program sends; readers of feeds, which can do no other, as a password.

    A browser would send a password along with what another site asks for: so it only reads.
    """
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic" and request.method in SAFE:
        try:
            return b64decode(secret.strip(), validate=True).decode().partition(":")[2]
        except ValueError:
            return ""
    return secret.strip() if scheme.lower() == "bearer" else None


def _unknown(request: Request, what: str = "Sign in first.") -> Response:
    if _is_program(request):
        do = "Send a token: Authorization: Bearer onr_…; onrecord users token makes one."
        return _problem(401, what, do, [("WWW-Authenticate", "Bearer")])
    if _is_feed(request.url.path):
        asks = {"WWW-Authenticate": 'Basic realm="Onrecord", charset="UTF-8"'}
        return PlainTextResponse(f"{what} Give a token as the password.\n", 401, asks)
    if request.method not in SAFE:
        return PlainTextResponse("You are not signed in any more. Sign in, and try again.\n", 401)
    there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/signin?next={quote(there, safe='')}", 303)


def _forbidden(request: Request, what: str) -> Response:
    do = "Ask an administrator of this desk."
    if _is_program(request):
        return _problem(403, what, do)
    return PlainTextResponse(f"{what} {do}\n", 403)


def _too_often(request: Request, wait: float) -> Response:
    seconds = str(max(1, math.ceil(wait)))
    what, do = "Too many requests at once.", f"Try again after {seconds} seconds."
    if _is_program(request):
        return _problem(429, what, do, [("Retry-After", seconds)])
    return PlainTextResponse(f"{what} {do}\n", 429, {"Retry-After": seconds})


def _is_program(request: Request) -> bool:
    return any(_below(request.url.path, one) for one in ("/api", "/mcp", "/metrics"))


def _is_feed(path: str) -> bool:
    return _below(path, "/saved") and path.endswith((".atom", ".json", ".ics"))


def _problem(status: int, what: str, do: str, headers: Iterable[tuple[str, str]] = ()) -> Response:
    """An error in the shape of REST."""
    title = HTTPStatus(status).phrase
    told = {"title": title, "status": status, "what": what, "do": do, "parameter": None}
    return Response(
        json.dumps(told, ensure_ascii=False) + "\n",
        status,
        {"Cache-Control": "no-store", **dict(headers)},
        media_type="application/problem+json",
    )
