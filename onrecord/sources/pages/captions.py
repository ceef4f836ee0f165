"""A caption and its credit told apart, by the words."""

import re
from collections.abc import Iterator

from onrecord.sources.pages.phrases import cut, found_credit, has_agency
from onrecord.vocabulary import PartKind

_STOPS = tuple('.!?…”"’')
_LONGEST = 90  # characters of a credit that only its names tell
# A last stretch in brackets, behind a stop, a bar or a copyright sign.
_BRACKETS = re.compile(r"\s?[(\[]([^()\[\]]{2,90})[)\]]\.?$")
_BEHIND = re.compile(r"(?:[.!?…”\"’)]|\s[|–—-])\s+([^.!?|]{2,90})$")
_DASHED = re.compile(r"[.!?…”\"’)]\s?[—–-]\s?([^.!?|]{2,40})$")
_SMALL = frozenset(
    "via for of by and the de du des la le von pour per di da del pool handout file courtesy"
    " archive photo image picture submitted provided supplied van der".split()
)


def parted(text: str) -> Iterator[tuple[PartKind, str]]:
    """The caption and the credit of a text below a picture, those that there are, in order."""
    start = _credit_start(text)
    if start is None:
        yield "caption", text
        return
    caption = text[:start].rstrip(" |–—-·")
    if caption:
        yield "caption", caption
    yield "credit", text[start:].strip()


def credited(text: str) -> bool:
    """Whether a text closes with a credit."""
    return _credit_start(text) is not None


def only_names(text: str) -> bool:
    """Whether a line is nothing but names, as a credit on a line of its own is."""
    return not text.endswith((".", "!", "?")) and _names(text, surely=True)


def without_controls(text: str) -> str:
    """A caption or credit without the words of buttons beside it; empty where it is such."""
    return cut("control", text).strip(" |,–—·")


def _credit_start(text: str) -> int | None:
    start = found_credit(text)
    if start is not None:
        return start
    for shape in (_BRACKETS, _DASHED, _BEHIND):
        found = shape.search(text)
        if found is None:
            continue
        surely = shape is _DASHED or text[: found.start()].rstrip()[-1:] in _STOPS
        if _names(found[1], surely=surely and shape is not _BEHIND):
            return (
                found.start() + 1
                if shape is _BRACKETS and found[0][0].isspace()
                else (found.start() if shape is _BRACKETS else found.start(1))
            )
    return _capitals(text)


def _capitals(text: str) -> int | None:
    """Where the words in capitals begin that close a caption: «… at the bay HUW DAVENPORT»."""
    start, letters, count = len(text), 0, 0
    for word in reversed(text.split(" ")):
        if word.upper() != word:
            break
        start -= len(word) + 1
        letters += sum(c.isalpha() for c in word)
        count += any(c.isalpha() for c in word)
    here = start + 1
    return here if count >= 2 and letters >= 8 and here > 0 else None


def _names(words: str, *, surely: bool) -> bool:
    """Whether words are nothing but names; ``surely``: where names alone can be no caption, else
    one of an agency or with a slash between them."""
    if len(words) > _LONGEST or not (surely or "/" in words or "©" in words or has_agency(words)):
        return False
    return all(
        not word[:1].isalpha() or not word[:1].islower() or word.lower() in _SMALL
        for word in words.replace("/", " ").split()
    )
