"""A live coverage page as Reports, one for each post.

    Page ──outline──▶ times ──streams──▶ posts in the tree ─┐
    JSON-LD ──updates──▶ posts as told ─────────────────────┴─pairs──▶ Report …

Both are looked at: pages show posts that their JSON-LD cuts short or leaves out, and the other
way round.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.report import Published, Report
from onrecord.sources.assembling import Told, assemble
from onrecord.sources.pages.document import Page
from onrecord.sources.pages.live.coverage import Coverage, coverage_of
from onrecord.sources.pages.live.days import dated, iso
from onrecord.sources.pages.live.entry import first_words
from onrecord.sources.pages.live.joining import pairs
from onrecord.sources.pages.live.placed import placed
from onrecord.sources.pages.live.text import Post, post
from onrecord.sources.pages.live.updates import updates
from onrecord.sources.pages.writing import written


def posts(page: Page) -> Sequence[Report]:
    """The posts of a live coverage page in the page's order; none where it is no such page."""
    of = coverage_of(page)
    told = updates(page, of.url)
    shown = placed(page, of, told)
    if not told and not shown.entries:
        return ()
    paired = pairs(shown.entries, told)
    times = dated(
        [p.entry.stamp.moment if p.entry and p.entry.stamp else None for p in paired],
        [shown.days.get(id(p.entry)) for p in paired],
        replace(of.frame, zone=of.frame.zone or shown.zone),
    )
    found = [post(pair, time, of) for pair, time in zip(paired, times, strict=True)]
    return _reports(page, of, [p for p in _once(found) if p.words.blocks])


def _once(found: Sequence[Post]) -> list[Post]:
    """Without the copies of posts that are pinned on top: the last of each stands."""
    last = {same: number for number, one in enumerate(found) for same in one.same}
    return [
        one for number, one in enumerate(found) if all(last[same] == number for same in one.same)
    ]


def _reports(page: Page, of: Coverage, found: Sequence[Post]) -> list[Report]:
    published = of.frame.published
    whole = Told(
        kind="article",
        url=of.url,
        title=of.titles[0] if of.titles else None,
        outlet=of.outlet,
        published=Published(iso(published), "metadata") if published else Published(),
    )
    made: dict[str, Report] = {}
    for one, name in zip(found, _names(found), strict=True):
        text, parts = written(one.words.blocks)
        told = Told(
            url=one.url,
            title=one.title,
            authors=one.authors,
            kind="live_post",
            complete=one.complete,
            published=Published(one.published, "metadata") if one.published else Published(),
            modified=one.modified,
            parts=parts,
            post=name,
            page=whole,
        )
        report = assemble(page.capture, text, told)
        made.setdefault(report.id, report)
    return list(made.values())


def _names(found: Sequence[Post]) -> list[str]:
    """What tells each post from the others, whatever is added above it: never its place."""
    keys = Counter(key for one in found for key in (one.key, one.url) if key)
    openings = Counter(_opening(one, 8) for one in found)
    names = []
    for one in found:
        key = next((key for key in (one.key, one.url) if key and keys[key] == 1), None)
        opening = _opening(one, 8)
        names.append(key or (opening if openings[opening] == 1 else _opening(one, 1_000)))
    return names


def _opening(one: Post, count: int) -> str:
    """A post's time and its first words, as a hash."""
    said = first_words([text for _, text in one.words.blocks], count)
    return hashlib.sha256(f"{one.published}\x1f{said}".encode()).hexdigest()[:16]
