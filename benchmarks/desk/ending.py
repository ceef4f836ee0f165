"""What a run begins with and ends with: a record that is one, a server that does not outlive it."""

import ctypes
import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
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


@contextmanager
def copied(record: Path, folder: Path) -> Iterator[Path]:
    """A copy of a record in a folder, which is gone in the end."""
    copy = folder / "desk-copy.db"
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(record)) as source, closing(sqlite3.connect(copy)) as target:
        print(f"copying {record}", file=sys.stderr, flush=True)
        source.backup(target)
    try:
        yield copy
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(f"{copy}{ending}").unlink(missing_ok=True)


def is_record(path: Path) -> bool:
    """Whether a file is the record of a database that Onrecord made, of whatever age."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT count(*) FROM migration").fetchone()[0])
    except sqlite3.Error:
        return False
