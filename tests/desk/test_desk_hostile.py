"""Hostile words, stored and reflected: they are shown, and do nothing."""

from urllib.parse import quote

import pytest
from lxml import etree
from lxml.html import HtmlElement
from sqlalchemy import update
from starlette.testclient import TestClient

from onrecord.question import Question, listed
from onrecord.store import saved
from onrecord.store.schema import rule
from onrecord.views.desk.assets import assets
from tests.browser.shapes import HOSTILE
from tests.desk.desk_visits import LISTS, Page, crawled, visiting

SCRIPTS = tuple(f"/{name}" for name in assets() if name.endswith(".js"))
PATHS = ("/", *(f"/{one}" for one in LISTS), "/reports", "/search?text=said", "/met",
         "/positions?by=Vela&about=Moren", "/?days=365",
         *(f"/audit?per={one}" for one in ("outlet", "month", "subject", "speaker")))  # fmt: skip


def faults(page: Page) -> list[str]:
    """What a page has that is not ours: scripts, handlers, styles, addresses that run."""
    found = []
    for one in page.tree.iter():
        if isinstance(one, HtmlElement):
            found += _of_element(one)
    return found


def _of_element(one: HtmlElement) -> list[str]:
    found = []
    tag = str(one.tag)
    if tag == "script" and (one.text or not str(one.get("src")).endswith(SCRIPTS)):
        found.append("a script")
    if tag in ("img", "iframe", "object", "embed", "base", "video", "audio"):
        found.append(f"an element {tag}")
    if tag == "style" and "display:none" in (one.text or ""):
        found.append("a style")
    for name, value in one.attrib.items():
        said = str(value).strip().casefold()
        if str(name).casefold().startswith("on") or name == "style":
            found.append(f"an attribute {name}")
        if name in ("href", "src", "action", "formaction", "xlink:href", "hx-get") and not (
            said.startswith(("/", "#", "https://", "http://"))
        ):
            found.append(f"{name}={value}")
    return found


def test_a_fault_is_seen() -> None:
    planted = '<html><body><p onclick="x">a<script>1</script><a href="javascript:1">b</a></p>'
    assert len(faults(Page(200, planted, "http://x/"))) == 3


def test_stored_words_do_nothing(hostile: TestClient) -> None:
    seen, shapes = 0, set()
    for page in crawled(visiting(hostile), list(PATHS), 90):
        assert page.status in (200, 400, 404), page.address
        assert faults(page) == [], page.address
        seen += 1
        shapes.add(page.address.split("?")[0].rsplit("/", 1)[0])
    assert seen > 30
    assert {"http://127.0.0.1:8400/things", "http://127.0.0.1:8400/reports"} <= shapes


def test_they_are_shown_as_they_are(hostile: TestClient) -> None:
    page = visiting(hostile)("/reports/feedfeedfeedfeed")
    assert "</script><script>window.ran=1</script>" in page.said("//main")


@pytest.mark.parametrize("asked", [*LISTS, "search", "positions"])
@pytest.mark.parametrize("words", HOSTILE[:10], ids=range(10))
def test_reflected_words_do_nothing(hostile: TestClient, asked: str, words: str) -> None:
    visit = visiting(hostile)
    for one in listed(asked):  # type: ignore[arg-type]
        page = visit(f"/{asked}?{one.name}={quote(words)}")
        assert page.status in (200, 400, 404)
        assert faults(page) == [], page.address
    assert faults(visit(f"/{asked}?{quote(words)}=1")) == []
    assert faults(visit(f"/{asked}/{quote(words, safe='')}")) == []


@pytest.mark.parametrize("words", HOSTILE[:10], ids=range(10))
def test_reflected_in_paths_they_do_nothing(hostile: TestClient, words: str) -> None:
    visit = visiting(hostile)
    said = quote(words, safe="")
    for path in (f"/things/{said}", f"/reports/{said}", f"/reports/feedfeedfeedfeed?key={said}",
                 f"/reports?behind={said}", f"/?days={said}", f"/{said}", f"/?as_of={said}",
                 f"/things/{said}.svg"):  # fmt: skip
        page = visit(path)
        assert page.status in (200, 400, 404)
        assert faults(page) == [], path


def test_a_picture_s_words_are_escaped(hostile: TestClient) -> None:
    for one in visiting(hostile)("/agreements").ids():
        picture = hostile.get(f"/things/{one}.svg")
        assert picture.status_code == 200
        assert "<script" not in picture.text
        assert "<img" not in picture.text


def test_feeds_of_hostile_words_are_whole_and_hold_nothing_that_runs(hostile: TestClient) -> None:
    store = hostile.app.state.store  # type: ignore[attr-defined]
    kinds = ("statements", "encounters", "agreements", "cases", "events", "actors")
    with store.bookkeeping() as connection:
        for kind in kinds:
            saved.save(connection, store.points, "", "all", [Question.of(kind, {})], 1, add=True)
        connection.execute(update(rule).values(versions=0, began=None))
    try:
        feed = etree.fromstring(hostile.get("/saved/all.atom").content)
        assert len(feed.findall("{*}entry")) > 3
        assert {one.tag.rpartition("}")[2] for one in feed.iter()} == {
            "feed", "id", "title", "updated", "link", "author", "name", "entry", "content",
        }  # fmt: skip
        assert len(hostile.get("/saved/all.json").json()["items"]) > 3
        dates = hostile.get("/saved/all.ics").content
        assert all(len(line) <= 75 for line in dates.split(b"\r\n"))
        assert faults(visiting(hostile)("/saved")) == []
        assert faults(visiting(hostile)("/saved/all")) == []
    finally:
        with store.bookkeeping() as connection:
            saved.unsave(connection, "", "all")
