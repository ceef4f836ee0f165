"""From WARC to shards: python -m benchmarks.archive [--pages N] [--files N] [--ray]

Makes archives (``making``), harvests them with 1 and 2 local workers and, where asked, with 2 on
Ray, then reads the texts that came out of them with the reader alone, in one run. Prints a line of
JSON for each: seconds, processor seconds of this machine's processes that have ended, pages and
words a second, the largest memory of a worker as each archive ends. All shards must be the same.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.archive.making import FILES, PAGES, WORDS, make
from onrecord.engines import chosen
from onrecord.facts import decode_reading
from onrecord.harvesting import Options, State, harvest, units
from onrecord.pipeline import read_one
from onrecord.settings import Settings
from onrecord.shards import Folder, readings


def main() -> None:
    """Makes, harvests, reads, prints."""
    parser = argparse.ArgumentParser(description="from WARC to shards")
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--ray", action="store_true", help="on Ray too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        make(here / "crawls", options.pages, options.files, options.words)
        ways: list[tuple[int, str | None]] = [(1, None), (2, None)]
        ways += [(2, "auto")] if options.ray else []
        hashes = [_harvest(here, workers, ray) for workers, ray in ways]
        if any(one != hashes[0] for one in hashes):
            raise SystemExit("the shards differ")
        _alone(here / "local-1")


def _harvest(here: Path, workers: int, ray: str | None) -> list[str]:
    """Harvests in one way; the hashes of its files."""
    name = f"{'ray' if ray else 'local'}-{workers}"
    engine = chosen(workers, ray)
    memory: list[int] = []

    def watch(state: State) -> None:
        if state.done > len(memory):
            memory.append(_largest())

    found = units([str(here / "crawls")], None)
    begin, cpu = time.perf_counter(), _cpu()
    came = harvest(found, str(here / name), Options(), Settings(), engine, watch=watch)
    seconds, cpu = time.perf_counter() - begin, _cpu() - cpu
    counts = Folder(str(here / name)).manifest().counts
    _say(
        way=name, seconds=seconds, cpu=cpu, **counts,
        pages_a_second=counts["documents"] / seconds, words_a_second=counts["words"] / seconds,
        worker_mb=[size // 1024 for size in memory],
    )  # fmt: skip
    return [kept.sha256 for one in sorted(came.done, key=lambda d: d.name) for kept in one.files]


def _alone(harvested: Path) -> None:
    """The reader alone, on the texts that were had of the archives, in this process."""
    folder = Folder(str(harvested))
    files = [folder.shard(one.readings.file) for one in folder.verified()]
    reports = [decode_reading(raw).report for file in files for raw in readings(file)]
    read_one(reports[0], "warm", Settings())
    begin, cpu = time.perf_counter(), _cpu()
    for report in reports:
        read_one(report, report.source, Settings())
    seconds, cpu = time.perf_counter() - begin, _cpu() - cpu
    words = sum(len(one.text.split()) for one in reports)
    _say(way="reader alone", seconds=seconds, cpu=cpu, words=words, words_a_second=words / seconds)


def _largest() -> int:
    """The resident memory of the largest child of this process, in KiB."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    sizes = [0]
    for child in children:
        try:
            pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
        sizes.append(pages * resource.getpagesize() // 1024)
    return max(sizes)


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _say(**told: Any) -> None:
    rounded = {k: round(v, 2) if isinstance(v, float) else v for k, v in told.items()}
    print(json.dumps(rounded), flush=True)


if __name__ == "__main__":
    main()
