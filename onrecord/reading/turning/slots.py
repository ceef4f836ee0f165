"""How far a turn's clause reaches, and the date and length told in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from onrecord.facts import DateSlot, TermSlot
from onrecord.facts.timex import is_date, is_duration
from onrecord.reading.modality import Group, Line
from onrecord.reading.modality.group import BREAKS, PREPOSITIONS, SUBJECTS
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.times import TimeMention
from onrecord.reading.turning.ground import Ground
from onrecord.text import Span

_ENDS = BREAKS - {",", "-", "after", "before", "since", "until", "till"}
_NOT_WHEN = frozenset("until till before after than to through between of for over".split())
_LASTING = frozenset({"for", "to", "of", "by", "another", "about", "nearly", "almost", "over"})
_RELATIVES = frozenset({"who", "which", "whose", "whom"})
_LEFT = re.compile(r"\s+(?:left|remaining|more|to\s+(?:run|go|live))\b", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(-\d\d(?:-\d\d)?)$")
_MONTH = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z]")
_ANCHORED = re.compile(r"\d{4}|next|this|coming|day\b")
_SAID = 3  # words of «said on»
_REACH = 26  # words

Turning = Callable[[Line, int], bool]


def reach(ground: Ground, line: Line, last: int, turning: Turning) -> int:
    """The word at which the clause of a turn ends: a break, a statement's cue, another turn."""
    limit = line.ends[-1]
    stop = ground.next_break(line.ends[last], limit)
    related = _in_aside(line, last)
    for at in range(last + 1, min(len(line), last + _REACH)):
        word = line.forms[at]
        clock = word == ":" and line.forms[at - 1].isdigit()
        if (
            line.starts[at] >= stop
            or (word in _ENDS and not clock)
            or (word in SUBJECTS and at > last + 1)
        ):
            return at
        if word == "," and related and _finite(line, at + 1):
            return at  # «, who swore that he would never trade him, struck another note on Friday»
        if word in {"and", "but", "or", ","} and at + 1 < len(line):
            ahead = range(at + 1, min(at + 4, len(line)))
            if any(turning(line, index) for index in ahead) or line.forms[at + 1] == "to":
                return at
            if word != "," and line.forms[at + 1] in {*lexicon().helpers, *lexicon().modals}:
                return at
            if line.forms[at - 1] == "," and word != "," and _clause(line, at + 1):
                return at
        if turning(line, at) and line.forms[at - 1] not in {"a", "an", "the"}:
            return at
    return min(len(line), last + _REACH)


def _in_aside(line: Line, last: int) -> bool:
    """Whether a word stands in a clause that «, who» opens."""
    for at in range(last, 0, -1):
        if line.forms[at] in _RELATIVES:
            return line.forms[at - 1] == ","
        if line.forms[at] in {";", ":"}:
            return False
    return False


def _finite(line: Line, at: int) -> bool:
    """Whether a verb of the main clause may go on at a word."""
    words = lexicon()
    form = line.forms[at] if at < len(line) else ""
    past = (form in words.past or form.endswith("ed")) and line.written[at][:1].islower()
    return past or form in words.helpers or form in words.modals


def _clause(line: Line, first: int) -> bool:
    """«, and Orlan walked away»: whether a clause with its own verb starts at the word."""
    for at in range(first, min(first + 4, len(line))):
        if line.forms[at] in BREAKS or line.forms[at] in PREPOSITIONS:
            return False
        if at > first and line.written[at][:1].islower() and line.forms[at] in lexicon().past:
            return True
        if at > first and line.forms[at].endswith("ed") and line.written[at][:1].islower():
            return True
    return False


