"""News comes while pages are open: a watch and a desk, each a process of its own, an outlet that
publishes, and pages in the browser that say so and show it when they are asked."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from onrecord.store.record import open_record
from tests.desk.desk_worlds import TALES
from tests.servers.newsroom import Newsroom
from tests.store.asked_worlds import readings

from .cells import DESK, PHONE, Cell
from .desk_served import Opening, faults, looks

# What an outlet may put into its feed and its pages to be run by whoever reads the desk.
EVIL = '<script>window.ran=1</script><img src=x onerror="window.ran=1">'
ENVIRON = {"ONRECORD_ALLOW_PRIVATE": "1"}
TEXT = (
    "Foreign Minister Ilma Corvan said on Monday that round {n} of the talks would go on.\n"
    "She met Prime Minister Dan Arlo of Tarsk in Veld for two hours on Sunday.\n"
    f"“{EVIL} is what we think of it,” Corvan said.\n"
    "Officials of both sides said that the ferry would sail again before the summer."
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("live") / "record.db"
    with open_record(made, create=True) as store:
        store.add(readings(TALES))
    return made


@pytest.fixture(scope="module")
def home(place: Path) -> Iterator[str]:
    """Where ``onrecord serve`` answers."""
    child = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", "--record", str(place), "--port", "0"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout
    yield child.stdout.readline().rpartition(" at ")[2].strip()
    child.terminate()
    child.wait(timeout=20)
    child.stdout.close()


@pytest.fixture
def seeing(profile: Callable[[Cell], BrowserContext], home: str) -> Iterator[Opening]:
    with looks(home, profile) as opening:
        yield opening


def watched(place: Path, *more: str) -> str:
    """A round of ``onrecord watch``; what it says."""
    command = [sys.executable, "-m", "onrecord", "watch", "--once", "--pause", "0"]
    done = subprocess.run(
        [*command, "--days", "100000", "--record", str(place), *more],
        env=os.environ | ENVIRON, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def test_open_pages_light_up_and_show_it_when_asked(
    seeing: Opening, place: Path, home: str, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "said"\nask = "statements"\n')
    with Newsroom() as outlet:
        watched(place, outlet.url(), "--rules", str(rules))
        cells = (Cell(DESK, "light"), Cell(PHONE, "dark"))
        pages = [seeing(path, cell) for cell in cells for path in ("/", "/statements?by=Corvan")]
        earlier = seeing("/?as_of=2031-03-05", cells[0])
        for one in pages:
            one.page.wait_for_function("window.EventSource !== undefined")
            assert one.page.locator("#desk-news a").count() == 0
        outlet.publish("a", f"Talks go on {EVIL}", TEXT.format(n=1), "2031-03-09")
        assert "1 new report" in watched(place, "--rules", str(rules))
        for one in pages:
            before = one.ask("document.querySelector('main').innerText")
            one.page.locator("#desk-news a").wait_for()
            assert one.page.locator("#desk-news").inner_text() == "1 new report"
            assert one.ask("document.querySelector('main').innerText") == before  # nothing moves
        assert [
            fault for one in pages for fault in faults(one, one.page.viewport_size["width"])
        ] == []  # type: ignore[index]
        for one in pages:
            one.page.bring_to_front()
            one.page.locator("#desk-news a").focus()
            with one.page.expect_navigation():
                one.page.keyboard.press("Enter")
            assert "Ilma Corvan" in one.page.inner_text("main")
            assert one.page.locator("#desk-news a").count() == 0
            assert one.ask("window.ran ?? 0") == 0
        assert earlier.page.locator("#desk-news").count() == 0  # the past has no news


def test_what_an_outlet_writes_is_shown_and_never_run(seeing: Opening, place: Path) -> None:
    """Titles and texts that came through a feed, on every page that they stand on."""
    with Newsroom() as outlet:
        outlet.publish("b", f"Ferry {EVIL}", TEXT.format(n=2), "2031-03-10")
        outlet.items[0] = ("/b.html", f"Ferry {EVIL}", "2031-03-10")
        assert "added" in watched(place, outlet.url())
    seen = seeing("/reports", Cell(DESK, "dark"))
    waiting, met = [], set()
    for path in ("/reports", "/statements?by=Corvan", "/search?text=ferry", "/rules", "/review",
                 "/actors", "/timeline", "/"):  # fmt: skip
        seen.go(path)
        waiting += seen.ask(
            "() => [...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))"
            ".filter(href => href.startsWith('/reports/') || href.startsWith('/things/'))"
        )[:3]
        met.add(path)
    for path in dict.fromkeys(waiting):
        seen.go(path)
        assert seen.ask("window.ran ?? 0") == 0, path
        assert seen.refused() == [], path
        met.add(path)
    assert EVIL in seen.go("/reports").text().replace("&lt;", "<").replace("&gt;", ">").replace(
        "&#34;", '"'
    )
    assert len(met) > 12
    assert [one for one in seen.asked if not one.startswith(seen.home)] == []


def test_without_a_script_the_page_is_as_it_was(seeing: Opening, place: Path) -> None:
    seen = seeing("/", Cell(PHONE, "dark", script=False))
    with open_record(place) as store:
        store.add(readings(TALES[:1]))
    assert seen.page.locator("#desk-news").inner_text() == ""
