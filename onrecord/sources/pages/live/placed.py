"""The posts that the tree of a page shows, in the page's order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from lxml.html import HtmlElement

from onrecord.sources.pages.document import Page
from onrecord.sources.pages.live import evidence
from onrecord.sources.pages.live.anchors import anchored
from onrecord.sources.pages.live.clocks import Day
from onrecord.sources.pages.live.coverage import Coverage
from onrecord.sources.pages.live.entry import Entry, entry
from onrecord.sources.pages.live.joining import pairs
from onrecord.sources.pages.live.outline import Outline, outline
from onrecord.sources.pages.live.repeated import without_repeated
from onrecord.sources.pages.live.stream import Stream, streams, widened
from onrecord.sources.pages.live.untimed import untimed
from onrecord.sources.pages.live.updates import Update, coverage
from onrecord.sources.pages.live.zones import zone_of_page

_TRIED = 6  # streams of a page, those with the most words first


@dataclass(frozen=True, slots=True)
class Placed:
    """The posts in a tree, by their identity the day in the heading above each, and the zone that
    the times in the tree show."""

    entries: Sequence[Entry]
    days: Mapping[int, Day]
    zone: tzinfo | None


def placed(page: Page, of: Coverage, told: Sequence[Update]) -> Placed:
    """The posts that the tree shows.

    Where JSON-LD tells posts, those are the posts of the stream that shows them.
    """
    found = outline(page.tree)
    entries: list[Entry] = []
    if told:
        entries = _with_anchored(found, of, _told(found, of, told), told)
    # Where JSON-LD has no texts and nothing of it is found in the tree, the tree has to do.
    if not entries and not any(update.paragraphs for update in told):
        entries = _shown(page, of, found, told)
    without_repeated(entries)
    return Placed(entries, _days(found, entries), zone_of_page(found))


def _streams(found: Outline, of: Coverage) -> Iterator[tuple[Stream, list[Entry]]]:
    for stream in streams(found)[:_TRIED]:
        stream = widened(found, stream)
        yield stream, [entry(item, found, of.url) for item in stream.items]


def _told(found: Outline, of: Coverage, told: Sequence[Update]) -> list[Entry]:
    """The posts of the streams that show what JSON-LD tells: each shows others of its posts."""
    entries: list[Entry] = []
    left = list(told)
    for _, listed in _streams(found, of):
        held = {element for e in entries for element in e.item.elements}
        if any(e.item.elements[0] in held for e in listed) or not _shows(listed, left):
            continue
        entries += listed
        left = [pair.update for pair in pairs(listed, left) if pair.update and not pair.entry]
        if not left:
            break
    return _in_order(found, entries)


def _shown(page: Page, of: Coverage, found: Outline, told: Sequence[Update]) -> list[Entry]:
    """The posts of the stream that is live coverage by the best signs; those without times last."""
    tried = list(_streams(found, of))
    # A node without posts may be that of the coverage which an article belongs to.
    by_node = "name" if told else "page" if coverage(page) is not None else None
    best: list[tuple[tuple[int, int, int], list[Entry]]] = []
    for stream, listed in tried:
        said = evidence.says_live(found, of.url, of.titles, stream)
        said = max(said, by_node, key=evidence.rank)
        if said is None or not evidence.is_live(listed, said, of.url):
            continue
        if evidence.is_main(found, stream, [other for other, _ in tried]):
            best.append(((evidence.rank(said), evidence.signs(listed), stream.words), listed))
    if best:
        return max(best, key=lambda one: one[0])[1]
    last = untimed(found)
    if last is None:
        return []
    listed = [entry(item, found, of.url) for item in last.items]
    is_main = evidence.is_main(found, last, [other for other, _ in tried])
    return listed if is_main and evidence.are_posts(listed, "name", of.url) else []


def _in_order(found: Outline, entries: Sequence[Entry]) -> list[Entry]:
    place = {element: number for number, element in enumerate(found.elements)}
    return sorted(entries, key=lambda e: place[e.item.elements[0]])


def _shows(entries: Sequence[Entry], told: Sequence[Update]) -> bool:
    """Whether a stream shows the posts of the JSON-LD, with their words and not their titles."""
    joined = [pair for pair in pairs(entries, told) if pair.entry and pair.update]
    worded = sum(bool(pair.entry and pair.entry.words.body) for pair in joined)
    return 2 * worded >= max(1, min(len(entries), len(told)))


def _with_anchored(found: Outline, of: Coverage, entries: list[Entry],
                   told: Sequence[Update]) -> list[Entry]:  # fmt: skip
    """With the posts that only what JSON-LD tells of them finds: those without times."""
    left = [pair.update for pair in pairs(entries, told) if pair.update and not pair.entry]
    if not left:
        return entries
    held = {element for e in entries for element in e.item.elements}
    more = anchored(found, of.url, left, held)
    if not more:
        return entries
    return _in_order(found, [*entries, *more])


def _days(found: Outline, entries: Sequence[Entry]) -> dict[int, Day]:
    """For each post the last day that stands above it outside of posts."""
    starts = {e.item.elements[0]: e for e in entries}
    held = {element for e in entries for element in e.item.elements}
    inside: set[HtmlElement] = set()
    days: dict[int, Day] = {}
    day: Day | None = None
    above: set[HtmlElement] = set()
    for e in entries[:1]:
        above = set(e.item.elements[0].iterancestors())
    for element in found.elements:
        if element in held or element.getparent() in inside:
            inside.add(element)
            one = starts.get(element)
            if one is not None and day is not None:
                days[id(one)] = day
            continue
        stamp = found.stamps.get(element)
        if stamp is None or stamp.modified or element in above:
            continue
        if stamp.moment.day and not stamp.moment.clock:
            day = stamp.moment.day
    return days
