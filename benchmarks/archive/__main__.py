"""From WARC to shards: python -m benchmarks.archive [--quick] [--pages N] [--files N] [--ray]

Makes archives (``making``), harvests them with 1 and 2 local workers and, where asked, with 2 on
Ray; takes the texts out without reading them; reads those texts with the reader alone; takes texts
out as one would write it first (``plain``): all in one run. Prints a line of JSON for each:
seconds, processor seconds of this process and its children, pages and words a second, the memory
of the largest worker as each archive ends. The last line has what they are to each other. All
shards must be the same. ``--quick``: fewer pages of the same mix, a quarter of an hour on an idle
machine.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.archive.making import FILES, PAGES, WORDS, make
from benchmarks.archive.plain import plain
from benchmarks.archive.processes import resident
from onrecord.engines import chosen
from onrecord.facts import decode_reading
from onrecord.harvesting import Options, State, harvest, units
from onrecord.pipeline import Failure, read_one, reports_found
from onrecord.report import Given, Report
from onrecord.settings import Settings
from onrecord.shards import Folder, readings

QUICK = 1_600  # pages
Told = dict[str, Any]


def main() -> None:
    """Makes, harvests, reads, prints."""
    parser = argparse.ArgumentParser(description="from WARC to shards")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} pages")
    parser.add_argument("--pages", type=int)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--ray", action="store_true", help="on Ray too")
    options = parser.parse_args()
    pages = options.pages or (QUICK if options.quick else PAGES)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        make(here / "crawls", pages, options.files, options.words)
        ways: list[tuple[int, str | None]] = [(1, None), (2, None)]
        ways += [(2, "auto")] if options.ray else []
        told: dict[str, Told] = {}
        shards = []
        for workers, ray in ways:
            name = f"{'ray' if ray else 'local'}-{workers}"
            told[name], hashes = _harvest(here, name, workers, ray)
            shards.append(hashes)
        if any(one != shards[0] for one in shards):
            raise SystemExit("the shards differ")
        told["texts alone"] = _texts(here / "crawls")
        told["reader alone"] = _alone(here / "local-1")
        told["warcio and trafilatura"] = _plain(here / "crawls")
        _say("ratios", _ratios(told))


def _harvest(here: Path, name: str, workers: int, ray: str | None) -> tuple[Told, list[str]]:
    """Harvests in one way; what it took, and the hashes of its files."""
    engine = chosen(workers, ray)
    memory: list[int] = []

    def watch(state: State) -> None:
        if state.done > len(memory):
            sizes = list(resident(os.getpid()).values())[1:]
            memory.append(round(max(sizes, default=0)))

    found = units([str(here / "crawls")], None)
    came, told = _timed(
        lambda: harvest(found, str(here / name), Options(), Settings(), engine, watch=watch)
    )
    if ray:  # it would go on beside what is measured next
        import ray as rays

        rays.shutdown()
    counts = Folder(str(here / name)).manifest().counts
    told |= counts | {"worker_mb": memory}
    hashes = [kept.sha256 for one in sorted(came.done, key=lambda d: d.name) for kept in one.files]
    return _say(name, told, counts["documents"], counts["words"]), hashes


def _texts(crawls: Path) -> Told:
    """From WARC to texts, without reading them, in this process."""

    def texts() -> tuple[int, int]:
        pages = words = 0
        for unit in units([str(crawls)], None):
            for found in unit.found(Settings().max_bytes, None):
                pages += 1
                for one in reports_found(found, Given(), Settings()):
                    if not isinstance(one, Failure):
                        words += len(one.text.split())
        return pages, words

    (pages, words), told = _timed(texts)
    return _say("texts alone", told, pages, words)


def _alone(harvested: Path) -> Told:
    """The reader alone, on the texts that were had of the archives, in this process."""
    folder = Folder(str(harvested))
    files = [folder.shard(one.readings.file) for one in folder.verified()]
    reports: list[Report] = [decode_reading(raw).report for file in files for raw in readings(file)]
    read_one(reports[0], "warm", Settings())
    _, told = _timed(lambda: [read_one(one, one.source, Settings()) and None for one in reports])
    return _say("reader alone", told, len(reports), sum(len(one.text.split()) for one in reports))


def _plain(crawls: Path) -> Told:
    found, told = _timed(lambda: plain(sorted(crawls.iterdir())))
    return _say("warcio and trafilatura", told | asdict(found), found.pages, found.words)


def _ratios(told: dict[str, Told]) -> Told:
    """What the ways are to each other: by the clock those of the same work, else by processor."""
    one, two, reader = told["local-1"], told["local-2"], told["reader alone"]
    texts, first = told["texts alone"], told["warcio and trafilatura"]
    found = {
        "2_workers_by_1": one["seconds"] / two["seconds"],
        "1_worker_by_reader_alone": one["words_a_second"] / reader["words_a_second"],
        "2_workers_by_reader_alone": two["words_a_second"] / reader["words_a_second"],
        "part_of_texts": texts["cpu"] / (texts["cpu"] + reader["cpu"]),
        "part_of_all_but_reading": 1 - reader["cpu"] / one["cpu"],
        "texts_by_warcio_and_trafilatura": (texts["cpu"] / texts["pages"])
        / (first["cpu"] / max(1, first["pages"])),
    }
    if "ray-2" in told:
        found["ray_by_2_workers"] = two["seconds"] / told["ray-2"]["seconds"]
    return found


def _timed(work: Callable[[], Any]) -> tuple[Any, Told]:
    begin, cpu = time.perf_counter(), _cpu()
    came = work()
    return came, {"seconds": time.perf_counter() - begin, "cpu": _cpu() - cpu}


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _say(way: str, told: Told, pages: int = 0, words: int = 0) -> Told:
    if pages:
        each = {
            "pages_a_second": pages / told["seconds"],
            "words_a_second": words / told["seconds"],
        }
        told = {"pages": pages, "words": words} | told | each
    rounded = {k: round(v, 3) if isinstance(v, float) else v for k, v in told.items()}
    print(json.dumps({"way": way} | rounded), flush=True)
    return told


if __name__ == "__main__":
    main()
