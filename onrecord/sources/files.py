"""Files, folders and standard input: what lies there, and the bytes of it."""

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.errors import CannotOpen, EmptySource, SourceError, TooLarge
from onrecord.report import Capture, Given, Report
from onrecord.sources.forms import ENDINGS

Source = str | os.PathLike[str] | Capture | Report
STANDARD_INPUT = "-"
_NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be read, or why it cannot be: its name, where it is, what is known of it.

    ``at`` is a path or an address, or what is at hand already, or the error that stands in its
    place.
    """

    name: str
    at: str | Capture | Report | SourceError
    given: Given = _NOTHING


def found(source: Source, limit: int) -> Iterator[Found]:
    """What lies at a source, one by one and in the order of the paths.

    A folder gives every text and page below it (``forms.ENDINGS``), each folder once however
    links run; ``-`` is read here and now, at most ``limit`` bytes of it. What cannot be opened
    stands in the stream as its error.
    """
    if isinstance(source, (Capture, Report)):
        yield Found(source.source, source)
        return
    path = os.fspath(source)
    if path == STANDARD_INPUT:
        yield _standard_input(limit)
    elif os.path.isdir(path):
        yield from _folder(path)
    else:
        yield Found(path, path)


def capture(path: str, limit: int) -> Capture:
    """The bytes of the file at ``path``; CannotOpen or, above ``limit`` bytes, TooLarge."""
    try:
        with open(path, "rb") as file:
            return Capture(raw=_bytes(file, path, limit), source=path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _cannot_open(path, error) from error


def _standard_input(limit: int) -> Found:
    try:
        raw = _bytes(sys.stdin.buffer, "standard input", limit)
    except SourceError as error:
        return Found(STANDARD_INPUT, error)
    except OSError as error:
        return Found(STANDARD_INPUT, _cannot_open("standard input", error))
    return Found(STANDARD_INPUT, Capture(raw=raw, source=STANDARD_INPUT))


def _bytes(file: BinaryIO, name: str, limit: int) -> bytes:
    """All bytes of a file; no more than the limit is ever held, whatever the file is."""
    raw = file.read(limit + 1)
    if len(raw) > limit:
        raise TooLarge.of(name, max(len(raw), _size(file)), limit)
    return raw


def _size(file: BinaryIO) -> int:
    """The size of a file where it has one; a pipe or a device has none."""
    try:
        status = os.fstat(file.fileno())
    except OSError:
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _folder(top: str) -> Iterator[Found]:
    seen: set[tuple[int, int]] = set()
    some = False
    for item in _below(top, seen):
        some = True
        yield item
    if not some:
        yield Found(
            top,
            EmptySource(
                f"The folder {top} holds no report ({', '.join(ENDINGS)}).",
                "Give a folder with reports of one of these forms, or the files themselves.",
            ),
        )


def _below(folder: str, seen: set[tuple[int, int]]) -> Iterator[Found]:
    """Files of a folder and its folders by name; ``seen`` keeps links from running in rings."""
    try:
        status = os.stat(folder)
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, _cannot_open(folder, error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _below(entry.path, seen)
        elif entry.name.lower().endswith(tuple(ENDINGS)):
            yield Found(entry.path, entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links that lead to themselves
        return False


def _cannot_open(name: str, error: Exception) -> CannotOpen:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return CannotOpen.of(name, reason[:1].lower() + reason[1:])
