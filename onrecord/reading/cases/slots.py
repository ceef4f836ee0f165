"""What a step tells besides: the charge, the place, the length of a sentence."""

from __future__ import annotations

import re

from onrecord.facts import PlaceSlot, TermSlot
from onrecord.facts.timex import is_duration
from onrecord.reading.cases.lexicon import charge_pattern, charges, law_words
from onrecord.reading.modality import Line
from onrecord.reading.places import Codes, named_place, place_slot
from onrecord.reading.turning import Ground
from onrecord.text import Span

_CHARGED = re.compile(
    r"\b(?:on|with|of|for|over|to|facing|faces)\s+(?:(?:charges?|counts?|suspicion|allegations?|"
    r"accusations?)\s+of\s+|(?:what\s+\w+\s+\w+\s+)?)(?:a\s+|an\s+|the\s+)?[“\"‘']?(?:\w+\s+){0,2}?$",
    re.IGNORECASE,
)
_BARE = frozenset({"", ".", ",", "in", "on", "under", "and"})
_IN = frozenset({"in", "at", "near", "outside"})
_TO = frozenset({"to", "at", "in"})
_NOT_TERM = frozenset({"ago", "later", "after", "before", "earlier", "old"})


def charge_of(ground: Ground, start: int, stop: int) -> str | None:
    """The plain name of the offence told behind a step, «on … charges», «of …», «with …»."""
    text = ground.text
    for m in charge_pattern().finditer(text, start, stop):
        name = charges()[" ".join(m.group().lower().split())]
        if name == "criminal charges":
            continue
        if _CHARGED.search(text[start : m.start()]) or "charge" in text[m.end() : m.end() + 9]:
            return name
    return None


def legal(ground: Ground, line: Line, last: int, end: int) -> bool:
    """Whether «charged with …» is of law: an offence behind it, or the law at work around it."""
    after = line.forms[last + 1] if last + 1 < len(line) else ""
    stop = line.ends[min(end, len(line)) - 1]
    if charge_pattern().search(ground.text, line.ends[last], max(stop, line.ends[last])):
        return True
    if after == "with" and last + 2 < len(line) and line.forms[last + 2].endswith("ing"):
        return False
    return bool(law_words() & set(line.forms)) or after in {
        "",
        ".",
        ",",
        "in",
        "on",
        "under",
        "and",
    }


def place_of(
    ground: Ground, line: Line, last: int, end: int, codes: Codes, *, moved: bool
) -> PlaceSlot | None:
    """The first place behind a preposition of place in the step's clause."""
    for at in range(last + 1, min(end, len(line) - 1)):
        if line.forms[at] not in (_TO if moved else _IN):
            continue
        for first in range(at + 1, min(at + 3, len(line))):
            named = named_place(ground.text, line.starts[first])
            if named is not None and named[1] <= line.ends[-1]:
                if ground.times_in(named[0], named[1]):
                    break
                return place_slot(ground.text, *named, codes)
            if line.forms[first] not in {"a", "an", "the"}:
                break
    return None


def prison_term(ground: Ground, line: Line, last: int, end: int) -> TermSlot | None:
    """The length of imprisonment behind a step."""
    if last + 1 >= len(line):
        return None
    stop = line.ends[min(max(end, last + 8), len(line)) - 1]
    for time in ground.times_in(line.ends[last], stop):
        if time.type != "DURATION" or not time.value or not is_duration(time.value):
            continue
        after = line.at(time.end - 1) + 1
        if after >= len(line) or line.forms[after] not in _NOT_TERM:
            return TermSlot(value=time.value, span=Span.of(ground.text, time.start, time.end))
    return None
