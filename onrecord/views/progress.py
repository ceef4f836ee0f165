"""How far a long run has come, in numbers, on the terminal of standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """What a run tells while it goes."""

    def step(self) -> None:
        """One more report is done."""

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Makes room for output that may go to the same terminal."""


class Silent:
    """Where there is no terminal, nothing is shown."""

    def step(self) -> None:
        """Shows nothing."""

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Needs no room."""
        yield


class Bar:
    """A bar that leaves nothing behind when it ends."""

    def __init__(self, total: int | None, words: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            TextColumn(words),
            MofNCompleteColumn(),
            BarColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True, no_color=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("", total=total)
        self._total = total
        self._done = 0

    def step(self) -> None:
        """One more report is done; a source may hold more of them than one."""
        self._done += 1
        if self._total is not None:
            self._total = max(self._total, self._done)
        self._bar.update(self._task, completed=self._done, total=self._total)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Takes the bar away while something else is written."""
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    def start(self) -> None:
        """Shows the bar."""
        self._bar.start()

    def stop(self) -> None:
        """Takes it away."""
        self._bar.stop()


@contextmanager
def progress(total: int | None, words: str = "reports read") -> Iterator[Progress]:
    """A bar for ``total`` reports where standard error is a terminal and there are several.

    None: how many come is not known.
    """
    if (total is not None and total < 2) or not sys.stderr.isatty():
        yield Silent()
        return
    bar = Bar(total, words)
    bar.start()
    try:
        yield bar
    finally:
        bar.stop()
