"""Where work is done: on local processes, or on the machines of a Ray cluster.

    work, jobs ──each──▶ (job, what it came to | Lost) …, as they become done

``work`` is what makes an answer of a job; it is pickled by name, so that whoever does it must be
able to import it. A worker does one job at a time, and as many jobs are under way as there are
workers: no more is asked for. A worker that dies costs its job, which comes back as Lost; whoever
asked may hand it out again. What a job comes to does not depend on the engine.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from onrecord.batch import Named

J = TypeVar("J", bound=Named)
Work = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Lost:
    """That the worker which did a job is gone, and how it went, in words."""

    how: str


class Engine(Protocol):
    """What does jobs."""

    workers: int

    def each(self, work: Work, jobs: Sequence[J]) -> Generator[tuple[J, Any] | None, None, None]:
        """Each job and its answer or Lost, as they become done; None when a second went by.

        An error that ``work`` raises is raised here; closing ends what is under way.
        """


def chosen(workers: int | None, ray: str | None) -> Engine:
    """Local processes, or Ray at an address (``auto``: the cluster at hand, else one here)."""
    if ray is None:
        from onrecord.engines.local import Local

        return Local(workers or 1)
    from onrecord.engines.cluster import Cluster

    return Cluster(ray, workers)
