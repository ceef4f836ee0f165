"""Stamps near the headline: time elements, marked elements and lines that tell a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from onrecord.sources.pages.blocks import Block
from onrecord.sources.pages.moments import Moment, moment
from onrecord.sources.pages.phrases import holds, is_phrase
from onrecord.sources.pages.printed import printed_day
from onrecord.sources.pages.sheet import Sheet

_ABOVE, _BELOW = 8, 25  # blocks around the headline that may hold a stamp
_LONGEST = 160  # characters of a line with a stamp
_CROWD = 6  # blocks of one element: with more it is no stamp's
_MANY = 12  # elements within a block that are looked at
_ATTRIBUTES = (
    "datetime", "content", "title", "data-datetime", "data-date", "data-timestamp",
    "data-published", "data-time", "data-published-date", "data-utc", "utc-time", "data-epoch",
    "timestamp", "data-seconds", "data-unixtime", "unixtime",
)  # fmt: skip
_NAMES = ("class", "itemprop", "id", "data-testid")
_OUT = frozenset({"listing", "comments", "post"})
_PIECES = re.compile(r"\s*[|•·]\s*|(?<=\d)\s+(?=(?:last )?(?:updated|modified)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment on the page: ``exact`` from an attribute; ``what`` it says that it is of."""

    moment: Moment
    exact: bool
    what: str


def stamps(sheet: Sheet, first: int, seen: str | None) -> list[Stamp]:
    """The stamps around the block ``first``, the nearest first, exact ones before others."""
    near = sheet.blocks[max(first - _ABOVE, 0) : first + _BELOW]
    near = sorted(near, key=lambda b: (b.number < first, abs(b.number - first)))
    exact = [stamp for block in near for stamp in _exact(block, seen)]
    american = (sheet.page.tree.get("lang") or "").lower().startswith("en-us")
    lines = [
        stamp
        for block in near
        if not sheet.what(block) & _OUT
        for stamp in _printed(block, sheet, seen, american)
    ]
    return [*_marked(sheet, seen), *exact, *lines]


def _marked(sheet: Sheet, seen: str | None) -> Iterator[Stamp]:
    """Elements that say by itemprop what they are, outside of lists."""
    for scope in sheet.scopes:
        names = (scope.element.get("itemprop") or "").lower().split()
        if not names or scope.around & _OUT:
            continue
        for name, what in (("datepublished", "published"), ("datemodified", "modified")):
            found = _of_element(scope.element, seen) if name in names else None
            if found:
                yield Stamp(found, True, what)


def _exact(block: Block, seen: str | None) -> Iterator[Stamp]:
    """Time elements within a block or around it."""
    scope = block.scope
    if scope.around & _OUT or scope.blocks > _CROWD:
        return
    top = scope.element
    within = top.iter("time", "abbr", "span", "relative-time", "local-time")
    for _, element in zip(range(_MANY), (top, *within), strict=False):
        found = _of_element(element, seen)
        if found:
            named = " ".join((element.get(name) or "").lower() for name in _NAMES)
            yield Stamp(found, True, _what(f"{named} {_before(element)}") or _what(block.text[:60]))


def _before(element: HtmlElement) -> str:
    """The words just before an element, which may say what its time is of."""
    previous = element.getprevious()
    if previous is not None:
        return (previous.tail or "").strip() or "".join(previous.itertext())[-40:]
    parent = element.getparent()
    return (parent.text or "")[-40:] if parent is not None else ""


def _of_element(element: HtmlElement, seen: str | None) -> Moment | None:
    for name in _ATTRIBUTES:
        value = element.get(name)
        found = moment(value, seen) if value else None
        if found:
            return found
    return None


def _printed(block: Block, sheet: Sheet, seen: str | None, american: bool) -> Iterator[Stamp]:
    """A line that is a date or tells of one."""
    text = block.text
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return
    if not (sheet.what(block) & {"date", "byline", "meta"} or is_phrase("stamp", text)):
        return
    for piece in _PIECES.split(text):
        found = printed_day(piece, seen, american)
        if found:
            yield Stamp(found, False, _what(piece))


def _what(words: str) -> str:
    """What words beside a stamp say that it is of; nothing where they say both or neither."""
    changed, came = holds("changed", words), holds("came", words)
    return "" if changed == came else "modified" if changed else "published"
