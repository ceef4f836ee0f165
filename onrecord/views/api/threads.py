"""Where the work of an answer is done: threads beside the loop, a few at a time."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

T = TypeVar("T")
AT_ONCE = 8  # questions that are answered at one time; more than the cores only wait


class Threads:
    """At most so many at one time; who comes later waits."""

    def __init__(self, most: int = AT_ONCE) -> None:
        self._limiter = CapacityLimiter(most)

    async def run(self, work: Callable[..., T], *given: object) -> T:
        """What ``work`` gives, done in a thread."""
        return await to_thread.run_sync(partial(work, *given), limiter=self._limiter)
