"""``python -m benchmarks.desk.beside RECORD``: what pages take while the record is exported.

One page after the other is asked for, made anew each time, alone and then beside an export of the
whole record.
"""

import argparse
import asyncio
import os
import random
import sys
import time
from pathlib import Path

from benchmarks.desk.addresses import Addresses
from benchmarks.desk.costs import InProcess, nothing_kept
from onrecord.store.record import open_record
from onrecord.views.desk.app import create


def main() -> None:
    """Asks, prints a line for each way."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk.beside", description=__doc__)
    add = parser.add_argument
    add("record", type=Path, help="the file of a record; nothing of it is changed")
    add("--times", type=int, default=150, metavar="N", help="pages each way; default: 150")
    add("--seed", type=int, default=1)
    options = parser.parse_args()
    with open_record(options.record) as store, nothing_kept(store):
        asyncio.run(_all(InProcess(create(store)), options))


async def _all(desk: InProcess, options: argparse.Namespace) -> None:
    addresses = Addresses(random.Random(options.seed), 60)
    await addresses.find(desk)
    mix = [addresses.drawn() for _ in range(options.times)]
    print(f"{'ms by the clock':<20}     p50     p95    most")
    await _asked("alone", desk, mix)
    export = asyncio.create_task(desk.get("/api/exports/jsonl"))
    await asyncio.sleep(0.5)
    await _asked("beside an export", desk, mix)
    sys.stdout.flush()
    os._exit(int(export.done()))  # the export would go on to its end; done already: nothing shown


async def _asked(name: str, desk: InProcess, mix: list[str]) -> None:
    took = []
    for address in mix:
        began = time.perf_counter()
        await desk.get(address)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(f"{name:<20} {p50:7.0f} {p95:7.0f} {took[-1]:7.0f}", flush=True)


if __name__ == "__main__":
    main()
