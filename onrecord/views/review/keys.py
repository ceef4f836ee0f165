"""What a reviewer types: single keys where there is a terminal, else lines."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO


class Keys(Protocol):
    """Where verdicts come from; an empty answer is the end."""

    def key(self, prompt: str) -> str:
        """One key."""

    def line(self, prompt: str) -> str:
        """What a key wants to know besides; nothing where nothing is said."""

    def answer(self, prompt: str) -> str:
        """The answer to a question that must have one; nothing at the end."""


class Typed:
    """Keys at a terminal: each acts at once, questions take a line."""

    def __init__(self, source: TextIO, shown: TextIO) -> None:
        self._source = source
        self._shown = shown

    def key(self, prompt: str) -> str:
        """One key, without waiting for Enter."""
        print(prompt, end="", flush=True, file=self._shown)
        with _unbuffered(self._source):
            found = self._source.read(1)
        if found in ("\x03", "\x04"):  # Ctrl-C, Ctrl-D
            found = ""
        print(found if found.isprintable() else "", flush=True, file=self._shown)
        return found

    def line(self, prompt: str) -> str:
        """A line, ended by Enter."""
        print(prompt, end="", flush=True, file=self._shown)
        return self._source.readline().strip()

    answer = line


class Piped:
    """Lines: the key first, then what it wants to know («r a photo credit», «date=2023-03-02»)."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._rest = ""

    def key(self, prompt: str) -> str:
        """The first letter of the next line that has one."""
        self._rest = ""
        for line in self._source:
            told = line.strip()
            if told and not told.startswith("#"):
                self._rest = told[1:].strip()
                return told[0]
        return ""

    def line(self, prompt: str) -> str:
        """What else stands on the key's line."""
        told, self._rest = self._rest, ""
        return told

    def answer(self, prompt: str) -> str:
        """The next line."""
        return self._source.readline().strip()


@contextmanager
def _unbuffered(source: TextIO) -> Iterator[None]:
    """The terminal gives each key at once, until the end, also where that is an error."""
    try:
        import termios
        import tty
    except ImportError:  # no such terminals here: a key then wants Enter
        yield
        return
    number = source.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number, termios.TCSANOW)
        yield
    finally:
        termios.tcsetattr(number, termios.TCSANOW, before)


def standard() -> Keys:
    """Those of standard input."""
    return Typed(sys.stdin, sys.stdout) if sys.stdin.isatty() else Piped(sys.stdin)
