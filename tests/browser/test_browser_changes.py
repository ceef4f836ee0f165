"""The page of what changed, in a real browser: both widths, without a script, and on foot."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from .cells import DESK, PHONE, Cell
from .desk_served import Seen, faults, looks, served

CORRECTED = "/reports/524a5b31f65727ac"
CELLS = (Cell(DESK, "light"), Cell(PHONE, "dark"), Cell(PHONE, "light", script=False))


@pytest.fixture(scope="module")
def home(demo: Path) -> Iterator[str]:
    """Where the desk of the demonstration's record answers."""
    with served(demo) as address:
        yield address


@pytest.fixture
def seeing(profile: Callable[[Cell], BrowserContext], home: str) -> Iterator[Callable[..., Seen]]:
    """Opens a page of the desk; closed after the test."""
    with looks(home, profile) as opening:
        yield opening


@pytest.mark.parametrize("cell", CELLS[:2], ids=str)
def test_it_can_be_used_by_everyone(seeing: Callable[..., Seen], cell: Cell) -> None:
    seen = seeing(f"{CORRECTED}/changes", cell)
    seen.ask("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert faults(seen, cell.width) == []
    assert seen.console == []


def test_versions_stand_side_by_side_and_on_a_phone_below_each_other(
    seeing: Callable[..., Seen],
) -> None:
    for cell, beside in ((CELLS[0], True), (CELLS[1], False)):
        seen = seeing(f"{CORRECTED}/changes", cell)
        boxes = [
            seen.page.locator(f".altered.changed .side.{side}").first.bounding_box()
            for side in ("old", "new")
        ]
        assert boxes[0] is not None
        assert boxes[1] is not None
        assert (boxes[0]["y"] == boxes[1]["y"]) is beside
        assert (boxes[1]["x"] > boxes[0]["x"]) is beside


@pytest.mark.parametrize("cell", [CELLS[0], CELLS[2]], ids=str)
def test_the_walk_from_a_report_to_the_words_of_a_fact(
    seeing: Callable[..., Seen], cell: Cell
) -> None:
    seen = seeing(CORRECTED, cell)
    seen.page.get_by_role("link", name="What changed").click()
    assert seen.page.get_by_role("heading", level=1).inner_text() == "What changed"
    seen.page.locator("select[name=to]").select_option("1")
    seen.page.get_by_role("button", name="Compare").click()
    assert "to=1" in seen.page.url
    seen.page.locator("select[name=to]").select_option("2")
    seen.page.get_by_role("button", name="Compare").click()
    seen.page.locator("section[aria-labelledby=facts] .side.new a").first.click()
    assert f"{CORRECTED}?counted=" in seen.page.url
    assert "#" in seen.page.url
