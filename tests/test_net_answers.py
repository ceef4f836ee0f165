"""Answers that are none: broken, cut, refused by a status, or noise."""

import gzip
import random
import socket
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotFetched
from onrecord.net import Answer, get
from tests.servers.asking import HASTY, NEAR, failing, outcome
from tests.servers.hostile import CHUNKED, Hostile, answer, html, packed, redirect

PAGE = b"<p>The minister spoke.</p>" * 40


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (answer(body=b"secret", content_length="100"), "breaks off"),
        (CHUNKED + b"zz\r\nsecret", "breaks off before its end, or is damaged"),
        (CHUNKED + b"5\r\nab", "breaks off"),
        (CHUNKED + b"2\r\nab\r\n", "breaks off"),
        (CHUNKED + b"2\r\nabXX0\r\n\r\n", "damaged"),
        (answer(content_length="-1"), "proper HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "proper HTTP"),
        (b"HTTP/1.1 200 OK\r\nsecret \x00 header\r\n\r\n", "proper HTTP"),
        (b"<html>secret</html>\r\n\r\n", "proper HTTP"),
        (b"\x15\x03\x01\x00\x02\x02\x46", "closed without an answer|proper HTTP"),
        (b"", "closed without an answer"),
        (b"HTTP/1.1 200 O", "closed without an answer"),
        (packed(gzip.compress(PAGE)[:-12]), "breaks off"),
        (packed(gzip.compress(PAGE)[:-1] + b"\xff"), "damaged"),
        (packed(b"secret"), "damaged"),
        (packed(raw_deflate(PAGE), "deflate"), "damaged"),
        (packed(b"secret", "br"), "not asked for"),
        (packed(gzip.compress(gzip.compress(PAGE)), "gzip, gzip"), "not asked for"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: secret\r\n\r\n", "proper HTTP"),
    ],
)
def test_broken_answers(script: bytes, told: str) -> None:
    error = failing(script)
    assert isinstance(error, NotFetched)
    assert any(each in error.what for each in told.split("|"))


def test_a_connection_that_is_cut() -> None:
    def cut(connection: socket.socket) -> None:
        connection.sendall(answer(content_length="100"))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    assert "reset" in failing(cut).what


def test_a_port_with_nothing_behind_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(NotFetched, match=r"no connection could be made \(connection refused\)"):
        get(f"http://127.0.0.1:{port}/", NEAR)


def test_a_name_that_is_nobodys() -> None:
    with pytest.raises(NotFetched, match=r"the name nobody\.invalid could not be resolved"):
        get("http://nobody.invalid/", NEAR)


# --- statuses


@pytest.mark.parametrize(
    ("status", "told", "do"),
    [
        ("404 secret", "404 (Not Found)", "Check the address."),
        ("410 x", "410 (Gone)", "Check the address."),
        ("403 x", "403 (Forbidden)", "Save the page"),
        ("451 x", "451 (Unavailable For Legal Reasons)", "Save the page"),
        ("500 x", "500 (Internal Server Error)", "Try again later."),
        ("599 x", "599 (a status without a meaning in HTTP)", "Try again later."),
        ("206 x", "206 (Partial Content)", "Check the address."),
        ("304 x", "304 (Not Modified)", "Check the address."),
    ],
)
def test_a_status_is_told_with_its_meaning(status: str, told: str, do: str) -> None:
    error = failing(answer(status, body=b"secret"))
    assert told in error.what
    assert do in error.do


@pytest.mark.parametrize(
    ("value", "do"),
    [
        ("120", "Try again after 120 seconds, as it asks."),
        ("Fri, 27 Nov 2026 18:00:00 +0100", "Try again after 2026-11-27T17:00:00Z, as it asks."),
        ("Fri, 27 Nov 2026 17:00:00 GMT", "Try again after 2026-11-27T17:00:00Z, as it asks."),
        ("Fri, 27 Nov 2026 17:00:00 -0000", "Try again after 2026-11-27T17:00:00Z, as it asks."),
        ("9" * 400, "Try again later."),
        ("secret", "Try again later."),
        ("Fri, 31 Feb 0000 00:00:00 GMT", "Try again later."),
        ("", "Try again later."),
    ],
)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_server_that_asks_to_wait(status: str, value: str, do: str) -> None:
    error = failing(answer(status, retry_after=value))
    assert status[:3] in error.what
    assert error.do == do


# --- anything at all


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), cut=st.integers(0, 400), changed=st.integers(0, 6))
def test_whatever_comes_is_an_answer_or_an_error(seed: int, cut: int, changed: int) -> None:
    chance = random.Random(seed)
    base = chance.choice(
        [
            packed(gzip.compress(b"page" * 9)),
            CHUNKED + b"3\r\nabc\r\n0\r\n\r\n",
            redirect("/b", set_cookie="a=b; Path=/; Max-Age=9"),
            answer("429 Wait", retry_after="Fri, 27 Nov 2026 17:00:00 GMT"),
            html("<p>page"),
            chance.randbytes(60),
        ]
    )
    noise = bytearray(base[: len(base) - cut if cut < 40 else len(base)])
    for _ in range(changed if noise else 0):
        noise[chance.randrange(len(noise))] = chance.randrange(256)
    with Hostile({"/a": bytes(noise), "/b": html("b")}) as hostile:
        got = outcome(hostile.url("/a"), HASTY)
    assert isinstance(got, Answer) or str(got).isprintable()
