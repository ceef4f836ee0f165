"""``python -m benchmarks.desk RECORD``: a desk under load, and whether its memory stays flat.

Starts ``onrecord serve`` on a copy of the record, takes addresses from its own pages, then asks at
a steady rate while many open streams listen and a report is added from time to time. Prints what
pages and questions took and the memory of the server; ``desk.json`` and ``desk-memory.svg`` are
written anew every minute.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NoReturn

import httpx2

from benchmarks.desk.addresses import Addresses
from benchmarks.desk.asking import AT_ONCE, Asked, ask, listen
from benchmarks.desk.drawn import drawn
from benchmarks.desk.ending import copied, ends_with_us, is_record
from benchmarks.desk.watching import Sample, growth, sampled
from benchmarks.record.world import World
from onrecord.store.record import open_record

_PATIENCE = 60.0  # seconds
_SPARE = 200  # files beside streams and connections


def main() -> None:
    """Runs it, prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    add = parser.add_argument
    add("record", type=Path, help="the file of a record; it is copied and left as it is")
    add("--rate", type=float, default=50, metavar="N", help="requests a second; default: 50")
    add("--seconds", type=float, default=120, metavar="N", help="default: 120")
    add("--streams", type=int, default=500, metavar="N", help="open streams; default: 500")
    add("--adding", type=float, default=30, metavar="N",
        help="seconds between two reports that are added; 0: none; default: 30")  # fmt: skip
    add("--each", type=int, default=200, metavar="N", help="addresses of a kind; default: 200")
    add("--out", type=Path, default=Path("build/desk"), metavar="FOLDER")
    add("--workers", type=int, default=1, metavar="N", help="processes of the desk; default: 1")
    add("--seed", type=int, default=1)
    options = parser.parse_args()
    if not is_record(options.record):
        parser.error(f"{options.record} is no record in a file.")
    options.out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, _stopped)  # so that the copy goes, and the desk ends
    _room_for_files(options.streams + AT_ONCE + _SPARE)
    with (
        copied(options.record, options.out) as record,
        _served(record, options.workers) as (server, base, first),
    ):
        run = Run(options, record, base, server.pid, first)
        asyncio.run(run.all())
    run.tell()


def _stopped(*_: object) -> NoReturn:
    raise SystemExit(128 + signal.SIGTERM)


