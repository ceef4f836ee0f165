"""What stands before every room: whose name the request is for, who sends it, what may run.

The desk answers to names of loopback, and to those that it was given. Any other name is refused
even where it leads here, or a page elsewhere could rebind its own name to this machine and read the
record through the browser of whoever sits at it (DNS rebinding). What would change something must
come from a page of ours. Who may come in at all is for ``views.access`` to say.
"""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.views.api.failures import problem

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST = 8_192  # bytes of an address with its question
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-cache",
}


class Guard:
    """Lets through what is for one of our names and from no other site; puts the headers on.

    ``names``: hosts by which the desk may be asked for, beside loopback's.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = ()) -> None:
        self._app = app
        self._names = frozenset(name.casefold() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    # A page that the browser has keeps the policy that it came with.
                    if message["status"] != 304 or name != "Content-Security-Policy":
                        headers.setdefault(name, value)
            await send(message)

        refused = _refused(scope, self._names)
        await (refused or self._app)(scope, receive, headed)


def _refused(scope: Scope, names: Collection[str]) -> Response | None:
    headers = Headers(scope=scope)
    host = named(headers["host"]) if len(headers.getlist("host")) == 1 else ""
    if not (is_loopback(host) or host.casefold() in names):
        where = f"https://{min(names)}" if names else "http://127.0.0.1"
        return _said(scope, 421, "This desk does not go by that name.", f"Open {where}.")
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST:
        return _said(scope, 414, "The address is too long.", f"{LONGEST:,} bytes are the most.")
    if scope["method"] not in SAFE and not _own(headers):
        do = "Send it from a page of this desk, or from no browser."
        return _said(scope, 403, "What another site sends is not taken.", do)
    return None


def _said(scope: Scope, status: int, what: str, do: str) -> Response:
    """What is said of a request that is refused; below ``/api`` as REST tells errors."""
    if scope["path"].startswith("/api/"):
        return problem(status, what, do)
    return PlainTextResponse(f"{what} {do}\n", status)


def named(host: str) -> str:
    """The name in a Host header, without its port; empty where it is none."""
    try:
        parts = urlsplit("//" + host)
        return (parts.hostname or "") if parts.netloc == host and "@" not in host else ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether a name or an address is of this machine alone."""
    if host.rstrip(".").casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _own(headers: Headers) -> bool:
    """Whether the sender is a page of ours, or no browser at all."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers["host"]
