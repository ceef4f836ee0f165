"""Time expressions of the CAT tool's XML, as MEANTIME has them, in the shape of TimeML's articles.

Of most texts of MEANTIME only the first sentences are annotated: what goes on behind the last
sentence with a mark is cut off.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from training.corpora import cat
from training.corpora.cat import Page
from training.corpora.timebank import Article, Timex


def is_cat(path: Path) -> bool:
    """Whether a file is of the CAT tool, by its first characters."""
    with path.open("rb") as file:
        return b"<Document" in file.read(400)


def read(path: Path) -> Article:
    """The annotated part of the document in a file, its day and its times."""
    page = cat.read(path)
    end = _annotated(page)
    times = []
    written = None
    for mark in page.marks.values():
        if mark.kind != "TIMEX3":
            continue
        value = mark.attributes.get("value")
        if mark.attributes.get("functionInDocument") == "CREATION_TIME":
            written = written or _day(value)
        if mark.tokens:
            times.append(Timex(*page.span(mark), mark.attributes.get("type", ""), value))
    return Article(path.stem, page.text[:end], written, tuple(sorted(times, key=lambda t: t.start)))


def _annotated(page: Page) -> int:
    """Where the last sentence that holds a mark ends."""
    last = max((page.span(mark)[1] for mark in page.marks.values() if mark.tokens), default=0)
    return min((end for _, end in page.sentences.values() if end >= last), default=len(page.text))


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "").partition("T")[0])
    except ValueError:
        return None
