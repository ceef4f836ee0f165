"""The desk over records that are no one's: every string hostile or written from right to left,
names without end; and over a record that is empty."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from onrecord.store.record import open_record
from tests.desk.desk_worlds import unkind

from .cells import DESK, PHONE, Cell
from .desk_served import Opening, faults, looks, served

PATHS = (
    "/", "/statements", "/encounters", "/agreements", "/actors", "/timeline", "/disputes", "/met",
    "/reports", "/reports/feedfeedfeedfeed", "/review", "/search?text=said", "/rules",
)  # fmt: skip


@pytest.fixture(scope="module")
def unkindly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place: Path = tmp_path_factory.mktemp("strange") / "record.db"
    with open_record(place, create=True) as store:
        store.add(unkind())
    with served(place) as home:
        yield home


@pytest.fixture(scope="module")
def emptily(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place: Path = tmp_path_factory.mktemp("strange") / "empty.db"
    open_record(place, create=True).close()
    with served(place) as home:
        yield home


@pytest.fixture
def strange(profile: Callable[[Cell], BrowserContext], unkindly: str) -> Iterator[Opening]:
    with looks(unkindly, profile) as opening:
        yield opening


@pytest.mark.parametrize("cell", [Cell(PHONE, "dark"), Cell(DESK, "light")], ids=str)
def test_hostile_words_are_shown_and_can_be_used(strange: Opening, cell: Cell) -> None:
    found = []
    for path in PATHS:
        seen = strange(path, cell)
        found += [f"{path}: {one}" for one in faults(seen, cell.width)]
        assert seen.ask("window.ran ?? 0") == 0
        assert [one for one in seen.asked if not one.startswith(seen.home)] == []
        seen.page.close()
    assert found == []


def test_an_empty_record_is_a_page_too(
    profile: Callable[[Cell], BrowserContext], emptily: str
) -> None:
    cell = Cell(PHONE, "light")
    with looks(emptily, profile) as opening:
        for path in PATHS:
            if "feed" not in path:
                seen = opening(path, cell)
                assert faults(seen, PHONE) == [], path
                seen.page.close()  # each listens, and a browser opens six connections to a host
