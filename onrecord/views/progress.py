"""How far a long run has come, in numbers, on the terminal of standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from onrecord.harvesting import State


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


@contextmanager
def harvesting() -> Iterator[Callable[["State"], None]]:
    """Shows how far a harvest has come where standard error is a terminal: rate, time left."""
    if not sys.stderr.isatty():
        yield lambda state: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as RichProgress

    bar = RichProgress(
        TextColumn("archives read"),
        BarColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True, no_color=True),
        transient=True,
    )
    task = bar.add_task("", total=None)
    since = time.monotonic()

    def watch(state: "State") -> None:
        told = harvest_line(state, time.monotonic() - since)
        bar.update(task, completed=state.done, total=state.archives, description=told)

    with bar:
        yield watch


def harvest_line(state: "State", seconds: float) -> str:
    """How far a harvest has come after so many seconds: counts, rate, and the time left.

    The time left is told once an archive is done here: by bytes, as far as those are alike.
    """
    told = [f"{state.done:,} of {state.archives:,}", f"{state.read:,} reports"]
    if state.signed < state.archives and state.signed and not state.done:
        return f"looking for copies: {state.signed:,} of {state.archives:,}"
    if state.read and seconds > 0:
        told.append(f"{state.read / seconds:,.1f} a second")
    if state.here:
        left = seconds * (state.bytes - state.done_bytes) / state.here
        told.append(f"{duration(left)} left")
    if state.lost:
        told.append(f"{state.lost:,} workers lost")
    return " · ".join(told)


def duration(seconds: float) -> str:
    """A time in words: the two largest units of it."""
    minutes, hours, days = round(seconds / 60), int(seconds // 3600), int(seconds // 86_400)
    if days:
        return f"{days:,} d {hours % 24} h"
    if hours:
        return f"{hours} h {minutes % 60} min"
    return f"{minutes} min" if minutes else f"{round(seconds)} s"
