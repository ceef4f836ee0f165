"""Labels that stand in one heading with a headline: «Analysis», «Breaking»."""

from itertools import islice

from lxml.html import HtmlElement

from onrecord.sources.pages.live.signs import named
from onrecord.sources.pages.marks import marks_of

_LONGEST = 3  # words
_MOST = 8  # elements of a heading that are looked at


def unlabelled(heading: HtmlElement, text: str) -> str:
    """The ``text`` of a heading, or a line of it, without the label that it opens with, as names
    tell such; empty where it is nothing else."""
    for element in islice(heading.iter("span", "div", "b", "strong", "em", "i", "a"), _MOST):
        label = " ".join(element.text_content().split())
        if not label or len(label.split()) > _LONGEST or not text.startswith(label):
            continue
        rest = text[len(label) :]
        is_apart = _parts(label, rest) if rest else _goes_on(element)
        if is_apart and element is not heading and named("badge", element):
            return rest.lstrip(" \xa0:|·–—-")
    return text


def _parts(label: str, rest: str) -> bool:
    """Whether a headline begins behind a label; the two may be set apart by style alone."""
    return not rest[0].isalnum() or (rest[0].isupper() and len(label) > 2)


def _goes_on(label: HtmlElement) -> bool:
    """Whether more to see stands in the heading behind a label: the headline as another line."""
    return any(
        kid.text_content().strip() and "hidden" not in marks_of(kid)
        for kid in islice(label.itersiblings("*"), _MOST)
    )
