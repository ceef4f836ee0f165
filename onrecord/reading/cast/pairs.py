"""Two states in one word before what they do together: «the US-Iran talks», «India–Pakistan»."""

from collections.abc import Container, Iterator

from onrecord.reading.cast.mention import Mention
from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.words import among, value
from onrecord.tables.names import KnownName, find_known
from onrecord.tables.states import State

__all__ = ["find_pairs"]

_HYPHENS = frozenset("-‐‑–/")
_TOGETHER = among("together")
_STOPS = among("stop")
_REACH = 4  # words from a pair to what its states do together


def find_pairs(page: Page, taken: Container[int]) -> Iterator[Mention]:
    """The pairs of states that stand before a noun for what two do together."""
    for at, word in enumerate(page.words):
        if not word[0].isupper() or at in taken or page.silent[at]:
            continue
        run, codes = _within(page, at) if at not in page.known_end else ((at, at), ())
        if len(codes) < 2:
            run, codes = _beside(page, at)
        if len(set(codes)) == 2 and _together(page, run[1]):
            yield Mention("state", run, "name", name=run, code=codes[0], codes=codes, sector="GOV")


def _within(page: Page, at: int) -> tuple[Run, tuple[str, ...]]:
    """The codes of the states that make up one word."""
    word = page.words[at]
    if _HYPHENS.isdisjoint(word):
        return (at, at + 1), ()
    first, _, second = word.partition("-")
    if (code := value("prefix_state", first.lower())) and second[:1].isupper():
        names = find_known(second, page.today)
        fits = len(names) == 1 and names[0].end == len(second) and _state(names[0])
        return (at, at + 1), (code, names[0].code) if fits else ()
    names = find_known(word, page.today)
    whole = len(names) == 2 and names[0].start == 0 and names[1].end == len(word)
    if not whole or not all(map(_state, names)):
        return (at, at + 1), ()
    return (at, at + 1), tuple(name.code for name in names)


def _beside(page: Page, at: int) -> tuple[Run, tuple[str, ...]]:
    """The codes of two names of states with nothing but a mark between them."""
    held = page.known.get(at)
    if held is None or not _state(held[1]):
        return (at, at), ()
    end = held[0][1]
    other = page.known.get(end + 1) if page.word(end) in _HYPHENS else None
    if other is None or not _state(other[1]) or page.starts[end] != page.ends[end - 1]:
        return (at, at), ()
    return (at, other[0][1]), (held[1].code, other[1].code)


def _state(name: KnownName) -> bool:
    return (
        name.kind in ("state", "capital", "demonym")
        and isinstance(name.entry, State)
        and bool(name.code)
    )


def _together(page: Page, at: int) -> bool:
    """Whether a noun for what two do together stands behind, adjectives between."""
    for number in range(at, at + _REACH):
        word = page.word(number)
        if word in _TOGETHER:
            return True
        if not word[:1].isalpha() or word in _STOPS:
            return False
    return False
