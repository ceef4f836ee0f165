"""Manifests: many reports in one file, one a line, each with what is known of it.

    {"schema": "onrecord/reports/1"}
    {"path": "march/3.txt", "outlet": "The Example", "published": "2023-03-03"}
    {"text": "The ministers met in New Delhi.", "url": "https://example.org/3"}

``found`` goes through the lines and holds none of them; a line that holds its text is read once
more where the report is read, which may be another process. A line that is at fault costs its
own report.
"""

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, BinaryIO, Literal

from onrecord.errors import EmptySource, SourceError, TooLarge
from onrecord.report import Capture, Given
from onrecord.sources.assembling import DATE, is_date
from onrecord.sources.files import MANIFEST, STANDARD_INPUT, Found, Listed, cannot_open
from onrecord.sources.files import capture as file_at
from onrecord.text import decode_str

SCHEMA = "onrecord/reports/1"
HEAD = 4096  # bytes that the first line has at most
_FIRST = json.dumps({"schema": SCHEMA})
_MARK = b"\xef\xbb\xbf"
_Holding = Literal["path", "text", "html"]
_HOLDING: tuple[_Holding, ...] = ("path", "text", "html")
_TEXTS = ("url", "outlet", "published", "seen", "title")
_FIELDS = (*_HOLDING, *_TEXTS, "authors")
_MEND = "Mend that line; the other reports are read."
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line says: what holds the report, its path or its text, and what is given of it."""

    holds: _Holding
    value: str
    given: Given


class _Fault(Exception):
    """What is wrong with a line, in words."""


def opens(first: bytes) -> bool:
    """Whether a line is the first of a manifest."""
    if b'"schema"' not in first[:HEAD]:
        return False
    try:
        return bool(json.loads(first.removeprefix(_MARK)).get("schema") == SCHEMA)
    except (ValueError, AttributeError, RecursionError):
        return False


def found(file: BinaryIO, name: str, limit: int) -> Iterator[Found]:
    """The reports that a manifest lists, in order; ``limit`` is the most bytes of a line.

    Where it is none, or lists nothing, the error stands in the stream.
    """
    first = file.readline(HEAD)
    if opens(first):
        yield from lines(file, name, limit, len(first))
    else:
        what = f"{name} is no list of reports: its first line must be {_FIRST}."
        yield Found(name, SourceError(what, "Put that line on top, then one report a line."))


def lines(file: BinaryIO, name: str, limit: int, offset: int) -> Iterator[Found]:
    """The reports of the lines after the first, which ends at ``offset``.

    What a line of standard input holds is handed on with it, as it cannot be read again.
    """
    some = False
    for number, at, line in numbered(file, limit, offset):
        if isinstance(line, bytes) and not line.strip():
            continue
        some = True
        yield _found(name, number, at, line, limit)
    if not some:
        what = f"The list of reports {_shown(name)} has no report."
        yield Found(name, EmptySource(what, "Add one report a line, or give the reports."))


def capture(listed: Listed, limit: int) -> Capture:
    """The bytes of a report that a manifest lists. Raises a SourceError that names its line."""
    where = _where(listed.manifest, listed.number)
    try:
        if listed.path is not None:
            return _below(os.path.dirname(listed.manifest), listed.path, limit)
        with open(listed.manifest, "rb") as file:
            file.seek(listed.offset)
            entry = _entry(file.readline(limit + 1))
        if entry.holds == "path":
            raise _Fault("it has changed since the list was begun")
    except _Fault as fault:
        raise _error(where, str(fault)) from fault
    except SourceError as error:
        raise type(error)(f"{where}: {error.what}", error.do) from error
    except OSError as error:
        raise cannot_open(where, error) from error
    return _inline(entry, where)


def numbered(file: BinaryIO, limit: int, offset: int) -> Iterator[tuple[int, int, bytes | int]]:
    """Number, offset and bytes of each line after the first; of one above the limit its size."""
    number = 1
    while line := file.readline(limit + 1):
        number, at, size = number + 1, offset, len(line)
        too_long = size > limit and not line.endswith(b"\n")
        if too_long:
            while more := file.readline(_CHUNK):
                size += len(more)
                if more.endswith(b"\n"):
                    break
        offset += size
        yield number, at, size if too_long else line


def _found(name: str, number: int, at: int, line: bytes | int, limit: int) -> Found:
    where = _where(name, number)
    if isinstance(line, int):
        return Found(where, TooLarge.of(where, line, limit))
    try:
        entry = _entry(line)
    except _Fault as fault:
        return Found(where, _error(where, str(fault)))
    if entry.holds == "path":
        path = _joined(name, entry.value)
        return Found(path, Listed(name, number, at, entry.value), entry.given)
    if name == STANDARD_INPUT:
        made = _inline(entry, where)
        return Found(made.source, made, entry.given)
    return Found(entry.given.url or where, Listed(name, number, at), entry.given)


def _entry(line: bytes) -> Entry:
    """What a line says. Raises _Fault."""
    said = _object(line)
    for name in said:
        if name not in _FIELDS:
            near = get_close_matches(name[:50], _FIELDS, 1)
            hint = f"; {near[0]!r} is meant?" if near else ""
            raise _Fault(f"{name[:50]!r} is no field of a report{hint}")
    holding = [name for name in _HOLDING if said.get(name) is not None]
    if len(holding) != 1:
        both = " and ".join(holding) or "none of them"
        raise _Fault(f"one of path, text and html must be there, and there is {both}")
    (holds,) = holding
    value = _text(said, holds) or ""
    if holds == "path":
        _check_path(value)
    for name in ("published", "seen"):
        if said.get(name) and not is_date(_text(said, name) or ""):
            raise _Fault(f"{name} is {said[name][:50]!r}, and must be {DATE}")
    given = Given(**{name: _text(said, name) or None for name in _TEXTS}, authors=_authors(said))
    return Entry(holds, value, given)


def _object(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line.decode("utf-8"), object_pairs_hook=_pairs)
    except UnicodeDecodeError as error:
        raise _Fault(f"it is not UTF-8 at byte {error.start + 1} of the line") from error
    except (ValueError, RecursionError) as error:
        reason = str(error).partition(":")[0]
        raise _Fault(f"it is no JSON ({reason[:1].lower()}{reason[1:]})") from error
    if not isinstance(said, dict):
        raise _Fault("it is no JSON object")
    return said


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Fault(f"{twice[:50]!r} stands in it twice")
    return said


def _text(said: dict[str, Any], name: str) -> str | None:
    value = said.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _Fault(f"{name} must be text")
    return value if name == "path" else decode_str(value).text


def _authors(said: dict[str, Any]) -> tuple[str, ...]:
    value = said.get("authors")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise _Fault("authors must be a list of names")
    return tuple(decode_str(name).text for name in value)


def _check_path(path: str) -> None:
    """A path below the manifest's folder, by its words; ``_below`` looks where links lead."""
    parts = path.replace("\\", "/").split("/")
    if not path or os.path.isabs(path) or ".." in parts or ":" in parts[0]:
        raise _Fault(f"the path {path[:80]!r} is not one below the folder of the list")
    if path.lower().endswith(MANIFEST):
        raise _Fault("the path is that of a list of reports, not of a report")


