"""One exchange: an address asked for, redirects followed, and a whole answer or one error."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpcore2
import httpx2

from onrecord.errors import CannotOpen, NotFetched
from onrecord.net.bodies import ACCEPTED, body
from onrecord.net.dialing import Clock, Dialer, OutOfTime, Wire
from onrecord.net.failures import bad_status, broken, out_of_time
from onrecord.net.urls import parsed, shown
from onrecord.version import __version__

_LOG = logging.getLogger(__name__)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PART = 206  # a part of the body, though we ask for all of it
_AS_BEFORE = 304  # what is there is what a conditional request has named
_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
_USER_AGENT = f"onrecord/{__version__}"

Look = Callable[[Mapping[str, str]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far one exchange may go.

    ``seconds`` is the wall clock from the first name resolved to the last byte, redirects
    included; ``connect_seconds`` is for one connection and its handshake; ``max_bytes`` for the
    body as it came and as it unpacks. Headers end at the library's 100 KiB.
    """

    seconds: float = 30
    connect_seconds: float = 10
    max_bytes: int = 20_000_000
    redirects: int = 10
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: ``url`` after redirects, headers' names in lower case."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes


_LIMITS = Limits()
_WIRE = Wire()


def get(
    url: str,
    limits: Limits = _LIMITS,
    *,
    headers: Mapping[str, str] | None = None,
    look: Look | None = None,
    wire: Wire = _WIRE,
) -> Answer:
    """The answer to a GET of ``url``.

    ``headers`` are sent on every hop, wherever it leads: put no secret there. Where they ask for
    nothing but what has changed, 304 is an answer, without a body. ``look`` is shown
    the headers of the last answer before its body is taken; what it raises ends the exchange.

    Raises CannotOpen (no address that may be asked for), PrivateAddress, TooLarge or NotFetched.
    Redirects from https to http are followed, as browsers do, and logged as a warning.
    """
    hops = _Hops(limits, headers or {}, look, wire, Clock(limits.seconds), shown(url), shown(url))
    try:
        return hops.followed(parsed(url))
    except OutOfTime:
        raise out_of_time(hops.name, limits.seconds) from None


def post(
    url: str,
    body: bytes,
    limits: Limits = _LIMITS,
    *,
    headers: Mapping[str, str] | None = None,
    wire: Wire = _WIRE,
) -> Answer:
    """The answer to a POST of ``body`` to ``url``; a redirect is none, and is not followed.

    Raises what ``get`` raises.
    """
    name = shown(url)
    hops = _Hops(limits, headers or {}, None, wire, Clock(limits.seconds), name, name, body)
    try:
        return hops.followed(parsed(url))
    except OutOfTime:
        raise out_of_time(hops.name, limits.seconds) from None


