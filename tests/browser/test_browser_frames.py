"""The page within others: a notebook's frame, and the report's own page gone to by its words."""

import html
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.facts import Reading
from onrecord.text import Span
from onrecord.views.fragments import link
from onrecord.views.notebook import framed
from onrecord.views.page import entry, index, page

from . import laws, looking
from .cells import PHONE, Cell
from .shapes import shape
from .visiting import Opener


def test_a_notebook_s_frame_works_and_touches_nothing_around_it(visiting: Opener) -> None:
    reading = shape("vela")
    around = (
        "<!doctype html><title>A notebook</title><h1 id=s1>Its own</h1>"
        f"<div style='height:300px'></div>{framed(reading)}<div style='height:3000px'></div>"
    )
    visit = visiting(reading, Cell(), html=around)
    frame = visit.page.frames[1]
    assert frame.evaluate("document.documentElement.classList.contains('js')")
    frame.locator("main a[data-k]").first.click()
    assert frame.evaluate("document.querySelectorAll('.now').length") == 1
    before = visit.page.url
    frame.locator(".now .ln").first.click()
    frame.locator("[data-kind=actor] .pick").first.click()
    assert visit.page.url == before
    assert len(visit.page.frames) == 2
    assert frame.evaluate("document.querySelectorAll('[data-line]').length") > 5
    assert visit.ask("document.querySelector('h1').textContent") == "Its own"
    assert [line for line in visit.console if "sandbox" not in line] == []
    assert [address for address in visit.asked[1:] if not address.startswith("about:")] == []
    with pytest.raises(Exception, match=r"SecurityError|Blocked|cross-origin"):
        frame.evaluate("parent.document.title")


@pytest.mark.parametrize("cell", [Cell(PHONE, "dark"), Cell()], ids=str)
def test_a_folder_s_list_leads_to_its_pages(visiting: Opener, tmp_path: Path, cell: Cell) -> None:
    names = {"a b.html": "vela", "javascript:x.html": "long words", "é%20.html": "hostile fields"}
    for name, which in names.items():
        (tmp_path / name).write_text(page(shape(which)), encoding="utf-8")
    listed = index([entry(name, shape(which)) for name, which in names.items()])
    visit = visiting("empty", cell, html=listed)
    assert laws.axe_finds_nothing(visit) == []
    assert laws.fits_its_width(visit) == []
    assert laws.can_be_hit(visit) == []
    for number, which in enumerate(names.values()):
        visit.page.locator("main h2 a").nth(number).click()
        visit.page.wait_for_selector("#report")
        assert "\n".join(visit.ask(looking.LINES)) == shape(which).report.text
        visit.page.go_back()
    assert visit.console == []


@pytest.fixture
def published() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback that has one page; its address, and what the page holds."""
    held: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = "".join(held).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/report.html", held
    server.shutdown()
    thread.join()
    server.server_close()


def article(text: str) -> str:
    """The report as an outlet would set it: a menu, paragraphs, much below and between."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return (
        "<!doctype html><meta charset=utf-8><title>The report</title>"
        "<style>body { width: 30em; font: 20px/2 serif } p { margin: 0 0 30vh }</style>"
        f"<nav>Home News</nav><article>{lines}</article><footer style='height:200vh'></footer>"
    )


# How far the page is scrolled, and where the words of a paragraph stand in the window.
WHERE = """
([paragraph, words, at]) => {
  const node = document.querySelectorAll('article p')[paragraph].firstChild;
  const range = document.createRange();
  const start = [...node.data].slice(0, at).join('').length;
  range.setStart(node, start);
  range.setEnd(node, start + words.length);
  const box = range.getBoundingClientRect();
  return [scrollY, box.top, box.bottom, innerHeight];
}
"""


def place(text: str, span: Span) -> tuple[int, str, int]:
    """The paragraph in which words begin, those of them that are in it, and where they begin."""
    before = text[: span.start].split("\n")
    paragraph = sum(1 for line in before[:-1] if line.strip())
    return paragraph, span.text.split("\n")[0], len(before[-1])


def last_words(reading: Reading) -> list[Span]:
    """Stretches of many kinds from the end of a report: long, short, to the end of its line."""
    told = [span for s in reading.statements for span in (*s.content[:1], *s.cue[:1])]
    told += [telling.span for e in reading.encounters for telling in e.tellings]
    late = [span for span in told if span.start > len(reading.report.text) * 0.4]
    return sorted(set(late), key=lambda span: span.start)[-4:]


@pytest.mark.parametrize("name", ["lake-chad-vote", "kidira-interview", "mindanao-truce"])
def test_the_browser_scrolls_to_the_words(
    visiting: Opener, published: tuple[str, list[str]], name: str
) -> None:
    address, held = published
    reading = shape(name)
    reading = replace(reading, report=replace(reading.report, url=address))
    held[:] = [article(reading.report.text)]
    visit = visiting(reading, Cell())
    spans = last_words(reading)
    assert spans
    for span in spans:
        goal = link(reading.report, span)
        assert goal
        visit.page.goto("about:blank")
        visit.page.goto(goal)
        visit.page.wait_for_function("scrollY > 0", timeout=5000)
        scrolled, top, bottom, height = visit.ask(WHERE, place(reading.report.text, span))
        assert scrolled > 0, goal
        assert 0 <= top < height, (goal, top, bottom)


def test_words_that_are_not_there_are_not_scrolled_to(
    visiting: Opener, published: tuple[str, list[str]]
) -> None:
    address, held = published
    reading = shape("kidira-interview")
    reading = replace(reading, report=replace(reading.report, url=address))
    held[:] = [article(reading.report.text.upper().replace("E", "U"))]
    visit = visiting(reading, Cell())
    visit.page.goto(link(reading.report, last_words(reading)[-1]) or "")
    visit.page.wait_for_timeout(300)
    assert visit.ask("scrollY") == 0


def test_the_page_s_own_link_leads_to_the_words(
    visiting: Opener, published: tuple[str, list[str]]
) -> None:
    address, held = published
    reading = shape("kidira-interview")
    reading = replace(reading, report=replace(reading.report, url=address))
    held[:] = [article(reading.report.text)]
    visit = visiting(reading, Cell())
    out = visit.page.locator(".statement .out").last
    assert (out.get_attribute("href") or "").startswith(f"{address}#:~:text=")
    out.click()
    visit.page.wait_for_url(f"{address}**")
    visit.page.wait_for_function("scrollY > 0", timeout=5000)
    assert visit.ask("document.referrer") == ""
