"""Where, when and on what terms something is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.facts import Actor, DateSlot
from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Layout, Scene
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.times import TimeMention
from onrecord.text import Span
from onrecord.vocabulary import Mode, Terms

_PREPOSITION = (
    r"(?:[Aa]t|[Ii]n|[Dd]uring|[Oo]n|to|by|[Vv]ia|through|from)[\s\u00a0]+(?:an?|the|his|her|its|their|"
    r"this|that|last|separate|another|[A-Z][\w’']+(?:[’']s)?)[\s\u00a0]+"
)
_TAIL = (
    r"(?:[\s\u00a0](?:with|on|to|before|of)[\s\u00a0](?:reporters|journalists|X|Twitter|Telegram|"
    r"Facebook|Weibo|Truth Social|lawmakers|parliament|the nation|"
    r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}))?"
)
_CONDITION = re.compile(
    r"on (?:the )?condition of anonymity|(?:asked not|declined) to be (?:named|identified)", re.I
)
_BACKGROUND = re.compile(r"\bon background\b|\bbackground (?:call|briefing)\b", re.I)
_OFF = re.compile(r"\boff the record\b", re.I)
_PAST_PERFECT = re.compile(r"\b(?:had|has|have)\b(?:[\s\u00a0]\w+ly)?[\s\u00a0]*$")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a statement was made at or in, in the report's words, and whether that is public."""

    words: str
    kind: str


@cache
def _occasions() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["noun"]: row["public"] for row in tables.rows("occasions_said")}
    nouns = "|".join(
        re.escape(n).replace(r"\ ", r"[\s\u00a0]") for n in sorted(rows, key=len, reverse=True)
    )
    pattern = rf"\b{_PREPOSITION}((?:[\w’'-]+[\s\u00a0]){{0,3}}?(?:{nouns})\b{_TAIL})"
    return re.compile(pattern), rows


def mode_of(
    draft: Draft, quotations: Sequence[Quotation]
) -> tuple[Mode, tuple[tuple[int, int], ...]]:
    """Direct, indirect or mixed, and the verbatim stretches inside the marks."""
    if draft.turn:
        return "direct", ()
    total = sum(b - a for a, b in draft.content)
    inside: list[tuple[int, int]] = []
    for start, end in draft.content:
        for q in quotations:
            a, b = max(start, q.inner_start), min(end, q.inner_end)
            if a < b:
                inside.append((a, b))
    covered = sum(b - a for a, b in inside) + 2 * len(inside)
    if not inside:
        return "indirect", ()
    return ("direct" if covered >= 0.9 * total else "mixed"), tuple(inside)


def occasion_of(scene: Scene, draft: Draft) -> Occasion | None:
    """The occasion that the sentence of the cue names, outside what is said."""
    if draft.cue is None:
        return None
    pattern, rows = _occasions()
    sentence = scene.layout.sentence_at(draft.cue.start)
    for found in pattern.finditer(scene.text, sentence.start, sentence.end):
        if draft.holds(found.start(1)) or draft.holds(found.end(1) - 1):
            continue
        words = " ".join(found.group(1).split())
        noun = max((n for n in rows if n in words.lower()), key=len)
        return Occasion(words, rows[noun])
    return None


def terms_of(
    speakers: Sequence[Actor], mode: Mode, occasion: Occasion | None, around: str
) -> Terms:
    """The terms of a statement by these speakers; `around` is its sentence."""
    if speakers and all(a.kind == "document" for a in speakers):
        return "document"
    if speakers and all(a.unnamed or a.kind == "unnamed_source" for a in speakers):
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


def words_date(scene: Scene, draft: Draft, times: Sequence[TimeMention]) -> DateSlot | None:
    """The date that stands beside the cue, outside what is said."""
    if draft.cue is None:
        return None
    sentence = scene.layout.sentence_at(draft.cue.start)
    near = [
        t
        for t in times
        if sentence.start <= t.start < sentence.end
        and t.type in {"DATE", "TIME"}
        and t.value is not None
        and t.value[:1].isdigit()
        and not draft.holds(t.start)
        and _beside(scene, sentence.start, draft, t)
    ]
    if not near:
        return None
    best = min(near, key=lambda t: abs(t.start - draft.cue.start if draft.cue else 0))
    value = str(best.value).partition("T")[0]
    return DateSlot(value=value, basis="words", span=Span.of(scene.text, best.start, best.end))


def _beside(scene: Scene, start: int, draft: Draft, time: TimeMention) -> bool:
    """Whether a time belongs to the saying: close behind the cue, or opening the sentence."""
    assert draft.cue is not None
    if time.start >= draft.cue.end:
        between = scene.text[draft.cue.end : time.start]
        return len(between) <= 60 and not re.search(r"[;:]|\bwho\b|\bwhich\b|\bafter\b", between)
    before = scene.text[start : time.start]
    after = scene.text[time.end : draft.cue.start]
    return len(before) <= 45 and not re.search(
        r"\b(?:after|since|before|who|which)\b", before + after
    )


def background(scene: Scene, draft: Draft) -> bool:
    """Whether the cue's tense takes the saying out of the day's news («had said»)."""
    if draft.cue is None:
        return False
    return (
        _PAST_PERFECT.search(scene.text[max(0, draft.cue.start - 24) : draft.cue.start]) is not None
    )


def report_date(scene: Scene) -> DateSlot | None:
    """The day that the report itself stands on."""
    if scene.published.value is None:
        return None
    basis = "dateline" if scene.published.basis == "dateline" else "publication"
    return DateSlot(value=scene.published.value[:10], basis=basis, span=scene.published.span)  # type: ignore[arg-type]


def sentence_words(layout: Layout, text: str, draft: Draft) -> str:
    """The sentence of the cue, or of the content where there is none."""
    at = draft.cue.start if draft.cue else draft.content[0][0]
    sentence = layout.sentence_at(at)
    return text[sentence.start : sentence.end]
