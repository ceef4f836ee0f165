"""A desk of several processes: one port, one record, and nobody left when it ends."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from onrecord.views.cli import main
from tests.desk.desk_worlds import TALES
from tests.store.asked_worlds import readings


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_record(tmp_path / "record.db", create=True) as store:
        store.add(readings(TALES)[:1])
    return tmp_path / "record.db"


@pytest.fixture
def desk(place: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    child = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--record", str(place), "--port", "0",
         "--workers", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert child.stdout
    assert child.stderr
    with child.stdout, child.stderr:
        try:
            yield child, int(child.stdout.readline().rpartition(":")[2])
        finally:
            for pid in (*processes(child.pid), child.pid):
                if running(pid):
                    os.kill(pid, signal.SIGKILL)
            child.wait()


def processes(of: int) -> list[int]:
    """The children of a process."""
    try:
        told = Path(f"/proc/{of}/task/{of}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [int(one) for one in told]


def running(pid: int) -> bool:
    """Whether a process is there, and no mere remains of one."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(met: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def page(port: int, path: str = "/") -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read().decode()
    finally:
        connection.close()


def test_all_answer_and_see_what_is_added(
    place: Path, desk: tuple["subprocess.Popen[str]", int]
) -> None:
    child, port = desk
    until(lambda: len(processes(child.pid)) == 2)
    assert len({page(port, "/reports") for _ in range(8)}) == 1
    with open_record(place) as store:
        store.add(readings(TALES)[1:3])
    before = page(port, "/reports")
    assert all(page(port, "/reports") == before for _ in range(8))
    assert all(page(port, "/api/reports").count('"report"') >= 3 for _ in range(4))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nobody_is_left_when_it_ends(
    desk: tuple["subprocess.Popen[str]", int], how: signal.Signals
) -> None:
    child, port = desk
    assert page(port)
    workers = processes(child.pid)
    assert len(workers) == 2
    child.send_signal(how)
    child.wait(timeout=60)
    until(lambda: not any(map(running, workers)))
    if how == signal.SIGTERM:
        assert child.returncode == 0
        assert child.stderr
        assert child.stderr.read() == ""


def test_one_that_dies_is_replaced(desk: tuple["subprocess.Popen[str]", int]) -> None:
    child, port = desk
    assert page(port)
    first, second = processes(child.pid)
    os.kill(first, signal.SIGKILL)
    until(lambda: len({*processes(child.pid)} - {first}) == 2)
    assert all(page(port) for _ in range(4))
    assert running(second)


@pytest.mark.parametrize("more", [["--workers", "0"], ["--workers", "2", "--name", "desk.example"]])
def test_what_it_is_not_for(
    place: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--record", str(place), "--port", "0", *more]) == 2
    assert "workers" in capsys.readouterr().err


def test_no_record_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["serve", "--record", str(tmp_path / "none.db"), "--port", "0", "--workers", "2"]
    assert main(asked) == 2
    assert "none.db" in capsys.readouterr().err
