"""Attributions: cues missed and invented, and the words of contents that are lost or too many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from onrecord.reading.statements.cues import look_up
from training.causes.count import Causes
from training.corpora import polnear
from training.tasks.attribution import Spans, Worded, found_in, paired, worded, words_of

_END = re.compile(r"[.!?][\"'”’)]*\s|\n")
_AUXILIARY = re.compile(r"(?:am|are|be|been|being|had|has|have|is|was|were)\b", re.IGNORECASE)


def causes(path: Path) -> dict[str, Causes]:
    """PolNeAR: `path` is one of its parts, or the corpus with its `dev`."""
    found = {"cue overlap": Causes(), "content overlap": Causes()}
    for article in polnear.articles(path if (path / "text").is_dir() else path / "dev"):
        gold = [(a.cue, a.source, a.content) for a in article.attributions]
        compare(article.text, gold, found_in(article.text), found)
    return found


def compare(
    text: str, gold: Sequence[Spans], found: Sequence[Spans], into: dict[str, Causes]
) -> None:
    """Sort the errors of one text: cues one by one, contents word by word."""
    wanted, ours = worded(text, gold), worded(text, found)
    pairs = paired(wanted, ours)
    cues, contents = into["cue overlap"], into["content overlap"]
    cues.tally.add(len(ours), len(wanted), len(pairs))
    contents.tally.add(
        sum(len(f[2]) for f in ours),
        sum(len(g[2]) for g in wanted),
        sum(len(wanted[i][2] & ours[j][2]) for i, j in pairs.items()),
    )
    places = words_of(text)
    for i, one in enumerate(wanted):
        if i in pairs:
            _content(text, places, one, ours[pairs[i]], contents)
        else:
            cues.missed(f"missed: {kind(text, gold[i])}", _around(text, gold[i]))
            _words(contents, "lost with its cue", len(one[2]), missing=True)
    taken = set(pairs.values())
    for j, one in enumerate(ours):
        if j not in taken:
            within = any(one[0] and one[0] <= other[2] for other in wanted)
            cause = "within another's content" if within else kind(text, found[j])
            cues.invented(f"invented: {cause}", _around(text, found[j]))
            _words(contents, "of an invented cue", len(one[2]), missing=False)


def kind(text: str, attribution: Spans) -> str:
    """What sort of word a cue is."""
    start = min((a for a, _ in attribution[0]), default=0)
    end = max((b for _, b in attribution[0]), default=0)
    words = text[start:end]
    if not any(letter.isalpha() for letter in words):
        return "a mark"
    if words.lower().startswith(("according", "per ")):
        return "«according to»"
    if look_up(text, start, end).known:
        return "a word of the table of cues"
    return "«be» or «have» with a word" if _AUXILIARY.match(words) else "another word"


def _content(
    text: str, places: list[tuple[int, int]], gold: Worded, found: Worded, into: Causes
) -> None:
    """Sort the words that a content has too many or too few."""
    wanted, ours, cue = gold[2], found[2], gold[0] | found[0]
    if not wanted & ours:
        _words(into, "another stretch", len(ours), missing=False)
        _words(into, "another stretch", len(wanted), missing=True)
        return
    first, last = min(wanted & ours), max(wanted & ours)
    for missing, words in ((True, wanted - ours), (False, ours - wanted)):
        early = {w for w in words if w < first}
        late = {w for w in words if w > last}
        for part, side in ((early, "start"), (late, "end"), (words - early - late, "middle")):
            if part:
                cause = _cause(text, places, part, side, missing, cue, (first, last))
                _words(into, cause, len(part), missing=missing)


def _cause(
    text: str,
    places: list[tuple[int, int]],
    part: AbstractSet[int],
    side: str,
    missing: bool,
    cue: frozenset[int],
    shared: tuple[int, int],
) -> str:
    """Why some words on one side of what is shared are too many or too few."""
    what = "too short" if missing else "too long"
    if side == "middle":
        return f"{what} in its middle"
    if any(min(part) <= w < shared[0] or shared[1] < w <= max(part) for w in cue):
        return f"{what}: the part beyond its cue"
    edge = (min(part), shared[0]) if side == "start" else (shared[1], max(part))
    between = text[places[edge[0]][1] : places[edge[1]][0]]
    ends = "by a sentence or more" if _END.search(between) else "within its sentence"
    return f"{what} at its {side}, {ends}"


def _words(into: Causes, cause: str, count: int, *, missing: bool) -> None:
    if count and missing:
        into.add(cause, found=count, both=count, count=count)
    elif count:
        into.add(cause, found=-count, count=count)


def _around(text: str, attribution: Spans) -> str:
    start = min((a for a, _ in attribution[0]), default=0)
    return text[max(0, start - 60) : start + 60]
