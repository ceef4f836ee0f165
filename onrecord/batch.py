"""Many reports, on as many local processes as asked for, in order and in bounded memory.

The results are those of one by one, in the order of the sources, whatever the number of
workers. A worker is a fresh interpreter that is handed one report at a time over a pipe; one
that dies costs the report that it was reading, which becomes a Failure, and is replaced.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from multiprocessing.connection import Connection, Pipe, wait
from queue import Full, Queue
from threading import Event, Thread
from typing import Any, Protocol, TypeVar

from onrecord import sources, tables
from onrecord.errors import NotReadable, OnrecordError, SettingError
from onrecord.facts import Reading
from onrecord.pipeline import Failure, read_found
from onrecord.report import Capture, Given, Report
from onrecord.settings import Settings
from onrecord.sources import Found, Source, Table

# Reports under way or waiting for an earlier one, for each worker: what bounds the memory.
_AHEAD = 4
READY = "ready"

T = TypeVar("T")
Result = Reading | Failure
# What makes results of an item: of its own name, so that the processes can import it.
Reader = Callable[[Any], tuple[Any, ...]]


def read_many(
    reports: Source | Iterable[Source],
    *,
    workers: int = 1,
    published: str | None = None,
    outlet: str | None = None,
    settings: Settings | None = None,
) -> Iterator[Result]:
    """The readings of many reports as a stream, in the order of the sources.

    Sources are paths, folders, ``-``, addresses, Captures or Reports, and may themselves be a
    stream. A report that cannot be read gives a Failure in its place; a live coverage page gives
    a result for each post. ``published`` and ``outlet`` hold for all. Raises SettingError for a
    number of workers below one, ModelError where the model will not do.
    """
    if workers < 1:
        raise SettingError.of("workers", str(workers), "a number from 1 on")
    settings = settings or Settings()
    found = _found(reports, settings.max_bytes)
    return read_all(found, Given(published=published, outlet=outlet), settings, workers)


def read_all(
    found: Iterable[Found], given: Given, settings: Settings, workers: int
) -> Iterator[Result]:
    """The same for what has been found already."""
    reader = partial(read_found, given=given, settings=settings)
    if workers == 1:
        return chain.from_iterable(map(reader, found))
    return ordered(reader, found, workers)


def _found(reports: Source | Iterable[Source], limit: int) -> Iterator[Found]:
    if isinstance(reports, (str, os.PathLike, Capture, Report, Table)):
        yield from sources.found(reports, limit)
    else:
        for source in reports:
            yield from sources.found(source, limit)


def ordered(reader: Reader, items: Iterable["Named"], workers: int) -> Generator[Any, None, None]:
    """What ``reader`` makes of each item, in the items' order, on ``workers`` processes.

    ``reader`` is pickled by name, so the processes must be able to import it. An error that it
    raises is raised here.
    """
    pool = _Pool(reader, workers)
    try:
        yield from pool.results(enumerate(items))
    finally:
        pool.close()


def ahead(made: Generator[T, None, None], most: int) -> Generator[T, None, None]:
    """The same, fetched by a thread while whoever asks is busy: up to so many ahead."""
    line: Queue[T | _End] = Queue(most)
    stopped = Event()

    def put(one: T | _End) -> None:
        while not stopped.is_set():
            with suppress(Full):
                line.put(one, timeout=0.1)
                return

    def fetch() -> None:
        error: BaseException | None = None
        try:
            with closing(made):
                for one in made:
                    put(one)
                    if stopped.is_set():
                        break
        except BaseException as raised:  # whatever it is, it is the caller's
            error = raised
        put(_End(error))

    thread = Thread(target=fetch, daemon=True)
    thread.start()
    try:
        while not isinstance(one := line.get(), _End):
            yield one
        if one.error is not None:
            raise one.error
    finally:
        stopped.set()
        thread.join()


@dataclass(frozen=True, slots=True)
class _End:
    """That nothing comes any more, and the error that is why."""

    error: BaseException | None


class Named(Protocol):
    """Something to be worked on: its name stands in what is said of it."""

    @property
    def name(self) -> str:
        """What it is called."""


class _Pool:
    """Workers, what each is reading, and what is done but not yet handed on."""

    def __init__(self, reader: Reader, size: int) -> None:
        self._reader = reader
        self._size = size
        self._idle: list[Worker] = []
        self._busy: dict[Connection, Worker] = {}
        self._done: dict[int, tuple[Any, ...]] = {}

    def results(self, items: Iterator[tuple[int, Named]]) -> Iterator[Any]:
        turn = handed_out = 0
        while True:
            while turn in self._done:
                yield from self._done.pop(turn)
                turn += 1
            while len(self._busy) < self._size and handed_out - turn < _AHEAD * self._size:
                job = next(items, None)
                if job is None:
                    break
                self._hand_out(*job)
                handed_out += 1
            if not self._busy:
                return
            for connection in wait(list(self._busy)):
                assert isinstance(connection, Connection)
                self._collect(self._busy[connection])

    def _hand_out(self, number: int, item: Named) -> None:
        self._idle = [worker for worker in self._idle if worker.process.poll() is None]
        worker = self._idle.pop() if self._idle else Worker.start(self._reader)
        worker.number, worker.item = number, item
        self._busy[worker.connection] = worker
        with suppress(OSError):  # one that died meanwhile is found out by what it answers
            worker.connection.send(item)

    def _collect(self, worker: "Worker") -> None:
        assert worker.item is not None
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            answer = worker.death()
        if answer == READY:
            worker.ready = True
            return
        del self._busy[worker.connection]
        if isinstance(answer, BaseException):
            worker.stop()
            raise answer
        self._done[worker.number] = answer
        self._idle.append(worker)

    def close(self) -> None:
        workers = [*self._idle, *self._busy.values()]
        for worker in workers:
            worker.connection.close()
        for worker in workers:
            worker.stop()


@dataclass(slots=True, eq=False)
class Worker:
    """A process that reads one report after the other: it is sent items and sends READY, answers.

    ``item`` is what it was handed last, which an answer about its death names.
    """

    process: subprocess.Popen[bytes]
    connection: Connection
    ready: bool = False
    number: int = -1
    item: Named | None = None

    @classmethod
    def start(cls, reader: Reader) -> "Worker":
        """A new interpreter, not a fork (threads) and not a copy of the caller's main module."""
        here, there = Pipe()
        with there:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", _CHILD, str(there.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[there.fileno()],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(p or os.curdir for p in sys.path)},
            )
        with suppress(OSError):
            here.send_bytes(pickle.dumps(tables.in_use()))
            here.send_bytes(pickle.dumps(reader))
        return cls(process, here)

    def death(self) -> tuple[Result, ...] | OnrecordError:
        """What is said of a worker that answers no more."""
        code = self.stop()
        if not self.ready or self.item is None:
            return OnrecordError(
                f"A reading process could not be started (exit status {code}).",
                "Look at what it printed, or read with one worker.",
            )
        how = f"was ended by signal {-code}" if code < 0 else f"stopped with exit status {code}"
        error = NotReadable(
            f"{self.item.name} could not be read: its process {how}.",
            "Read it alone; if memory ran out, use fewer workers. Other reports are read.",
        )
        return (Failure(self.item.name, error),)

    def stop(self) -> int:
        """Ends the process, in kindness or not, and gives its exit status."""
        self.connection.close()
        try:
            return self.process.wait(0.2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


_CHILD = "import sys; from onrecord.batch import serve; serve(int(sys.argv[1]))"


def serve(descriptor: int) -> None:
    """The life of a worker: report in, reading out, until the pipe closes."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller decides what an interrupt ends
    connection = Connection(descriptor)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        tables.use(pickle.loads(connection.recv_bytes()))  # before anything asks for a table
        reader: Reader = pickle.loads(connection.recv_bytes())
        connection.send(READY)
        connection.send(_answer(reader, connection.recv()))
        gc.freeze()  # what the first report loaded stays: no collection need look at it again
        while True:
            connection.send(_answer(reader, connection.recv()))


def _answer(reader: Reader, item: Found) -> Any:
    try:
        return reader(item)
    except OnrecordError as error:
        return error
