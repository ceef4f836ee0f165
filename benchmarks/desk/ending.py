"""What a run begins with and ends with: a record that is one, a server that does not outlive it."""

import ctypes
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
# Loaded here: between fork and exec there is no time for it.
_C = ctypes.CDLL(None, use_errno=True)
_PARENT = os.getpid()


def ends_with_us() -> None:
    """To be called in a child before it becomes another program: it ends when its parent does.

    Even where the parent is killed and cannot say so (``prctl(2)``).
    """
    _C.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != _PARENT:  # it has ended meanwhile
        os._exit(1)


def is_record(path: Path) -> bool:
    """Whether a file is the record of a database that Onrecord made, of whatever age."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT count(*) FROM migration").fetchone()[0])
    except sqlite3.Error:
        return False
