"""``python -m benchmarks.desk RECORD``: a desk under load, and whether its memory stays flat.

Starts ``onrecord serve`` on the record, takes addresses from its own pages, then asks at a steady
rate whatever the answers take (an open loop: what waits counts as waiting), while many open streams
listen. Prints what pages and questions took and the memory of the server, and draws it.
"""

import argparse
import asyncio
import contextlib
import json
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from benchmarks.record.plot import plotted

STARTS = (
    "/", "/statements", "/encounters", "/agreements", "/cases", "/events", "/actors", "/timeline",
    "/disputes", "/reports", "/met", "/api/statements", "/api/encounters", "/api/agreements",
)  # fmt: skip
_EACH = 40  # addresses of each kind that are asked for
_LINK = re.compile(r'href="(/[^"#]*)')
_OTHER = re.compile(r"\.(csv|jsonl?|svg|css|js|atom)(\?|$)|^/(assets|review|live|api/exports)")
_WARM = 2  # times that each address is asked for before it counts
_PATIENCE = 30.0  # seconds


@dataclass(slots=True)
class Load:
    """What came of it: milliseconds by kind of page, failures, memory (MB) by seconds."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    bytes: dict[str, int] = field(default_factory=dict)
    heard: int = 0


def main() -> None:
    """Runs it and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    add = parser.add_argument
    add("record", help="a record that is there")
    add("--rate", type=float, default=50, metavar="N", help="requests a second; default: 50")
    add("--seconds", type=float, default=120, metavar="N", help="default: 120")
    add("--streams", type=int, default=500, metavar="N", help="open streams; default: 500")
    add("--out", type=Path, default=Path("build/desk"), metavar="FOLDER")
    add("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with _served(options.record) as (server, base, first):
        load = asyncio.run(_loaded(base, server.pid, options))
    _tell(load, first, options)
    told = {"first": first, "failed": len(load.failed), "memory": load.memory,
            "p95": {kind: _at(took, 0.95) for kind, took in load.took.items()}}  # fmt: skip
    (options.out / "desk.json").write_text(json.dumps(told) + "\n")
    points = [(at + 1, value) for at, value in load.memory]
    drawn = plotted("Memory of the desk under load", points, "MB", "seconds")
    (options.out / "desk-memory.svg").write_text(drawn, encoding="utf-8")


@contextlib.contextmanager
def _served(record: str) -> Iterator[tuple["subprocess.Popen[str]", str, float]]:
    """A desk; its process, its address, and the seconds until its first page was there."""
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--record", record, "--port", "0"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout
    base = server.stdout.readline().split(" ")[-1].strip()
    try:
        httpx2.get(base + "/", timeout=_PATIENCE).raise_for_status()
        yield server, base, time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(timeout=_PATIENCE)


async def _loaded(base: str, pid: int, options: argparse.Namespace) -> Load:
    load, chance = Load(), random.Random(options.seed)
    limits = httpx2.Limits(max_connections=200)
    async with httpx2.AsyncClient(base_url=base, timeout=_PATIENCE, limits=limits) as client:
        addresses = await _addresses(client, chance)
        for _ in range(_WARM):
            for address in addresses:
                await client.get(address)
        streams = [asyncio.create_task(_listen(base, load)) for _ in range(options.streams)]
        await asyncio.sleep(2)
        memory = asyncio.create_task(_remembered(pid, load))
        asked: set[asyncio.Task[None]] = set()
        began = time.perf_counter()
        for number in range(int(options.rate * options.seconds)):
            at = began + number / options.rate
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            task = asyncio.create_task(_ask(client, chance.choice(addresses), at, load))
            asked.add(task)
            task.add_done_callback(asked.discard)
        await asyncio.gather(*asked)
        for one in (memory, *streams):
            one.cancel()
        await asyncio.gather(memory, *streams, return_exceptions=True)
    return load


async def _addresses(client: httpx2.AsyncClient, chance: random.Random) -> list[str]:
    """Addresses of every kind of page, as the pages themselves lead to them."""
    found: dict[str, set[str]] = defaultdict(set)
    for start in STARTS:
        page = await client.get(start)
        found[_kind(start)].add(start)
        for link in _LINK.findall(page.text):
            address = unescape(link)
            if not re.search(
                r"\.(csv|jsonl?|svg|css|js|atom)(\?|$)|^/(assets|review|live)", address
            ):
                found[_kind(address)].add(address)
    return [
        address
        for kind in sorted(found)
        for address in chance.sample(sorted(found[kind]), min(_EACH, len(found[kind])))
    ]


def _kind(address: str) -> str:
    path = urlsplit(address).path
    thing = re.match(r"/things/([a-z]+)-", path)
    if thing:
        return f"/things/{thing[1]}"
    return re.sub(r"/[0-9a-f]{16}.*", "/…", path)


async def _ask(client: httpx2.AsyncClient, address: str, due: float, load: Load) -> None:
    """One request; its time runs from when it was due."""
    try:
        answer = await client.get(address)
        if answer.status_code >= 400:
            load.failed.append(f"{answer.status_code} {address}")
        kind = _kind(address)
        load.bytes[kind] = max(load.bytes.get(kind, 0), len(answer.content))
        load.took[kind].append((time.perf_counter() - due) * 1000)
    except httpx2.HTTPError as error:
        load.failed.append(f"{type(error).__name__} {address}")


async def _listen(base: str, load: Load) -> None:
    """An open stream, as a page holds it."""
    parts = urlsplit(base)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(f"GET /live HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
    try:
        while await reader.readline():
            load.heard += 1
    finally:
        writer.close()


async def _remembered(pid: int, load: Load) -> None:
    began = time.perf_counter()
    while True:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        load.memory.append((time.perf_counter() - began, pages * 4096 / 2**20))
        await asyncio.sleep(1)


def _tell(load: Load, page: float, options: argparse.Namespace) -> None:
    every = [one for took in load.took.values() for one in took]
    print(f"first page {page:.2f} s after the start of the command")
    print(f"{len(every):,} requests, {options.rate:g} a second; {options.streams} streams open")
    print(f"\n{'ms by the clock':<28}      n      p50      p95      p99   largest, KB")
    for kind, took in [*sorted(load.took.items()), ("all", every)]:
        p50, p95, p99 = (_at(took, share) for share in (0.5, 0.95, 0.99))
        size = load.bytes.get(kind, max(load.bytes.values())) / 1024
        print(f"{kind:<28} {len(took):6,} {p50:8.1f} {p95:8.1f} {p99:8.1f} {size:8.0f}")
    values = [value for _, value in load.memory]
    first, most, last = values[0], max(values), values[-1]
    print(f"\nmemory, MB: {first:.0f} at the beginning, {most:.0f} at most, {last:.0f} at the end")
    print(f"{len(load.failed)} failed {load.failed[:3]}")


def _at(took: list[float], share: float) -> float:
    ranked = sorted(took)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


if __name__ == "__main__":
    main()
