"""The HTTP client against a real server on loopback that misbehaves in every way we know of."""

import gzip
import socket
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from onrecord import __version__
from onrecord.errors import NotFetched, TooLarge
from onrecord.net import Answer, Limits, Wire, get
from tests.servers.asking import HASTY, LIMIT, NEAR, failing, outcome
from tests.servers.hostile import (
    CHUNKED,
    Hostile,
    Script,
    answer,
    drip,
    endless,
    html,
    packed,
    redirect,
    silent,
)  # fmt: skip

PAGE = b"<p>The minister spoke.</p>" * 40


@pytest.fixture(scope="module")
def server() -> Iterator[Hostile]:
    scripts = {
        "/": html("<p>Ä page.</p>"),
        "/fragment": redirect("/?a=b"),
        "/twice": answer(body=b"", x_a="1", X_A="2"),
        "/until-close": b"HTTP/1.0 200 OK\r\n\r\n" + PAGE,
        "/chunked": CHUNKED + b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n",
        "/gzip": packed(gzip.compress(PAGE)),
        "/x-gzip": packed(gzip.compress(PAGE), "X-GZIP"),
        "/deflate": packed(zlib.compress(PAGE), "deflate"),
        "/members": packed(gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])),
        "/members-dripped": drip(packed(gzip.compress(b"ab") + gzip.compress(b"cd")), 0),
        "/padded": packed(gzip.compress(PAGE) + b"\0" * 500),
        "/gzip-of-nothing": packed(b""),
        "/full": answer(body=b"x" * LIMIT),
        "/continue": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + html("a"),
        "/cookie": redirect("/cookie", set_cookie="seen=1"),
    }
    with Hostile(scripts) as running:
        yield running


def of(server: Hostile, path: str, limits: Limits = NEAR) -> Answer:
    return get(server.url(path), limits)


def test_an_answer_is_given_whole_with_its_headers_in_lower_case(server: Hostile) -> None:
    got = of(server, "/")
    assert (got.url, got.status, got.body) == (server.url("/"), 200, "<p>Ä page.</p>".encode())
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert of(server, "/twice").headers["x-a"] == "1, 2"


def test_we_say_who_we_are_and_ask_for_what_we_can_bound(server: Hostile) -> None:
    server.asked.clear()
    get(server.url("/"), NEAR, headers={"Accept": "text/html", "Accept-Encoding": "br"})
    (asked,) = server.asked
    assert asked.headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": f"onrecord/{__version__}",
        "accept": "text/html",
        "accept-encoding": "gzip",
        "connection": "close",
    }


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/until-close", PAGE),
        ("/chunked", b"abcde"),
        ("/gzip", PAGE),
        ("/x-gzip", PAGE),
        ("/deflate", PAGE),
        ("/members", PAGE),
        ("/members-dripped", b"abcd"),
        ("/padded", PAGE),
        ("/gzip-of-nothing", b""),
        ("/full", b"x" * LIMIT),
        ("/continue", b"a"),
    ],
)
def test_every_way_to_send_a_body(server: Hostile, path: str, body: bytes) -> None:
    assert of(server, path).body == body


def test_headers_are_looked_at_before_the_body() -> None:
    def look(headers: Mapping[str, str]) -> None:
        raise NotImplementedError(headers["content-type"])

    script = endless(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", b"x" * 1000)
    with Hostile({"/": script}) as hostile, pytest.raises(NotImplementedError, match="video/mp4"):
        get(hostile.url(), NEAR, look=look)


# --- redirects


def test_redirects_are_followed_and_keep_the_fragment(server: Hostile) -> None:
    away = Hostile({"/": redirect(server.url("/fragment"))})
    with away as first, pytest.raises(NotFetched, match="404"):
        get(first.url("/#post-7"), NEAR)
    assert server.paths[-2:] == ["/fragment", "/?a=b"]
    with Hostile({"/": redirect("/b"), "/b": redirect("/c#own", "308 x"), "/c": html("c")}) as ours:
        assert get(ours.url("/#given"), NEAR).url == ours.url("/c#own")
        assert get(ours.url("/b#given"), NEAR).url == ours.url("/c#own")
    with Hostile({"/": redirect("/b", "303 See Other"), "/b": html("b")}) as ours:
        assert get(ours.url("/#given"), NEAR).url == ours.url("/b#given")


def test_a_circle_is_told_from_a_long_way() -> None:
    error = failing(redirect("/a"))
    assert "in a circle" in error.what
    with Hostile({"/": redirect("/b#1"), "/b": redirect("/#2")}) as ours:
        with pytest.raises(NotFetched, match="in a circle"):
            get(ours.url(), NEAR)
        assert ours.paths == ["/", "/b"]
    chain = {f"/{n}": redirect(f"/{n + 1}") for n in range(11)} | {"/11": html("far")}
    with Hostile(chain) as ours:
        assert get(ours.url("/1"), NEAR).body == b"far"
        assert len(ours.asked) == 11
        ours.asked.clear()
        with pytest.raises(NotFetched, match="more than 10 times"):
            get(ours.url("/0"), NEAR)
        assert len(ours.asked) == 11


def test_a_page_that_sets_a_cookie_and_asks_again_is_no_circle() -> None:
    def consent(connection: socket.socket) -> None:
        known = ours.asked[-1].headers.get("cookie") == "seen=1"
        connection.sendall(html("in") if known else redirect("/", set_cookie="seen=1; Path=/"))

    with Hostile({"/": consent}) as ours:
        assert get(ours.url(), NEAR).body == b"in"
        assert len(ours.asked) == 2
        assert get(ours.url(), NEAR).body == b"in"
        assert "cookie" not in ours.asked[2].headers  # nothing is kept between two calls


@pytest.mark.parametrize("value", ["a=ä", "ä=a", "a=\x01b", "\x7f", "a=b; expires=Ω", "a" * 50_000])
def test_a_cookie_that_no_request_could_carry_is_left(value: str) -> None:
    head = f"HTTP/1.1 302 Found\r\nLocation: /b\r\nSet-Cookie: {value}\r\n\r\n".encode()
    with Hostile({"/a": head, "/b": html("b")}) as ours:
        got = outcome(ours.url("/a"), NEAR)
    assert got.body == b"b" if isinstance(got, Answer) else "proper HTTP" in got.what


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("data:text/html,<p>a", "only http and https"),
        ("http://user:secret@news.example/", "user name or a password"),
        ("http://[::1", "not a valid address"),
        ("http://news.example:99999999/", "no such port"),
        ("http://news.example\t/", "not a valid address"),
    ],
)
def test_redirects_to_where_nobody_should_go(location: str, told: str) -> None:
    assert told in failing(redirect(location)).what


