"""The memory of a harvest over time: python -m benchmarks.archive.curve ARCHIVES --to FOLDER

Runs ``onrecord harvest`` as a user would, and every few seconds writes down, as a line of JSON, the
resident memory of each of its processes, what it has read and how many archives are done. After
``--minutes`` it is interrupted, as by Ctrl-C: what is done is kept. ``--plot`` draws the lines.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.archive.processes import cpu, resident
from benchmarks.desk.drawn import Line, drawn
from onrecord.harvesting.marks import mark
from onrecord.shards import Folder

_EVERY = 5.0  # seconds
_GRACE = 60.0  # seconds in which an interrupted harvest must end


def main() -> None:
    """Harvests and watches, or draws what was written down."""
    parser = argparse.ArgumentParser(description="the memory of a harvest over time")
    parser.add_argument("archives", nargs="?", type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--log", type=Path, required=True, help="lines of JSON")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--minutes", type=float, help="then it is interrupted")
    parser.add_argument("--plot", type=Path, help="where the drawing goes")
    options = parser.parse_args()
    if options.archives:
        watched(options.archives, options.to, options.workers, options.log, options.minutes)
    if options.plot:
        rows = [json.loads(line) for line in options.log.read_text().splitlines()]
        title = f"Memory of a harvest of {rows[-1]['read']:,} reports"
        options.plot.write_text(drawn(title, lines(rows), "MB"))


def watched(archives: Path, to: Path, workers: int, log: Path, minutes: float | None) -> int:
    """Harvests, writing down how it goes; the harvest's exit status."""
    harvest = ("-m", "onrecord", "harvest", str(archives), "--to", str(to), "--resume")
    begin = time.monotonic()
    with (
        open(log, "a") as file,
        subprocess.Popen([sys.executable, *harvest, "--workers", str(workers)]) as running,
    ):
        try:
            while running.poll() is None:
                at = time.monotonic() - begin
                file.write(json.dumps(_now(running.pid, at, Folder(str(to)))) + "\n")
                file.flush()
                if minutes is not None and at > minutes * 60:
                    running.send_signal(signal.SIGINT)
                    running.wait(_GRACE)
                time.sleep(_EVERY)
        finally:
            running.kill()
    return running.returncode


def _now(pid: int, at: float, folder: Folder) -> dict[str, Any]:
    """Resident megabytes by process, processor seconds, and how far the harvest has come."""
    done = read = words = 0
    work, shards = Path(folder.work()), Path(folder.shard(""))
    for marker in shards.glob("*.done.json") if shards.is_dir() else ():
        if kept := folder.done(marker.name.removesuffix(".done.json")):
            done, read = done + 1, read + kept.counts["read"]
            words += kept.counts["words"]
    for under_way in work.glob("*.at") if work.is_dir() else ():
        if last := mark(str(under_way).removesuffix(".at")):
            read, words = read + last[1], words + last[2]
    return {
        "at": round(at, 1), "done": done, "read": read, "words": words,
        "cpu": round(cpu(pid), 1), "load": os.getloadavg()[0],
        "mb": {str(one): round(size, 1) for one, size in resident(pid).items()},
    }  # fmt: skip


def lines(rows: list[dict[str, Any]]) -> dict[str, Line]:
    """A line for the harvest itself and one for each of its workers that lived for a while."""
    first = next(iter(rows[0]["mb"]))
    found: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        for pid, size in row["mb"].items():
            found.setdefault(pid, []).append((row["at"], size))
    lasting = [pid for pid in found if pid != first and len(found[pid]) > len(rows) // 10]
    named = {pid: f"worker {number}" for number, pid in enumerate(lasting, 1)}
    named[first] = "the harvest itself"
    return {name: found[pid] for pid, name in named.items()}


if __name__ == "__main__":
    main()