def _below(folder: str, path: str, limit: int) -> Capture:
    """The file at a path below a folder; links may not lead out of it."""
    name = os.path.join(folder, path)
    try:
        top, real = os.path.realpath(folder or os.curdir), os.path.realpath(name)
        if os.path.commonpath([top, real]) != top:
            raise _Fault(f"{name} leads out of the folder of the list")
        if not stat.S_ISREG(os.stat(real).st_mode):
            raise _Fault(f"{name} is no file")
    except (OSError, ValueError) as error:  # ValueError: a NUL or a surrogate in the path
        raise cannot_open(name, error) from error
    return file_at(name, limit)


def _inline(entry: Entry, where: str) -> Capture:
    """The text or the page that a line holds, called by its address or its line."""
    return Capture(
        raw=entry.value.encode("utf-8"),
        source=entry.given.url or where,
        form="html" if entry.holds == "html" else "text",
    )


def _joined(manifest: str, path: str) -> str:
    return os.path.join(os.path.dirname(manifest), path)


def _shown(name: str) -> str:
    return "on standard input" if name == STANDARD_INPUT else name


def _where(name: str, number: int) -> str:
    return f"{'standard input' if name == STANDARD_INPUT else name}, line {number}"


def _error(where: str, fault: str) -> SourceError:
    return SourceError(f"{where}: {fault}.", _MEND)
