"""Where sentences begin and end inside a paragraph, by full stops and what stands around them.

A closing mark belongs to its sentence. A stop inside a quotation does not end the sentence that
goes on after it («“Is it done?” he asked»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.reading.layout.marks import abbreviations, words

_STOP = re.compile(r"(?:(?:\.[ \xa0]){2,3}\.|\.{1,4}|[!?…]{1,4})[\"”’'»)\]]{0,3}(?=\s)")
_NEXT = re.compile(r"\s+([\"“‘'«(\[]{0,3})([^\s\"“”‘«(\[]{1,40})")
_LAST = re.compile(r"[^\s(\[\"“‘«—–/]*$")
_LETTER = re.compile(r"[^\W_]")
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_LOOK_BACK = 24  # the longest abbreviation that the table may hold
_LOOK_AHEAD = 90  # characters in which a speech verb must come


def sentences_in(
    text: str, start: int, end: int, *, title: bool = False
) -> Iterator[tuple[int, int]]:
    """The sentences of the paragraph `[start, end)`, in order; together they hold all its words.

    In a title an abbreviation never ends a sentence: capitals stand everywhere there.
    """
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() >= end or not _ends(text, begin, stop, end, title):
            continue
        yield begin, stop.end()
        begin = stop.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _ends(text: str, begin: int, stop: re.Match[str], end: int, title: bool) -> bool:
    after = _NEXT.match(text, stop.end(), end)
    if not after:
        return True
    opening, word = after.groups()
    if word[0].islower() and not opening:
        return False
    if not word[0].isalnum() and not opening:
        found = _LETTER.search(text, after.start(2), min(end, after.start(2) + _LOOK_BACK))
        if not found or found.group().islower() or word[0] in ".,…”»":
            return False
    mark = stop.group()
    if (
        mark[0] == "."
        and len(mark) == 1
        and not opening
        and not _after_word(text, begin, stop.start(), word, title)
    ):
        return False
    if len(mark) > 1 and mark[0] in "?!…" and mark[-1] in "\"”’'»" and not opening:
        return not _attributed(text, after.start(2), end)
    return not (word[0].islower() and opening in {"(", "["})


def _after_word(text: str, begin: int, at: int, following: str, title: bool) -> bool:
    """Whether the full stop at `at` ends a sentence, by the word before it."""
    found = _LAST.search(text, max(begin, at - _LOOK_BACK), at)
    before = found.group().lstrip("'’‘") if found else ""
    if not before:
        return True
    if before.isdigit() and found is not None and found.start() == begin:
        return False  # «1. The first point»
    joined = before.rpartition("-")[2]  # «then-Sen.», «R-Vt.»
    if joined in abbreviations("title"):
        return False
    if before in abbreviations("number"):
        return not following[0].isdigit() and (
            len(before) > 2 or before == "no" or following in _starters()
        )
    may = joined in abbreviations("may")
    if may or _INITIAL.fullmatch(before):
        return not title and _bare(following) in _starters()
    return True


@cache
def _starters() -> frozenset[str]:
    return abbreviations("starter")


def _bare(word: str) -> str:
    return re.split(r"[’',;:.]", word, maxsplit=1)[0]


def _attributed(text: str, at: int, end: int) -> bool:
    """Whether a name or noun with a verb of saying follows: «“Why?” Minister Roe asked.»"""
    verbs = words("turn")
    for token in text[at : min(end, at + _LOOK_AHEAD)].split()[:7]:
        if token.strip(".,!?;:") in verbs:
            return True
        if token[-1] in '.!?”"' and token[:-1] not in abbreviations("title"):
            return False
    return False
