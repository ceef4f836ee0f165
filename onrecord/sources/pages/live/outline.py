"""A page as an outline: how many words each element holds, which times stand in it."""

import re
from dataclasses import dataclass, field
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from onrecord.sources.pages.blocks import HEADINGS
from onrecord.sources.pages.live.clocks import Moment, opening, printed, value, with_zone
from onrecord.sources.pages.live.signs import attributes, is_label, named, told
from onrecord.sources.pages.marks import marks_of

_MUTE = frozenset("script style noscript template svg head iframe select textarea".split())
_ELSEWHERE = frozenset("nav form dialog".split())
_WHOLE = frozenset({"title", "aria-label"})  # of these only what is a whole time counts
_NO_POST = frozenset({"comments"})
_SHORT = 80  # characters: what is longer is no stamp
_NAMES = 6  # words of names beside a clock
_OPENERS = frozenset("h1 h2 h3 h4 h5 h6 p b strong dt li".split())


@dataclass(slots=True)
class Info:
    """What is known of one element: words and stamps are those of all that it holds."""

    words: int = 0
    stamps: int = 0
    out: bool = False  # nothing of a post is in here
    quoted: bool = False  # within a post of somebody else that a post shows
    size: int = 0  # characters
    first: "Stamp | None" = None  # the first clock in here, one of a change only without others


@dataclass(slots=True, frozen=True)
class Stamp:
    """A time in a page; ``shown`` is what the words of its element say of it."""

    element: HtmlElement
    moment: Moment
    modified: bool = False
    shown: Moment | None = None


@dataclass(slots=True)
class Outline:
    """The elements of a page in document order, what is known of each, and its stamps."""

    elements: list[HtmlElement] = field(default_factory=list)
    info: dict[HtmlElement, Info] = field(default_factory=dict)
    stamps: dict[HtmlElement, Stamp] = field(default_factory=dict)

    def within(self, element: HtmlElement) -> list[Stamp]:
        """The stamps of an element and of all that it holds, in document order."""
        return [self.stamps[e] for e in element.iter() if e in self.stamps]


def outline(root: HtmlElement) -> Outline:
    """The outline of a tree, in time that grows with its size."""
    found = Outline()
    around = _around_all(root)
    for element in root.iter(etree.Element):
        above = element.getparent()
        parent = found.info.get(above) if above is not None else None
        info = Info(quoted=bool(parent and parent.quoted) or named("quoted", element))
        info.out = bool(parent and parent.out) or (element not in around and _out(element))
        found.elements.append(element)
        found.info[element] = info
    _count(found, root)
    for element in found.elements:
        info = found.info[element]
        if not info.out and not info.quoted:
            stamp = _stamp(element, found)
            if stamp is not None and not _nested(found, element):
                found.stamps[element] = stamp
    for element in reversed(found.elements):
        info = found.info[element]
        own = found.stamps.get(element)
        if own is not None:
            info.stamps += 1
            info.first = own if own.moment.clock and _is_first(own, info.first) else info.first
        above = element.getparent()
        if element is not root and above is not None:
            found.info[above].stamps += info.stamps
            if info.first is not None and _is_first(info.first, found.info[above].first):
                found.info[above].first = info.first
    return found


def _is_first(one: Stamp, later: Stamp | None) -> bool:
    """Whether a time stands for what holds both."""
    return later is None or later.modified or not one.modified


def _around_all(root: HtmlElement) -> set[HtmlElement]:
    """What holds the page as a whole: the elements around its first heading and its main part.

    Some systems put all of it into one form, or give its body the names of what it may hold.
    """
    inner = (next(root.iter(tag), None) for tag in ("h1", "main"))
    return {above for one in inner if one is not None for above in one.iterancestors()}


def _out(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in _MUTE:
        return True
    if tag in _ELSEWHERE:
        return True
    # WordPress gives every entry the class comment-author-NAME.
    return bool(marks_of(element) & _NO_POST) and not named("live", element)


def _count(found: Outline, root: HtmlElement) -> None:
    for element in reversed(found.elements):
        info = found.info[element]
        if not info.out and element.text:
            info.words += len(element.text.split())
            info.size += len(element.text.strip())
        parent = element.getparent()
        if element is root or parent is None:
            continue
        above = found.info[parent]
        if not info.out:
            above.words += info.words
            above.size += info.size
        if element.tail and not above.out:
            above.words += len(element.tail.split())
            above.size += len(element.tail.strip())


def _nested(found: Outline, element: HtmlElement) -> bool:
    """Whether the same words are the stamp of the element around this one."""
    above = element.getparent()
    return above in found.stamps and found.info[above].size <= _SHORT


def _stamp(element: HtmlElement, found: Outline) -> Stamp | None:
    info = found.info[element]
    said = _said(element)
    shown = _shown(element) if 0 < info.size <= _SHORT else None
    if said is not None:
        if said.zone is None and shown is not None and shown.clock == said.clock:
            said = with_zone(said, shown.zone)
        return Stamp(element, said, _modified(element, found), shown)
    if shown is not None:
        return Stamp(element, shown, _modified(element, found), shown)
    if element.tag in _OPENERS:
        head = opening(element.text or "")
        if head is not None:
            return Stamp(element, head[0], shown=head[0])
    return None


def _said(element: HtmlElement) -> Moment | None:
    """The time that an attribute of the element tells."""
    if element.tag == "meta" and "date" not in (element.get("itemprop") or "").lower():
        return None
    best: Moment | None = None
    for name, raw in element.attrib.items():
        is_time = _is_time(str(name)) and (name != "content" or element.get("itemprop"))
        if is_time or name in _WHOLE:
            read = value(raw)
            if read is None or not (is_time or read.exact):
                continue
            if best is None or (read.exact and not best.exact):
                best = read
    return best


@cache
def _is_time(name: str) -> bool:
    return bool(attributes("time").fullmatch(name))


def _shown(element: HtmlElement) -> Moment | None:
    """The time that the words of a short element tell, where they tell nothing else."""
    text = " ".join(element.text_content().replace("\xa0", " ").split())
    if not len(element) and told("ago", "text", text):
        return Moment()
    if not any(c.isdigit() for c in text):
        return None
    read = printed(text)
    if read is None:
        return None
    rest = [word for word in re.findall(r"[^\W\d_]+", read.rest) if not is_label(word)]
    if rest and (element.tag in HEADINGS or not read.clock):
        return None
    # «Ada Berg, Oslo · 14:05»: names beside a clock and no sentence.
    return read if len(rest) <= _NAMES and all(word[0].isupper() for word in rest) else None


def _modified(element: HtmlElement, found: Outline) -> bool:
    """Whether a stamp is that of a change: by its names or words, or those right before it."""
    if named("modified", element) or told("modified", "text", _words(element, found)):
        return True
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return False
    said = (
        f"{_words(before, found)} {before.tail or ''}" if before is not None else above.text or ""
    )
    return named("modified", above) or bool(told("modified", "text", said[:_SHORT]))


def _words(element: HtmlElement, found: Outline) -> str:
    info = found.info.get(element)
    return element.text_content() if info and info.size <= _SHORT else ""
