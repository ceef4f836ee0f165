"""What is measured, as data: a run that was cut short goes on where it stopped."""

import json
import platform
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Took:
    """Seconds by the clock, and of a processor (of processes that have ended, too)."""

    seconds: float = 0.0
    cpu: float = 0.0


@contextmanager
def timed() -> Iterator[Took]:
    """Measures what is done within."""
    took = Took()
    seconds, cpu = time.perf_counter(), _processor()
    yield took
    took.seconds, took.cpu = time.perf_counter() - seconds, _processor() - cpu


def _processor() -> float:
    """Seconds of a processor that this process and its children that ended have had."""
    own, ended = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


@dataclass(slots=True)
class Size:
    """A record at one size: the cost of a report around it, and what questions took.

    ``cpu`` and ``seconds`` are of one report, ``bytes`` of the file beyond its text, a report;
    ``questions`` give (p50, p95, how many) in milliseconds by the kind of question.
    """

    reports: int
    seconds: float
    cpu: float
    bytes: float
    memory: int
    questions: dict[str, tuple[float, float, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Measured:
    """One run: what was measured on which machine."""

    database: str
    seed: int
    python: str = field(default_factory=platform.python_version)
    machine: str = field(default_factory=platform.machine)
    sizes: list[Size] = field(default_factory=list)
    other: dict[str, float] = field(default_factory=dict)

    def write(self, file: Path) -> None:
        """Writes it whole."""
        made = file.with_suffix(".new")
        made.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        made.replace(file)

    @classmethod
    def read(cls, file: Path) -> "Measured":
        """What an earlier run wrote."""
        held = json.loads(file.read_text(encoding="utf-8"))
        return cls(**{**held, "sizes": [Size(**one) for one in held["sizes"]]})


def memory() -> int:
    """The most that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def spread(took: list[float]) -> tuple[float, float, int]:
    """The middle and the 95th percentile in milliseconds, and of how many."""
    ordered = sorted(took)
    at = min(len(ordered) - 1, int(0.95 * len(ordered)))
    return ordered[len(ordered) // 2] * 1000, ordered[at] * 1000, len(ordered)
