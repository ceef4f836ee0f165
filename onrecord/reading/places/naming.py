"""Where a name of a place begins and ends in the text."""

import re
from functools import lru_cache

from onrecord.reading.places.words import days, features, never, seats
from onrecord.tables.places import fold, lookup

CAPITAL = re.compile(r"(?<![\w’'.&-])[^\W\d_a-z][\w’']")
INSIDE_NAME = re.compile(r"[ \xa0](?P<word>[^\W\d_a-z][\w’']+)")
FEATURE = re.compile(
    r"(?:Lake|Mount|Gulf of|Strait of|Bay of|Sea of)[ \xa0](?:the[ \xa0])?[^\W\d_a-z][\w’'-]+"
)
UNKNOWN = re.compile(
    r"[^\W\d_a-z][^\W\d_A-Z]{2,}(?:[ -][^\W\d_a-z][^\W\d_A-Z]{2,}){0,2}(?![’'\w-])"
)
_RUN = re.compile(
    r"[^\W\d_a-z][\w’']*(?:[-‐–][\w’']+)*"
    r"(?:[ \xa0](?:(?:of|de|del|la|al|el|the|es|da|do|on|upon)[ \xa0]){0,2}"
    r"[^\W\d_a-z][\w’']*(?:[-‐–][\w’']+)*){0,3}"
)
_SHORTER = re.compile(r"[ \xa0](?=[^ \xa0]*\Z)")
_LINKS = frozenset({"of", "de", "al", "on", "the"})
_LEAST = 1_000  # people a place of one's own must have to be taken for one by its name alone


def named_place(text: str, start: int) -> tuple[int, int] | None:
    """The longest place name of the gazetteer that begins at `start`."""
    run = _RUN.match(text, start)
    if run is None:
        return None
    words = run.group()
    for possessive in ("'s", "’s"):
        words = words.removesuffix(possessive)
    while words:
        if _known(words):
            return start, start + len(words)
        cut = _SHORTER.search(words)
        if cut is None or words[cut.end() :] not in days() | _LINKS:
            return None
        words = words[: cut.start()].rstrip()
    return None


@lru_cache(maxsize=8192)
def _known(words: str) -> bool:
    if words in seats() or words in never():
        return False
    entries = lookup(words)
    if words.startswith("The "):  # «The Hague», not «The Vienna summit»
        entries = tuple(e for e in entries if fold(e.name) == fold(words))
    return any(e.population >= _LEAST or e.kind != "city" for e in entries)


def featured_place(text: str, start: int) -> tuple[int, int] | None:
    """A name that a word for land or water ends: «Aegean Sea», «Carlisle Bay»."""
    run = _RUN.match(text, start)
    if run is None or " " not in run.group():
        return None
    words = run.group().split(" ")
    for last in range(len(words), 1, -1):
        if words[last - 1] in features():
            end = start + len(" ".join(words[:last]))
            acts = any(e.kind == "state" for e in lookup(text[start:end]))
            return None if acts or INSIDE_NAME.match(text, end) else (start, end)
    return None
