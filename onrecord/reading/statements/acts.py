"""What is done by saying it: from the cue, and from the words said where the cue is neutral."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from onrecord import tables
from onrecord.reading.scene import Cast, Sighting
from onrecord.reading.statements.cues import Cue
from onrecord.reading.statements.drafts import Draft
from onrecord.vocabulary import Act

_NEUTRAL: frozenset[Act] = frozenset({"say"})
_OWN = r"\b(?:I|we)"  # how a rule opens that is about what the speaker does
_I_OR_WE = re.compile(r"\b(?:I|we)(?![\w])", re.IGNORECASE)
_STRUCTURE = re.compile(r"\\.|\[\^?\]?[^\]]*\]|[()|]")  # of a pattern: escapes and classes whole
_NO_MARKS = {ord(mark): None for mark in '"“”„«»'}
_OPENING = re.compile(r"[\s\u00a0]*(?:that[\s\u00a0]+)?[\"“‘']?(?:the[\s\u00a0]+)?", re.IGNORECASE)
_OWN_SIDE = re.compile(
    r"[\s\u00a0]*(?:(?:his|her|its|their|the)[\s\u00a0]+)?(?:own[\s\u00a0]+)?"
    r"(?:government|country|side|office|ministry|party|team|administration|people|forces|army)\b",
    re.IGNORECASE,
)


@cache
def _rules(base: str) -> tuple[tuple[Callable[[str], object], bool, Act], ...]:
    """The rules for an act: what finds its words, and whether that needs an «I» or a «we»."""
    return tuple(
        (_finder(row["words"]), row["words"].startswith(_OWN), row["act"])  # type: ignore[misc]
        for row in tables.rows("acts_said")
        if base in row["from"].split("|")
    )


def _finder(words: str) -> Callable[[str], object]:
    """What finds a rule's words; only at the opening where they can stand nowhere else, since a
    search would try every place."""
    pattern = re.compile(words, re.IGNORECASE)
    return pattern.match if _opens(words) else pattern.search


def _opens(words: str) -> bool:
    """Whether each alternative of a rule begins with «^»."""
    depth, found = 0, words.startswith("^")
    for mark in _STRUCTURE.finditer(words):
        depth += {"(": 1, ")": -1}.get(mark.group(), 0)
        if mark.group() == "|" and not depth:
            found = found and words.startswith("^", mark.end())
    return found


def act_of_turn(words: str, *, asks: bool = False) -> Act:
    """The act of a turn of a transcript or a paragraph of a press release: many things at once.

    Only a question that ends it, a denial that opens it and a refusal to answer are taken for the
    whole. `asks`: the turn is that of an unnamed reporter.
    """
    if asks or words.rstrip("’ ").endswith("?"):
        return "ask"
    return _by_the_words("turn", words) or "say"


def act_of(cue: Cue | None, words: str, *, own: Cue | None = None) -> Act:
    """The act of a statement with this cue and these words.

    `own` is the cue within the words by which the speaker tells of his own speech («said he
    urged …»): its act stands for the whole.
    """
    base: Act = cue.act if cue else "say"
    if own is not None and base in _NEUTRAL:
        return own.act
    return _by_the_words(base, words) or base


def _by_the_words(base: str, words: str) -> Act | None:
    own = _I_OR_WE.search(words) is not None
    for find, needs_own, act in _rules(base):
        if (own or not needs_own) and find(words):
            return act
    return None


def as_spoken(text: str, draft: Draft, cast: Cast) -> str:
    """The words of the content, one space between its parts, without marks of quotation.

    Where they open with the speaker, his state or his side, «I» stands for it, so that «he would
    never sign» is heard as «I would never sign».
    """
    parts = [text[a:b] for a, b in draft.content]
    start, end = draft.content[0]
    found = _OPENING.match(text, start, end)
    at = found.end() if found else start
    own = next((s for s in cast.within(start, end) if abs(s.start - at) <= 4), None)
    if own is not None and _speaks_for(own, draft, cast):
        stop = own.end
        if text[own.start : own.end].lower() in {"his", "her", "its", "their"} or text[
            own.end : own.end + 2
        ] in {"’s", "'s"}:
            side = _OWN_SIDE.match(text, own.end, end)
            stop = side.end() if side else 0
        if stop:
            parts[0] = "I" + text[stop:end]
    words = " ".join(" ".join(parts).split())
    return words.translate(_NO_MARKS).strip("‘’' ")


def _speaks_for(sighting: Sighting, draft: Draft, cast: Cast) -> bool:
    """Whether a sighting is the speaker, or the state that he speaks for."""
    if sighting.actor in draft.speaker:
        return True
    actor = cast.actor(sighting.actor)
    states = {cast.actor(a).represents for a in draft.speaker} - {None}
    return actor.kind == "state" and actor.represents in states
