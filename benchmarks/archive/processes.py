"""A process and all that it started: their memory and processor time, as Linux counts them."""

import os
import resource
from collections.abc import Iterator
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> dict[int, float]:
    """Resident megabytes by process, the one that is asked about first."""
    found: dict[int, float] = {}
    for one, of in _each(pid, "statm"):
        found[one] = int(of.split()[1]) * resource.getpagesize() / (1 << 20)
    return found


def cpu(pid: int) -> float:
    """Processor seconds of all of them, and of those that ended and were waited for."""
    total = 0
    for _, of in _each(pid, "stat"):
        total += sum(map(int, of.rpartition(")")[2].split()[11:15]))
    return total / _TICKS


def _each(pid: int, file: str) -> Iterator[tuple[int, str]]:
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
            yield one, Path(f"/proc/{one}/{file}").read_text()
        except OSError:  # it has ended
            continue
