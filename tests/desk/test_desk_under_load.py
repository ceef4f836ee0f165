"""An export lets pages by; the desk's benchmark leaves nothing behind and refuses what is none."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.desk.ending import is_record
from onrecord.store.record import open_record
from onrecord.views.api.exporting import unhurried

STARTS = """
import subprocess, sys, time
from benchmarks.desk.ending import ends_with_us
before = ends_with_us if sys.argv[1] == "ends" else None
child = subprocess.Popen(["sleep", "60"], preexec_fn=before, stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
time.sleep(60)
"""


def _working() -> Iterator[int]:
    """Items that take some work each."""
    for number in range(40):
        until = time.thread_time() + 0.002
        while time.thread_time() < until:
            pass
        yield number


@pytest.mark.parametrize("rests", [True, False])
def test_an_export_rests_as_long_as_it_works(rests: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    rested: list[float] = []
    monkeypatch.setattr(time, "sleep", rested.append)
    items = unhurried(_working()) if rests else _working()  # the planted fault: never a rest
    began = time.thread_time()
    assert list(items) == list(range(40))
    took = time.thread_time() - began
    assert (sum(rested) >= 0.5 * took) is rests


@pytest.mark.parametrize("how", ["ends", "outlives"])
def test_what_a_benchmark_starts_ends_though_it_is_killed(how: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", STARTS, how], stdout=subprocess.PIPE, text=True
    )
    child = 0
    try:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        assert _ends(child) is (how == "ends")
    finally:
        parent.kill()
        parent.wait()
        parent.communicate()
        if child and _lives(child):
            os.kill(child, signal.SIGKILL)


def _ends(pid: int, within: float = 3.0) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not _lives(pid):
            return True
        time.sleep(0.05)
    return False


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True):
        pass
    assert is_record(tmp_path / "record.db")
    (tmp_path / "words.txt").write_text("No record.\n" * 200)
    sqlite3.connect(tmp_path / "other.db").close()
    for name in ("words.txt", "other.db", "nothing.db", "."):
        assert not is_record(tmp_path / name)
