"""The memory and the processor time of a server and of all that it started."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Sample:
    """Megabytes that are the processes' own, and with the files they have mapped; seconds."""

    at: float
    own: float
    resident: float
    cpu: float


def sampled(pid: int, at: float) -> Sample:
    """A process and its descendants, now."""
    own = resident = cpu = 0.0
    for one in _tree(pid):
        try:
            told = dict(
                line.split(":", 1) for line in Path(f"/proc/{one}/status").read_text().splitlines()
            )
            stat = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        own += int(told.get("RssAnon", "0 kB").split()[0]) / 1024
        resident += int(told.get("VmRSS", "0 kB").split()[0]) / 1024
        cpu += (int(stat[11]) + int(stat[12])) / _TICKS
    return Sample(at, own, resident, cpu)


def _tree(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            tasks = Path(f"/proc/{one}/task").iterdir()
            for task in tasks:
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def growth(samples: list[Sample]) -> float:
    """Megabytes an hour by which own memory grows in the second half, by least squares."""
    some = samples[len(samples) // 2 :]
    if len(some) < 2:
        return 0.0
    middle = sum(one.at for one in some) / len(some)
    mean = sum(one.own for one in some) / len(some)
    spread = sum((one.at - middle) ** 2 for one in some) or 1.0
    return sum((one.at - middle) * (one.own - mean) for one in some) / spread * 3600
