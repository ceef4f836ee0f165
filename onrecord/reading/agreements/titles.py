"""What an agreement is called, and what it is about."""

from __future__ import annotations

from onrecord.reading.agreements.lexicon import (
    head_kinds,
    listed,
)
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, DETERMINERS, PREPOSITIONS, QUOTES, SUBJECTS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "both"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "no", "some", "one"})
_ABOUT = frozenset({"on", "for", "governing", "regulating", "about"})
_TOPIC = 7  # words that tell what an agreement is about
_TOPICAL = frozenset("of for near along across around outside inside behind beyond".split())
_WITHIN = frozenset({"of", "the", "and", "on", "for", "in", "-", "–", "to"})


def topic(ground: Ground, line: Line, last: int) -> int:
    """The last word of what an agreement is about: «accord on [coast guard cooperation]»."""
    first = last + 2
    if first >= len(line) or line.forms[last + 1] not in _ABOUT:
        return last
    if head_kinds().get(line.forms[last], "ceasefire") in {"ceasefire", "joint_statement", None}:
        return last
    if _dated(ground, line, first):
        return last  # «a deal on Thursday»
    end = first
    while end < min(first + _TOPIC, len(line)) and (
        not _stops(line, end) or (end == first and line.forms[end].endswith("ed"))
    ):
        end += 1
    while end > first and line.forms[end - 1] in _WITHIN:
        end -= 1
    return end - 1 if end > first else last


def _dated(ground: Ground, line: Line, first: int) -> bool:
    """Whether a day starts at the word, or behind its article."""
    if first >= len(line):
        return False
    starts = {line.starts[first], line.starts[min(first + 1, len(line) - 1)]}
    near = ground.times_in(line.starts[first], line.ends[min(first + 5, len(line) - 1)])
    article = line.forms[first] in DETERMINERS
    return any(t.start == line.starts[first] or (article and t.start in starts) for t in near)


def _stops(line: Line, index: int) -> bool:
    form, words = line.forms[index], lexicon()
    topical = form in PREPOSITIONS and form not in _TOPICAL
    verbal = form in words.helpers or form in words.past or form in words.modals
    ends = form in BREAKS - {"-"} or form in QUOTES or form in SUBJECTS
    return ends or topical or verbal or form.endswith("ed")


def full(ground: Ground, line: Line, at: int, last: int) -> int:
    """The last word of «Agreement on Mutual Legal Assistance», a title with capitals all along."""
    index = last + 1
    if not line.written[at][:1].isupper() or line.written[at].isupper() or index >= len(line):
        return last
    if ground.titled(line.starts[at]) or line.forms[index] not in {"on", "for", "of", "concerning"}:
        return last
    if _dated(ground, line, index + 1):
        return last  # «the MoU on 31 October»
    reached = last
    for at_word in range(index + 1, min(index + 12, len(line))):
        written, form = line.written[at_word], line.forms[at_word]
        if _dated(ground, line, at_word) or (
            form in {"on", "in"} and _dated(ground, line, at_word + 1)
        ):
            break  # «the Agreement on Migration on 1 April»
        if written[:1].isupper() or written[:1].isdigit():
            reached = at_word
        elif form not in _WITHIN:
            break
    return reached


def name(ground: Ground, line: Line, first: int, at: int, last: int) -> str | None:
    """The name as written: capitalised words and the head, where the phrase has such words."""
    begin = at
    for index in range(at - 1, first - 1, -1):
        written = line.written[index]
        if not (written[:1].isupper() or written[:1].isdigit() or written in {"-", "–"}):
            break
        begin = index
        if index > first and line.forms[index - 1] in QUOTES:
            break
    while begin < at and (
        not line.written[begin][:1].isupper() or line.forms[begin] in _DEFINITE | _INDEFINITE
    ):
        begin += 1
    if (
        begin == at
        or line.written[at].isupper()
        or (ground.titled(line.starts[at]) and line.written[at].islower())
    ):
        return None
    if line.forms[begin] in listed("plain") and begin == at - 1:
        return None
    return " ".join(ground.text[line.starts[begin] : line.ends[last]].split())
