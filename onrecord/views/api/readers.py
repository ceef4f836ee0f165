"""Processes that read what is sent: few of them, a short queue, a time that each text has.

The work is done in a process of its own, so that it can be ended: a text that takes too long, one
whose sender has gone, or one that brings its process down costs its own request alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from queue import SimpleQueue
from threading import Lock, Timer
from typing import Any

from onrecord.batch import READY, Worker
from onrecord.errors import OnrecordError
from onrecord.facts import Reading
from onrecord.pipeline import Failure, read_found
from onrecord.report import Capture, Given
from onrecord.settings import Settings
from onrecord.sources import Found
from onrecord.views.api.failures import Refused

_LOST = "The process that read the text ended before it was done"


class Task:
    """One text to be read; ``end`` stops it wherever it is."""

    def __init__(self, capture: Capture) -> None:
        self.found = Found("the text", capture)
        self.ended: str | None = None
        self._lock = Lock()
        self._worker: Worker | None = None
        self._over = False

    def end(self, why: str) -> None:
        """Ends it, unless it is over; ``why`` says what for."""
        with self._lock:
            if self._over or self.ended:
                return
            self.ended = why
            if self._worker is not None:
                self._worker.process.kill()

    def begun(self, worker: Worker) -> bool:
        """That a process takes it up; False where it was ended before."""
        with self._lock:
            self._worker = worker
            return self.ended is None

    def over(self) -> None:
        """That its process is free again: from now on nothing ends it."""
        with self._lock:
            self._over = True


class Readers:
    """Reads texts in ``most`` processes; ``waiting`` more may wait; each has ``seconds``.

    ``told`` hears how many are read or wait, whenever that changes.
    """

    def __init__(
        self, settings: Settings, most: int = 1, waiting: int = 8, seconds: float = 60.0
    ) -> None:
        self.seconds = seconds
        self.places = most + waiting
        self.told: Callable[[int], None] = lambda _: None
        self._reader = partial(read_found, given=Given(), settings=settings)
        self._taken = 0
        self._lock = Lock()
        self._free: SimpleQueue[Worker | None] = SimpleQueue()  # None: one that is not started
        for _ in range(most):
            self._free.put(None)
        self._most = most

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place in the queue, without which nothing is to be read; Refused where it is full."""
        with self._lock:
            if self._taken >= self.places:
                raise Refused(
                    503, f"{self.places} texts are waiting to be read already.",
                    "Send it again in a moment.", headers={"Retry-After": "5"},
                )  # fmt: skip
            self._taken += 1
            self.told(self._taken)
        try:
            yield
        finally:
            with self._lock:
                self._taken -= 1
                self.told(self._taken)

    def read(self, task: Task) -> Reading:
        """The reading of one text, when a process is free; it is waited for.

        Raises the errors of reading it; Refused where it took too long or its process died.
        """
        worker = self._free.get()
        well = False
        try:
            worker = self._running(worker)
            answer = self._answer(worker, task)
            well = task.ended is None
        finally:
            if worker is not None and not well:
                worker.stop()
            self._free.put(worker if well else None)
        return _told(answer)

    def close(self) -> None:
        """Ends every process, once what is under way is done."""
        for _ in range(self._most):
            worker = self._free.get()
            if worker is not None:
                worker.stop()
        for _ in range(self._most):
            self._free.put(None)

    def _running(self, worker: Worker | None) -> Worker:
        if worker is not None and worker.process.poll() is None:
            return worker
        if worker is not None:
            worker.stop()
        return Worker.start(self._reader)

    def _answer(self, worker: Worker, task: Task) -> Any:
        """What the process answers; its time begins now."""
        if not task.begun(worker):
            raise _gone(task)
        timer = Timer(self.seconds, task.end, (f"it took longer than {self.seconds:g} seconds",))
        timer.daemon = True
        timer.start()
        try:
            worker.item = task.found
            worker.connection.send(task.found)
            while (answer := worker.connection.recv()) == READY:
                worker.ready = True
            return answer
        except (EOFError, OSError) as error:
            raise _gone(task, worker) from error
        finally:
            task.over()
            timer.cancel()


def _gone(task: Task, worker: Worker | None = None) -> OnrecordError:
    if task.ended:
        do = "Send a shorter text, or read it with `onrecord read`."
        return Refused(504, f"The text was not read: {task.ended}.", do)
    if worker is not None and not worker.ready:
        return Refused(500, "A reading process could not be started.", "The server’s log says why.")
    return Refused(500, f"{_LOST}.", "Send it again; if it ends again, please report the text.")


def _told(answer: Any) -> Reading:
    """The one reading among what a process answers; raises what went wrong."""
    if isinstance(answer, BaseException):
        raise answer
    first = answer[0]
    if isinstance(first, Failure):
        raise first.error
    if len(answer) > 1:
        raise Refused(
            422, f"The page holds {len(answer)} reports, and one is read here.",
            "Send each of them alone, or read the page with `onrecord read`.",
        )  # fmt: skip
    reading: Reading = first
    return reading
