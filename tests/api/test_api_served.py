"""REST over a real connection: who goes away, who sends too much, who asks for the head alone."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.settings import Settings
from onrecord.store.record import open_record
from onrecord.views.api.app import create
from onrecord.views.api.readers import Readers, Task
from onrecord.views.api.reading import BYTES
from tests.api.apis_served import asked, served

LINE = "Foreign Minister Farid Nasibli met Aigerim Tulegen in Tbilisi on Wednesday, he said.\n"


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    made = Readers(Settings(), most=1, waiting=1, seconds=120)
    yield made
    made.close()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Iterator[int]:
    place: Path = tmp_path_factory.mktemp("served") / "empty.db"
    with open_record(place, create=True) as store, served(create(store, readers=readers)) as port:
        yield port


def sent(port: int, body: bytes, declared: int | None = None) -> socket.socket:
    """A connection over which a text was sent."""
    made = socket.create_connection(("127.0.0.1", port), timeout=60)
    head = (
        "POST /readings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body) if declared is None else declared}\r\n\r\n"
    )
    made.sendall(head.encode() + body)
    return made


def until(right: object) -> None:
    """Waits for something to become so."""
    for _ in range(600):
        if right():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise AssertionError("it never became so")


def test_whoever_goes_away_is_not_worked_for_any_more(
    port: int, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    right = Task.end

    def end(task: Task, why: str) -> None:
        ended.append(why)
        right(task, why)

    monkeypatch.setattr(Task, "end", end)
    short, long = (json.dumps({"text": LINE * many}).encode() for many in (1, 8_000))
    assert asked(port, "POST", "/readings", short)[0] == 200
    assert ended == []
    with sent(port, long):
        until(lambda: readers._free.empty())  # it is being read
    until(lambda: ended == ["whoever sent it has gone"])
    assert asked(port, "POST", "/readings", short)[0] == 200
    until(lambda: readers._taken == 0)


def test_a_body_that_ends_too_early_leaves_nothing_behind(port: int, readers: Readers) -> None:
    with sent(port, b'{"text": "', declared=1_000):
        pass
    until(lambda: readers._taken == 0)
    assert asked(port, "GET", "/")[0] == 200


def test_a_body_that_is_too_large_is_answered_before_it_is_there(port: int) -> None:
    with sent(port, b"", declared=BYTES * 1_000) as connection:
        said = connection.recv(65_536)
    assert said.startswith(b"HTTP/1.1 413 ")


def test_the_head_alone_has_no_body(port: int) -> None:
    assert asked(port, "HEAD", "/statements") == (200, b"")


def test_a_path_that_is_no_utf_8_is_answered(port: int) -> None:
    for path in ("/things/%FF%FE", "/%ED%A0%80", "/things/a%2Fb", "/exports/%00"):
        status, body = asked(port, "GET", path)
        assert status == 404, path
        assert json.loads(body)["status"] == 404
