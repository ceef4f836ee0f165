"""Whether a line tells what a picture shows."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from onrecord.reading.layout.marks import words

LONGEST = 360  # characters of a caption
_FULL_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, (?:19|20)\d\d"
    r"|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6},? (?:19|20)\d\d"
)
_INNER_STOP = re.compile(r"[a-z0-9]{3}[.!?]\s+[A-Z]")
_QUOTED = re.compile(r"[“”\"„]|\bsaid\b|\bsays\b|\btold\b|\baccording to\b")
_HISSING = re.compile(r"(?:ch|sh|ss|x|zz)es$")
_MANY = frozenset(
    {"people", "men", "women", "children", "police", "crew", "crews", "Police", "Men"}
)
_PEOPLE = frozenset({"rs", "ns", "ts", "le", "en", "es"})
_CLAUSES = (
    "As ",
    "When ",
    "While ",
    "If ",
    "You ",
    "We ",
    "I ",
    "That ",
    "It ",
    "There ",
    "After ",
)
_NO_SUBJECT = frozenset(
    {
        "to",
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "his",
        "her",
        "its",
        "their",
        "in",
        "on",
        "for",
        "with",
    }
    | {
        "peace",
        "that",
        "this",
        "as",
        "when",
        "no",
        "new",
        "from",
        "at",
        "by",
        "it",
        "you",
        "we",
        "i",
    }
)
_TOKEN = re.compile(r"[\w’'.-]+")


@cache
def _plurals() -> frozenset[str]:
    """Picture verbs as they follow several («walk»)."""
    single = words("picture")
    bare = {v[:-3] + "y" if v.endswith("ies") and len(v) > 4 else v[:-1] for v in single}
    return frozenset(bare | {v[:-2] for v in single if _HISSING.search(v)})


def shows(line: str) -> bool:
    """Whether the first verb is one of pictures, in the present tense, near the line's start."""
    if not line[:1].isupper() or len(line) > LONGEST or line.startswith(_CLAUSES):
        return False
    single, plural, told = words("picture"), _plurals(), words("told")
    tokens = _TOKEN.findall(line[:200])[:22]
    several = False
    for before, token in pairwise(tokens):
        bare = token.rstrip(".,")
        if bare in told or (bare.endswith("ed") and bare.islower() and not before.endswith(",")):
            return False
        several = several or before == "and" or (before.islower() and before.endswith("s"))
        several = several or before in _MANY or (before[0].isupper() and before[-2:] in _PEOPLE)
        if bare in single or (several and bare in plural):
            return before.lower().rstrip(",") not in _NO_SUBJECT
    return False


def marked(line: str) -> bool:
    """Whether words stand in it that only captions have («in this file photo», «(L)»)."""
    return len(line) <= LONGEST and any(mark in line for mark in words("picture_mark"))


def dated(line: str) -> bool:
    """Whether a day with its year stands in it."""
    return bool(_FULL_DATE.search(line))


def verbless(line: str) -> bool:
    """Whether no told verb stands in the line («The old pier, built in 1997.»)."""
    told = words("told")
    return line.count(" ") < 28 and not any(t.rstrip(".,") in told for t in _TOKEN.findall(line))


def caption_alone(line: str) -> bool:
    """Whether a line is a caption by its own words, with no credit beside it.

    News in the present tense reads alike; only a full date or a picture's own words decide.
    """
    if _QUOTED.search(line) or line.count(" ") > 55 or _FULL_DATE.match(line):
        return False
    stops = [stop.start() for stop in _INNER_STOP.finditer(line)]
    first = line[: stops[0] + 4] if stops else line
    return len(stops) < 2 and (
        (shows(line) and (dated(first) or marked(line))) or (dated(line) and marked(line))
    )


def caption_credited(line: str, *, adjacent: bool) -> bool:
    """Whether a line that a credit follows is its caption; `adjacent`: no blank line between."""
    if len(line) > LONGEST or (_QUOTED.search(line) and not adjacent):
        return False
    if shows(line) or marked(line):
        return True
    return adjacent and (verbless(line) or line.count(". ") <= 2)
