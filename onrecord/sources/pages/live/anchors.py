"""Posts found by what JSON-LD tells of them, where the page shows no times: by their names, their
addresses, their headlines, their first words."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from lxml.html import HtmlElement

from onrecord.sources.pages.blocks import HEADINGS
from onrecord.sources.pages.live.entry import Entry, entry, first_words, keys_in, link_of, number_of
from onrecord.sources.pages.live.joining import pairs
from onrecord.sources.pages.live.outline import Outline
from onrecord.sources.pages.live.stream import Item, rows_from
from onrecord.sources.pages.live.updates import Update

_ENOUGH = 6  # words
_Said = Callable[[HtmlElement], Iterable[str]]


def anchored(page: Outline, url: str | None, told: Sequence[Update],
             held: Set[HtmlElement]) -> list[Entry]:  # fmt: skip
    """The posts at what tells them in the page, outside of the posts that are ``held`` already.

    A list of links to posts tells them as well as the posts do: of all ways that which leads to
    the most words is taken.
    """
    free = _free(page, held)
    ways: tuple[tuple[_Said, Callable[[Update], Iterable[str]]], ...] = (
        (_names, lambda update: [*update.keys, *filter(None, map(number_of, update.keys))]),
        (lambda element: filter(None, [link_of(element, url)]), lambda u: [u.url] if u.url else []),
        (_heading, lambda u: [first_words([u.headline], 30)] if u.headline else []),
        (_opening, lambda u: _first(u.paragraphs)),
    )
    best: list[Entry] = []
    most = 0
    for said, wanted in ways:
        places = _places(free, said)
        for which in (0, -1):
            marked = _marked(places, told, wanted, which)
            found = [entry(item, page, url) for item in _items(page, marked)]
            worth = sum(
                bool(p.entry and p.update and p.entry.words.body) for p in pairs(found, told)
            )
            if worth > most:
                best, most = found, worth
    return [e for e in best if e.words.body]


def _free(page: Outline, held: Set[HtmlElement]) -> list[HtmlElement]:
    inside: set[HtmlElement] = set()
    found = []
    for element in page.elements:
        if element in held or element.getparent() in inside:
            inside.add(element)
        elif not page.info[element].out and not page.info[element].quoted:
            found.append(element)
    return found


def _places(free: Iterable[HtmlElement], said: _Said) -> dict[str, list[HtmlElement]]:
    places: dict[str, list[HtmlElement]] = {}
    for element in free:
        for key in dict.fromkeys(said(element)):
            places.setdefault(key, []).append(element)
    return places


def _marked(
    places: Mapping[str, Sequence[HtmlElement]],
    told: Sequence[Update],
    wanted: Callable[[Update], Iterable[str]],
    which: int,
) -> list[HtmlElement]:
    """For each post one element that tells it; a key that several posts have tells none."""
    times: dict[str, int] = {}
    keys = [list(dict.fromkeys(wanted(update))) for update in told]
    for key in (k for own in keys for k in own):
        times[key] = times.get(key, 0) + 1
    found: dict[HtmlElement, None] = {}
    for own in keys:
        for key in [k for k in own if k in places and times[k] == 1][:1]:
            found[places[key][which]] = None
    return list(found)


def _items(page: Outline, marked: Sequence[HtmlElement]) -> list[Item]:
    if len(marked) == 1:
        return [Item((marked[0],))]
    count: dict[HtmlElement, int] = {}
    for element in marked:
        for above in (element, *element.iterancestors()):
            count[above] = count.get(above, 0) + 1
    tops = list(dict.fromkeys(_around(element, count) for element in marked))
    bare = [top for top in tops if top.tag in HEADINGS or not page.info[top].words]
    return rows_from(page, tops) if 2 * len(bare) > len(tops) else [Item((top,)) for top in tops]


def _around(element: HtmlElement, count: Mapping[HtmlElement, int]) -> HtmlElement:
    """The outermost element around one that holds no other of those that are counted."""
    for above in element.iterancestors():
        if count[above] > 1 or above.tag in ("body", "main"):
            break
        element = above
    return element


def _names(element: HtmlElement) -> Iterable[str]:
    for key in keys_in(element):
        yield key
        number = number_of(key)
        if number:
            yield number


def _heading(element: HtmlElement) -> Iterable[str]:
    if element.tag in HEADINGS:
        yield first_words([element.text_content()], 30)


def _opening(element: HtmlElement) -> Iterable[str]:
    if element.tag == "p":
        yield from _first([element.text_content()])


def _first(texts: Sequence[str]) -> list[str]:
    """The first words of a text, where they are enough to know it by."""
    opening = first_words(texts)
    return [opening] if len(opening.split()) >= _ENOUGH else []
