"""A desk of several processes: each makes answers on a core of its own, all listen at one port.

The record is what they have in common; what is kept of answers, each has for itself. Each is a fork
of this process, made before anything of a record is open, and ends when this one does, however that
ends. One that ends by itself is replaced.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

_PAUSE = 1.0  # seconds before one that ended by itself is replaced


def forked(
    count: int, serve: Callable[[], None], gone: Callable[[int], None] = lambda _: None
) -> None:
    """Runs ``serve`` in so many processes until this one is told to stop (SIGINT, SIGTERM).

    ``serve`` ends on SIGTERM; ``gone`` hears the number of each process that ended by itself.
    KeyboardInterrupt is raised on, once all have ended.
    """
    held, holding = os.pipe()  # whoever reads it hears when this process is gone
    children = {_fork(serve, held, holding) for _ in range(count)}
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        while True:
            ended, _ = os.wait()
            children.discard(ended)
            gone(ended)
            time.sleep(_PAUSE)
            children.add(_fork(serve, held, holding))
    except SystemExit:
        ...  # told to stop: as one process alone ends
    finally:
        signal.signal(signal.SIGTERM, before)
        _end(children)
        os.close(held)
        os.close(holding)


def _stop(_: int, __: FrameType | None) -> None:
    raise SystemExit


def _fork(serve: Callable[[], None], held: int, holding: int) -> int:
    """The number of a new process that serves."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.close(holding)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.Thread(target=_end_with, args=(held,), daemon=True).start()
        serve()
        status = 0
    except KeyboardInterrupt:
        status = 0
    except BaseException as error:  # nothing of this process goes on past here
        print(f"onrecord: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(status)


def _end_with(held: int) -> None:
    os.read(held, 1)  # nothing is ever written: it ends when no one holds the other end
    os.kill(os.getpid(), signal.SIGTERM)


def _end(children: set[int]) -> None:
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
    for child in children:
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