@dataclass(slots=True)
class _Hops:
    """One exchange under way. ``first`` and ``name`` are the address that was given and that of
    the hop, as messages have them.
    """

    limits: Limits
    headers: Mapping[str, str]
    look: Look | None
    wire: Wire
    clock: Clock
    first: str
    name: str
    sent: bytes | None = None  # what is posted; None: nothing, it is asked for
    cookies: httpx2.Cookies = field(default_factory=httpx2.Cookies)  # of this exchange alone
    asked: set[tuple[str, str]] = field(default_factory=set)
    begun: bool = False  # whether an answer of this hop has begun

    @property
    def conditional(self) -> bool:
        """Whether only what has changed is asked for."""
        return any(name.lower() in _CONDITIONS for name in self.headers)

    def followed(self, url: httpx2.URL) -> Answer:
        """The answer at the end of the redirects."""
        for _ in range(self.limits.redirects + 1):
            request = self._request(url)
            reached = self._hop(request)
            if isinstance(reached, Answer):
                return reached
            if url.scheme == "https" and reached.scheme == "http":
                _LOG.warning("%s redirects to an address that is not secured", self.name)
            url = reached
            self.name = f"{shown(str(url))} (where {self.first} leads)"
        raise NotFetched.of(self.first, f"it redirects more than {self.limits.redirects} times")

    def _request(self, url: httpx2.URL) -> httpx2.Request:
        headers = {
            "User-Agent": _USER_AGENT,
            **self.headers,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        method = "GET" if self.sent is None else "POST"
        request = httpx2.Request(
            method, url, headers=headers, cookies=self.cookies, content=self.sent
        )
        # The same address may be asked for again with a cookie that it has set; else it is a loop.
        asked = (str(url.copy_with(fragment=None)), request.headers.get("cookie", ""))
        if asked in self.asked:
            raise NotFetched.of(self.first, "its redirects run in a circle")
        self.asked.add(asked)
        return request

    def _hop(self, request: httpx2.Request) -> Answer | httpx2.URL:
        """The answer to one request, or where it redirects to."""
        url = request.url
        target = httpcore2.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        dialer = Dialer(
            self.name,
            self.wire,
            self.clock,
            self.limits.connect_seconds,
            self.limits.allow_private,
        )
        context = self.wire.tls() if url.scheme == "https" else None
        self.begun = False
        try:
            with (
                httpcore2.HTTPConnection(
                    target.origin, context, network_backend=dialer
                ) as connection,
                connection.stream(
                    request.method, target, headers=request.headers.raw, content=self.sent
                ) as response,
            ):
                self.begun = True
                return self._heard(request, response)
        except (httpcore2.ReadTimeout, httpcore2.WriteTimeout) as error:
            raise OutOfTime from error  # each waits for as long as the exchange has left
        except (
            httpcore2.ConnectTimeout,
            httpcore2.NetworkError,
            httpcore2.ProtocolError,
        ) as error:
            patience = min(self.limits.connect_seconds, self.limits.seconds)
            raise broken(self.name, error, begun=self.begun, patience=patience) from error

    def _heard(self, request: httpx2.Request, response: httpcore2.Response) -> Answer | httpx2.URL:
        headers = _lowered(response.headers)
        status = response.status
        if status in _REDIRECTS and "location" in headers and self.sent is None:
            self._keep_cookies(request, response)
            return self._next(request.url, headers["location"])
        if status == _AS_BEFORE and self.conditional:
            return Answer(str(request.url), status, headers, b"")
        if not 200 <= status < 300 or status == _PART:
            wait = headers.get("retry-after", "")
            raise bad_status(self.name, status, wait, datetime.now(UTC))
        if self.look:
            self.look(headers)
        raw = body(response.iter_stream(), headers, self.limits.max_bytes, self.name)
        return Answer(str(request.url), status, headers, raw)

    def _next(self, here: httpx2.URL, location: str) -> httpx2.URL:
        """Where a redirect leads; the fragment goes along where it names none of its own."""
        try:
            there = here.join(location)
            if not there.fragment and here.fragment:
                there = there.copy_with(fragment=here.fragment)
            return parsed(str(there))
        except (httpx2.InvalidURL, ValueError) as error:
            reason = "it redirects to what is not a valid address"
            raise NotFetched.of(self.name, reason) from error
        except CannotOpen as error:
            reason = f"it redirects to where we do not follow: {error.what.removesuffix('.')}"
            raise NotFetched.of(self.name, reason) from error

    def _keep_cookies(self, request: httpx2.Request, response: httpcore2.Response) -> None:
        """Takes the cookies that a redirect sets, save those that no request could carry."""
        self.cookies.extract_cookies(
            httpx2.Response(response.status, headers=response.headers, request=request)
        )
        for cookie in list(self.cookies.jar):
            carried = f"{cookie.name}{cookie.value}"
            if not (carried.isascii() and carried.isprintable()):
                self.cookies.jar.clear(cookie.domain, cookie.path, cookie.name)


def _lowered(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name in lower case; those that stand several times joined by commas."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("ascii").lower(), _text(value)
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
