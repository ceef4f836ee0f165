"""On what terms something is said, and how much of it in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.facts import Actor
from onrecord.reading.quotes import Quotation, overlapping
from onrecord.reading.scene import Layout
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.occasions import Occasion
from onrecord.vocabulary import Mode, Terms

_CONDITION = re.compile(
    r"on (?:the )?condition of anonymity|(?:asked not|declined) to be (?:named|identified)", re.I
)
_BACKGROUND = re.compile(r"\bon background\b|\bbackground (?:call|briefing)\b", re.I)
_OFF = re.compile(r"\boff the record\b", re.I)
_DELEGATION = re.compile(r"\b(?:delegation|side|team|camp|mission)$", re.IGNORECASE)
_SOME = re.compile(
    r"(?:(?:around|about|some|at least|nearly|almost|a|more than|several|many|other|local) )*"
    r"(?:(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds|scores|several|some|"
    r"many)(?=\s)|(?:residents|villagers|witnesses|locals|survivors|neighbou?rs|relatives)\b)",
    re.IGNORECASE,
)


def mode_of(
    draft: Draft, quotations: Sequence[Quotation]
) -> tuple[Mode, tuple[tuple[int, int], ...]]:
    """Direct, indirect or mixed, and the verbatim stretches inside the marks."""
    if draft.turn:
        return "direct", ()
    total = sum(b - a for a, b in draft.content)
    inside: list[tuple[int, int]] = []
    for start, end in draft.content:
        for q in overlapping(quotations, start, end):
            a, b = max(start, q.inner_start), min(end, q.inner_end)
            if a < b:
                inside.append((a, b))
    covered = sum(b - a for a, b in inside) + 2 * len(inside)
    if not inside:
        return "indirect", ()
    return ("direct" if covered >= 0.9 * total else "mixed"), tuple(inside)


def terms_of(
    speakers: Sequence[Actor], mode: Mode, occasion: Occasion | None, around: str
) -> Terms:
    """The terms of a statement by these speakers; `around` is its sentence."""
    if speakers and all(a.kind == "document" for a in speakers):
        return "document"
    if speakers and all(_nameless(a) for a in speakers):
        if _OFF.search(around):
            return "off_record"
        if _BACKGROUND.search(around) or (occasion is not None and occasion.kind == "background"):
            return "on_background"
        return "anonymous"
    if _CONDITION.search(around) and not any(a.kind == "person" for a in speakers):
        return "anonymous"
    if mode in {"direct", "mixed"} or (occasion is not None and occasion.kind == "yes"):
        return "on_record"
    return "unspecified"


def _nameless(actor: Actor) -> bool:
    """Whether nobody could tell who it is: an unnamed source, «two former inmates», «villagers»."""
    if actor.unnamed or actor.kind == "unnamed_source":
        return _DELEGATION.search(actor.name) is None
    return actor.kind == "group" and _SOME.match(actor.name) is not None


def sentence_words(layout: Layout, text: str, draft: Draft) -> str:
    """The sentence of the cue, or of the content where there is none."""
    at = draft.cue.start if draft.cue else draft.content[0][0]
    sentence = layout.sentence_at(at)
    return text[sentence.start : sentence.end]
