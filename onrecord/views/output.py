"""Where results go: standard output, or a file that is there whole or not at all."""

import os
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import IO, Literal

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
    part = f"{place}.{os.urandom(4).hex()}{SUFFIX}"
    with _without(part), _opened(part, path, "xb") as file:
        result = Output(file, path)
        yield result
        os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            os.fchmod(file.fileno(), stat.S_IMODE(os.stat(place).st_mode))
        if not result.dropped:
            os.replace(part, place)


@contextmanager
def _without(part: str) -> Iterator[None]:
    """Removes a file at the end, and when the process is told to end."""

    def remove() -> None:
        with suppress(FileNotFoundError):
            os.unlink(part)

    with cleared(remove):
        yield


@contextmanager
def cleared(remove: Callable[[], None]) -> Iterator[None]:
    """Calls ``remove`` at the end, and when the process is told to end.

    The signal is then let through to whoever waited for it before: an exception raised from its
    handler could be lost on the way (compiled modules that are being imported swallow it).
    """

    def end(number: int, frame: FrameType | None) -> None:
        remove()
        signal.signal(number, before[signal.Signals(number)] or signal.SIG_DFL)
        signal.raise_signal(number)

    signals = (signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, end) for number in signals}
    try:
        yield
    finally:
        remove()
        for number, handler in before.items():
            signal.signal(number, handler)


def _opened(place: str, path: str, how: Literal["wb", "xb"] = "wb") -> IO[bytes]:
    try:
        return open(place, how, buffering=0)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _cannot_write(path, error) from error


def _cannot_write(path: str, error: Exception) -> CannotOpen:
    reason = getattr(error, "strerror", None) or str(error)
    return CannotOpen(
        f"{path} could not be written: {reason[:1].lower()}{reason[1:]}.",
        "Give another place with --output.",
    )
