"""Heads and feet of invented reports in many house styles: `heads.txt` says what each line is."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

from onrecord.reading.dating import date_report
from onrecord.reading.layout import lay_out
from onrecord.report import Report

_BODY = (
    "The talks had been called by the mediators after a week in which neither side would say "
    "where it stood, and nobody at the hotel expected them to last.",
    "“We came here to listen,” a senior delegate said. “What we heard was not new.” She would not "
    "say whether her government would send anyone to the next round.",
    "Officials on the other side said that the door was open. A date has not been set, they "
    "added, and much will hang on what is said in the two capitals this week.",
)


@dataclass(frozen=True)
class Page:
    """A report, what each of its lines is, and what it says of itself."""

    name: str
    text: str
    lines: tuple[tuple[str, str], ...]
    known: dict[str, str]


def pages() -> Iterator[Page]:
    path = Path(__file__).with_name("heads.txt")
    for block in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, _, rest = block.partition("\n")
        top, _, page = rest.partition("--\n")
        known = dict(line.split(":", 1) for line in top.splitlines() if line)
        yield page_of(name, page, {key: value.strip() for key, value in known.items()})


def page_of(name: str, page: str, known: dict[str, str]) -> Page:
    body, said, lines = cycle(_BODY), [], []
    for line in page.strip("\n").split("\n"):
        if line == ">>":
            paragraphs = [next(body), next(body)]
            said.append("\n\n".join(paragraphs))
            lines += [("body", paragraph) for paragraph in paragraphs]
        elif line:
            kinds, _, words = line.partition(": ")
            parts = words.split(" || ")
            said.append(" ".join(parts))
            lines += zip(kinds.split("+"), parts, strict=True)
        else:
            said.append("")
    return Page(name, "\n".join(said) + "\n", tuple(lines), known)


PAGES = list(pages())


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_page(page: Page) -> None:
    text = page.text
    layout = lay_out(text, Report(id="r", text_sha256="", text=text))
    assert tuple((p.kind, text[p.start : p.end]) for p in layout.paragraphs) == page.lines
    assert layout.title == next((words for kind, words in page.lines if kind == "headline"), None)
    assert (layout.dateline and layout.dateline.place) == (page.known.get("dateline") or None)
    if "authors" in page.known:
        assert "; ".join(layout.authors) == page.known["authors"]
    if "outlet" in page.known:
        assert layout.outlet == page.known["outlet"]
    if "published" in page.known:
        found = date_report(text, layout.paragraphs)
        assert f"{found.value or ''} {found.basis}".strip() == page.known["published"]