class Run:
    """One run, as it goes on."""

    def __init__(
        self, options: argparse.Namespace, record: Path, base: str, pid: int, first: float
    ) -> None:
        self._options, self._record, self._base, self._pid = options, record, base, pid
        self._first = first
        self.asked = Asked()
        self.samples: list[Sample] = []
        self._going = True

    async def all(self) -> None:
        """Finds addresses, opens streams, asks."""
        options = self._options
        limits = httpx2.Limits(max_connections=AT_ONCE)
        async with httpx2.AsyncClient(
            base_url=self._base, timeout=_PATIENCE, limits=limits
        ) as client:
            addresses = Addresses(random.Random(options.seed), options.each)
            _say("finding addresses")
            await addresses.find(client)
            _say(f"{len(addresses):,} addresses of {len(addresses.kinds())} kinds")
            beside = [
                asyncio.create_task(listen(self._base, self.asked, lambda: self._going))
                for _ in range(options.streams)
            ]
            while self.asked.streams < options.streams:
                await asyncio.sleep(0.1)
            beside.append(asyncio.create_task(self._watch()))
            if options.adding:
                beside.append(asyncio.create_task(self._add()))
            await ask(client, addresses, options.rate, options.seconds, self.asked)
            self._going = False
            for one in beside:
                one.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
        self.write()

    async def _watch(self) -> None:
        began = time.perf_counter()
        for second in count():
            self.samples.append(sampled(self._pid, time.perf_counter() - began))
            if second and second % 30 == 0:
                self._report()
            if second and second % 60 == 0:
                self.write()
            await asyncio.sleep(max(0.0, began + second + 1 - time.perf_counter()))

    def _report(self) -> None:
        now, before = self.samples[-1], self.samples[-30]
        lately, self.asked.lately = self.asked.lately, []
        busy = (now.cpu - before.cpu) / (now.at - before.at)
        _say(
            f"{now.at:5.0f} s: {len(lately)} answers, p50 {_at(lately, 0.5):.0f} ms, "
            f"p95 {_at(lately, 0.95):.0f} ms; {now.own:.0f} MB; {busy:.2f} processors; "
            f"{self.asked.streams} streams; {sum(self.asked.failed.values())} failed"
        )

    async def _add(self) -> None:
        """Another report every so many seconds, in a thread of ours."""
        made = World(self._options.seed + 1_000).readings(1_000_000)
        with open_record(self._record) as store:
            while True:
                await asyncio.sleep(self._options.adding)
                await asyncio.to_thread(store.add, [next(made)])

    def write(self) -> None:
        """What there is so far, as JSON and as a picture."""
        took = self.asked.took
        told = {
            "first_page_s": self._first,
            "rate": self._options.rate, "streams": self._options.streams,
            "failed": dict(self.asked.failed), "changes_heard": self.asked.heard,
            "growth_mb_an_hour": growth(self.samples),
            "largest_bytes": self.asked.bytes,
            "p": {kind: [_at(some, share) for share in (0.5, 0.95, 0.99)]
                  for kind, some in [*sorted(took.items()), *self._groups()]},
            "memory": [(round(one.at, 1), round(one.own, 1), round(one.resident, 1))
                       for one in self.samples],
            "cpu_s": self.samples[-1].cpu - self.samples[0].cpu if self.samples else 0.0,
        }  # fmt: skip
        out: Path = self._options.out
        (out / "desk.json").write_text(json.dumps(told) + "\n")
        lines = {
            "its own": [(one.at, one.own) for one in self.samples],
            "with the files it has mapped": [(one.at, one.resident) for one in self.samples],
        }
        title = f"Memory of the desk at {self._options.rate:g} requests a second"
        (out / "desk-memory.svg").write_text(drawn(title, lines, "MB"), encoding="utf-8")

    def _groups(self) -> list[tuple[str, list[float]]]:
        took = self.asked.took
        pages = [one for of, some in took.items() if not of.startswith("/api") for one in some]
        questions = [one for of, some in took.items() if of.startswith("/api") for one in some]
        return [("pages", pages), ("questions", questions), ("all", pages + questions)]

    def tell(self) -> None:
        """The tables."""
        asked, groups = self.asked, self._groups()
        every = len(groups[-1][1])
        print(f"first page {self._first:.2f} s after the start of the command")
        print(f"{every:,} requests, {self._options.rate:g} a second", end="; ")
        print(f"{self._options.streams} streams open, which heard of {asked.heard:,} changes")
        print(f"\n{'ms by the clock':<28}      n      p50      p95      p99   largest, KB")
        for of, some in [*sorted(asked.took.items()), *groups]:
            p50, p95, p99 = (_at(some, share) for share in (0.5, 0.95, 0.99))
            size = asked.bytes.get(of, max(asked.bytes.values(), default=0)) / 1024
            print(f"{of:<28} {len(some):6,} {p50:8.1f} {p95:8.1f} {p99:8.1f} {size:8.0f}")
        first, last = self.samples[0], self.samples[-1]
        most = max(one.own for one in self.samples)
        print(
            f"\nmemory of its own, MB: {first.own:.0f} at the beginning, {most:.0f} at most,",
            end=" ",
        )
        hour = growth(self.samples)
        print(f"{last.own:.0f} at the end; {hour:+.1f} an hour in the second half")
        if every:
            print(f"{(last.cpu - first.cpu) / every * 1000:.1f} ms of a processor a request")
        print(f"{sum(asked.failed.values())} failed {asked.failed.most_common(5)}")


@contextlib.contextmanager
def _served(record: Path, workers: int) -> Iterator[tuple["subprocess.Popen[str]", str, float]]:
    """A desk; its process, its address, and the seconds until its first page was there."""
    with open_record(record):
        pass  # an older record is brought up to date before the clock runs
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--record", str(record), "--port", "0",
         "--workers", str(workers)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"},
        preexec_fn=ends_with_us,
    )  # fmt: skip
    assert server.stdout
    try:
        base = server.stdout.readline().split(" ")[-1].strip()
        if not base:  # it has said on standard error why
            raise SystemExit("benchmarks.desk: the desk did not open.")
        httpx2.get(base + "/", timeout=_PATIENCE).raise_for_status()
        yield server, base, time.perf_counter() - began
    finally:
        server.terminate()
        try:
            server.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _room_for_files(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _at(took: list[float], share: float) -> float:
    ranked = sorted(took)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0


if __name__ == "__main__":
    main()
