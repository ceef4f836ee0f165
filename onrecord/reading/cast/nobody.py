"""Names that the model takes for persons and that are none.

Agencies, datelines, labels, towns; ships, storms and streets that bear somebody's name.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.words import among
from onrecord.reading.scene import Layout

__all__ = ["dateline", "without_nobody"]

_DASHES = frozenset({"-", "–", "—"})
_MEDIA = among("media_head")
_LABELS = among("no_label")
_BEARING = among("bears_name")
_ADDRESSED = among("addressed")
_POLITE = frozenset({"mr", "madam", "madame", "mister", "mrs", "ms"})
_GROUND = among("named_ground")
_NO_SURNAME = among("no_surname")
_BEFORE_NAMES = among("before_names")
_PLACES = frozenset({"in", "near", "outside", "inside", "across", "around", "throughout"})
_MOTION = among("motion")
_WENT = 5  # words from a verb of motion to the place
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
            or dateline(page, run)
            or _thing(page, run)
            or _addressed(page, run)
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


def _thing(page: Page, run: Run) -> bool:
    """«the trawler Gustav Vasa», «Cyclone Anna», «King Charles Street», «Nelson Mandela Bay»,
    «Cape Anna», «Pell Lock», «the Hassan Fund»."""
    first, end = run
    title = page.known_end.get(first)
    titled = title is not None and title[1].kind == "office"
    at = title[0][0] if title is not None and titled else first
    named = {page.word(first - 1), page.word(at - 1)} | set(page.low[at:first])
    if not _BEARING.isdisjoint(named):
        return True
    if end - first > 1 and not titled and (
        page.low[first] in _BEFORE_NAMES or page.low[end - 1] in _NO_SURNAME
    ):  # fmt: skip
        return True
    return page.low[end - 1] in _GROUND and end - first + titled > 2


def _addressed(page: Page, run: Run) -> bool:
    """«Mr Speaker», «Madam Chair»: an office addressed."""
    first, end = run
    alone = end - first == 1 and page.low[first] in _ADDRESSED
    return alone and page.word(first - 1 - (page.word(first - 1) == ".")) in _POLITE


def dateline(page: Page, run: Run) -> bool:
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
        and (page.word(at - 1) in _PLACES or _gone_to(page, at))
        and page.word(at + 1) not in ("'s", "’s")
    )
    return frozenset(word for word, count in placed.items() if 2 * count >= met[word])


def _gone_to(page: Page, at: int) -> bool:
    """«flew on Sunday to Sandvik», «a trip to Sandvik»: where somebody goes."""
    if page.word(at - 1) not in ("to", "for", "from"):
        return False
    reach = range(max(0, at - _WENT), at - 1)
    return any(page.low[i] in _MOTION and page.sentence[i] == page.sentence[at] for i in reach)


def _named(page: Page, at: int) -> bool:
    return page.words[at][0].isupper()


def _alone(page: Page, run: Run) -> bool:
    """Whether a single name stands without a title or a name before it."""
    before = page.known_end.get(run[0])
    titled = before is not None and before[1].kind == "office"
    return run[1] - run[0] == 1 and not titled and page.word(run[0] - 1) != "."
