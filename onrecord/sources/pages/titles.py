"""The headline of an article as its reader sees it."""

import re
import unicodedata
from collections.abc import Iterator

from onrecord.sources.pages.about import About, plain
from onrecord.sources.pages.blocks import Block
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.likeness import words
from onrecord.sources.pages.region import alike
from onrecord.sources.pages.sheet import Sheet

_PARTING = re.compile(r"\s+[|\-–—:·•»«/~]+\s+|\s*[|｜]\s*|\s+::\s+|_(?=[^_]{2,40}$)")
_AGREES = 0.5  # share of words in common with what the metadata say
_NEAR = 8  # blocks above the text in which a heading can only be its own
_NAME = 8  # words of an outlet's name
_LEAST = 2  # words of a headline
_KICKER = 5  # words before the headline within its heading, at most
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_OUT = frozenset({"furniture", "listing", "comments"})


def title_of(page: Page, main: About, sheet: Sheet, outlet: str | None) -> str | None:
    """The headline; None where the page shows none and says none."""
    said = list(_said(page, main, outlet))
    shown = _shown(sheet, said, outlet)
    if shown is None:
        return said[0] if said else None
    return _without_kicker(shown.text, _first_of(shown), said)


def _said(page: Page, main: About, outlet: str | None) -> Iterator[str]:
    """What the metadata call the article, the more credible first, without the outlet's name."""
    values = [page.said("og:title"), main.text("headline"), page.said("twitter:title"),
              main.text("name"), page.said("title", "dc.title", "sailthru.title", "headline"),
              _title_element(page)]  # fmt: skip
    for value in values:
        text = without_outlet(plain(value), outlet, page.url) if value else ""
        if text:
            yield text
    if not outlet:
        yield from sorted(_PARTING.split(plain(_title_element(page) or ""))[:4], key=len)[::-1]


def _title_element(page: Page) -> str | None:
    return next(("".join(e.itertext()) for e in page.tree.iterfind("head/title")), None)


def outlet_of_title(page: Page, title: str | None) -> str | None:
    """The outlet as the title element names it beside the headline; None where it does not."""
    whole = plain(_title_element(page) or "")
    if title and whole.endswith(title) and len(whole) > len(title):
        pieces = [whole[: -len(title)].rstrip(" :|–—-·")]
    else:
        pieces = [piece.strip() for piece in _PARTING.split(whole) if piece.strip()]
        if len(pieces) < 2:
            return None
    others = [p for p in pieces if 0 < len(words(p)) <= _NAME and alike(p, title or "") <= 0.3]
    if not others or (len(others) == len(pieces) > 1):
        return None
    host = page.url or ""
    known = [p for p in others if is_of_host(p, host)]
    return (known or [others[-1] if others[-1] == pieces[-1] else others[0]])[0]


def is_of_host(name: str, url: str) -> bool:
    """Whether a name stands in the host of an address, accents aside."""
    host = _key(re.sub(r"^https?://([^/:?#]+).*", r"\1", url))
    plainly = unicodedata.normalize("NFKD", _key(name).translate(_STROKES))
    plainly = "".join(c for c in plainly if c.isascii())
    return len(plainly) > 2 and plainly in host


def without_outlet(title: str, outlet: str | None, url: str | None) -> str:
    """A title without the name of the outlet and of its section behind or before it."""
    names = {_key(outlet or "")} | {_key(part) for part in (outlet or "").split(" - ")}
    host = re.sub(r"^https?://(?:www\.)?([^/:?#]+).*", r"\1", url or "")
    names |= {_key(host), _key(host.rsplit(".", 1)[0])} if host else set()
    names.discard("")
    cuts = list(_PARTING.finditer(title))
    for cut in reversed(cuts):
        if _is_name(title[cut.end() :], names):
            return title[: cut.start()].strip()
    if cuts and _is_name(title[: cuts[0].start()], names):
        return title[cuts[0].end() :].strip()
    return title.strip()


def _is_name(piece: str, names: set[str]) -> bool:
    """Whether a piece of a title is one of the names, «the» and «.com» aside."""
    key = _key(piece)
    return bool(key) and any(
        key == name
        or (len(name) > 4 and key in (f"the{name}", f"{name}com"))
        or f"the{key}" == name
        for name in names
    )


def _key(name: str) -> str:
    return "".join(words(name))


def _shown(sheet: Sheet, said: list[str], outlet: str | None) -> Block | None:
    """The heading of the page that the metadata agree with; a single first-level one suffices."""
    best, most = None, 0.0
    firsts: list[Block] = []
    keys = {_key(title) for title in said if len(words(title)) > 2}
    start = next((b.number for b in sheet.blocks if sheet.weights[b.number]), len(sheet.blocks))
    for block in sheet.blocks:
        marks = sheet.what(block)
        named = "headline" in sheet.inner(block)
        heading = bool(block.heading) or named
        if not heading and (block.number > start or _key(block.text) not in keys):
            continue
        if len(block.text) > 400 or _key(block.text) == _key(outlet or ""):
            continue
        if block.heading == "h1" and not marks & _OUT:
            firsts.append(block)
        agrees = max((_agreement(block.text, other) for other in said), default=0.0)
        if agrees < _AGREES:
            continue
        worth = agrees + {"h1": 0.6, "h2": 0.2}.get(block.heading, 0.0) + 0.1 * named
        worth += 0.3 * (block.number <= start) - 1.5 * bool(marks & _OUT)
        if worth > most:
            best, most = block, worth
    if best is not None:
        return best
    if not firsts:  # no first-level heading at all: the second-level one right above the text
        above = [b for b in sheet.blocks[max(start - _NEAR, 0) : start + 1]
                 if b.heading == "h2" and not sheet.what(b) & _OUT and not b.linked]  # fmt: skip
        return above[-1] if above and len(words(above[-1].text)) > _LEAST else None
    firsts = [b for b in firsts if b.number <= start] or firsts
    return firsts[-1] if firsts and len(words(firsts[-1].text)) >= _LEAST else None


def _agreement(shown: str, said: str) -> float:
    """How far a heading and a title agree; one may say more than the other."""
    a, b = set(words(shown)), set(words(said))
    if not a or not b:
        return 0.0
    inner = len(a & b) / min(len(a), len(b)) if min(len(a), len(b)) >= 4 else 0.0
    return max(alike(shown, said), 0.9 * inner)


def _first_of(block: Block) -> str:
    """The words of the first element within a heading, where other words follow."""
    first = next(iter(block.scope.element), None)
    return "" if first is None else " ".join("".join(first.itertext()).split())


def _without_kicker(shown: str, first: str, said: list[str]) -> str:
    """A heading without the label that runs into it (its ``first`` element), where the metadata
    lack it or part it from the headline."""
    rest = shown[len(first) :].strip() if first and shown.startswith(first) else ""
    for other in said:
        if rest and other.startswith(first) and other.endswith(rest) and len(words(rest)) > 2:
            between = other[len(first) : len(other) - len(rest)]
            if _MARKED.fullmatch(between):
                return rest
        cut = len(shown) - len(other)
        if cut <= 0 or not shown.endswith(other):
            continue
        before = shown[:cut].strip()
        if before == first or (len(words(before)) <= _KICKER and before[-1:] in "|–—-•·/"):
            return other
    return shown


_MARKED = re.compile(r"\s*[:|–—·-]\s*")