def test_a_redirect_without_a_way(server: Hostile) -> None:
    assert "302 (Found)" in failing(answer("302 Found")).what


# --- time


@pytest.mark.parametrize(
    "script",
    [
        silent,
        drip(answer(body=b"x" * 1000), 0.02),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, 0.001),
        endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        lambda connection: (connection.sendall(CHUNKED), silent(connection)),
        lambda connection: (time.sleep(0.3), connection.sendall(redirect("/a?2"))),
    ],
    ids=["silent", "drip", "drip of headers", "endless hints", "half", "slow redirects"],
)
def test_the_whole_exchange_has_one_clock(script: bytes | Script) -> None:
    began = time.monotonic()
    with Hostile({"/a": script, "/a?2": silent}) as hostile, pytest.raises(NotFetched) as caught:
        get(hostile.url("/a"), HASTY)
    assert "longer than 0.5 seconds" in caught.value.what
    assert "fetch_seconds" in caught.value.do
    assert time.monotonic() - began < 5


def test_names_that_take_too_long_to_resolve() -> None:
    def slow(*_: object, **__: object) -> list[tuple[object, ...]]:
        time.sleep(9)
        return []

    began = time.monotonic()
    with pytest.raises(NotFetched, match="longer than"):
        get("http://news.example/", HASTY, wire=Wire(resolve=slow))
    assert time.monotonic() - began < 5


def test_nobody_takes_the_connection() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        began = time.monotonic()
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
        try:
            with pytest.raises(NotFetched, match=r"no connection was made within 0\.4 seconds"):
                get(f"http://127.0.0.1:{port}/", replace(NEAR, connect_seconds=0.4))
            assert time.monotonic() - began < 5
        finally:
            for each in waiting:
                each.close()


# --- size


def test_a_body_above_the_limit_is_left_at_once() -> None:
    declared = failing(lambda c: (c.sendall(answer(content_length="100001")), silent(c)))
    assert isinstance(declared, TooLarge)
    assert "100,001" in declared.what
    for head in (b"HTTP/1.1 200 OK\r\n\r\n", CHUNKED):
        chunk = b"400\r\n" + b"x" * 1024 + b"\r\n" if head == CHUNKED else b"x" * 1024
        error = failing(endless(head, chunk))
        assert isinstance(error, TooLarge)
        assert "more than 100,000 bytes" in error.what


@pytest.mark.parametrize(
    ("bomb", "encoding"),
    [
        (gzip.compress(b"\0" * 50_000_000), "gzip"),
        (zlib.compress(b"\0" * 50_000_000), "deflate"),
        (gzip.compress(b"\0" * 60_000) * 2, "gzip"),  # each within the limit
        (gzip.compress(b"") * 6000, "gzip"),  # unpacks to nothing at all
        (gzip.compress(b"a") + b"\0" * LIMIT, "gzip"),
    ],
    ids=["gzip", "deflate", "members", "of nothing", "tail"],
)
def test_bombs(bomb: bytes, encoding: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n".encode()
    assert isinstance(failing(head + bomb), TooLarge)


def test_a_bomb_is_never_held() -> None:
    import tracemalloc

    bomb = packed(gzip.compress(b"\0" * 50_000_000))
    tracemalloc.start()
    try:
        assert isinstance(failing(bomb), TooLarge)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_headers_without_end() -> None:
    error = failing(endless(b"HTTP/1.1 200 OK\r\n", b"X-Secret: secret\r\n" * 100))
    assert "headers of its answer are too long" in error.what
