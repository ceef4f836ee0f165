"""Where, how long and on what occasion, from the clause around a telling."""

import re

from onrecord.facts import DurationSlot, PlaceSlot
from onrecord.reading.encounters.days import REACH, other_clause
from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.ground import Ground
from onrecord.reading.places import Codes, named_place, place_slot
from onrecord.text import Span

_LENGTH = re.compile(r"\bP(?:T\w+|\d{1,2}D)\Z")
_IN = frozenset(["in", "at", "outside", "near"])
_SIDELINES = re.compile(
    r"\bon\s+the\s+(?:sidelines|margins)\s+of\s+|\b(?:at|during|after)\s+(?=(?:the|a|an)\s)", re.I
)
_EVENT = re.compile(
    r"(?:the|an?)\s+((?:[\w’'.-]+[ \xa0]){0,5}?(?:summit|conference|assembly|forum|meeting|funeral|"
    r"inauguration|ceremony|session|congress|gathering|games|olympics|coronation|parade))\b",
    re.IGNORECASE,
)
_SIDE_EVENT = re.compile(
    r"(?:(?:the|an?|this\s+\w+[’']s|last\s+\w+[’']s)\s+)?((?:[\w’'.-]+[ \xa0]?){1,8})"
)
_CUT = re.compile(r"\s+(?:in|on|at|with|to|for|that|where|and|last|this|next|after|before|as)\b.*")
_PRESS = re.compile(r"\b(?:news|press)\b", re.IGNORECASE)


def duration_of(ground: Ground, draft: Draft) -> DurationSlot | None:
    """How long it took: minutes, hours or days told in its sentence with «for», «lasted» …"""
    for time in ground.times:
        if time.type != "DURATION" or not time.value or not _LENGTH.search(time.value):
            continue
        first, after = ground.token(time.start), ground.low(ground.token(time.end - 1) + 1)
        if "X" in time.value or after in ("before", "after", "ago", "later", "earlier"):
            continue
        hyphened = "-" in ground.text[time.start : time.end]
        told = draft.end > time.start - 90 and time.end > draft.start - 60
        if (hyphened and draft.noun and 0 < draft.start - time.end < 14) or (
            told and not hyphened and ground.low(first - 1) in ground.g.lasting
        ):
            span = Span.of(ground.text, time.start, time.end)
            return DurationSlot(value=time.value, mod=time.mod, span=span)
    return None


def place_of(ground: Ground, draft: Draft, codes: Codes, low: int, high: int) -> PlaceSlot | None:
    """The place visited, else the first place behind a preposition of place in the clause."""
    if draft.format == "call":
        return None
    if draft.place is not None:
        return place_slot(ground.text, *draft.place, codes)
    a, b = ground.token(draft.start), ground.token(draft.end - 1) + 1
    for at in range(b, min(b + REACH, len(ground.words) - 1)):
        word = ground.words[at + 1]
        if (ground.low(at) in _IN or (draft.off and ground.low(at) == "for")) and word.start < high:
            found = named_place(ground.text, _past_article(ground, at + 1))
            if found:
                return place_slot(ground.text, *found, codes)
        if (ground.stops(at) and not draft.off) or other_clause(ground, at):
            break
    for at in range(a - 1, max(-1, a - 16), -1):
        if ground.low(at) in _IN and ground.words[at].start >= low:
            found = named_place(ground.text, _past_article(ground, at + 1))
            if found and found[1] <= draft.start:
                return place_slot(ground.text, *found, codes)
        if ground.stops(at):
            return _where(ground, at, codes) if ground.low(at) == "where" else None
    return None


def _where(ground: Ground, where: int, codes: Codes) -> PlaceSlot | None:
    """«was in Belgrade on Monday, where he met her»: the place before «where»."""
    for at in range(where - 1, max(-1, where - 10), -1):
        if ground.low(at) in (*_IN, "to"):
            found = named_place(ground.text, _past_article(ground, at + 1))
            if found:
                return place_slot(ground.text, *found, codes)
    return None


def unknown_place(ground: Ground, draft: Draft) -> str:
    """The place right behind a noun that no table has: «the meeting in Alat»; empty for none."""
    at = ground.token(draft.end - 1) + 1
    if not draft.noun or ground.low(at) not in ("in", "near", "outside"):
        return ""
    if at + 1 >= len(ground.words) or ground.time(at + 1):
        return ""
    word = ground.words[at + 1]
    if named_place(ground.text, word.start) is not None:
        return ""
    written = ground.text[word.start : word.end]
    return written if written[0].isupper() and ground.group(at + 1) is None else ""


def _past_article(ground: Ground, at: int) -> int:
    at += ground.low(at) in ground.g.part_of
    at += ground.low(at) == "the" and at + 1 < len(ground.words)
    return ground.words[min(at, len(ground.words) - 1)].start


def occasion_of(ground: Ground, draft: Draft) -> str | None:
    """«on the sidelines of a Group of 20 meeting» → the meeting; «at the G20 summit»."""
    text, end = ground.text, ground.sentence.end
    for opener in _SIDELINES.finditer(text, draft.end, min(end, draft.end + 120)):
        aside = "of" in opener.group().lower()
        named = (_SIDE_EVENT if aside else _EVENT).match(text, opener.end(), end)
        if named is None:
            continue
        name = _CUT.sub("", named.group(1)).strip(" ,.’'")
        if name and not _PRESS.search(name) and (aside or any(c.isupper() for c in name)):
            return " ".join(name.split())
    return None
