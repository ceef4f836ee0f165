"""One browser for all tests of the page, one profile for each way to look at it."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from onrecord.facts import Reading
from onrecord.views.page import page

from .cells import USUAL, Cell, binary, browser, context
from .shapes import shape
from .visiting import Opener, Visit, visit


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser; where there is none, these tests skip and say what to install."""
    path = binary()
    if path is None:
        pytest.skip("NO BROWSER, the page was not looked at: apt-get install chromium")
    with browser(path) as started:
        yield started


@pytest.fixture(scope="package")
def profile(chromium: Browser) -> Iterator[Callable[[Cell], BrowserContext]]:
    """The profile of a cell, made when it is first asked for."""
    made: dict[Cell, BrowserContext] = {}

    def of(cell: Cell) -> BrowserContext:
        if cell not in made:
            made[cell] = context(chromium, cell)
        return made[cell]

    yield of
    for one in made.values():
        one.close()


@pytest.fixture(scope="package")
def pages() -> dict[str, str]:
    """The pages of named readings, each made once."""
    return {}


@pytest.fixture
def visiting(
    profile: Callable[[Cell], BrowserContext], pages: dict[str, str], tmp_path: Path
) -> Iterator[Opener]:
    """Opens the page of a reading, or other HTML in its place; closed after the test."""
    opened: list[Visit] = []
    numbers = count(1)

    def opening(
        given: str | Reading, cell: Cell = USUAL, mark: str = "", html: str | None = None
    ) -> Visit:
        reading = shape(given) if isinstance(given, str) else given
        if html is None and isinstance(given, str):
            html = pages.setdefault(given, "") or page(reading)
            pages[given] = html
        path = tmp_path / f"{next(numbers)}.html"
        made = visit(profile(cell), path, page(reading) if html is None else html, reading, mark)
        opened.append(made)
        return made

    yield opening
    for one in opened:
        one.page.close()
