"""Where results go: standard output, or a file that is there whole or not at all."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from onrecord.errors import CannotOpen

SUFFIX = ".onrecord-part"


class Output:
    """An open output; ``drop`` means that what was written is not to be kept."""

    def __init__(self, file: IO[bytes], name: str, *, standard: bool = False) -> None:
        self._file = file
        self._name = name
        self.standard = standard
        self.dropped = False

    def write(self, raw: bytes) -> None:
        """Writes the bytes through to whoever reads them; CannotOpen where there is no room."""
        try:
            rest = memoryview(raw)
            while rest:  # an unbuffered file may take a part of it
                rest = rest[self._file.write(rest) :]
            self._file.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _cannot_write(self._name, error) from error

    def drop(self) -> None:
        """Leaves whatever was there before."""
        self.dropped = True


@contextmanager
def output(path: str | None) -> Iterator[Output]:
    """An output to ``path``, to standard output for None and ``-``.

    A file is written beside its place and moved there at the end, if nothing failed and it was
    not dropped. What is no regular file (a pipe, a device) is written to as it is. Raises
    CannotOpen where that cannot be.
    """
    if path is None or path == "-":
        yield Output(sys.stdout.buffer, "standard output", standard=True)
        return
    place = os.path.realpath(path)
    if os.path.exists(place) and not os.path.isfile(place):
        with _opened(place, path) as file:
            yield Output(file, path)
        return
    file, part = _beside(place, path)
    try:
        with file:
            result = Output(file, path)
            yield result
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), _mode(place))
        if not result.dropped:
            os.replace(part, place)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(part)


def _opened(place: str, path: str) -> IO[bytes]:
    try:
        return open(place, "wb", buffering=0)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _beside(place: str, path: str) -> tuple[IO[bytes], str]:
    try:
        descriptor, part = tempfile.mkstemp(SUFFIX, ".", os.path.dirname(place))
    except (OSError, ValueError) as error:
        raise _cannot_write(path, error) from error
    return open(descriptor, "wb", buffering=0), part


def _mode(place: str) -> int:
    """The permissions that the file has, or would have had if made anew."""
    with suppress(OSError):
        return stat.S_IMODE(os.stat(place).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _cannot_write(path: str, error: Exception) -> CannotOpen:
    reason = getattr(error, "strerror", None) or str(error)
    return CannotOpen(
        f"{path} could not be written: {reason[:1].lower()}{reason[1:]}.",
        "Give another place with --output.",
    )
