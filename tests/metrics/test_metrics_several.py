"""Several processes of one desk tell the same, and what one counted outlives it."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from tests.desk.desk_worlds import TALES
from tests.desk.test_desk_workers import desk, page, processes, until  # noqa: F401
from tests.metrics.conftest import Measured, of, parsed
from tests.store.asked_worlds import readings


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_record(tmp_path / "record.db", create=True) as store:
        store.add(readings(TALES)[:1])
    return tmp_path / "record.db"


def measured(port: int) -> Measured:
    return parsed(page(port, "/metrics"))


def test_any_of_them_tells_the_sum(desk: tuple["subprocess.Popen[str]", int]) -> None:  # noqa: F811
    child, port = desk
    until(lambda: len(processes(child.pid)) == 2)
    until(lambda: of(measured(port), "onrecord_desk_processes") == 2)
    for _ in range(20):
        page(port, "/statements")
    name = "onrecord_requests_total"
    assert {of(measured(port), name, route="/statements") for _ in range(8)} == {20}
    told = measured(port)
    assert of(told, "onrecord_request_seconds_count", route="/statements") == 20
    assert of(told, "onrecord_questions_total", asked="statements", by="page") == 20
    assert of(told, "onrecord_reports") == 1
    pids = {dict(labels)["pid"] for one, labels in told if one == "process_cpu_seconds_total"}
    assert pids == {str(one) for one in processes(child.pid)}

    first = processes(child.pid)[0]
    os.kill(first, signal.SIGKILL)
    until(lambda: len({*processes(child.pid)} - {first}) == 2)
    until(lambda: of(measured(port), "onrecord_desk_processes") == 2)
    assert of(measured(port), name, route="/statements") == 20
    folder = told_folder(processes(child.pid)[0])
    assert not list(folder.glob(f"gauge_livesum_{first}.db"))
    child.send_signal(signal.SIGTERM)
    child.wait(timeout=60)
    assert not folder.exists()


def told_folder(process: int) -> Path:
    """Where a process counts into."""
    maps = Path(f"/proc/{process}/maps").read_text()
    return Path(next(line.split()[-1] for line in maps.splitlines() if ".db" in line and
                     "onrecord-metrics-" in line)).parent  # fmt: skip
