"""Whether a line tells what a picture shows."""

from __future__ import annotations

import re
from functools import cache

from onrecord.reading.layout.marks import words

LONGEST = 360  # characters of a caption
_FULL_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, (?:19|20)\d\d"
    r"|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6},? (?:19|20)\d\d"
)
_QUOTED = re.compile(r"[“”\"„]|\bsaid\b|\bsays\b|\btold\b|\baccording to\b")
_TOKEN = re.compile(r"[\w’'.-]+")


@cache
def _verbs() -> frozenset[str]:
    """Picture verbs in both numbers («walks», «walk»)."""
    single = words("picture")
    plural = {v[:-3] + "y" if v.endswith("ies") and len(v) > 4 else v[:-1] for v in single}
    plural |= {v[:-2] for v in single if re.search(r"(?:ch|sh|ss|x|zz)es$", v)}
    return single | plural


def shows(line: str) -> bool:
    """Whether the first verb of the line is one of pictures, in the present tense, near its start."""
    if not line[:1].isupper() or len(line) > LONGEST:
        return False
    verbs, told = _verbs(), words("told")
    tokens = _TOKEN.findall(line[:200])
    for number, token in enumerate(tokens[:22]):
        bare = token.rstrip(".,")
        if bare in told:
            return False
        if number and bare in verbs:
            return tokens[number - 1].lower() not in {"to", "the", "a", "an", "of", "and", "his"}
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
    if _QUOTED.search(line):
        return False
    return (shows(line) and (dated(line) or marked(line))) or (dated(line) and marked(line))


def caption_credited(line: str, *, adjacent: bool) -> bool:
    """Whether a line that a credit follows is its caption; `adjacent`: with no blank line between."""
    if len(line) > LONGEST or (_QUOTED.search(line) and not adjacent):
        return False
    if shows(line) or marked(line):
        return True
    return adjacent and (verbless(line) or line.count(". ") <= 2)
