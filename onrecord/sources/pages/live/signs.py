"""By what live coverage is told: the table live_marks, beside what page_marks says of any page."""

import re
from functools import cache, lru_cache

from lxml.html import HtmlElement

from onrecord.sources.pages.marks import words_of
from onrecord.tables import rows

_NAMED = ("class", "id", "itemprop", "itemtype", "data-testid", "data-type", "data-component",
          "data-qa")  # fmt: skip
_LONGEST = 400  # characters of one attribute: more are no names


def named(what: str, element: HtmlElement) -> bool:
    """Whether the names of an element, its tag among them, carry a mark of live_marks."""
    said = ""
    if element.attrib:  # most have none
        said = " ".join(filter(None, map(element.get, _NAMED)))[:_LONGEST]
    return _named(what, said + " " + str(element.tag))


def told(what: str, of: str, said: str) -> re.Match[str] | None:
    """Where live_marks finds a mark in a path, a title or a text."""
    return pattern(what, of).search(said)


@cache
def pattern(what: str, of: str) -> re.Pattern[str]:
    """A row of live_marks; capitals do not count."""
    (row,) = (r for r in rows("live_marks") if (r["what"], r["of"]) == (what, of))
    return re.compile(row["words"], re.IGNORECASE)


def is_label(word: str) -> bool:
    """Whether a word may stand beside a time: «Posted», the name of a month or of a day."""
    return bool(pattern("label", "text").fullmatch(word)) or word.lower() in _months()


@cache
def _months() -> frozenset[str]:
    return frozenset(name for row in rows("page_months") for name in row["names"].split("|"))


@cache
def attributes(what: str) -> re.Pattern[str]:
    """The names of the attributes that hold a time, a key or a link."""
    return pattern(what, "attribute")


@lru_cache(maxsize=65_536)
def _named(what: str, said: str) -> bool:
    # Each class is a name of its own: a bar keeps the words of two from standing in a row.
    words = "|".join(words_of(name) for name in said.split())
    return bool(pattern(what, "name").search(words.replace("| ", "|").replace(" |", "|")))
