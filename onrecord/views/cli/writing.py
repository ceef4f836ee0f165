"""Readings as bytes, in the format asked for, one after the other."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.views.output import Output

if TYPE_CHECKING:
    from onrecord.facts import Reading

FORMATS = ("terminal", "json", "jsonl", "markdown", "csv")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before, between and after readings."""

    start: bytes = b""
    between: bytes = b""
    end: bytes = b""


@dataclass(frozen=True, slots=True)
class Format:
    """How one reading is written; the frame of a reading alone, and of several."""

    body: Callable[["Reading"], bytes]
    alone: Frame
    several: Frame


class Writer:
    """Writes readings to an output as they come.

    Whether there is one reading or more is not known before the second one comes (``several``:
    it is known): the first waits for it.
    """

    def __init__(self, form: Format, out: Output, *, several: bool) -> None:
        self._form = form
        self._out = out
        self._several = several
        self._waiting: bytes | None = None
        self.count = 0

    def write(self, reading: "Reading") -> None:
        """Writes a reading, or lets it wait."""
        body = self._form.body(reading)
        self.count += 1
        if self._waiting is not None:
            self._out.write(self._form.several.start + self._waiting)
            self._waiting = None
        elif not self._several and self.count == 1:
            self._waiting = body
            return
        elif self.count == 1:
            self._out.write(self._form.several.start + body)
            return
        self._out.write(self._form.several.between + body)

    def end(self) -> None:
        """Writes what still waits and what stands at the end; drops an output without readings."""
        if self._waiting is not None:
            self._out.write(self._form.alone.start + self._waiting + self._form.alone.end)
        elif self.count:
            self._out.write(self._form.several.end)
        else:
            self._out.drop()


def format_named(name: str, *, to_terminal: bool) -> Format:
    """The format of this name; ``to_terminal``: standard output is where it goes."""
    if name == "terminal":
        return _terminal(to_terminal)
    return {"json": _json, "jsonl": _jsonl, "markdown": _markdown, "csv": _csv}[name]()


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


def _terminal(to_terminal: bool) -> Format:
    from onrecord.views.terminal import Look, render

    look = Look.of(sys.stdout) if to_terminal else Look()
    rule = look.encoded("\n" + look.rule + "\n\n")
    return Format(
        lambda reading: look.encoded(render(reading, look)), Frame(), Frame(between=rule)
    )


def _markdown() -> Format:
    from onrecord.views.markdown import markdown

    return Format(
        lambda reading: markdown(reading).encode(), Frame(), Frame(between=b"\n---\n\n")
    )


def _csv() -> Format:
    from onrecord.views.table import header, table

    head = Frame(start=header().encode())
    return Format(lambda reading: table(reading).encode(), head, head)
