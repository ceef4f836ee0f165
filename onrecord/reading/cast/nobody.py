"""Names that the model takes for persons and that are none: agencies, datelines, labels, towns."""

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.words import among
from onrecord.reading.scene import Layout

__all__ = ["without_nobody"]

_DASHES = frozenset({"-", "–", "—"})
_MEDIA = among("media_head")
_LABELS = among("no_label")
_PLACES = frozenset({"in", "near", "outside", "inside", "across", "around", "throughout"})
_DATED = 8  # words from the place of a dateline to its dash


def without_nobody(page: Page, layout: Layout, runs: Sequence[Run]) -> list[Run]:
    """The runs that may be persons' names, in their order."""
    towns = _towns(page, runs)
    outlet = frozenset((layout.outlet or "").casefold().split())
    return [
        run
        for run in runs
        if not (
            _agency(page, run)
            or _dateline(page, run)
            or page.said(run).lower() in _LABELS
            or (run[1] - run[0] == 1 and page.low[run[0]] in towns)
            or (_alone(page, run) and page.low[run[0]] in outlet)
        )
    ]


def _agency(page: Page, run: Run) -> bool:
    """«(Harbour Wire) –» behind a dateline, «Harbour Dispatch:», «Radio Harbour»."""
    first, end = run
    bracketed = page.word(first - 1) == "(" and page.word(end) == ")"
    if bracketed and page.word(end + 1) in _DASHES:
        return True
    return end - first > 1 and (page.low[end - 1] in _MEDIA or page.low[first] == "radio")


def _dateline(page: Page, run: Run) -> bool:
    """«HARBOUR, Friday –»: a place in capitals before the dash that opens a paragraph."""
    first, end = run
    opens = first == 0 or page.paragraph[first - 1] != page.paragraph[first]
    if not (opens and page.words[first].isupper() and page.word(end) == ","):
        return False
    return not _DASHES.isdisjoint(page.low[end : end + _DATED])


def _towns(page: Page, runs: Iterable[Run]) -> frozenset[str]:
    """Single names that stand behind «in» at least every other time: where things happen, and
    nobody's surname; «confidence in Quill» is had once."""
    parts = {page.low[at] for run in runs if run[1] - run[0] > 1 for at in range(*run)}
    single = {page.low[run[0]] for run in runs if run[1] - run[0] == 1} - parts
    met = Counter(word for at, word in enumerate(page.low) if word in single and _named(page, at))
    placed = Counter(
        word
        for at, word in enumerate(page.low)
        if word in single
        and _named(page, at)
        and page.word(at - 1) in _PLACES
        and page.word(at + 1) not in ("'s", "’s")
    )
    return frozenset(word for word, count in placed.items() if 2 * count >= met[word])


def _named(page: Page, at: int) -> bool:
    return page.words[at][0].isupper()


def _alone(page: Page, run: Run) -> bool:
    """Whether a single name stands without a title or a name before it."""
    before = page.known_end.get(run[0])
    titled = before is not None and before[1].kind == "office"
    return run[1] - run[0] == 1 and not titled and page.word(run[0] - 1) != "."
