"""Chromium, and the ways in which a page is looked at: how wide, light or dark, with a script."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, DESK = 390, 1280
HEIGHTS = {320: 640, PHONE: 844, DESK: 900}


@dataclass(frozen=True, slots=True)
class Cell:
    """One way to look at a page; widths are CSS pixels."""

    width: int = DESK
    scheme: Literal["light", "dark"] = "light"
    script: bool = True

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}-{'script' if self.script else 'bare'}"


USUAL = Cell()
CELLS = tuple(
    Cell(width, scheme, script)
    for width, scheme, script in product((PHONE, DESK), ("light", "dark"), (True, False))
)


def binary() -> str | None:
    """The browser's program; None where there is none."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield started
        finally:
            started.close()


def context(started: Browser, cell: Cell) -> BrowserContext:
    """A fresh profile that looks at pages so."""
    made = started.new_context(
        viewport={"width": cell.width, "height": HEIGHTS[cell.width]},
        color_scheme=cell.scheme,
        java_script_enabled=cell.script,
        has_touch=cell.width < DESK,
        reduced_motion="reduce",  # what is asked of a page is then there at once
    )
    made.set_default_timeout(15_000)
    return made
