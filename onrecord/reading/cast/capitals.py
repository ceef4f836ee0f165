"""Runs of capitalised words, and what of them may be a part of a person's name."""

from collections.abc import Iterable
from functools import cache, lru_cache

from onrecord.reading.cast.page import Page, Run
from onrecord.reading.cast.words import among
from onrecord.reading.christened import christened
from onrecord.tables import rows
from onrecord.tables.places import fold

__all__ = ["NOT_NAMES", "PARTICLES", "capitals", "folded", "given", "name_word", "run_end"]

_BLOCKING = frozenset({"state", "demonym", "capital", "metonym", "body", "head", "office",
                       "outlet", "group", "place"})  # fmt: skip
NOT_NAMES = among("stop", "determiner", "pronoun", "no_name", "speech")
PARTICLES = among("particle")
_LONGEST = 5
_ARTICLES = ("al-", "el-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-")


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The key of a name, remembered."""
    return fold(word)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(folded(row["name"]) for row in rows("given_names"))


def given(word: str) -> bool:
    """Whether a word is a given name of the table."""
    return folded(word.split("-")[0]) in _given_names() or folded(word) in _given_names()


def capitals(page: Page, taken: set[int]) -> Iterable[Run]:
    """Runs of capitalised words that are no name of the tables."""
    at, total = 0, len(page)
    while at < total:
        word = page.words[at]
        if not word[0].isupper() or at in taken or page.silent[at] or _no_name(page, at):
            at += 1
            continue
        held = page.known.get(at)
        if held is not None and not _free(page, held[0], held[1].kind, held[1].ambiguous):
            at = held[0][1]
            continue
        end = run_end(page, at, taken)
        yield at, end
        at = end


def _free(page: Page, run: Run, kind: str, ambiguous: bool) -> bool:
    """Whether a name of the tables may here be part of a person's name: «Israel», «King»."""
    if kind not in _BLOCKING:
        return True
    if run[1] - run[0] > 1:
        return False
    after, before = run[1], run[0] - 1
    if ambiguous and kind != "office" and after < len(page) and name_word(page, after):
        return after not in page.known and given(page.words[run[0]])
    title = page.known_end.get(run[0])
    if title is not None and kind == "office" and getattr(title[1].entry, "form", "") == "title":
        goes_on = after < len(page) and after not in page.known and name_word(page, after)
        return title[1].sector == "" and not goes_on  # «Mr. King», not «HRH Prince Faisal»
    if before >= 0 and page.words[before][0].isupper() and kind in ("office", "state", "place"):
        return given(page.words[before]) and before not in page.known
    return False


def name_word(page: Page, number: int) -> bool:
    word = page.words[number]
    if word.startswith(_ARTICLES):  # «al-Harrasi»
        return word.partition("-")[2][:1].isupper()
    return word[0].isupper() and not _no_name(page, number)


def _no_name(page: Page, number: int) -> bool:
    """Whether the word is of those that no name has; «Said» may be one."""
    if page.low[number] not in NOT_NAMES:
        return False
    return not christened(page.text, page.starts[number], page.ends[number])


def run_end(page: Page, start: int, taken: set[int]) -> int:
    end = start + 1
    while end < len(page) and end - start < _LONGEST and page.sentence[end] == page.sentence[start]:
        word = page.words[end]
        if end in taken:
            break
        if word == "." and len(page.words[end - 1]) == 1 and end + 1 < len(page):
            end += 1  # an initial
            continue
        held = page.known.get(end)
        if name_word(page, end):
            if held is not None and not _free(page, held[0], held[1].kind, held[1].ambiguous):
                break
            end += 1
        elif page.low[end] in PARTICLES and end + 1 < len(page):
            ahead = end + 1
            if page.low[ahead] in PARTICLES and ahead + 1 < len(page):
                ahead += 1
            if not name_word(page, ahead) or ahead in page.known:
                break
            end = ahead + 1
        else:
            break
    while page.words[end - 1] == ".":
        end -= 1
    return end
