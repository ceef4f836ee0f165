"""Pictures of the desk for its page of the documentation:

    PYTHONPATH=tests python -m tests.browser.desk_shots

They are of the record that ``onrecord demo`` makes, and written to ``docs/``, or where an argument
says.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page
from sqlalchemy import update

import onrecord
from onrecord.question import Asked, Question
from onrecord.record.handmade import Told
from onrecord.store import alerts, saved
from onrecord.store.by_hand import tell
from onrecord.store.record import open_record
from onrecord.store.schema import rule
from tests.demo_record import make
from tests.review.conflicting_worlds import contradict

from .cells import DESK, PHONE, Cell, binary, browser, context
from .desk_served import look, served
from .shapes import TESTS

SINCE = 1_940_000_000  # when questions are saved: 23 June 2031
CHANGED = "524a5b31f65727ac"  # a report of the demonstration with a correction
TOLD = "6b49bf1d41b00c55"  # a report of the demonstration on a meeting in Tbilisi
_COLOURS = 256  # of a picture: it has few more, and stays small


def main(folder: Path) -> None:
    """Writes the pictures into the folder."""
    path = binary()
    if path is None:
        sys.exit("No browser: apt-get install chromium")
    with tempfile.TemporaryDirectory() as made, browser(path) as started:
        record, _ = make(Path(made))
        with onrecord.open(record) as asked:
            treaty = next(iter(asked.agreements(text="Open Harbours"))).id
            report = next(iter(asked.search("treaty"))).report
        following(record)
        light, dark = Cell(DESK, "light"), Cell(PHONE, "dark")
        shots: list[tuple[str, str, Cell, int]] = [
            ("desk-front", "/?days=365", light, 860),
            ("desk-agreement", f"/things/{treaty}", light, 780),
            ("desk-report", f"/reports/{report}", light, 760),
            ("desk-met", "/met", light, 1040),
            ("desk-changes", f"/reports/{CHANGED}/changes", light, 1040),
            ("desk-audit", "/audit?per=outlet", light, 900),
            ("desk-saved", "/saved", light, 820),
            ("desk-review", "/review", light, 860),
            ("desk-phone", "/statements?by=Nasibli", dark, 844),
        ]
        with served(record) as home:
            for name, address, cell, high in shots:
                seen = look(context(started, cell), home)
                seen.page.set_viewport_size({"width": cell.width, "height": high})
                seen.go(address)
                seen.page.wait_for_timeout(300)
                _shoot(seen.page, folder / f"{name}.png")
        judged(record, folder, started)


def judged(record: Path, folder: Path, started: Browser) -> None:
    """Pictures of facts by hand and of merges that contradict, of a copy of the record."""
    copy = Path(shutil.copy(record, record.with_name("judged.db")))
    with open_record(copy) as store:
        told = Told(
            kind="statement", words=("another note on Friday",), who=("two fishermen",),
            cue="struck", kind_of="group",
        )  # fmt: skip
        tell(store, TOLD, told, by="Osei", why="heard on the quay")
        contradict(store)
    with served(copy) as home:
        for name, address, high in (
            ("desk-note", f"/review/note?report={TOLD}", 1040),
            ("desk-conflicts", "/review/conflicts", 560),
            ("desk-relay", "/things/statement-90a2420b6cd0f95f/why", 900),
        ):
            seen = look(context(started, Cell(DESK, "light")), home)
            seen.page.set_viewport_size({"width": DESK, "height": high})
            seen.go(address)
            seen.page.wait_for_timeout(300)
            _shoot(seen.page, folder / f"{name}.png")


def _shoot(page: Page, place: Path) -> None:
    page.screenshot(path=place)
    Image.open(place).convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE).save(
        place, optimize=True
    )


SAVED: tuple[tuple[str, Asked, dict[str, str], bool], ...] = (
    ("harbours", "agreements", {"about": "Open Harbours Treaty"}, False),
    ("harbours", "statements", {"about": "Open Harbours Treaty"}, True),
    ("nasibli", "encounters", {"by": "Nasibli"}, False),
)
LATELY = 14  # versions that came since


def following(record: Path) -> None:
    """Saves some questions as if the last reports had come since."""
    with open_record(record) as store, store.bookkeeping() as connection:
        for name, ask, given, add in SAVED:
            question = Question.of(ask, given)
            saved.save(connection, store.points, "", name, [question], SINCE, add=add)
        before = alerts.latest(connection) - LATELY
        connection.execute(update(rule).values(versions=before, began=before))
        alerts.follow_saved(connection, store.points, SINCE + 86_400)
        last = alerts.alerts(connection, "/nasibli")
        if last:
            saved.mark(connection, "", "nasibli", last[-1].number)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else TESTS.parent / "docs")
