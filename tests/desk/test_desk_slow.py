"""Who sends slowly, without end or too much: others are answered meanwhile, and it ends."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from uvicorn.protocols.http.h11_impl import H11Protocol

from onrecord.store.record import Record, open_record
from onrecord.views import patience
from onrecord.views.access import bodies
from onrecord.views.desk import serving
from onrecord.views.desk.app import create
from tests.servers.desks import answering, asked

SHORT = 0.6  # seconds that the desk of these tests waits
HOST = b"Host: 127.0.0.1\r\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("slow") / "record.db", create=True) as made:
        yield made


@pytest.fixture
def port(store: Record, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(patience, "HEAD", SHORT)
    monkeypatch.setattr(bodies.Bodies.__init__, "__kwdefaults__", {
        "most": bodies.MOST, "seconds": SHORT, "but": "/api/",
    })  # fmt: skip
    with answering(create(store)) as made:
        yield made


def dripped(port: int, first: bytes, drop: bytes, seconds: float) -> tuple[float, bytes]:
    """How long a connection lasts over which bytes drip for so long, and what was answered."""
    begun, got = time.monotonic(), b""
    with socket.create_connection(("127.0.0.1", port), timeout=0.05) as made:
        made.sendall(first)
        while time.monotonic() - begun < seconds:
            try:
                made.sendall(drop)
                more = made.recv(65_536)
                if not more:
                    return time.monotonic() - begun, got
                got += more
            except TimeoutError:
                continue
            except OSError:
                return time.monotonic() - begun, got
    return seconds, got


HEADS = {
    "nothing": (b"", b""),
    "a head a byte at a time": (b"GET / HTTP/1.1\r\nX-", b"a"),
    "headers without end": (b"GET / HTTP/1.1\r\n" + HOST, b"X-A: b\r\n"),
    "a second head": (b"GET /nothing HTTP/1.1\r\n" + HOST + b"\r\nGET / HTT", b"P"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head_that_does_not_end_is_not_waited_for(port: int, name: str) -> None:
    lasted, _ = dripped(port, *HEADS[name], 12)
    assert lasted < 8


def test_a_server_that_waits_would_be_held_up(
    store: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the library's own connections, which wait for a head for ever."""
    monkeypatch.setattr(serving, "Patient", H11Protocol)
    with answering(create(store)) as port:
        assert dripped(port, *HEADS["a head a byte at a time"], 2.5)[0] == 2.5


def test_a_head_without_end_is_refused_before_it_is_large(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as made:
        sent = 0
        made.sendall(b"GET / HTTP/1.1\r\n" + HOST + b"X-A: ")
        try:
            while sent < 5_000_000:
                made.sendall(b"a" * 16_384)
                sent += 16_384
        except OSError:
            pass
    assert sent < 5_000_000


BODIES = {
    "chunks without end": b"POST /signin HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
    "a length that is never reached": b"POST /review HTTP/1.1\r\nContent-Length: 200000\r\n",
    "where nothing is taken": b"POST /nothing HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
    "where it is only asked": b"GET /statements HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_does_not_end_is_not_waited_for(port: int, name: str) -> None:
    head = BODIES[name] + HOST + b"\r\n"
    drop = b"1\r\na\r\n" if b"chunked" in head else b"a"
    lasted, got = dripped(port, head, drop, 12)
    assert lasted < 8
    assert got.startswith(b"HTTP/1.1 408")


def test_a_body_that_is_too_large_is_refused_before_it_is_there(port: int) -> None:
    chunk = b"4000\r\n" + b"a" * 0x4000 + b"\r\n"
    head = BODIES["chunks without end"] + HOST + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as made:
        made.sendall(head)
        sent, got = 0, b""
        made.settimeout(0.01)
        while sent < 20_000_000 and not got:
            try:
                made.sendall(chunk)
                sent += len(chunk)
                got = made.recv(65_536)
            except TimeoutError:
                continue
            except OSError:
                break
    assert sent < 20_000_000
    assert got == b"" or got.startswith(b"HTTP/1.1 413")


def test_others_are_answered_meanwhile(port: int) -> None:
    stop = threading.Event()

    def hang(first: bytes) -> None:
        while not stop.is_set():
            dripped(port, first, b"a", 2)

    with ExitStack() as until:
        until.callback(stop.set)
        for _ in range(20):
            for first in (b"GET / HTTP/1.1\r\nX-", BODIES["a length that is never reached"]):
                threading.Thread(target=hang, args=(first,), daemon=True).start()
        time.sleep(0.3)
        begun = time.monotonic()
        assert [asked(port, "GET", "/search").status for _ in range(5)] == [200] * 5
        assert time.monotonic() - begun < 10


GET, POST = b"GET / HTTP/1.1\r\n", b"POST /review HTTP/1.1\r\n" + HOST
RAW = {
    "noise": b"\x00\x01\x02\r\n\r\n",
    "half a line": b"GET\r\n\r\n",
    "another version": b"GET / HTTP/9.9\r\n\r\n",
    "no name": GET + b"\r\n",
    "two names": GET + HOST + b"Host: evil.example\r\n\r\n",
    "a proxy's": b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "trace": b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n",
    "no UTF-8": b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n",
    "chunks and a length": POST
    + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    "a chunk below nothing": POST + b"Transfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n",
    "a folded header": GET + b"Host:\r\n 127.0.0.1\r\n evil.example\r\n\r\n",
}


@pytest.mark.parametrize("name", RAW)
def test_what_is_no_request_of_ours_is_refused(port: int, name: str) -> None:
    """Heads that are read in two ways (request smuggling), names of others, noise."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as made:
        made.sendall(RAW[name])
        made.shutdown(socket.SHUT_WR)
        got = b""
        try:
            while more := made.recv(65_536):
                got += more
        except ConnectionResetError:
            pass
    assert got == b"" or got.split(b" ")[1][:1] in (b"4", b"5"), got[:200]
    assert b"501" not in got[:16]
    assert got.count(b"HTTP/1.1 ") <= 1
    assert b"Traceback" not in got
