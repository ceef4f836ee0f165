"""Readings in the format asked for, one after the other, to an output or into a folder."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from onrecord.errors import CannotOpen, SettingError
from onrecord.views.output import Output, output

if TYPE_CHECKING:
    from onrecord.facts import Reading

FORMATS = ("terminal", "json", "jsonl", "html", "markdown", "csv")


class Writer(Protocol):
    """Takes readings as they come."""

    standard: bool
    count: int

    def write(self, reading: "Reading") -> None:
        """Writes a reading."""

    def end(self) -> None:
        """Writes what stands after the last one."""


@contextmanager
def writer(form: str, path: str | None, *, several: bool) -> Iterator[Writer]:
    """Writes to ``path`` (None and ``-``: standard output) in the format of this name.

    ``several``: more than one reading is sure to come. Raises SettingError where pages have no
    folder to go to, CannotOpen where nothing can be written.
    """
    if form == "html" and path not in (None, "-") and _is_folder(path or ""):
        yield Folder(path or "")
    elif form == "html" and several:
        raise _no_folder()
    else:
        with output(path) as out:
            yield Stream(_formats(out)[form](), out, several=several)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before, between and after readings."""

    start: bytes = b""
    between: bytes = b""
    end: bytes = b""


@dataclass(frozen=True, slots=True)
class Format:
    """How one reading is written; the frame of a reading alone, and of several, if they may be."""

    body: Callable[["Reading"], bytes]
    alone: Frame
    several: Frame | None


class Stream:
    """Writes readings one after the other to an output.

    Whether there is one reading or more is not known before the second one comes (``several``:
    it is known): the first waits for it.
    """

    def __init__(self, form: Format, out: Output, *, several: bool) -> None:
        self._form = form
        self._out = out
        self._several = several
        self._waiting: bytes | None = None
        self.standard = out.standard
        self.count = 0

    def write(self, reading: "Reading") -> None:
        """Writes a reading, or lets it wait; SettingError where a second one has no place."""
        body = self._form.body(reading)
        self.count += 1
        if self.count == 1 and not self._several:
            self._waiting = body
            return
        frame = self._form.several
        if frame is None:
            self._out.drop()
            raise _no_folder()
        if self._waiting is not None:
            self._out.write(frame.start + self._waiting)
            self._waiting = None
        self._out.write((frame.start if self.count == 1 else frame.between) + body)

    def end(self) -> None:
        """Writes what still waits and what stands at the end; drops an output without readings."""
        if self._waiting is not None:
            self._out.write(self._form.alone.start + self._waiting + self._form.alone.end)
        elif self.count and self._form.several:
            self._out.write(self._form.several.end)
        else:
            self._out.drop()


class Folder:
    """Writes each reading as a page of its own, by its report's id, and a list of them."""

    standard = False

    def __init__(self, path: str) -> None:
        from onrecord.views.page import Entry

        self._path = path
        self._entries: list[Entry] = []
        self.count = 0
        try:
            os.makedirs(path, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise CannotOpen(
                f"The folder {path} could not be made: {reason}.",
                "Give another place with --output.",
            ) from error

    def write(self, reading: "Reading") -> None:
        """Writes the page of a reading, whole or not at all."""
        from onrecord.views.page import entry, page

        name = f"{reading.report.id}.html"
        with output(os.path.join(self._path, name)) as out:
            out.write(page(reading).encode())
        self._entries.append(entry(name, reading))
        self.count += 1

    def end(self) -> None:
        """Writes the list."""
        from onrecord.views.page import index

        if self.count:
            with output(os.path.join(self._path, "index.html")) as out:
                out.write(index(self._entries).encode())


def _is_folder(path: str) -> bool:
    return path.endswith(os.sep) or os.path.isdir(path)


def _no_folder() -> SettingError:
    return SettingError(
        "There are several reports, and each has a page of its own.",
        "Give a folder to write them to: --output pages/",
    )


def _formats(out: Output) -> dict[str, Callable[[], Format]]:
    return {
        "terminal": lambda: _terminal(to_terminal=out.standard),
        "json": _json,
        "jsonl": _jsonl,
        "html": _html,
        "markdown": _markdown,
        "csv": _csv,
    }


def _terminal(*, to_terminal: bool) -> Format:
    from onrecord.views.terminal import Look, render

    look = Look.of(sys.stdout) if to_terminal else Look()
    rule = look.encoded("\n" + look.rule + "\n\n")
    return Format(lambda reading: look.encoded(render(reading, look)), Frame(), Frame(between=rule))


def _json() -> Format:
    from msgspec.json import format as indent

    from onrecord.facts import encode

    return Format(
        lambda reading: indent(encode(reading)),
        alone=Frame(end=b"\n"),
        several=Frame(b"[\n", b",\n", b"\n]\n"),
    )


def _jsonl() -> Format:
    from onrecord.facts import encode

    return Format(lambda reading: encode(reading) + b"\n", Frame(), Frame())


def _html() -> Format:
    from onrecord.views.page import page

    return Format(lambda reading: page(reading).encode(), Frame(), None)


def _markdown() -> Format:
    from onrecord.views.markdown import markdown

    rule = Frame(between=b"\n---\n\n")
    return Format(lambda reading: markdown(reading).encode(), Frame(), rule)


def _csv() -> Format:
    from onrecord.views.table import header, table

    head = Frame(start=header().encode())
    return Format(lambda reading: table(reading).encode(), head, head)
