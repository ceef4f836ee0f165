"""Facts by hand and merges that contradict, in a real browser: by mouse, by keyboard, without a
script; every page of it usable by everyone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

import onrecord
from onrecord.store.conflicts import conflicts
from onrecord.store.record import open_record
from tests.review.conflicting_worlds import contradict

from .cells import DESK, PHONE, Cell
from .desk_served import Opening, Seen, faults, looks, served
from .test_browser_desk_review import judged, select

REPORT = "6b49bf1d41b00c55"
PAGE = f"/review/note?report={REPORT}"
LIGHT, PHONE_DARK = Cell(DESK, "light"), Cell(PHONE, "dark")
BARE = Cell(PHONE, "dark", script=False)


@pytest.fixture(scope="module")
def record(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration's record in which merges contradict each other."""
    made = Path(shutil.copy(demo, tmp_path_factory.mktemp("noting") / "record.db"))
    with open_record(made) as store:
        contradict(store)
    return made


@pytest.fixture(scope="module")
def home(record: Path) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ONRECORD_REVIEWER", "R. Osei")
        with served(record) as address:
            yield address


@pytest.fixture
def seeing(profile: Callable[[Cell], BrowserContext], home: str) -> Iterator[Opening]:
    with looks(home, profile) as opening:
        yield opening


def hands(seen: Seen) -> int:
    """How many facts by hand the page lists."""
    return seen.page.locator(".hands > li").count()


@pytest.mark.parametrize("cell", [LIGHT, PHONE_DARK], ids=str)
def test_every_page_of_it_can_be_used_by_everyone(seeing: Opening, cell: Cell) -> None:
    for path in (PAGE, "/review/conflicts", f"/review/note?report={'f' * 16}"):
        seen = seeing(path, cell)
        assert faults(seen, cell.width) == [], path


def test_words_chosen_with_the_mouse_become_a_fact_and_are_taken_back(seeing: Opening) -> None:
    seen = seeing(PAGE, LIGHT)
    before = hands(seen)
    select(seen, "another note on Friday")
    seen.page.locator('[data-into="words"]').click()
    assert seen.page.locator("#words").input_value().startswith("another note on Friday@")
    select(seen, "two fishermen")
    seen.page.locator('[data-into="who"]').click()
    seen.page.locator("#kind-of").select_option("group")
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Tell it").click()
    assert hands(seen) == before + 1
    assert "R. Osei" in seen.page.locator(".hands > li").first.inner_text()
    assert seen.refused() == []
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Take back «another note").click()
    assert hands(seen) == before


def test_only_the_fields_of_a_kind_are_shown(seeing: Opening) -> None:
    seen = seeing(PAGE, LIGHT)
    assert not seen.page.locator("#of").is_visible()
    seen.page.locator("#kind").select_option("change")
    assert seen.page.locator("#of").is_visible()
    assert not seen.page.locator("#cue").is_visible()


@pytest.mark.parametrize("cell", [LIGHT, BARE], ids=str)
def test_by_keyboard_and_without_a_script(seeing: Opening, record: Path, cell: Cell) -> None:
    seen = seeing(PAGE, cell)
    count = len(judged(record))
    seen.page.locator("#kind").select_option("encounter")
    seen.page.locator("#words").fill("met for two hours")
    seen.page.locator("#who").fill("Nasibli\nTulegen")
    seen.page.get_by_role("button", name="Tell it").focus()
    with seen.page.expect_navigation():
        seen.page.keyboard.press("Enter")
    assert len(judged(record)) == count + 1
    seen.page.locator("#words").fill("the")
    seen.page.locator("#who").fill("Nasibli")
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Tell it").click()
    assert "times in the report" in seen.page.get_by_role("alert").inner_text()
    assert seen.page.locator("#words").input_value() == "the"
    assert not cell.script or faults(seen, cell.width) == []
    seen.go(PAGE)
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="Take back «met for two hours").first.click()


def test_a_contradicting_merge_is_shown_with_both_ways_and_decided(
    seeing: Opening, record: Path
) -> None:
    seen = seeing("/review", LIGHT)
    with seen.page.expect_navigation():
        seen.page.get_by_role("link", name="Decide first").click()
    with open_record(record) as store:
        one = conflicts(store)[0]
    seen.go(f"/review/change?verdict=merge&of={one.one.id}&other={one.other.id}")
    assert faults(seen, LIGHT.width) == []
    with seen.page.expect_navigation():
        seen.page.get_by_role("link", name="They stay two").click()
    seen.go("/review/conflicts")
    with seen.page.expect_navigation():
        seen.page.get_by_role("button", name="It is of this one instead").first.click()
    with open_record(record) as store:
        assert one.id not in {each.id for each in conflicts(store)}
    assert ("R. Osei", "merge") in judged(record)


def test_the_order_in_which_it_was_told_is_drawn_and_a_table(seeing: Opening, record: Path) -> None:
    with onrecord.open(record) as opened:
        thing = next(iter(opened.statements(min_sources=2)))
    seen = seeing(f"/things/{thing.id}", PHONE_DARK)
    assert seen.page.locator(".relay svg").count() == 1
    seen.page.locator(".relay summary").click()
    assert "had it first" in seen.page.locator(".relay tbody").inner_text()
    assert faults(seen, PHONE_DARK.width) == []
