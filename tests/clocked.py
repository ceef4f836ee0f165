"""How the cost of work grows, told in a way that a busy machine cannot mislead.

One look at a clock says little: a collection of garbage or a neighbour on the same core can make it
twenty times too long, and nothing makes it too short. So the least of several looks counts, with
the collector at rest, and looking ends as soon as one is good enough.
"""

import gc
import time
from collections.abc import Callable

LOOKS = 6


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor that `work` takes once, without collections of garbage."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        if collecting:
            gc.enable()


def grows_within(small: Callable[[], object], large: Callable[[], object], limit: float) -> bool:
    """Whether `large` takes at most `limit` times what `small` takes, in any of several looks."""
    return any(seconds(large) <= limit * max(seconds(small), 0.001) for _ in range(LOOKS))


def takes_within(work: Callable[[], object], limit: float) -> bool:
    """Whether `work` takes at most `limit` seconds of the processor, in any of several looks."""
    return any(seconds(work) <= limit for _ in range(LOOKS))
