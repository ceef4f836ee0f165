"""The machines of a Ray cluster (https://docs.ray.io). Wants ``onrecord[ray]``.

A worker is an actor: one process that keeps its model for all its jobs. One that is lost, alone or
with its machine, is replaced by another wherever there is room; a job is handed only to those that
have answered, so that none waits for a machine that does not come.
"""

import logging
import os
from collections.abc import Generator, Sequence
from typing import Any

from onrecord import tables
from onrecord.engines import J, Lost, Work
from onrecord.errors import HarvestError, MissingLibrary, OnrecordError
from onrecord.tables.overlay import Own

_TICK = 1.0  # seconds
_TRIES = 5  # workers in a row that do not start


class Cluster:
    """The cluster at ``address``, as many actors as ``workers`` (None: a processor each)."""

    def __init__(self, address: str, workers: int | None) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
        try:
            import ray
        except ModuleNotFoundError as error:
            raise MissingLibrary.of("ray", "Work on a cluster", "'onrecord[ray]'") from error
        self._ray = ray
        if not ray.is_initialized():
            at = None if address == "auto" else address
            try:
                ray.init(
                    address=at,
                    include_dashboard=None if at else False,
                    configure_logging=True,
                    logging_level=logging.ERROR,
                    log_to_driver=False,
                )
            except (ConnectionError, RuntimeError, ValueError) as error:
                what = f"The Ray cluster {address} could not be reached: {_line(error)}."
                raise HarvestError(what, "Start it (ray start --head), or check --ray.") from error
        there = ray.cluster_resources()  # type: ignore[no-untyped-call]
        self.workers = workers or max(1, int(there.get("CPU", 1)))

    def each(self, work: Work, jobs: Sequence[J]) -> Generator[tuple[J, Any] | None, None, None]:
        """As ``Engine.each`` says."""
        ray = self._ray
        make = ray.remote(num_cpus=1, max_restarts=0)(_Hand)
        waiting = list(reversed(jobs))
        hands: dict[Any, tuple[Any, J | None]] = {}  # what is awaited → actor, its job
        failed = 0
        try:
            while waiting or any(job is not None for _, job in hands.values()):
                under_way = sum(job is not None for _, job in hands.values())
                for _ in range(min(self.workers, under_way + len(waiting)) - len(hands)):
                    actor = make.remote(work, tables.in_use())
                    hands[actor.is_there.remote()] = (actor, None)
                done, _ = ray.wait(list(hands), num_returns=1, timeout=_TICK)
                if not done:
                    yield None
                for one in done:
                    actor, job = hands.pop(one)
                    answer = self._answer(one)
                    failed = failed + 1 if job is None and isinstance(answer, Lost) else 0
                    if failed == _TRIES:
                        what = f"No worker could be started on the Ray cluster: {answer.how}."
                        raise HarvestError(what, "Install the same Onrecord on its machines.")
                    if not isinstance(answer, Lost) and waiting:
                        following = waiting.pop()
                        hands[actor.do.remote(following)] = (actor, following)
                    elif not isinstance(answer, Lost):
                        ray.kill(actor)
                    if job is not None:
                        yield job, answer
        finally:
            for actor, _ in hands.values():
                ray.kill(actor)

    def _answer(self, one: Any) -> Any:
        """What was awaited; Lost where the actor is gone."""
        failures = self._ray.exceptions
        try:
            return self._ray.get(one)
        except failures.RayTaskError as error:
            if isinstance(error.cause, OnrecordError):
                raise error.cause from None
            return Lost(f"it failed: {_line(error.cause)}")
        except failures.RayError as error:
            return Lost(_line(error))


class _Hand:
    """A worker."""

    def __init__(self, work: Work, own: Own | None) -> None:
        tables.use(own)
        self._work = work

    def is_there(self) -> bool:
        """Answers once it is."""
        return True

    def do(self, job: Any) -> Any:
        """Does a job."""
        return self._work(job)


def _line(error: BaseException) -> str:
    return (str(error).strip().split("\n")[0] or type(error).__name__).rstrip(".")
