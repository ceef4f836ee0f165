"""Where the posts of a page stand: containers of one shape side by side, each with its time.

Nothing here decides whether a page is live coverage: a list of comments or of teasers is a stream
as well.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from onrecord.sources.pages.live.outline import Outline
from onrecord.sources.pages.live.signs import named
from onrecord.sources.pages.marks import marks_of

# Elements that hold no blocks: where these have the times, a post is all up to the next of them.
_LINES = frozenset("h1 h2 h3 h4 h5 h6 p dt strong b time span".split())
_TEXT = frozenset("p ul ol dl dd blockquote figure pre table h2 h3 h4 h5 h6".split())
_BOXES = frozenset({"furniture", "listing", "comments"})
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_FEWEST = 3  # words beside its time that make an element a post
_PATH = 3  # elements around streams that tell whether those without classes are of one shape
_LETTER = 15  # words
_USUAL = 0.8  # share of rows
_ABOVE = 3  # siblings between a heading and the time of its post
_COVERED = 0.6  # share of the words of containers that those within must hold to be the posts


@dataclass(frozen=True, slots=True)
class Item:
    """One post in the tree: its container, or a row of siblings from its time to the next."""

    elements: tuple[HtmlElement, ...]


@dataclass(slots=True)
class Stream:
    """Items side by side, or in several places with one shape."""

    items: list[Item]
    words: int
    parent: HtmlElement


def streams(page: Outline) -> list[Stream]:
    """The streams of a page, those with the most words first."""
    best: dict[HtmlElement, list[Stream]] = {}
    for element in reversed(page.elements):
        if page.info[element].stamps < 2:
            continue
        kids = [kid for kid in element if kid in page.info and page.info[kid].stamps]
        below = [s for kid in reversed(kids) for s in best.pop(kid, ())]
        own = _own(page, element, kids)
        if own is None or _covers(below, own):
            best[element] = below
        else:
            best[element] = [own, *_outside(below, own)]
    found = best.get(page.elements[0], []) if page.elements else []
    merged = _merged(_merged(found, _look_of), _place_of)
    return sorted(merged, key=lambda s: -s.words)


def widened(page: Outline, stream: Stream) -> Stream:
    """A stream with the posts of its shape that stand alone elsewhere, as on a day with one."""
    if len(stream.items[0].elements) > 1:
        return stream
    shape = _shape(stream)
    held = {item.elements[0] for item in stream.items}
    inside: set[HtmlElement] = set()
    around = {e for item in held for e in item.iterancestors()}
    parents = {item.getparent() for item in held}
    more: list[Item] = []
    for element in page.elements:
        if element.getparent() in inside or element in held:
            inside.add(element)
        elif (
            element not in around
            and _is_post(page, element)
            and (
                _has(element, shape)
                or (element.getparent() in parents and _is_another(page, element))
            )
        ):
            inside.add(element)
            more.append(Item((element,)))
    if not more:
        return stream
    place = {element: number for number, element in enumerate(page.elements)}
    items = sorted([*stream.items, *more], key=lambda item: place[item.elements[0]])
    words = stream.words + sum(page.info[i.elements[0]].words for i in more)
    return Stream(items, words, stream.parent)


def _is_another(page: Outline, element: HtmlElement) -> bool:
    """Whether a sibling of posts is a post of another shape: named as one, with a clock."""
    return named("live", element) and not marks_of(element) & _BOXES and _has_clock(page, element)


def _own(page: Outline, element: HtmlElement, kids: Sequence[HtmlElement]) -> Stream | None:
    if len(kids) < 2:
        return None
    rows = _rows(page, element, kids)
    if rows is not None:
        return rows
    cluster = _largest(page, [kid for kid in kids if _is_post(page, kid)])
    if len(cluster) < 2:
        return None
    words = sum(page.info[kid].words for kid in cluster)
    return Stream([Item((kid,)) for kid in cluster], words, element)


def _is_post(page: Outline, element: HtmlElement) -> bool:
    info = page.info[element]
    if info.out or info.quoted or not info.stamps:
        return False
    return info.words >= _FEWEST + 2 * min(info.stamps, 2)


def _rows(page: Outline, element: HtmlElement, kids: Sequence[HtmlElement]) -> Stream | None:
    """Posts without containers: lines with a time, and what follows each of them."""
    heads = [kid for kid in kids if kid.tag in _LINES or _is_bare(page, kid)]
    heads = [kid for kid in heads if _has_clock(page, kid)]
    tag = Counter(kid.tag for kid in heads).most_common(1)
    heads = [kid for kid in heads if kid.tag == tag[0][0]] if tag else []
    if len(heads) < 2 or 2 * len(heads) < len(kids):
        return None
    items = rows_from(page, _titled(heads))
    if len(items) < 2:
        return None
    if heads[0].tag not in _LINES and all(len(item.elements) == 1 for item in items):
        return None
    words = sum(page.info[e].words for item in items for e in item.elements)
    return Stream(items, words, element)


def _titled(heads: Sequence[HtmlElement]) -> Sequence[HtmlElement]:
    """Where most times stand below a heading, the headings: with those the posts begin."""
    taken = set(heads)
    for steps in range(1, _ABOVE + 1):
        tops = [_before(head, steps, taken) for head in heads]
        titles = [top for top in tops if top is not None and top.tag in _TITLES]
        if len(titles) >= 0.8 * len(heads):
            return [top if top is not None and top.tag in _TITLES else head
                    for top, head in zip(tops, heads, strict=True)]  # fmt: skip
    return heads


def _before(element: HtmlElement, steps: int, heads: Collection[HtmlElement]) -> HtmlElement | None:
    """The sibling so many steps before one, where no other head stands between."""
    before: HtmlElement | None = element
    for _ in range(steps):
        before = before.getprevious() if before is not None else None
        if before is None or before in heads:
            return None
    return before


def rows_from(page: Outline, heads: Sequence[HtmlElement]) -> list[Item]:
    """Each of the elements with the siblings up to the next of them, where that makes a post."""
    starts, items = set(heads), []
    for head in heads:
        row = [head]
        for sibling in head.itersiblings():
            if sibling in starts:
                break
            if sibling in page.info and not page.info[sibling].out:
                row.append(sibling)
        if sum(page.info[e].words for e in row) >= _FEWEST + 2:
            items.append(Item(tuple(row)))
    return _without_strangers(page, [*items[:-1], _ended(items)]) if len(items) > 1 else items


def _is_letter(page: Outline, element: HtmlElement) -> bool:
    """Whether a box has a text of its own, without pictures and without the names of a post."""
    if element.tag in _TEXT or page.info[element].words < _LETTER or named("post", element):
        return False
    return next(element.iter("img", "picture", "video"), None) is None


def _without_strangers(page: Outline, items: Sequence[Item]) -> list[Item]:
    """Rows without the boxes that few rows have, where nearly all posts stand in a box of one
    look: letters to readers, advertisements."""
    looks = Counter(look for item in items for look in {look_of(e) for e in item.elements[1:]})
    usual = {look for look, n in looks.items() if look[0] not in _TEXT and n >= _USUAL * len(items)}
    if not usual:
        return list(items)
    found = []
    for item in items:
        head, *rest = item.elements
        if any(look_of(e) in usual for e in rest):
            seldom = {look for look, count in looks.items() if 4 * count < len(items)}
            rest = [e for e in rest if look_of(e) not in seldom or not _is_letter(page, e)]
        found.append(Item((head, *rest)))
    return found


def _ended(items: Sequence[Item]) -> Item:
    """The last row without what stands below all posts: up to a box that no other row has."""
    known = {look_of(e) for item in items[:-1] for e in item.elements}
    *_, last = items
    for number, element in enumerate(last.elements):
        if number and element.tag not in _TEXT and look_of(element) not in known:
            return Item(last.elements[:number])
    return last


def look_of(element: HtmlElement) -> tuple[str, str]:
    """The tag of an element and the first of its classes."""
    return str(element.tag), " ".join(_classes(element)[:1])


def _is_bare(page: Outline, element: HtmlElement) -> bool:
    """Whether an element holds a time and perhaps a heading, and nothing else."""
    titles = sum(page.info[e].words for e in element.iter(*_TITLES))
    return page.info[element].words - titles <= _FEWEST + 2


def _has_clock(page: Outline, element: HtmlElement) -> bool:
    return page.info[element].first is not None


def _largest(page: Outline, posts: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Those of the shape that most have: one tag and a class that most of them carry, or a time
    that looks as theirs do."""
    if not posts:
        return []
    tag = Counter(str(post.tag) for post in posts).most_common(1)[0][0]
    alike = [post for post in posts if post.tag == tag]
    classes = Counter(name for post in alike for name in set(_classes(post)))
    name, count = max(classes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if 2 * count >= len(alike):
        alike = [post for post in alike if name in _classes(post)]
    look, _ = Counter(_time_look(page, post) for post in alike).most_common(1)[0]
    held = set(alike)
    return [
        post for post in posts
        if post in held
        or (look and _time_look(page, post) == look and not marks_of(post) & _BOXES)
    ]  # fmt: skip


def _time_look(page: Outline, element: HtmlElement) -> tuple[str, str] | None:
    """How the first time in an element looks; None where it has none or looks like any text."""
    stamp = page.info[element].first
    look = look_of(stamp.element) if stamp else None
    return look if look and (look[1] or look[0] == "time") else None


def _covers(below: Sequence[Stream], own: Stream) -> bool:
    """Whether the posts are those within: each of the containers holds many."""
    items = sum(len(stream.items) for stream in below)
    return items > len(own.items) and sum(s.words for s in below) >= _COVERED * own.words


def _outside(below: Sequence[Stream], own: Stream) -> list[Stream]:
    """The streams that are not within a post of another."""
    held = {element for item in own.items for element in item.elements}
    return [
        stream for stream in below
        if stream.parent not in held and not any(e in held for e in stream.parent.iterancestors())
    ]  # fmt: skip


def _merged(found: Sequence[Stream], key: Callable[[Stream], object]) -> list[Stream]:
    """Streams of one key as one: the posts of several days."""
    by_key: dict[object, list[Stream]] = {}
    for stream in found:
        by_key.setdefault(key(stream), []).append(stream)
    return [
        Stream([item for stream in same for item in stream.items],
               sum(stream.words for stream in same), same[0].parent)
        for same in by_key.values()
    ]  # fmt: skip


def _look_of(stream: Stream) -> object:
    """The look of posts, with that of what is around them where their own tells nothing."""
    tag, classes = _shape(stream)
    if classes:
        return tag, classes
    above = islice(stream.parent.iterancestors(), _PATH)
    return tag, look_of(stream.parent), tuple(map(look_of, above)), _within(stream)


def _place_of(stream: Stream) -> object:
    """Where posts stand and what they are made of: the days of one page side by side."""
    above = stream.parent.getparent()
    if above is None:
        return id(stream)
    return above, stream.parent.tag, stream.items[0].elements[0].tag, _within(stream)


def _within(stream: Stream) -> tuple[str, ...]:
    """The first elements of a post, which those of its kind have as well."""
    return tuple(str(kid.tag) for kid in islice(stream.items[0].elements[0], _PATH))


def _shape(stream: Stream) -> tuple[str, frozenset[str]]:
    """The tag of a stream's items, and the classes that nearly all of them carry."""
    heads = [item.elements[0] for item in stream.items]
    tag = Counter(str(head.tag) for head in heads).most_common(1)[0][0]
    classes = Counter(name for head in heads for name in set(_classes(head)))
    return tag, frozenset(name for name, count in classes.items() if count >= 0.9 * len(heads))


def _has(element: HtmlElement, shape: tuple[str, frozenset[str]]) -> bool:
    return bool(shape[1]) and element.tag == shape[0] and shape[1] <= set(_classes(element))


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "")[:400].split()
