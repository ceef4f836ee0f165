"""The desk in a real browser: every page at phone and desktop width, light and dark, with and
without a script."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

import onrecord

from .cells import DESK, PHONE, Cell
from .desk_served import Seen, axe, looks, served

LOOKS = (Cell(DESK, "light"), Cell(PHONE, "dark"))


@pytest.fixture(scope="module")
def home(demo: Path) -> Iterator[str]:
    """Where the desk of the demonstration's record answers."""
    with served(demo) as address:
        yield address


@pytest.fixture(scope="module")
def paths(demo: Path) -> dict[str, str]:
    """A page of every kind."""
    with onrecord.open(demo) as record:
        things = {
            kind: f"/things/{next(iter(getattr(record, kind)(min_sources=2))).id}"
            for kind in ("statements", "encounters", "agreements", "cases", "events", "actors")
        }
        hit = next(iter(record.search("treaty")))
    return {
        **things,
        "desk": "/?days=365",
        "earlier": "/?as_of=2031-04-10&days=30",
        "statements, listed": "/statements?by=Nasibli&act=say",
        "nothing": "/statements?by=Nasibli&terms=off_record",
        "timeline": "/timeline?since=2031-05&until=2031-06",
        "disputes": "/disputes",
        "search": "/search?text=treaty",
        "positions": "/positions?by=Nasibli&about=exchange",
        "meetings": "/met",
        "audit": "/audit?per=outlet",
        "audit, narrowed": "/audit?of=encounters&by=Nasibli",
        "saved": "/saved",
        "reports": "/reports",
        "report": f"/reports/{hit.report}",
        "failed": "/statements?since=never",
    }


PAGES = (
    "statements", "encounters", "agreements", "cases", "events", "actors", "desk", "earlier",
    "statements, listed", "nothing", "timeline", "disputes", "search", "positions", "meetings",
    "audit", "audit, narrowed", "saved", "reports", "report", "failed",
)  # fmt: skip


@pytest.fixture
def seeing(profile: Callable[[Cell], BrowserContext], home: str) -> Iterator[Callable[..., Seen]]:
    """Opens a page of the desk; closed after the test."""
    with looks(home, profile) as opening:
        yield opening


@pytest.mark.parametrize("cell", LOOKS, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_used_by_everyone(
    seeing: Callable[..., Seen], paths: dict[str, str], name: str, cell: Cell
) -> None:
    seen = seeing(paths[name], cell)
    assert axe(seen) == []
    assert seen.ask("document.documentElement.scrollWidth") <= cell.width
    assert seen.refused() == []
    assert [one for one in seen.console if "400" not in one] == []
    assert [one for one in seen.asked if not one.startswith(seen.home)] == []


@pytest.mark.parametrize("cell", [Cell(PHONE, "light"), Cell(DESK, "dark")], ids=str)
def test_all_that_opens_is_as_good(
    seeing: Callable[..., Seen], paths: dict[str, str], cell: Cell
) -> None:
    for name in ("desk", "statements, listed", "actors"):
        seen = seeing(paths[name], cell)
        seen.ask("document.querySelectorAll('details:not(.choices)').forEach(e => e.open = true)")
        assert axe(seen) == []
        assert seen.ask("document.documentElement.scrollWidth") <= cell.width


def test_a_form_changes_the_answer_in_its_place(seeing: Callable[..., Seen]) -> None:
    seen = seeing("/statements")
    seen.ask("window.here = true")
    seen.page.get_by_label("Speaker").fill("Nasibli")
    seen.page.get_by_role("button", name="Narrow").click()
    seen.page.wait_for_url("**/statements?by=Nasibli*")
    seen.page.wait_for_selector(".narrowed")
    assert seen.ask("window.here") is True  # the page was not left
    assert "Speaker: Nasibli" in seen.page.inner_text(".narrowed")
    assert seen.page.locator("#desk-say").inner_text() == "20 shown."
    seen.page.go_back()
    seen.page.wait_for_selector(".narrowed", state="detached")
    assert seen.refused() == []


def test_without_a_script_the_same(seeing: Callable[..., Seen]) -> None:
    seen = seeing("/statements", Cell(DESK, "light", script=False))
    seen.page.get_by_label("Speaker").fill("Nasibli")
    seen.page.get_by_text("Terms any").click()
    seen.page.get_by_label("on the record").check()
    seen.page.get_by_role("button", name="Narrow").click()
    seen.page.wait_for_url("**/statements?by=Nasibli&terms=on_record")
    assert "Terms: on the record" in seen.page.inner_text(".narrowed")
    seen.page.get_by_role("link", name="Clear").click()
    seen.page.wait_for_url("**/statements")


def test_as_of_stays_from_page_to_page(seeing: Callable[..., Seen]) -> None:
    seen = seeing("/")
    seen.page.locator("#desk-asof").fill("2031-04-10")
    seen.page.get_by_role("button", name="As of").click()
    seen.page.wait_for_selector(".then")
    for name in ("Statements", "Encounters", "Agreements"):
        seen.page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        seen.page.wait_for_url(f"**/{name.lower()}?as_of=2031-04-10")
        assert "10 April 2031" in seen.page.inner_text(".then")
    seen.page.get_by_role("link", name="Back to now").click()
    seen.page.wait_for_url("**/agreements")
    assert seen.page.locator(".then").count() == 0


def test_from_a_fact_to_its_words_and_back(
    seeing: Callable[..., Seen], paths: dict[str, str]
) -> None:
    seen = seeing(paths["encounters"])
    seen.page.locator(".telling a.to").first.click()
    seen.page.wait_for_url("**/reports/**")
    assert seen.ask("document.querySelectorAll('.lit').length") > 0
    lit = seen.page.locator(".fact.now")
    lit.get_by_role("link", name="all reports").click()
    seen.page.wait_for_url("**/things/**")


def test_a_report_that_is_opened_again_is_as_it_was(
    seeing: Callable[..., Seen], paths: dict[str, str]
) -> None:
    seen = seeing(paths["report"])
    for _ in range(2):
        seen.go("/reports")
        seen.go(paths["report"])
        assert seen.refused() == []


def test_by_keyboard(seeing: Callable[..., Seen]) -> None:
    seen = seeing("/")
    seen.page.keyboard.press("Tab")
    assert seen.ask("document.activeElement.className") == "skip"
    seen.page.keyboard.press("Enter")
    assert seen.ask("document.activeElement.id") == "desk-main"
    seen.page.keyboard.press("/")
    assert seen.ask("document.activeElement.id") == "desk-q"
    seen.page.keyboard.type("treaty")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/search?text=treaty")
    assert seen.page.locator("mark").count() > 0


def test_a_life_opens_at_the_present_on_a_phone(
    seeing: Callable[..., Seen], paths: dict[str, str]
) -> None:
    seen = seeing(paths["agreements"], Cell(PHONE, "light"))
    assert seen.ask("document.querySelector('.pictured .scroll').scrollLeft") > 100
