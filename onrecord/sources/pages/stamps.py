"""Stamps near the headline: time elements, marked elements and lines that tell a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.sources.pages.blocks import Block
from onrecord.sources.pages.moments import Moment, moment
from onrecord.sources.pages.phrases import is_phrase
from onrecord.sources.pages.sheet import Sheet
from onrecord.tables import rows

_ABOVE, _BELOW = 8, 25  # blocks around the headline that may hold a stamp
_LONGEST = 160  # characters of a line with a stamp
_ATTRIBUTES = ("datetime", "content", "title", "data-datetime", "data-date", "data-timestamp",
               "data-published", "data-time", "data-published-date", "data-utc", "utc-time",
               "data-epoch", "timestamp", "data-seconds", "data-unixtime", "unixtime")  # fmt: skip
_OUT = frozenset({"listing", "comments", "post"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment on the page: ``exact`` from an attribute; ``what`` it says that it is of."""

    moment: Moment
    exact: bool
    what: str


def stamps(sheet: Sheet, first: int, seen: str | None) -> list[Stamp]:
    """The stamps around the block ``first``, those nearest to it first, exact ones before others."""
    near = [b for b in sheet.blocks[max(first - _ABOVE, 0) : first + _BELOW]]
    near.sort(key=lambda b: (b.number < first, abs(b.number - first)))
    marked = list(_marked(sheet, seen))
    exact = [s for block in near for s in _attributes(block, seen)]
    lines = [s for block in near if not sheet.what(block) & _OUT
             for s in _line(block, sheet, seen)]  # fmt: skip
    return marked + exact + lines


def _marked(sheet: Sheet, seen: str | None) -> Iterator[Stamp]:
    """Elements that say by itemprop what they are, outside of lists."""
    for scope in sheet.scopes:
        names = (scope.element.get("itemprop") or "").lower().split()
        if not names or scope.around & _OUT:
            continue
        for name, what in (("datepublished", "published"), ("datemodified", "modified")):
            if name in names:
                found = _of_element(scope.element, seen)
                if found:
                    yield Stamp(found, True, what)


def _attributes(block: Block, seen: str | None) -> Iterator[Stamp]:
    """Time elements within a block or around it."""
    scope = block.scope
    if scope.around & _OUT:
        return
    top = scope.element
    if scope.blocks > 6:
        return
    for element in [top, *top.iter("time", "abbr", "span", "relative-time", "local-time")][:12]:
        found = _of_element(element, seen)
        if found:
            around = " ".join(
                (element.get(name) or "").lower()
                for name in ("class", "itemprop", "id", "data-testid")
            )
            what = _what(f"{around} {_before(element)}") or _what(block.text[:60])
            yield Stamp(found, True, what)


def _before(element) -> str:  # type: ignore[no-untyped-def]
    """The words just before an element, which may say what its time is of."""
    previous = element.getprevious()
    if previous is not None:
        return (previous.tail or "").strip() or "".join(previous.itertext())[-40:]
    parent = element.getparent()
    return (parent.text or "")[-40:] if parent is not None else ""


def _of_element(element, seen: str | None) -> Moment | None:  # type: ignore[no-untyped-def]
    for name in _ATTRIBUTES:
        value = element.get(name)
        if value:
            found = moment(value, seen)
            if found:
                return found
    return None


def _line(block: Block, sheet: Sheet, seen: str | None) -> Iterator[Stamp]:
    """A line that is a date or tells of one."""
    text = block.text
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return
    if not (
        "date" in sheet.what(block) or is_phrase("stamp", text) or "byline" in sheet.what(block)
    ):
        return
    for piece in _PIECES.split(text):
        found = _read(piece, seen)
        if found:
            yield Stamp(found, False, _what(piece.lower()))


_PIECES = re.compile(r"\s*[|•·]\s*|(?<=\d)\s+(?=(?:last )?(?:updated|modified)\b)", re.IGNORECASE)
_CJK = re.compile(r"(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(\d{1,2})\s*[日일]?")


def _read(text: str, seen: str | None) -> Moment | None:
    """The day that a short text tells, in any of many languages."""
    found = _CJK.search(text)
    if found:
        return moment(f"{found[1]}-{found[2]}-{found[3]}", seen)
    from htmldate.extractors import try_date_expr  # type: ignore[import-untyped]

    from htmldate.validators import get_max_date, get_min_date  # type: ignore[import-untyped]

    try:
        day = try_date_expr(text[:100], "%Y-%m-%d", True, get_min_date("1981-01-01"),
                            get_max_date((seen or "2099-12-31")[:10]))  # fmt: skip
    except Exception:  # dateparser promises nothing about odd text
        return None
    return moment(day, seen) if day else None


def _what(words: str) -> str:
    if _changed().search(words):
        return "modified" if not _came().search(words) else ""
    return "published" if _came().search(words) else ""


@cache
def _changed() -> re.Pattern[str]:
    return _pattern("changed")


@cache
def _came() -> re.Pattern[str]:
    return _pattern("came")


def _pattern(what: str) -> re.Pattern[str]:
    words = [row["pattern"] for row in rows("page_phrases") if row["what"] == what]
    return re.compile("|".join(words), re.IGNORECASE)
