"""The desk served on loopback, and a page of it that is open in the browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Response

from onrecord.store.record import open_record
from onrecord.views.desk.app import create
from tests.servers.desks import answering

from .cells import USUAL, Cell
from .laws import _AXE as AXE
from .laws import _RUN as RUN
from .laws import _TAGS as TAGS
from .visiting import _WATCH as WATCH

Profile = Callable[[Cell], BrowserContext]
Opening = Callable[..., "Seen"]


@contextmanager
def served(record: Path) -> Iterator[str]:
    """Where the desk of a record answers."""
    with open_record(record) as store, answering(create(store)) as port:
        yield f"http://127.0.0.1:{port}"


@dataclass
class Seen:
    """An open page of the desk, and everything that it did since."""

    page: Page
    home: str
    console: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Response:
        """Opens an address of the desk."""
        answer = self.page.goto(self.home + path)
        assert answer is not None
        return answer

    def ask(self, script: str, given: Any = None) -> Any:
        """What a script of ours answers in the page."""
        return self.page.evaluate(script, given)

    def refused(self) -> list[str]:
        """What the policy did not let happen."""
        found: list[str] = self.ask("window.refused")
        return found


def look(context: BrowserContext, home: str) -> Seen:
    """A fresh page in a profile."""
    page = context.new_page()
    made = Seen(page, home)
    page.on("console", lambda message: made.console.append(message.text))
    page.on("pageerror", lambda error: made.console.append(str(error)))
    page.on("request", lambda request: made.asked.append(request.url))
    page.add_init_script(WATCH)
    return made


def axe(seen: Seen) -> list[str]:
    """What axe-core finds; its script is run beside the page's own, past its policy."""
    session = seen.page.context.new_cdp_session(seen.page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found: list[str] = seen.ask(RUN, TAGS)
    return found


def faults(seen: Seen, width: int) -> list[str]:
    """What is wrong with a page as it stands: for axe-core, for its width, for its policy."""
    wide = seen.ask("document.documentElement.scrollWidth")
    found = axe(seen) + seen.refused()
    return found + ([f"{wide} px wide"] if wide > width else [])


@contextmanager
def looks(home: str, profile: Profile) -> Iterator[Opening]:
    """Opens pages of a desk in the profiles of cells; all are closed at the end."""
    opened: list[Seen] = []

    def opening(path: str, cell: Cell = USUAL) -> Seen:
        seen = look(profile(cell), home)
        opened.append(seen)
        seen.go(path)
        return seen

    try:
        yield opening
    finally:
        for one in opened:
            one.page.close()
