"""Who wrote an article, by all that its page says of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from lxml.html import HtmlElement

from onrecord.sources.pages.about import About, plain
from onrecord.sources.pages.blocks import Block, Scope
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.likeness import words
from onrecord.sources.pages.marks import marks_of
from onrecord.sources.pages.outlets import named
from onrecord.sources.pages.phrases import has_agency, is_phrase, named_in
from onrecord.sources.pages.sheet import Sheet
from onrecord.sources.pages.titles import is_of_host
from onrecord.tables import rows

_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "article:author_name", "authors", "article.author",
    "cxenseparse:author", "citation_author", "dable:author",
)  # fmt: skip
_ABOVE, _BELOW = 6, 25  # blocks around the headline that may hold a byline
_CLOSE = 4  # blocks below the text that may hold a signature
_OPENING = 3  # paragraphs that may name their reporter
_MANY = 9  # values of one meta element that are looked at
_LEAST, _LONGEST = 4, 60  # characters of a name
_LINE = 200  # characters of a byline
_PARTS = re.compile(
    r"\s*(?:[,;/|·•、]|\s&\s|\s\+\s|(?<=\s)(?:and|und|et|y|e|och|og|en|ja|i|и|та|ve|și)(?=\s))\s*"
)
_NOT = re.compile(r"https?:|www\.|[@#<>{}=_]|\d{3}|\.(?:com|org|net)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|staff|people|person|profiles?|by|journalists?|reporters?"
    r"|contributors?|correspondents?|writers?|redaktion|firmas?|signataires?)/",
    re.IGNORECASE,
)
_OUT = frozenset({"listing", "comments", "post"})
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouy]|[^\W_a-z]", re.IGNORECASE)
_FEW = 4  # letters of a last name in capitals behind a first one that is not


def authors_of(
    page: Page, main: About, sheet: Sheet, first: int, outlet: str | None
) -> tuple[str, ...]:
    """The names of the authors in order, each once, without the outlet's own.

    ``first`` is the number of the headline's block.
    """
    names = _authors(page, main, sheet, first, outlet)
    turkish = (page.tree.get("lang") or "").lower()[:2] in ("tr", "az")
    return tuple(written(name, turkish=turkish) for name in names)


def written(name: str, *, turkish: bool = False) -> str:
    """A name as names are written, where it is set in capitals; names of agencies stay."""
    parts = name.split()
    if len(parts) < 2 or has_agency(name):
        return name
    whole = name.isupper()
    if not whole and not (parts[-1].isupper() and len(parts[-1]) >= _FEW):
        return name
    cased = [_cased(part, turkish) for part in (parts if whole else parts[-1:])]
    return " ".join(cased if whole else [*parts[:-1], *cased])


def _cased(word: str, turkish: bool) -> str:
    if len(word) < 3 or not _VOWEL.search(word):  # initials
        return word
    small = word.replace("I", "ı").replace("İ", "i").lower() if turkish else word.lower()
    return _LETTERS.sub(lambda found: word[found.start()] + found[0][1:], small)


def _authors(
    page: Page, main: About, sheet: Sheet, first: int, outlet: str | None
) -> Sequence[str]:
    told = _clean(named([*main.things("author"), *main.things("byline")]), outlet)
    shown = _clean(_bylines(sheet, first), outlet)
    if told:
        more = [name for name in shown if _key(name) not in {_key(n) for n in told}]
        named_in_full = all(" " in name for name in more)
        return shown if _all_in(told, shown) and named_in_full else told
    meta = _clean((v for name in _META for v in page.meta.get(name, ())[:_MANY]), outlet)
    meta = [name for name in meta if not is_of_host(name, page.url or "")]  # the outlet again
    if shown and (len(meta) <= 1 or _all_in(meta, shown)):
        return shown
    for said in (named(main.things("creator")), _marked(sheet), _signed(sheet), _in_text(sheet)):
        meta = meta or _clean(said, outlet)
    return meta


def _all_in(few: list[str], many: list[str]) -> bool:
    keys = {_key(name) for name in many}
    return all(_key(name) in keys for name in few)


def _bylines(sheet: Sheet, first: int) -> Iterator[str]:
    """The lines near the headline that name authors, by their markup or their words."""
    for block in sheet.blocks[max(first - _ABOVE, 0) : first + _BELOW]:
        inner = sheet.inner(block)
        if sheet.what(block) & _OUT or len(block.text) > _LINE or sheet.weights[block.number]:
            continue
        if "date" in inner or is_phrase("stamp", block.text):
            yield from _named_within(block) if "byline" in inner | set(block.marked) else ()
            continue
        if "byline" in inner or block.marked.get("byline"):
            yield from _linked(block) or [block.text]
        elif block.number > first and is_phrase("byline", block.text):
            yield block.text


def _linked(block: Block) -> list[str]:
    """The names in links to authors, where a byline has such."""
    return [
        " ".join("".join(a.itertext()).split())
        for a in block.scope.element.iter("a")
        if "author" in (a.get("rel") or "").lower() or _PERSON.search(a.get("href") or "")
    ]


def _named_within(block: Block) -> Iterator[str]:
    """What is marked as the author within a line that tells the time as well."""
    for element in block.scope.element.iterdescendants("a", "span", "b", "strong"):
        marks = marks_of(element)
        if marks & {"byline", "date"} == {"byline"} and not _holds_more(element):
            yield " ".join("".join(element.itertext()).split())


def _holds_more(element: HtmlElement) -> bool:
    """Whether an element holds marked ones within, or buttons."""
    return any(e.tag == "button" or marks_of(e) for e in element.iterdescendants("*"))


def _marked(sheet: Sheet) -> Iterator[str]:
    """Elements anywhere that are marked as the author's name, outside of lists and comments."""
    seen: set[Scope] = set()
    for block in sheet.blocks:
        if block.scope in seen:
            continue
        if len(block.text) <= _LINE and not sheet.what(block) & _OUT:
            seen.add(block.scope)
            for element in block.scope.element.iter("a", "span"):
                if "author" in (element.get("rel") or "").lower().split():
                    yield " ".join("".join(element.itertext()).split())


