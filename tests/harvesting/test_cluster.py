"""A Ray cluster of two nodes on this machine: the same shards, whatever is lost on the way."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from onrecord.harvesting import Options
from tests.harvesting.harvests import crawls, harvested, left

ray = pytest.importorskip(
    "ray", reason="Ray is not installed: harvests on a cluster are NOT tested here"
)
ROOT = Path(__file__).parents[2]


def _free() -> int:
    """A port that nobody listens at: another run of these tests may be under way."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


PORT = _free()
TOKEN = secrets.token_hex(32)  # this cluster is the test's own, whatever else runs here
_SHORT = tempfile.mkdtemp(prefix="ray-", dir="/tmp")  # Ray's sockets want a short path
SCRIPT = """
import sys
import time
from pathlib import Path
from onrecord.errors import HarvestError
from onrecord.engines.cluster import Cluster
from onrecord.harvesting import Options
from tests.harvesting.harvests import bare, harvested, slow
engine = None
for attempt in range(10):
    try:
        engine = Cluster(sys.argv[3], 2)
        break
    except HarvestError:
        time.sleep(2)
came = harvested(
    Path(sys.argv[1]), Path(sys.argv[2]), engine=engine, read=slow, resume=True,
    options=Options(once=True),
)
print(len(came.done), came.there, came.lost, flush=True)
"""


def _environ() -> dict[str, str]:
    more = {"RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    more |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": TOKEN}
    return os.environ | more


def _node(*flags: str) -> subprocess.Popen[bytes]:
    """A node that is this test's child, so that it can be ended alone."""
    ray_command = [str(Path(sys.executable).with_name("ray")), "start", *flags, "--block"]
    small = ["--num-cpus=1", "--object-store-memory=80000000", "--disable-usage-stats"]
    return subprocess.Popen(
        [*ray_command, *small], env=_environ(), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def _stop(node: subprocess.Popen[bytes]) -> None:
    """Ends a node and all its processes, as a machine that fails does."""
    with suppress(ProcessLookupError):
        os.killpg(node.pid, signal.SIGKILL)
    node.wait()


def _answers() -> bool:
    """Whether the head listens."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", PORT), 1):
        return True
    return False


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    head = _node(
        "--head", f"--port={PORT}", "--node-ip-address=127.0.0.1", "--include-dashboard=false",
        f"--temp-dir={_SHORT}",
    )  # fmt: skip
    made = [head]
    try:
        _wait_for(_answers)
        made.append(_node(f"--address=127.0.0.1:{PORT}", "--node-ip-address=127.0.0.1"))
        yield made
    finally:
        for node in reversed(made):
            _stop(node)
        shutil.rmtree(_SHORT, ignore_errors=True)


def _driver(there: Path, to: Path) -> subprocess.Popen[bytes]:
    with open(to.with_name("said"), "wb") as said:
        return subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(there), str(to), f"127.0.0.1:{PORT}"],
            cwd=ROOT, env=_environ(), stdout=said, start_new_session=True,
        )  # fmt: skip


def _wait_for(what: object, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        assert time.monotonic() < until, "nothing came of it"
        time.sleep(0.1)


def _workers_of(driver_folder: Path) -> list[int]:
    """The processes that hold a part of a shard open."""
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdecimal():
            continue
        try:
            held = [os.readlink(one) for one in (process / "fd").iterdir()]
        except OSError:
            continue
        if any(one.startswith(f"{driver_folder}/.work/") for one in held):
            found.append(int(process.name))
    return found


@pytest.mark.slow
def test_two_nodes_a_worker_a_node_and_the_driver_lost(
    tmp_path: Path, nodes: list[subprocess.Popen[bytes]]
) -> None:
    there = crawls(tmp_path / "crawls", archives=6, pages=20, told=True)
    harvested(there, tmp_path / "straight", options=Options(once=True))
    to = tmp_path / "to"
    driver = _driver(there, to)
    try:  # a worker is killed, then the driver
        _wait_for(lambda: len(_workers_of(to)) == 2)
        os.kill(_workers_of(to)[0], signal.SIGKILL)
        _wait_for(lambda: len(list(to.glob("shards/*.done.json"))) >= 2)
        driver.kill()
        driver.wait()
        _wait_for(lambda: not _workers_of(to))
    finally:
        driver.kill()
        driver.wait()
    driver = _driver(there, to)
    try:  # a node is lost while it works
        _wait_for(lambda: len(_workers_of(to)) == 2)
        _stop(nodes[1])
        assert driver.wait(120) == 0
    finally:
        driver.kill()
        driver.wait()
    told = to.with_name("said").read_text().splitlines()  # Ray may have said something too
    (counts,) = (line.split() for line in told if line.replace(" ", "").isdecimal())
    done, before, lost = map(int, counts)
    assert done == 6
    assert before >= 2
    assert lost >= 1
    assert left(to) == left(tmp_path / "straight")