def date_of(
    ground: Ground,
    line: Line,
    group: Group,
    span: tuple[int, int],
    turning: Turning,
    *,
    behind: bool,
    through: bool = False,
) -> DateSlot | None:
    """The day told in the clause of a turn; `span` is its first and its end as words.

    Days behind the turning word go first; those before it count where `behind` allows it, and
    past the words of a statement only where `through` allows it.
    """
    last, end = span
    if last + 1 < end:
        stop = line.ends[end - 1]
        for time in ground.times_in(line.ends[last], stop):
            if _is_when(line, time):
                return _date(ground, time)
    if not behind:
        return None
    start = group.first
    while start > 0 and line.forms[start - 1] not in BREAKS - {",", "-"}:
        start -= 1
    low, high = line.starts[start], line.starts[group.at]
    for index in range(start, group.first):
        if turning(line, index):
            high = line.starts[index]  # what stands behind another turn is its own
            break
    for time in reversed(ground.times_in(low, high)):
        broken = not through and ground.breaks_between(time.end, line.starts[group.first])
        if _is_when(line, time) and not broken and not _of_saying(ground, line, time, group):
            return _date(ground, time)
    return None


def _of_saying(ground: Ground, line: Line, time: TimeMention, group: Group) -> bool:
    """«said on Monday it was holding him»: the day of saying, where a clause of its own follows."""
    behind = line.at(time.end - 1) + 1
    own = SUBJECTS & set(line.forms[behind : group.first])
    if not own and not ground.sightings(time.end, line.starts[group.first]):
        return False
    near = line.starts[max(0, line.at(time.start) - _SAID)]
    return any(
        near <= cue.start and cue.end <= time.start for one in ground.said for cue in one.cue
    )


def _is_when(line: Line, time: TimeMention) -> bool:
    if time.type not in ("DATE", "TIME") or time.value is None:
        return False
    if not is_date(time.value.partition("T")[0]):
        return False
    at = line.at(time.start)
    before = line.forms[at - 1] if at else ""
    after = line.at(time.end - 1) + 1
    follows = line.written[after] if after < len(line) else ""
    article = before in {"a", "an", "the", "its", "their", "his", "her", "'s"} or line.forms[
        at
    ] in {"a", "an", "the"}
    part_of_name = article and follows[:1].isalpha() and follows not in {"and", "in", "on", "at"}
    year = len(time.value) == 4 and time.value.isdigit()
    over = before == "over" and "weekend" in line.forms[at : at + 2]
    agreed = before == "to" and at > 1 and line.forms[at - 2] == "agreed"  # «agreed to last May»
    lasting = before == "until" and at > 1 and line.forms[at - 2] in {"run", "runs", "ran", "valid"}
    barred = before in _NOT_WHEN and not (over or agreed or lasting)
    return not barred and not (part_of_name and year)


def _date(ground: Ground, time: TimeMention) -> DateSlot:
    value = time.value.partition("T")[0] if time.value else None
    return DateSlot(value=value, basis="words", span=Span.of(ground.text, time.start, time.end))


def not_ahead(ground: Ground, slot: DateSlot | None) -> DateSlot | None:
    """The day of something done: of last year, where «in April», told in March without a year, has
    been read as the April to come."""
    today = ground.scene.today
    if slot is None or slot.span is None or today is None:
        return slot
    told = _DAY.match(slot.value or "")
    if told is None or (slot.value or "") <= today.isoformat()[: len(slot.value or "")]:
        return slot
    if not _MONTH.match(slot.span.text) or _ANCHORED.search(slot.span.text):
        return slot
    return replace(slot, value=f"{int(told[1]) - 1}{told[2]}")


def term_of(ground: Ground, line: Line, last: int, end: int) -> TermSlot | None:
    """How long it is to last: a length behind «for», «to», «of», or a «ten-year …»."""
    if last + 1 >= end:
        return None
    for time in ground.times_in(line.ends[last], line.ends[end - 1]):
        if time.type != "DURATION" or not time.value or not is_duration(time.value):
            continue
        at = line.at(time.start)
        if _LEFT.match(ground.text, time.end):
            continue  # «signed in 2027, it has another year to run»
        if line.forms[at - 1] in _LASTING or "-" in ground.text[time.start : time.end]:
            return TermSlot(value=time.value, span=Span.of(ground.text, time.start, time.end))
    return None