def _signed(sheet: Sheet) -> Iterator[str]:
    """Lines right below the text, beside its last paragraph, that are marked as a byline."""
    last = next((b for b in reversed(sheet.blocks) if sheet.weights[b.number]), None)
    if last is None:
        return
    homes = {s for s in (last.scope.parent, last.scope.parent and last.scope.parent.parent) if s}
    for block in sheet.blocks[last.number + 1 : last.number + 1 + _CLOSE]:
        marks = sheet.what(block)
        if (
            "byline" in sheet.inner(block)
            and not marks & (_OUT | {"furniture", "date"})
            and len(block.text) <= _LINE
            and block.scope.parent in homes
        ):
            yield block.text


def _in_text(sheet: Sheet) -> Iterator[str]:
    """The reporter whom the first paragraphs name in brackets, as Chinese papers do."""
    told = [b for b in sheet.blocks if sheet.weights[b.number]]
    yield from (n for n in (named_in("reporter", b.text) for b in told[:_OPENING]) if n)


def _clean(said: Iterable[str], outlet: str | None) -> list[str]:
    own = {_key(outlet or ""), _key(f"the {outlet or ''}")} - {"", "the"}
    found: dict[str, str] = {}
    for value in said:
        names = list(_names(value))
        if names and _key(names[0]) in own:
            continue  # «The Post, Hamburg, Germany»
        for name in names:
            bare = re.split(r"\s+[—–|-]\s+", name)[0]  # «The Post — Hamburg»
            if _key(name) and _key(bare) not in own:
                found.setdefault(_key(name), name)
    return list(found.values())


def _names(value: str) -> Iterator[str]:
    """The names in a byline: without «By», posts, places and times."""
    if _NOT.search(value) or len(value) > 300:
        return
    for part in _PARTS.split(_opening().sub("", plain(value), count=1)):
        name = _place().sub("", _opening().sub("", part or "", count=1))
        name = name.strip(" .,:;-–—|()[]")
        if not 1 < len(name) <= _LONGEST or any(char.isdigit() for char in name):
            continue
        if len(name) < _LEAST and name.isascii():  # initials
            continue
        if name[:1].islower() and not is_phrase("particle", name.split()[0]):
            continue
        if not _role().search(name) and " of " not in name:
            yield name


def _key(name: str) -> str:
    return "".join(words(name))


@cache
def _opening() -> re.Pattern[str]:
    """«By», and the post of who follows."""
    by = rf"(?i:{_patterns('by')})\s*[:：]?\s+|{_patterns('glued')}"
    return re.compile(rf"^(?:{by})?(?:{_patterns('post')})?")


@cache
def _role() -> re.Pattern[str]:
    return re.compile(_patterns("role"), re.IGNORECASE)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_patterns('place')})\s.*$")


def _patterns(what: str) -> str:
    return "|".join(row["pattern"] for row in rows("page_phrases") if row["what"] == what)
