"""Files, folders and standard input: what lies there, and the bytes of it."""

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.errors import CannotOpen, EmptySource, SourceError, TooLarge
from onrecord.report import Capture, Given, Report
from onrecord.sources.columns import PARQUET, Table
from onrecord.sources.forms import ARCHIVES, ENDINGS

Source = str | os.PathLike[str] | Capture | Report | Table
STANDARD_INPUT = "-"
MANIFEST = ".jsonl"
_NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Listed:
    """A report that a manifest lists: a file at ``path`` below its folder, or what a line holds.

    ``manifest`` is its path (``-`` for standard input), the line number ``number`` from 1 on and
    begins at byte ``offset``.
    """

    manifest: str
    number: int
    offset: int
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be read, or why it cannot be: its name, where it is, what is known of it.

    ``at`` is a path, an address or a line of a manifest, or what is at hand already, or the error
    that stands in its place.
    """

    name: str
    at: str | Listed | Capture | Report | SourceError
    given: Given = _NOTHING


def found(source: Source, limit: int) -> Iterator[Found]:
    """What lies at a source, one by one and in the order of the paths.

    A folder gives every report below it (``forms.ENDINGS``), each folder once however links run;
    a manifest gives a report for each line, an archive one for each page, a table one for each row;
    ``-`` is read here and now, at most ``limit`` bytes of it. What cannot be opened stands in the
    stream as its error.
    """
    if isinstance(source, Table):
        yield from _table(source, limit)
        return
    if isinstance(source, (Capture, Report)):
        yield Found(source.source, source)
        return
    path = os.fspath(source)
    if path == STANDARD_INPUT:
        yield from _standard_input(limit)
    elif os.path.isdir(path):
        yield from _folder(path, limit)
    elif path.lower().endswith(MANIFEST) and "://" not in path:
        yield from _manifest(path, limit)
    elif path.lower().endswith(tuple(ARCHIVES)) and "://" not in path:
        yield from _archive(path, limit)
    elif path.lower().endswith(PARQUET) and "://" not in path:
        what = f"{path} is a table, and nothing says which of its columns has the articles."
        yield Found(path, SourceError(what, "Say so: --text-column NAME."))
    else:
        yield Found(path, path)


def capture(path: str, limit: int) -> Capture:
    """The bytes of the file at ``path``; CannotOpen or, above ``limit`` bytes, TooLarge."""
    try:
        with open(path, "rb") as file:
            return Capture(raw=_bytes(file, path, limit), source=path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise cannot_open(path, error) from error


def _archive(path: str, limit: int) -> Iterator[Found]:
    from onrecord.sources import archives  # knows Found

    yield from archives.found(path, limit)


def _table(table: Table, limit: int) -> Iterator[Found]:
    from onrecord.sources import articles  # knows Found

    yield from articles.found(table, limit)


def _manifest(path: str, limit: int) -> Iterator[Found]:
    from onrecord.sources import manifest  # knows Found

    try:
        with open(path, "rb") as file:
            yield from manifest.found(file, path, limit)
    except (OSError, ValueError) as error:
        yield Found(path, cannot_open(path, error))


def _standard_input(limit: int) -> Iterator[Found]:
    """A report, or the lines of a manifest one by one as they come."""
    from onrecord.sources import manifest

    try:
        begun = sys.stdin.buffer.readline(min(limit, manifest.HEAD))
        if manifest.opens(begun):
            yield from manifest.lines(sys.stdin.buffer, STANDARD_INPUT, limit, len(begun))
            return
        raw = _bytes(sys.stdin.buffer, "standard input", limit, begun)
    except SourceError as error:
        yield Found(STANDARD_INPUT, error)
    except OSError as error:
        yield Found(STANDARD_INPUT, cannot_open("standard input", error))
    else:
        yield Found(STANDARD_INPUT, Capture(raw=raw, source=STANDARD_INPUT))


def _bytes(file: BinaryIO, name: str, limit: int, begun: bytes = b"") -> bytes:
    """All bytes of a file after those begun; no more than the limit is ever held of it."""
    raw = begun + file.read(limit + 1 - len(begun))
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


def _folder(top: str, limit: int) -> Iterator[Found]:
    seen: set[tuple[int, int]] = set()
    some = False
    for item in _below(top, seen, limit):
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


def _below(folder: str, seen: set[tuple[int, int]], limit: int) -> Iterator[Found]:
    """Files of a folder and its folders by name; ``seen`` keeps links from running in rings."""
    try:
        status = os.stat(folder)
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, cannot_open(folder, error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _below(entry.path, seen, limit)
        elif entry.name.lower().endswith(tuple(ENDINGS)):
            yield Found(entry.path, entry.path)
        elif entry.name.lower().endswith(tuple(ARCHIVES)):
            yield from _archive(entry.path, limit)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links that lead to themselves
        return False


def cannot_open(name: str, error: Exception) -> CannotOpen:
    """The system's error, or that of a path that cannot be one, as CannotOpen."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return CannotOpen.of(name, reason[:1].lower() + reason[1:])
