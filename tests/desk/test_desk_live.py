"""Open pages hear of changes, whoever makes them; what is gone is forgotten."""

import http.client
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.question import Question
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.forgetting import forget
from onrecord.store.pulse import pulse
from onrecord.store.record import open_record
from onrecord.store.reviewing import give
from onrecord.views.desk.app import create
from tests.desk.desk_worlds import TALES
from tests.store.asked_worlds import readings


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_record(tmp_path / "record.db", create=True) as store:
        store.add(readings(TALES)[:1])
    return tmp_path / "record.db"


@pytest.fixture
def served(place: Path) -> Iterator[int]:
    """The port of a desk in a process of its own."""
    child = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--record", str(place), "--port", "0"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout
    with child.stdout:
        try:
            yield int(child.stdout.readline().rpartition(":")[2])
            child.terminate()
            child.wait(timeout=20)
        finally:
            child.kill()  # one that does not end is no child of the tests that follow
            child.wait()


def listening(port: int, since: str) -> tuple[http.client.HTTPConnection, Iterator[str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", f"/live?since={since}")
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    return connection, (line.decode().rstrip("\n") for line in answer)


def heard(lines: Iterator[str]) -> dict[str, int]:
    """What the next event says."""
    for line in lines:
        if line.startswith("data: "):
            told: dict[str, int] = json.loads(line.removeprefix("data: "))
            return told
    raise AssertionError("the stream ended")


def test_every_open_page_hears_what_another_process_adds(place: Path, served: int) -> None:
    with open_record(place) as store:
        since = str(pulse(store))
        streams = [listening(served, since) for _ in range(20)]
        time.sleep(0.5)
        store.add(readings(TALES)[1:3])
        assert [heard(lines) for _, lines in streams] == [{"reports": 2}] * 20
    for connection, _ in streams:
        connection.close()


def test_who_comes_late_hears_at_once(place: Path, served: int) -> None:
    connection, lines = listening(served, "0.0")
    assert heard(lines) == {"reports": 1}
    connection.close()


@pytest.mark.parametrize("since", ["", "x", "1.2.3", "9" * 40, "-1.0", "%00"])
def test_what_is_no_pulse_is_no_harm(place: Path, served: int, since: str) -> None:
    connection, lines = listening(served, since)
    assert heard(lines)["reports"] >= 0
    connection.close()


def test_a_page_says_from_when_it_is(place: Path) -> None:
    with open_record(place) as store:
        browser = TestClient(create(store), base_url="http://127.0.0.1")
        told = re.search(r'data-pulse="([^"]+)"', browser.get("/").text)
        assert told
        assert told[1] == str(pulse(store))
        assert "data-pulse" not in browser.get("/?as_of=2031-01-01").text


def test_a_verdict_is_a_change(place: Path) -> None:
    with open_record(place) as store:
        before = pulse(store)
        thing = Asking(store).part(Question.of("actors", {})).items[0].id
        give(store, Verdict.given("accept", [thing], at="2031-05-01T10:00:00Z", by="Osei"))
        once = pulse(store)
        assert once != before
        give(store, Verdict.given("reject", [thing], at="2031-05-01T10:00:00Z", by="Osei"))
        assert pulse(store) != once  # within the same second


def test_what_is_taken_out_is_a_change(place: Path) -> None:
    with open_record(place) as store:
        store.add(readings(TALES)[1:2])
        before = pulse(store)
        assert forget(store, readings(TALES)[0].report.id, "asked to")
        assert pulse(store) != before


def test_it_closes_quietly_while_pages_are_open(place: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--record", str(place), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout
    port = int(child.stdout.readline().rpartition(":")[2])
    streams = [listening(port, "0.0") for _ in range(3)]
    assert [heard(lines) for _, lines in streams] == [{"reports": 1}] * 3
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=20)
    assert time.monotonic() - begun < 3
    assert told.replace("onrecord: Interrupted.\n", "") == ""
    for connection, _ in streams:
        connection.close()
