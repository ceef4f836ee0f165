"""Why a page holds no article that can be read; or that it holds one.

Signs for and against are added up (the table page_kinds): an article without any metadata, in
markup by hand, has none of either kind and passes.
"""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import parse_qsl, urlsplit

from onrecord.sources.pages.about import About
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.likeness import size, words
from onrecord.sources.pages.lines import Choice
from onrecord.sources.pages.linked import types
from onrecord.sources.pages.phrases import is_phrase
from onrecord.sources.pages.region import Region
from onrecord.sources.pages.shape import ends
from onrecord.sources.pages.sheet import Sheet
from onrecord.tables import rows

_NONE = "the page holds no article"
_INSTEAD = "{} stands in the article's place"
_LEAST = 90  # characters of running text
_SENTENCE = 5  # words
_MOST = 0.6  # of the characters of a page
_LONG, _VERY_LONG = 600, 1_500
_HOME = -4  # worth of an address that is the site's own
_LISTS = -5  # worth of links to other texts in the text's place
_RUN = 4  # paragraphs in a row without a link to another text between them
_FORM = -2  # worth of a form to write or to log in with where the text is
_SHARE = 0.4  # of the lines: so many are about consent, or about robots


def refusal(page: Page, main: About, sheet: Sheet, choice: Choice, place: Region,
            title: str | None, url: str | None) -> str | None:  # fmt: skip
    """Why there is no article; None where there is one."""
    body = [line.text for line in choice.lines if line.kind == "body"]
    length = sum(map(size, body))
    instead = _instead(page, sheet, body, title, length)
    if instead:
        return instead
    if length < _LEAST and not _is_bare(sheet, body, length):
        return _NONE
    signs = [*_signs(page, main, title, url), *_of_page(sheet, place, page)]
    worth = sum(sign for sign, _ in signs) + (length >= _LONG) + 2 * (length >= _VERY_LONG)
    if worth >= 0:
        return None
    against, about = min(signs)
    return f"{_NONE}: {about}" if against < 0 and about else _NONE


def _is_bare(sheet: Sheet, body: list[str], length: int) -> bool:
    """Whether a page is made of next to nothing but a sentence or two."""
    whole = sum(sheet.sizes)
    return any(ends(line) and len(words(line)) >= _SENTENCE for line in body) and (
        length >= _MOST * whole
    )


def _instead(page: Page, sheet: Sheet, body: list[str], title: str | None,
             length: int) -> str | None:  # fmt: skip
    """What stands in the article's place: a question for consent, a test for robots."""
    if length >= _VERY_LONG:
        return None
    shown = body or [b.text for b in sheet.blocks[:40]]
    heads = ["".join(e.itertext()).strip() for e in page.tree.iterfind("head/title")]
    heads += [title] if title else []
    for what, name in (("robot", "a test for robots"), ("consent", "a consent page")):
        about = sum(size(line) for line in shown if is_phrase(what, line))
        heading = any(is_phrase(what, head) for head in heads)
        if about and (heading or about >= _SHARE * sum(map(size, shown))):
            return _INSTEAD.format(name)
    if length < _LEAST:
        hidden = " ".join(" ".join(e.itertext()) for e in page.tree.iter("noscript"))
        if is_phrase("script", hidden) or any(is_phrase("script", line) for line in shown):
            return "the page shows its text only to a browser that runs scripts"
    return None


def _signs(page: Page, main: About, title: str | None, url: str | None
           ) -> Iterator[tuple[int, str]]:  # fmt: skip
    """What the metadata, the address and the title tell of the kind of page."""
    kinds = main.kinds or frozenset().union(*(types(node) for node in page.nodes), frozenset())
    said = [*_found("type", kinds), *_found("og", {(page.said("og:type") or "").lower()})]
    yield from {about: (sign, about) for sign, about in sorted(said, reverse=True)}.values()
    if page.said("article:published_time", "og:article:published_time"):
        yield 2, ""
    try:
        parts = urlsplit(url or "")
        asked = {name for name, _ in parse_qsl(parts.query)}
    except ValueError:
        return
    path = [part for part in parts.path.lower().split("/") if part]
    if parts.hostname and not path and not asked:
        yield _HOME, "it is the front page of a site"
    # A long last part is an article's own name, whatever the section it lies in.
    if path and path[-1].count("-") < 3 and sum(char.isdigit() for char in path[-1]) < 5:
        yield from _found("path", frozenset(path))
    yield from _found("query", asked)
    for row in rows("page_kinds"):
        if row["where"] == "title" and title and _title(row["what"]).match(title.strip()):
            yield int(row["worth"]), row["about"]


def _found(where: str, said: set[str] | frozenset[str]) -> Iterator[tuple[int, str]]:
    """The strongest sign of a kind, for and against."""
    found = [
        (int(row["worth"]), row["about"])
        for row in rows("page_kinds")
        if row["where"] == where and said & set(row["what"].split("|"))
    ]
    if found:
        yield max(found) if max(found)[0] > 0 else min(found)


@cache
def _title(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _of_page(sheet: Sheet, place: Region, page: Page) -> Iterator[tuple[int, str]]:
    """What the blocks of the region tell: links to other texts, a form to fill in."""
    links = told = run = longest = 0
    for block in sheet.blocks:
        if not place.holds(block):
            continue
        if sheet.what(block) & {"furniture", "listing", "comments"}:
            continue
        linked = block is not place.headline and block.linked >= 0.7 * len(block.text)
        if linked and (len(words(block.text)) >= 4 or sheet.sizes[block.number] > 30):
            links, run = links + 1, 0
        elif sheet.told(block):
            told, run = told + 1, run + 1
            longest = max(longest, run)
    if links >= 3 and 2 * links >= told and longest < _RUN:
        yield _LISTS, "it lists others"
    fields = [e for e in place.around.element.iter("textarea", "input")
              if e.tag == "textarea" or (e.get("type") or "").lower() == "password"]  # fmt: skip
    if fields and told <= 3:
        yield _FORM, "it holds a form"
