"""``python -m benchmarks.desk.costs RECORD``: what each kind of page costs a desk, made anew.

The application is asked in this process, without a socket, one request after the other, and keeps
no answer, or (``--turn N``) keeps them as a desk does, while a report is added after every N
requests. Processor time of all its threads is counted, which a machine with much else to do hardly
changes. ``--profile FILE`` writes where the time went, for ``python -m pstats``.
"""

import argparse
import asyncio
import contextlib
import cProfile
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from fastapi import FastAPI
from starlette.types import Message

from benchmarks.desk.addresses import Addresses, kind
from benchmarks.desk.ending import copied
from benchmarks.desk.watching import sampled
from benchmarks.record.world import World
from onrecord.store.record import Record, open_record
from onrecord.views.desk.app import create
from onrecord.views.kept import Kept


@dataclass(frozen=True, slots=True)
class Told:
    """What came back: the status, the body."""

    status: int
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


class InProcess:
    """Asks an application without a socket."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def get(self, address: str, *, follow_redirects: bool = False) -> Told:
        """The answer to one request."""
        path, _, query = address.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
            "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
            "query_string": query.encode(), "headers": [(b"host", b"127.0.0.1")],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        }  # fmt: skip
        status, headers, body = 0, {}, b""

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            nonlocal status, headers, body
            if message["type"] == "http.response.start":
                status, headers = message["status"], dict(message["headers"])
            else:
                body += message.get("body", b"")

        await self._app(scope, receive, send)
        if follow_redirects and b"location" in headers:
            return await self.get(headers[b"location"].decode(), follow_redirects=True)
        return Told(status, body)


def main() -> None:
    """Asks, prints the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk.costs", description=__doc__)
    add = parser.add_argument
    add("record", type=Path, help="the file of a record; it is copied and left as it is")
    add("--times", type=int, default=400, metavar="N", help="requests of the mix; default: 400")
    add("--turn", type=int, metavar="N",
        help="keep answers, and add a report after every N requests")  # fmt: skip
    add("--each", type=int, default=200, metavar="N", help="addresses of a kind; default: 200")
    add("--seed", type=int, default=1)
    add("--copy", type=Path, metavar="FOLDER", help="where the copy is made")
    about = "say at each report what requests cost since the last, and what memory there is"
    add("--warm", action="store_true", help="ask for every address once before")
    add("--memory", action="store_true", help=about)
    add("--only", metavar="KIND", help="nothing but pages of this kind")
    add("--profile", type=Path, metavar="FILE", help="where the profile is written")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(dir=options.copy) as folder,
        copied(options.record, Path(folder)) as place,
        open_record(place) as store,
        contextlib.nullcontext() if options.turn else nothing_kept(store),
    ):
        asyncio.run(_all(InProcess(create(store)), Adding(place), options))


@contextlib.contextmanager
def nothing_kept(store: Record) -> Iterator[None]:
    """All is made anew, every time."""
    with (
        mock.patch.object(Kept, "_keep", return_value=None),
        mock.patch.object(store._shelf, "keep", return_value=None),
    ):
        yield


class Adding:
    """Adds reports to a record, one at a time, as another process does."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._made = World(1_001).readings(1_000_000)

    def __call__(self) -> None:
        """One more."""
        with open_record(self._place) as store:
            store.add([next(self._made)])


async def _all(desk: InProcess, adding: Adding, options: argparse.Namespace) -> None:
    addresses = Addresses(random.Random(options.seed), options.each)
    await addresses.find(desk)
    mix = [addresses.drawn() for _ in range(options.times)]
    if options.only:
        mix = [one for one in mix if kind(one) == options.only]
    for address in addresses if options.warm else ():
        await desk.get(address)
    took: dict[str, list[float]] = defaultdict(list)
    began = time.process_time()
    with _profiled(options.profile):
        for number, address in enumerate(mix, 1):
            before = time.process_time()
            await desk.get(address)
            took[kind(address)].append((time.process_time() - before) * 1000)
            if options.turn and number % options.turn == 0:
                spent = (time.process_time() - began) / options.turn * 1000
                if options.memory:
                    told = f"{number:,} requests: {spent:.1f} ms each, {_own():.0f} MB"
                    print(told, file=sys.stderr, flush=True)
                adding()
                began = time.process_time()
    _tell(took)


def _own() -> float:
    """Megabytes that are this process's own."""
    return sampled(os.getpid(), 0.0).own


def _tell(took: dict[str, list[float]]) -> None:
    print(f"{'ms of a processor':<30}     n     mean      most   share of all")
    every, number = sum(map(sum, took.values())), sum(map(len, took.values()))
    for of, some in sorted(took.items(), key=lambda one: -sum(one[1])):
        print(f"{of:<30} {len(some):5,} {sum(some) / len(some):8.1f}  {max(some):8.1f} "
              f"{sum(some) / every:10.1%}")  # fmt: skip
    print(f"{'all':<30} {number:5,} {every / number:8.1f}")


@contextlib.contextmanager
def _profiled(path: Path | None) -> Iterator[None]:
    """Writes where the time goes; all is done in one thread meanwhile, which is looked at."""
    if path is None:
        yield
        return

    async def at_once(work: Callable[..., object], *given: object, **_: object) -> object:
        return work(*given)

    with (
        mock.patch("anyio.to_thread.run_sync", at_once),
        cProfile.Profile(time.process_time) as profile,
    ):
        yield
    profile.dump_stats(path)


if __name__ == "__main__":
    main()
