"""A record made of a backup: copied, checked, and only then put in its place."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.errors import RecordError
from onrecord.store.backing import back_up
from onrecord.store.checking import sound
from onrecord.store.opening import SERVERS, shown
from onrecord.store.record import Record, open_record

BEFORE = ".before"  # after the name of a record that another one took the place of
_BESIDE = ("-wal", "-shm", "-journal")


def restore(backup: str, to: str, *, replace: bool = False) -> int:
    """Makes the record at ``to`` of a backup; how many versions of reports it has.

    Both are a file or a database of PostgreSQL, which must be empty to be restored to. ``replace``:
    a file that is there already is kept beside, with ``.before`` after its name. The backup is not
    changed, however old: its copy is brought up to date. RecordError where it cannot be read or is
    damaged, and where something is in the way; what was there before is then as it was.
    """
    server = to.startswith(SERVERS)
    if server and replace:
        raise RecordError(
            f"A database such as {shown(to)} is not replaced.",
            "Restore to an empty one (createdb), then let the old one go.",
        )
    path = Path(to)
    if not server:
        _free(path, replace=replace)
    folder = None if server else path.parent
    try:
        with TemporaryDirectory(prefix=".onrecord-restore-", dir=folder) as beside:
            part = Path(beside) / "record.db"
            with _copied(backup, part) as record:
                for fault in sound(record):
                    raise RecordError(
                        f"{shown(backup)} is damaged: {fault}.", "Take another backup."
                    )
                if server:
                    return back_up(record, to)
                count = back_up(record, str(Path(beside) / "whole.db"))
            if replace and path.exists():
                _set_aside(path)
            os.replace(Path(beside) / "whole.db", path)
    except OSError as error:
        raise RecordError.unwritten((error.strerror or str(error)).lower()) from error
    _sync(path.parent)
    return count


def _free(path: Path, *, replace: bool) -> None:
    """RecordError where a record cannot come to lie."""
    if not path.parent.is_dir():
        raise RecordError.closed(str(path), f"there is no folder {path.parent}")
    before = Path(f"{path}{BEFORE}")
    if replace and path.exists() and before.exists():
        raise RecordError(f"{before} is there from before.", "Move it away, or remove it.")
    if path.exists() and not replace:
        raise RecordError(
            f"There is something at {path}.", "Give another name, or --replace to put it aside."
        )


@contextmanager
def _copied(backup: str, part: Path) -> "Iterator[Record]":
    """The backup as a record of its own."""
    if backup.startswith(SERVERS):
        with open_record(backup) as source:
            back_up(source, str(part))
    else:
        if not Path(backup).is_file():
            raise RecordError.missing(backup)
        address = f"{Path(backup).resolve().as_uri()}?mode=ro"
        try:
            with (
                closing(sqlite3.connect(address, uri=True)) as source_file,
                closing(sqlite3.connect(part)) as copy,
            ):
                source_file.backup(copy)
        except sqlite3.Error as error:
            raise RecordError.closed(backup, str(error)) from error
    with open_record(part) as record:
        yield record


def _set_aside(path: Path) -> None:
    """Moves a record away; RecordError while anybody has it open."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as old:
            old.execute("PRAGMA journal_mode = DELETE")  # which nobody gets who is not alone
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise RecordError(
                f"{path} is in use.", "Stop onrecord serve and watch, then restore again."
            ) from error
    except sqlite3.DatabaseError:
        pass  # it is damaged: that is why another takes its place
    for end in _BESIDE:
        with suppress(FileNotFoundError):
            os.replace(f"{path}{end}", f"{path}{BEFORE}{end}")
    os.replace(path, f"{path}{BEFORE}")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
