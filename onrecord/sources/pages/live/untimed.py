"""Posts that tell no time, found by their names alone."""

from lxml.html import HtmlElement

from onrecord.sources.pages.live.outline import Outline
from onrecord.sources.pages.live.signs import named
from onrecord.sources.pages.live.stream import Item, Stream, look_of

_FEWEST = 3  # posts
_SHORTEST = 8  # words of a post


def untimed(page: Outline) -> Stream | None:
    """The elements of one look that are named as posts; None where they are few."""
    by_look: dict[tuple[str, str], list[HtmlElement]] = {}
    inside: set[HtmlElement] = set()
    for element in page.elements:
        above, info = element.getparent(), page.info[element]
        if above in inside:
            inside.add(element)
        elif above is not None and not info.out and not info.quoted and _is_post(page, element):
            inside.add(element)
            by_look.setdefault(look_of(element), []).append(element)
    posts = max(by_look.values(), key=len, default=[])
    parent = posts[0].getparent() if len(posts) >= _FEWEST else None
    if parent is None:
        return None
    words = sum(page.info[post].words for post in posts)
    return Stream([Item((post,)) for post in posts], words, parent)


def _is_post(page: Outline, element: HtmlElement) -> bool:
    if element.tag in ("html", "body", "main") or not named("post", element):
        return False
    return page.info[element].words >= _SHORTEST
