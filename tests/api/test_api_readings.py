"""``POST /readings``: what is read, what is refused, and what becomes of a process that dies."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import anyio
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

import onrecord
from onrecord.facts import decode_reading
from onrecord.report import Capture, Given
from onrecord.settings import Settings
from onrecord.store.record import open_record
from onrecord.views.api import reading as reading_room
from onrecord.views.api.app import create
from onrecord.views.api.failures import Refused
from onrecord.views.api.readers import Readers, Task
from onrecord.views.api.reading import BYTES, capture

TEXT = (
    "BAKU, 2 March 2031 — Foreign Minister Farid Nasibli met his Kazakh counterpart, Aigerim "
    "Tulegen, in Tbilisi on Wednesday. “We will not sign it,” Nasibli told reporters.\n"
)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    made = Readers(Settings(), most=1, waiting=2, seconds=60)
    yield made
    made.close()


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Iterator[TestClient]:
    with open_record(tmp_path_factory.mktemp("api") / "empty.db", create=True) as store:
        yield TestClient(create(store, readers=readers), raise_server_exceptions=False)


def problem(answer: Any, status: int) -> Any:
    """What an answer tells of an error, which has the one shape."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told.keys() == {"title", "status", "what", "do", "parameter"}
    assert told["status"] == status
    assert told["what"].endswith(".")
    assert told["do"].endswith(".")
    return told


def test_the_reading_is_that_of_the_command_line(sender: TestClient) -> None:
    given = {"text": TEXT, "outlet": "Meridian Wire", "published": "2031-03-02"}
    answer = sender.post("/readings", json=given)
    assert answer.status_code == 200, answer.text
    known = Given(outlet="Meridian Wire", published="2031-03-02")
    here = onrecord.read(Capture(raw=TEXT.encode(), source="-", form="text", given=known))
    assert decode_reading(answer.content) == here
    assert here.encounters
    assert here.statements
    assert sender.post("/readings", json=given).content == answer.content


def test_a_page_is_read_as_one(sender: TestClient) -> None:
    body = f"<!doctype html><html><body><article><h1>Talks</h1><p>{TEXT * 3}</p></article></body>"
    answer = sender.post("/readings", json={"html": body, "url": "https://wire.example/1"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["report"]["url"] == "https://wire.example/1"


@pytest.mark.parametrize(
    ("body", "status", "parameter"),
    [
        ({"text": "   "}, 422, None),
        ({"text": "Le président a dit qu’il ne signerait pas ce traité."}, 422, None),
        ({"text": "12 34 56"}, 422, None),
        ({"text": TEXT, "published": "soon"}, 422, "published"),
        ({"text": TEXT, "authors": "Ada"}, 422, "authors"),
        ({"text": TEXT, "path": "/etc/passwd"}, 422, "path"),
        ({"text": TEXT, "html": "<p>a</p>"}, 422, "text"),
        ({"text": 3}, 422, "text"),
        ({"text": TEXT, "title": "t" * 3_000}, 422, "title"),
        ({}, 422, "text"),
        ([], 422, None),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_so(
    sender: TestClient, body: Any, status: int, parameter: str | None
) -> None:
    assert problem(sender.post("/readings", json=body), status)["parameter"] == parameter


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b'{"text": "\xff"}', b"[" * 50_000])
def test_what_is_no_json_says_so(sender: TestClient, raw: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = sender.post("/readings", content=raw, headers=headers)
    problem(answer, answer.status_code)
    assert answer.status_code in (400, 422)


def test_another_type_of_body_is_not_taken(sender: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = sender.post("/readings", content=TEXT, headers={"Content-Type": kind})
        problem(answer, 415)


def test_a_body_that_is_too_large_is_refused_before_it_is_there(sender: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    assert problem(sender.post("/readings", content=b" " * (BYTES + 1), headers=headers), 413)[
        "what"
    ].startswith("The body has more than 1,000,000 bytes")

    def pieces() -> Iterator[bytes]:  # its length is not declared
        for _ in range(BYTES // 1_000 + 2):
            yield b" " * 1_000

    problem(sender.post("/readings", content=pieces(), headers=headers), 413)


def test_a_body_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_room, "SLOW", 0.05)
    scope = {"type": "http", "method": "POST", "headers": [], "query_string": b""}
    with pytest.raises(Refused) as raised:
        anyio.run(reading_room.body_of, Request(scope, anyio.sleep_forever), BYTES)
    assert raised.value.status == 408


def test_only_post_is_taken(sender: TestClient) -> None:
    answer = sender.get("/readings")
    problem(answer, 405)
    assert answer.headers["allow"] == "POST"


# Processes that die, take long, or are not wanted any more.


def task(text: str = TEXT) -> Task:
    return Task(capture(json.dumps({"text": text}).encode()))


def test_a_process_that_is_killed_costs_its_own_text(readers: Readers) -> None:
    before = readers.read(task())
    worker = readers._free.get()
    assert worker is not None
    killed = worker.process.pid
    readers._free.put(worker)
    os.kill(killed, signal.SIGSTOP)  # so that it dies while it has the text
    threading.Timer(0.3, os.kill, (killed, signal.SIGKILL)).start()
    with pytest.raises(Refused, match="ended before it was done"):
        readers.read(task())
    assert readers.read(task()) == before


def test_a_text_that_takes_too_long_is_ended(readers: Readers) -> None:
    readers.read(task())
    try:
        readers.seconds = 0.05
        with pytest.raises(Refused, match=r"longer than 0\.05 seconds") as raised:
            readers.read(task(TEXT * 2_000))
    finally:
        readers.seconds = 60
    assert raised.value.status == 504
    assert readers.read(task()).report.text == TEXT


def test_a_text_whose_sender_has_gone_is_ended(readers: Readers) -> None:
    readers.read(task())
    long = task(TEXT * 2_000)
    threading.Timer(0.2, long.end, ("whoever sent it has gone",)).start()
    begun = time.monotonic()
    with pytest.raises(Refused, match="has gone"):
        readers.read(long)
    assert time.monotonic() - begun < 10
    left = task()
    left.end("whoever sent it has gone")
    with pytest.raises(Refused, match="has gone"):
        readers.read(left)
    assert readers.read(task()).report.text == TEXT


def test_a_full_queue_says_when_to_come_again(sender: TestClient, readers: Readers) -> None:
    with readers.place(), readers.place(), readers.place():
        answer = sender.post("/readings", json={"text": TEXT})
        problem(answer, 503)
        assert int(answer.headers["retry-after"]) > 0
    assert sender.post("/readings", json={"text": TEXT}).status_code == 200


def test_places_are_given_back_whatever_happens(sender: TestClient, readers: Readers) -> None:
    for _ in range(2 * readers.places):
        sender.post("/readings", json={"text": "  "})
    assert readers._taken == 0
