"""Local processes."""

from collections.abc import Generator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from onrecord.batch import READY, Result, Worker
from onrecord.engines import J, Lost, Work
from onrecord.errors import OnrecordError
from onrecord.pipeline import Failure

_TICK = 1.0  # seconds


class Local:
    """As many processes as ``workers``, each a fresh interpreter that stays for all its jobs."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def each(self, work: Work, jobs: Sequence[J]) -> Generator[tuple[J, Any] | None, None, None]:
        """As ``Engine.each`` says."""
        busy: dict[Connection, tuple[Worker, J]] = {}
        idle: list[Worker] = []
        waiting = list(reversed(jobs))
        try:
            while waiting or busy:
                while waiting and len(busy) < self.workers:
                    worker = idle.pop() if idle else Worker.start(work)
                    busy[worker.connection] = (worker, waiting.pop())
                    _hand_out(*busy[worker.connection])
                ready = wait(list(busy), _TICK)
                for connection in ready:
                    assert isinstance(connection, Connection)
                    worker, job = busy[connection]
                    answer = _answer(worker)
                    if answer == READY:
                        worker.ready = True
                        continue
                    del busy[connection]
                    if isinstance(answer, BaseException):
                        worker.stop()
                        raise answer
                    if not isinstance(answer, Lost):
                        idle.append(worker)
                    yield job, answer
                if not ready:
                    yield None
        finally:
            for worker in (*idle, *(worker for worker, _ in busy.values())):
                worker.connection.close()
            for worker in (*idle, *(worker for worker, _ in busy.values())):
                worker.stop()


def _hand_out(worker: Worker, job: J) -> None:
    worker.item = job
    with suppress(OSError):  # one that died meanwhile is found out by what it answers
        worker.connection.send(job)


def _answer(worker: Worker) -> Any:
    try:
        return worker.connection.recv()
    except (EOFError, OSError):
        said = worker.death()
        return said if isinstance(said, OnrecordError) else Lost(_how(said[0]))


def _how(said: Result) -> str:
    return said.error.what if isinstance(said, Failure) else ""
