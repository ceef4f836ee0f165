"""What the names of an element (class, id, role …) say that it is: the table page_marks."""

import re
from functools import cache, lru_cache

from lxml.html import HtmlElement

from onrecord.tables import rows

NOTHING: frozenset[str] = frozenset()

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PART = re.compile(r"[^\W_]+")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())  # their ids are made of their words
_LONGEST = 2_000  # characters of one attribute: more are no names


def marks_of(element: HtmlElement) -> frozenset[str]:
    """The marks that an element's own names give; empty for most."""
    if not element.attrib:
        return NOTHING
    found = NOTHING
    looked_at = _attributes()
    heading = element.tag in _HEADINGS
    for name, value in element.attrib.items():
        if name in looked_at and value and not (heading and name == "id"):
            found |= _said(value[:_LONGEST])
    return found


def words_of(name: str) -> str:
    """A name cut into its words, in lower case with a space before and after each."""
    words = (part.rstrip("0123456789") or part for part in _PART.findall(_CAMEL.sub(" ", name)))
    return f" {' '.join(words)} ".lower()


@lru_cache(maxsize=65_536)
def _said(value: str) -> frozenset[str]:
    found: set[str] = set()
    for name in value.split():
        if ":" in name or "[" in name:  # utility classes: «print:hidden», «w-[3px]»
            continue
        words = words_of(name)
        marks = {m for hit in _entries().finditer(words) for m in _meaning()[_joined(hit[1])]}
        if marks and _spared().search(words):
            marks -= {"furniture", "listing", "comments", "hidden", "paywall"}
        found |= marks
    return frozenset(found)


def _joined(words: str) -> str:
    return words.replace(" ", "")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {row["mark"]: tuple(row["names"].split("|")) for row in rows("page_marks")}


@cache
def _attributes() -> frozenset[str]:
    return frozenset(_table()["attributes"])


@cache
def _meaning() -> dict[str, frozenset[str]]:
    """Entry, its words run together → the marks that it stands for."""
    meaning: dict[str, set[str]] = {}
    for mark, names in _table().items():
        if mark not in ("attributes", "spared"):
            for name in names:
                meaning.setdefault(_joined(name), set()).add(mark)
    return {name: frozenset(marks) for name, marks in meaning.items()}


@cache
def _entries() -> re.Pattern[str]:
    """Every entry, the longest first; each ends where a word ends."""
    names = {n for mark, names in _table().items() if mark not in ("attributes", "spared")
             for n in names}  # fmt: skip
    ordered = sorted(names, key=lambda name: (-len(_joined(name)), name))
    joined = "|".join(name.replace(" ", " ?") for name in ordered)
    return re.compile(rf"(?<= )({joined})(?= )")


@cache
def _spared() -> re.Pattern[str]:
    return re.compile(f" (?:{'|'.join(_table()['spared'])}) ")
