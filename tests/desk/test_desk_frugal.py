"""What a desk takes: pages are small, little is imported to start, requests leave nothing."""

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from onrecord.store.record import open_record
from onrecord.views.desk.app import create
from tests.desk.desk_visits import LISTS, Visitor, client, crawled
from tests.desk.desk_worlds import TALES
from tests.store.asked_worlds import readings

LARGEST = 200_000  # bytes of a page; maps may be larger
LEFT = 30_000  # bytes that a round of requests may leave: far less than a page for each
DAYS = 10


def test_every_page_is_small(visitor: Visitor) -> None:
    starts = ["/", *(f"/{one}" for one in LISTS), "/reports", "/search?text=treaty"]
    sizes = {page.address: len(page.text.encode()) for page in crawled(visitor, starts, 90)}
    assert len(sizes) > 40
    assert {at: size for at, size in sizes.items() if size > LARGEST and "/met" not in at} == {}


_STARTED = """
import json, sys, gc
from onrecord.views.cli.serve import _for_good
with _for_good():
    import onrecord.views.desk.serving
from onrecord.store.record import open_record
from onrecord.views.desk.app import create
from starlette.testclient import TestClient
frozen = gc.get_freeze_count()
with open_record(sys.argv[1]) as store:
    page = TestClient(create(store), base_url="http://127.0.0.1").get("/")
long = {"numpy", "rich", "onnxruntime", "pyarrow", "lxml", "mcp", "argon2"}
print(json.dumps([page.status_code, sorted(long & set(sys.modules)), frozen > 10_000]))
"""


def test_what_is_long_to_import_is_not_waited_for(demo: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _STARTED, str(demo)], capture_output=True, text=True, check=True
    )
    assert json.loads(told.stdout.splitlines()[-1]) == [200, [], True]


def left_behind(ask: Callable[[str], object], addresses: list[str]) -> int:
    """Bytes that are held after a round of requests more than after the round before it.

    What was there before anything was counted is met, and made anew, in the first two rounds.
    """
    held = []
    for address in addresses:
        ask(address)
    tracemalloc.start()
    try:
        for _ in range(2):
            for address in addresses:
                ask(address)
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    return held[1] - held[0]


def _addresses() -> list[str]:
    """Pages and questions, each as of some days."""
    days = [date(2031, 3, 1) + timedelta(days=at) for at in range(DAYS)]
    paths = ("/", "/statements", "/timeline", "/search?text=the", "/api/statements")
    return [f"{one}{'&' if '?' in one else '?'}as_of={day}" for day in days for one in paths]


def test_requests_leave_nothing_behind(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as store:
        store.add(readings(TALES))
        app = create(store)
        app.state.kept.room = 0  # what is kept on purpose is bounded elsewhere
        asking = client(app)
        assert left_behind(asking.get, _addresses()) < LEFT


def test_a_leak_is_caught() -> None:
    held: list[str] = []
    assert left_behind(lambda address: held.append(address * 100), _addresses()) > LEFT
