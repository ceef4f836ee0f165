"""Which way a bare «Thursday» or «in January» lies: what the verbs around it say.

The nearest word of tense to the left within the sentence decides, else the nearest to the
right, else nothing does. A word right before the date («until», «since») comes first. An
infinitive («to meet») lies ahead where no verb stands before it, and takes from a verb of the
past its say («was asked to testify on Feb. 10»). The words are those of `times_tense.tsv`.
"""

import re
from functools import cache

from onrecord.tables import rows

_REACH = 170
SENTENCE_END = re.compile(
    r"(?:(?<=[a-z\d”\"'’)]{2})|(?<=\s\d))(?<!\bMr)(?<!\b[DS]r)(?<!Mrs)(?<!Gov)(?<!Sen)(?<!Rep)(?<!Gen)"
    r"[.!?][”\"'’)]*\s+(?=[“\"'‘(A-Z_`])|\n\s*\n"
)
_HALT = re.compile(SENTENCE_END.pattern + r"|;\s")
# «until 9 a.m. Tuesday»: a clock may stand between.
_CLOCK = r"(?:\S{1,5}\s+[ap]\.?m\.?,?\s+(?:[A-Z]{2,4},?\s+)?|(?:noon|midnight|early|late)\s+)?"
_TAKES = r"(?: (?:be|have been|have|been))?(?: \w+)?"


@cache
def _cues(*, left: bool) -> re.Pattern[str]:
    """The words of tense to the left or to the right of a date.

    What the table has behind before anything ahead looks like the latter («was to have met»).
    """
    undone: list[str] = []
    ahead: list[str] = []
    behind: list[str] = []
    for row in rows("times_tense"):
        if row["where"] == "clause" or (left and row["where"] == "before"):
            past = behind if ahead else undone
            (ahead if row["direction"] == "1" else past).append(_spell(row["words"]))
    joined = (
        rf"(?P<undone>{'|'.join(undone)})|(?P<ahead>{'|'.join(ahead)})|(?P<behind>{'|'.join(behind)})"
        r"|(?P<to>(?-i:to(?: be| have)? (?!the\b|an?\b|his\b|her\b|its\b|their\b)[a-z]+))"
    )
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _clause_start() -> re.Pattern[str]:
    words = "|".join(row["words"] for row in rows("times_tense") if row["where"] == "clause_start")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE)


def _spell(words: str) -> str:
    return f"(?:{words[:-1]}){_TAKES}" if words.endswith("+") else words


@cache
def _beside(where: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    found = []
    for row in rows("times_tense"):
        if row["where"] == where:
            words = row["words"].replace(" ", r"\s+")
            after = rf"(?:{words})" if words.startswith("[") else rf"\s+(?:{words})\b"
            before = rf"(?<!\w)(?:{words})\s+{_CLOCK}\Z"
            shape = before if where.startswith("adjacent") else after
            found.append((re.compile(shape, re.IGNORECASE), int(row["direction"])))
    return tuple(found)


@cache
def _weekday() -> re.Pattern[str]:
    names = "|".join(row["form"] for row in rows("times") if row["class"] == "weekday")
    return re.compile(rf"(?:{names})\b")


def direction(text: str, start: int, end: int) -> int:
    """+1 ahead of the report's day, -1 behind it, 0 where the words do not say."""
    left, right = _sentence(text, start, end)
    for pattern, way in _beside("adjacent"):
        if pattern.search(left):
            return way
    for pattern, way in _beside("after"):
        if pattern.match(right):
            return way
    if _weekday().match(text, start):
        for pattern, way in _beside("adjacent_weekday"):
            if pattern.search(left):
                return way
    verb = _cues(left=False).match(right.lstrip())
    if verb and verb.lastgroup == "behind":  # «the ministry on Friday said», «Boeing Tuesday sold»
        return -1
    starts = [found.end() for found in _clause_start().finditer(left.rstrip())]
    # «after Thursday»: a word right before the date is its preposition.
    here = left[max((at for at in starts if left[at:].strip()), default=0) :]
    if len(here) < len(left):
        there = _clause_start().search(right)
        rest = right[: there.start()] if there else right
        said = _nearest(here, backwards=True) or _nearest(rest, backwards=False)
        if said:
            return said
    return _nearest(left, backwards=True) or _nearest(right, backwards=False)


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    left = text[max(0, start - _REACH) : start]
    breaks = [found.end() for found in _HALT.finditer(left)]
    if breaks:
        left = left[breaks[-1] :]
    right = text[end : end + _REACH]
    stop = _HALT.search(right)
    return left, right[: stop.start()] if stop else right


def _nearest(words: str, *, backwards: bool) -> int:
    found = list(_cues(left=backwards).finditer(words))
    infinitive = False
    for cue in reversed(found) if backwards else found:
        if cue.lastgroup == "to":
            infinitive = True
        elif cue.lastgroup == "ahead":
            return 1
        else:
            return 0 if infinitive and backwards else -1
    return 1 if infinitive and backwards else 0
