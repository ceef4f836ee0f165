"""Who published an article and who wrote it, by all that its page says of them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.sources.pages.about import About, plain
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.likeness import words
from onrecord.sources.pages.linked import types
from onrecord.sources.pages.phrases import is_phrase
from onrecord.sources.pages.sheet import Sheet
from onrecord.sources.pages.titles import is_of_host
from onrecord.tables import rows

_PUBLISHERS = frozenset({"NewsMediaOrganization", "Organization", "Corporation", "Newspaper"})
_TAGLINE = re.compile(r"\s+[|\-–—:·•»]\s+|\s*[|｜]\s*|:\s+")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?")
_META = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
         "dcterms.creator", "byl", "article:author_name", "authors", "article.author",
         "cxenseparse:author", "citation_author", "twitter:data1")  # fmt: skip
_LONGEST = 60  # characters of a name
_PARTS = re.compile(
    r"\s*(?:[,;/|·•]|\s&\s|\s\+\s|(?<=\s)(?:and|und|et|y|e|och|og|en|ja|i|и|та|ve|și)(?=\s))\s*"
)
_NOT = re.compile(r"https?:|www\.|[@#<>{}=_]|\d{3}|\.(?:com|org|net)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|staff|people|person|profiles?|by|journalists?|reporters?"
    r"|contributors?|correspondents?|writers?|redaktion|firmas?|signataires?)/",
    re.IGNORECASE,
)
_OUT = frozenset({"listing", "comments", "post"})


def outlet_of(page: Page, main: About) -> str | None:
    """The name of the outlet as the page gives it."""
    said = [page.said("og:site_name"), *_named(main.things("publisher"))]
    said += [*_named(main.things("sourceOrganization")), page.said("application-name")]
    said += [*_named(n for n in page.nodes if types(n) & _PUBLISHERS)]
    said += [*_named(n for n in page.nodes if "WebSite" in types(n))]
    said += [
        page.said(
            "apple-mobile-web-app-title", "publisher", "dc.publisher", "twitter:app:name:iphone"
        )
    ]
    names = [name for name in (_outlet(value) for value in said if value) if name]
    return next((n for n in names if not _DOMAIN.fullmatch(n)), names[0] if names else None)


def outlet_in_text(page: Page, sheet: Sheet) -> str | None:
    """The outlet as a line of the page names it: its source or its copyright, where the address
    bears the name out."""
    for block in sheet.blocks:
        if len(block.text) > 200:
            continue
        for shape in (_SOURCE, _COPYRIGHT, _BEFORE_COPYRIGHT):
            found = shape.search(block.text)
            name = found[1].strip(" .,|-–—") if found else ""
            if name and len(words(name)) <= _NAME and is_of_host(name, page.url or ""):
                return name
    return None


_NAME = 6  # words of an outlet's name
_SOURCE = re.compile(
    r"(?:Source|来源|來源|Quelle|Fuente|Источник)\s?[:：]\s?([^|:：,;]{2,60}?)(?:\s*[|,;]|\d|$)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|Copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–—]\s*\d{2,4})?)?\s*(?:by\s+)?([^.,|©\d]{2,60}?)(?:[.,|]|\s(?:Ltd|Inc|LLC|DAC|GmbH|S\.A|All rights)|$)",
    re.IGNORECASE,
)
_BEFORE_COPYRIGHT = re.compile(r"^([^.,|©\d]{2,60}?)\s*©")


def _outlet(value: str) -> str:
    """The name without the line that advertises it."""
    first = _TAGLINE.split(plain(value))[0].strip()
    return first if len(first) <= _LONGEST else ""


def _named(things: Iterable[dict[str, object]]) -> Iterator[str]:
    for thing in things:
        name = thing.get("name")
        for value in name if isinstance(name, list) else [name]:
            if isinstance(value, str) and plain(value):
                yield plain(value)


def authors_of(page: Page, main: About, sheet: Sheet, first: int,
               outlet: str | None) -> tuple[str, ...]:  # fmt: skip
    """The names of the authors in order, each once, without the outlet's own."""
    own = {_key(outlet or ""), _key(f"the {outlet or ''}")}
    told = _clean(_named([*main.things("author"), *main.things("byline")]), own)
    shown = _clean(_bylines(sheet, first), own)
    if told and _all_in(told, shown):
        return tuple(shown)
    if told:
        return tuple(told)
    meta = _clean((v for name in _META for v in page.meta.get(name, ())[:9]), own)
    if shown and (not meta or _all_in(meta, shown) or len(meta) <= 1):
        return tuple(shown)
    return tuple(meta or _clean(_named(main.things("creator")), own))


def _all_in(few: list[str], many: list[str]) -> bool:
    keys = {_key(name) for name in many}
    return all(_key(name) in keys for name in few)


def _bylines(sheet: Sheet, first: int) -> Iterator[str]:
    """The lines near the headline that name authors, by their markup or their words."""
    for block in sheet.blocks[max(first - 6, 0) : first + 25]:
        marks, inner = sheet.what(block), sheet.inner(block)
        if marks & _OUT or len(block.text) > 200 or sheet.weights[block.number]:
            continue
        if "date" in inner or is_phrase("stamp", block.text):
            continue
        if "byline" in inner or (block.marked.get("byline") and len(block.text) < 120):
            yield from _linked(block) or [block.text]
        elif is_phrase("byline", block.text) and len(words(block.text)) <= 14:
            yield block.text


def _linked(block) -> list[str]:  # type: ignore[no-untyped-def]
    """The names in links to authors, where a byline has such."""
    return [
        " ".join("".join(a.itertext()).split())
        for a in block.scope.element.iter("a")
        if "author" in (a.get("rel") or "").lower() or _PERSON.search(a.get("href") or "")
    ]


def _clean(said: Iterable[str], own: set[str]) -> list[str]:
    found: dict[str, str] = {}
    for value in said:
        names = list(_pieces(value))
        if names and _key(names[0]) in own:
            continue  # «The Post, Hamburg, Germany»
        for name in names:
            key = _key(name)
            if key and not any(o and key.startswith(o) and "’" not in name for o in own):
                found.setdefault(key, name)
    return list(found.values())


def _pieces(value: str) -> Iterator[str]:
    """The names in a byline: without «By», posts, places and times."""
    if _NOT.search(value) or len(value) > 300:
        return
    for part in _PARTS.split(_by().sub("", plain(value), count=1)):
        name = _place().sub("", _by().sub("", part or "", count=1)).strip(" .,:;-–—|()[]")
        if not 1 < len(name) <= _LONGEST or any(c.isdigit() for c in name):
            continue
        if name[:1].islower() and name[:1].isascii() and name.split()[0] not in _SMALL:
            continue
        if _role().search(name) or " of " in name:
            continue
        yield name


_SMALL = frozenset("de van von der al el bin la le da dos di du den ten ter af".split())


def _key(name: str) -> str:
    return "".join(words(name))


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_patterns('by')})\s*[:：]?\s+", re.IGNORECASE)


@cache
def _role() -> re.Pattern[str]:
    return re.compile(_patterns("role"), re.IGNORECASE)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_patterns('place')})\s.*$")


def _patterns(what: str) -> str:
    return "|".join(row["pattern"] for row in rows("page_phrases") if row["what"] == what)
