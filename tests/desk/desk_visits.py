"""Visitors of a desk: of the demonstration's record, of a hostile one, of an empty one."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.applications import Starlette
from starlette.testclient import TestClient

from onrecord.store.record import open_record
from onrecord.views.desk.app import create
from tests.desk.desk_worlds import TALES, unkind
from tests.store.asked_worlds import readings

HOME = "http://127.0.0.1:8400"
LISTS = ("statements", "encounters", "agreements", "cases", "events", "actors", "timeline",
         "disputes")  # fmt: skip


class Page:
    """An answer that is a page, as a browser takes it apart."""

    def __init__(self, status: int, text: str, address: str) -> None:
        self.status = status
        self.text = text
        self.address = address
        self.tree: HtmlElement = html.document_fromstring(text)

    def said(self, path: str = "//body") -> str:
        """The text of what a path finds, on one line."""
        found = " ".join(one.text_content() for one in self.tree.xpath(path))
        return " ".join(found.split())

    def links(self) -> list[str]:
        """Where its links within the desk lead."""
        every = (urljoin(self.address, href) for href in self.tree.xpath("//a/@href"))
        return [one for one in dict.fromkeys(every) if one.startswith(HOME)]

    def ids(self) -> list[str]:
        """The ids of the things that its entries lead to, in order."""
        found = self.tree.xpath("//li[contains(@class, 'entry')]//p[@class='title']/a/@href")
        return [urlsplit(one).path.removeprefix("/things/") for one in found]


Visitor = Callable[[str], Page]


def visiting(client: TestClient) -> Visitor:
    """Somebody who asks for pages and follows where they are sent."""

    def visit(path: str) -> Page:
        answer = client.get(path)
        return Page(answer.status_code, answer.text, str(answer.url))

    return visit


@pytest.fixture(scope="session")
def desk(demo: Path) -> Iterator[TestClient]:
    """The desk over the record of the demonstration."""
    with open_record(demo) as store:
        yield client(create(store))


@pytest.fixture(scope="session")
def visitor(desk: TestClient) -> Visitor:
    """Who looks at the record of the demonstration."""
    return visiting(desk)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The desk over a record in which every string that may hold anything is hostile."""
    place = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with open_record(place, create=True) as store:
        store.add(unkind())
        yield client(create(store))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Who looks at a small record of which all is known: see ``TALES``."""
    place = tmp_path_factory.mktemp("made") / "made.db"
    with open_record(place, create=True) as store:
        store.add(readings(TALES))
        yield visiting(client(create(store)))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """The desk over a record without a report."""
    with open_record(tmp_path / "empty.db", create=True) as store:
        yield client(create(store))


def client(app: Starlette) -> TestClient:
    """Somebody who asks; what goes wrong inside is raised."""
    return TestClient(app, base_url=HOME)


def crawled(visit: Visitor, starts: list[str], most: int) -> Iterator[Page]:
    """Pages from link to link, each shape of address a few times, until so many are seen."""
    waiting, seen, shapes = [urljoin(HOME, one) for one in starts], set[str](), dict[str, int]()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        plain = address.partition("#")[0]
        shape = re.sub(r"[0-9a-f]{16}|\d+", "*", plain)
        if (
            "/api/" in plain
            or plain in seen
            or shapes.get(shape, 0) >= 2
            or re.search(r"\.\w+(\?|$)", plain[20:])
        ):
            continue
        seen.add(plain)
        shapes[shape] = shapes.get(shape, 0) + 1
        page = visit(plain)
        yield page
        waiting += page.links()
