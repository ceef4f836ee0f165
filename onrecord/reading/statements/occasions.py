"""Where or in what something is said: a news conference, a post, a call, parliament."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.reading.scene import Scene
from onrecord.reading.statements.cues import Cue
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.holding import Holding

_PREPOSITION = (
    r"(?P<before>[Aa]t|[Ii]n|[Dd]uring|[Oo]n|to|by|[Vv]ia|[Tt]hrough|from)[\s\u00a0]+"
    r"(?P<article>an?|the|his|her|its|their|this|that|last|separate|another|"
    r"[A-Z][\w’']+(?:[’']s)?)[\s\u00a0]+"
)
_TAIL = (
    r"(?:[\s\u00a0](?:with|on|to|before|of)[\s\u00a0](?:reporters|journalists|X|Twitter|Telegram|"
    r"Facebook|Weibo|Truth Social|lawmakers|parliament|the nation|"
    r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}))?"
)
_SPEAKING = re.compile(r"\b[Ss]peaking[\s\u00a0]+to(?=[\s\u00a0])")
_ON_A_PLATFORM = re.compile(
    r"\b[Oo]n[\s\u00a0]+(?:(?:his|her|its|their|the)[\s\u00a0]+)?(?:(?:social media |"
    r"social network |messaging app |own )?(?:(?:site|platform|service|channel)[\s\u00a0]+)?)"
    r"(?P<name>[A-Z][a-z]*(?: [A-Z][a-z]+)?|social media)\b"
)
_BY_PHONE = re.compile(r"\b(?:by|over the|on the)[\s\u00a0]+(?P<word>tele)?phone\b")
_WRITTEN = frozenset({"tweet", "post", "blog"})
_WITHIN = 90  # characters between a cue and the platform or the telephone


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a statement was made at or in, and whether that is public (yes, no, background, off).

    `known`: the words speak of it as known («the ceremony»), so that its day is told elsewhere.
    """

    words: str
    kind: str
    known: bool = False


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in tables.rows("occasions_said")}


@cache
def _named() -> re.Pattern[str]:
    """A preposition, an article, and an occasion."""
    nouns = _alternatives({"", "at", "in"})
    return re.compile(rf"\b{_PREPOSITION}(?P<words>(?:[\w’'-]+[\s\u00a0]){{0,3}}?{nouns}\b{_TAIL})")


@cache
def _told() -> re.Pattern[str]:
    """Behind «told»: an audience, or an occasion that is one («told a news conference»)."""
    nouns = _alternatives({"", "told", "people"})
    return re.compile(
        rf"[\s\u00a0]+(?:(?:an?|the|his|her|its|their|[A-Z][\w.]*[’']s)[\s\u00a0]+)?"
        rf"(?P<words>(?:[\w’'-]+[\s\u00a0]){{0,4}}?(?P<noun>{nouns})"
        rf"(?:[\s\u00a0](?:sub)?(?:committee|panel|hearing))?)\b(?![’'-])",
        re.IGNORECASE,
    )


def _alternatives(hows: Set[str]) -> str:
    nouns = sorted((n for n, r in _rows().items() if r["how"] in hows), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(n).replace(r"\ ", r"[\s\u00a0]") for n in nouns) + ")"


def occasion_of(scene: Scene, draft: Draft, held: Holding) -> Occasion | None:
    """The occasion that the sentence of the cue names, outside what is said.

    Of what others tell of («“He told me ‘never’,” she said in a speech»), only in their words.
    """
    if draft.cue is None:
        return None
    sentence = scene.layout.sentence_at(draft.cue.start)
    span = (sentence.start, sentence.end)
    for outer in held.at(draft.cue.start):
        for start, end in outer.content:
            if outer is not draft and start <= draft.cue.start < end:
                span = (max(span[0], start), min(span[1], end))
    return (
        _by_name(scene.text, span, draft)
        or _by_audience(scene.text, span, draft, draft.cue)
        or _by_platform(scene.text, span, draft, draft.cue)
    )


def _by_name(text: str, span: tuple[int, int], draft: Draft) -> Occasion | None:
    for found in _named().finditer(text, *span):
        if draft.holds(found.start("words")) or draft.holds(found.end("words") - 1):
            continue
        words = " ".join(found.group("words").split())
        row = _rows()[max((n for n in _rows() if n in words.lower()), key=len)]
        if row["how"] == "in" and found.group("before").lower() not in {"in", "via", "through"}:
            continue  # «on the border post»
        return Occasion(words, row["public"], found.group("article").lower() == "the")
    return None


def _by_audience(text: str, span: tuple[int, int], draft: Draft, cue: Cue) -> Occasion | None:
    """«told reporters», «assured parliament», «told a rally», «speaking to journalists»."""
    starts = [cue.end] if cue.audience in {"object", "to"} else []
    starts += [m.end() for m in _SPEAKING.finditer(text, *span)]
    for start in starts:
        if cue.audience == "to" and start == cue.end:
            to = re.compile(r"[\s\u00a0]+to(?=[\s\u00a0])").match(text, start)
            start = to.end() if to else len(text)
        found = _told().match(text, start, span[1])
        if found is None or draft.holds(found.start("words")):
            continue
        noun = " ".join(found.group("noun").split()).lower()
        row, words = _rows()[noun], " ".join(found.group("words").split())
        words = f"remarks to {noun}" if row["how"] == "people" else words
        return Occasion(words, row["public"])
    return None


def _by_platform(text: str, span: tuple[int, int], draft: Draft, cue: Cue) -> Occasion | None:
    """«wrote on X», «tweeted», «said by phone»."""
    if cue.verb in _WRITTEN:
        return Occasion(cue.verb, "yes")
    start, end = max(span[0], cue.start - _WITHIN), min(span[1], cue.end + _WITHIN)
    for found in _ON_A_PLATFORM.finditer(text, start, end):
        row = _rows().get(found.group("name").lower())
        if row is not None and row["how"] == "platform" and not draft.holds(found.start()):
            return Occasion(f"post on {found.group('name')}", row["public"])
    phone = _BY_PHONE.search(text, start, end)
    if phone is None or draft.holds(phone.start()) or cue.verb in {"speak", "talk"}:
        return None
    return Occasion("telephone interview" if phone.group("word") else "phone interview", "yes")
