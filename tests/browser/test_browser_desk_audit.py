"""Audit and saved questions in a real browser: numbers lead to words, lists are followed."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from onrecord.store import alerts
from onrecord.store.record import open_record

from .cells import DESK, PHONE, Cell
from .desk_served import Opening, faults, looks, served
from .desk_shots import following

LIGHT, BARE = Cell(DESK, "light"), Cell(PHONE, "dark", script=False)


@pytest.fixture(scope="module")
def record(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration's record, in which questions are saved."""
    made = Path(shutil.copy(demo, tmp_path_factory.mktemp("saved") / "record.db"))
    following(made)
    return made


@pytest.fixture(scope="module")
def home(record: Path) -> Iterator[str]:
    with served(record) as address:
        yield address


@pytest.fixture
def seeing(profile: Callable[[Cell], BrowserContext], home: str) -> Iterator[Opening]:
    with looks(home, profile) as opening:
        yield opening


@pytest.mark.parametrize("cell", [LIGHT, BARE], ids=str)
def test_a_number_leads_to_as_many_words(seeing: Opening, cell: Cell) -> None:
    seen = seeing("/audit?per=outlet", cell)
    assert seen.page.locator("h2").first.inner_text() == "On what terms"
    bars = seen.page.locator(".bars-wide a, .bars-narrow a").locator("visible=true")
    named = bars.filter(has_text="anonymous").first
    count = int((named.get_attribute("aria-label") or "").split(": ")[1].split(",")[0])
    named.click()
    seen.page.wait_for_url("**/statements?*terms=anonymous*")
    met = seen.page.locator("ol.entries > li").count()
    while seen.page.locator("a[rel=next]").count():
        seen.page.locator("a[rel=next]").click()
        seen.page.wait_for_load_state()
        met += seen.page.locator("ol.entries > li").count()
    assert met == count
    assert not cell.script or faults(seen, cell.width) == []


@pytest.mark.parametrize("cell", [LIGHT, BARE], ids=str)
def test_a_list_is_followed_read_and_forgotten(seeing: Opening, record: Path, cell: Cell) -> None:
    seen = seeing("/encounters?by=Tulegen", cell)
    name = "tulegen-bare" if cell is BARE else "tulegen"
    seen.page.get_by_label("Follow this question as").fill(name)
    seen.page.get_by_role("button", name="Save", exact=True).click()
    seen.page.wait_for_url(f"**/saved/{name}")
    assert seen.page.locator("h2").first.inner_text().startswith(f"{name} 0 unread of 0")
    assert not cell.script or faults(seen, cell.width) == []
    seen.page.get_by_role("button", name=f"Forget {name}").click()
    seen.page.wait_for_url("**/saved")
    assert seen.page.locator(f"#saved-{name}").count() == 0
    assert not cell.script or faults(seen, cell.width) == []
    with open_record(record) as store, store.reading() as connection:
        found = alerts.alerts(connection, "/harbours")
    if found and seen.page.get_by_role("button", name="Mark harbours as read").count():
        seen.page.get_by_role("button", name="Mark harbours as read").click()
        seen.page.wait_for_load_state()
        assert "0 unread" in seen.page.locator("#saved-harbours").inner_text()
