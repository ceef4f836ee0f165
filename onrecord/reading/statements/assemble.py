"""Drafts become statements: who speaks to whom, how, when, on what terms, on whose word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.facts import Actor, DateSlot, Statement, Voucher
from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.statements.acts import act_of, act_of_turn, joined
from onrecord.reading.statements.audience import Audience, audience
from onrecord.reading.statements.circumstances import (
    Occasion,
    background,
    mode_of,
    occasion_of,
    report_date,
    sentence_words,
    terms_of,
    words_date,
)
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.nested import own_speech
from onrecord.reading.times import TimeMention
from onrecord.text import Span
from onrecord.vocabulary import Modality, Terms

_PLANNED = re.compile(
    r"\b(?:will|(?:is|are|was|were) expected to|(?:is|are) set to|is due to|plans? to|"
    r"is likely to|intends to)(?:[\s\u00a0]\w+ly)?[\s\u00a0]*$"
)


@dataclass(slots=True)
class _Memory:
    """What carries from one statement to the next: occasions, dates and terms by speaker."""

    occasion: dict[tuple[str, ...], tuple[Occasion, int]] = field(default_factory=dict)
    date: dict[tuple[str, ...], tuple[DateSlot, int]] = field(default_factory=dict)
    terms: dict[tuple[str, ...], Terms] = field(default_factory=dict)


_OF_THE_DAY = re.compile(r"\b(?:statement|communiqu[eé]|declaration|release|readout)\b", re.I)
_REACH = 3  # paragraphs over which an occasion or a day carries on


def assemble(
    scene: Scene,
    made: Sequence[Draft],
    chains: Sequence[tuple[Draft, ...]],
    quotations: Sequence[Quotation],
    times: Sequence[TimeMention],
    cast: Cast,
) -> tuple[Statement, ...]:
    """The statements, in the order of the text, with ids s1, s2 …"""
    memory, floor = _Memory(), _floor(scene, made)
    by_draft: dict[int, Statement] = {}
    outermost_first = sorted(range(len(made)), key=lambda i: (len(chains[i]), made[i].start))
    for i in outermost_first:
        vouchers = tuple(
            _voucher(scene, d, by_draft[id(d)]) for d in chains[i] if id(d) in by_draft
        )
        by_draft[id(made[i])] = _statement(
            scene, made[i], vouchers, quotations, times, cast, memory, floor
        )
    return tuple(
        replace(by_draft[id(draft)], id=f"s{number}") for number, draft in enumerate(made, start=1)
    )


def _statement(
    scene: Scene,
    draft: Draft,
    vouchers: tuple[Voucher, ...],
    quotations: Sequence[Quotation],
    times: Sequence[TimeMention],
    cast: Cast,
    memory: _Memory,
    floor: dict[tuple[str, ...], tuple[str, ...]],
) -> Statement:
    text = scene.text
    paragraph = scene.layout.sentence_at(draft.start).paragraph
    mode, quoted = mode_of(draft, quotations)
    occasion = occasion_of(scene, draft) or _carried_occasion(
        draft, paragraph, memory, bool(vouchers)
    )
    own = own_speech(text, draft, cast) if draft.cue else None
    words = joined(text, draft.content)
    act = act_of_turn(words) if draft.turn else act_of(draft.cue, words, own=own)
    heard = audience(text, scene.layout, draft, own or draft.cue, act, cast)
    if own is not None:
        told = audience(text, scene.layout, draft, draft.cue, "say", cast)
        heard = Audience(told.addressees + heard.addressees, heard.targets)
    speakers = [cast.actor(a) for a in draft.speaker]
    around = sentence_words(scene.layout, text, draft)
    terms = terms_of(speakers, mode, occasion, around)
    if terms == "anonymous":
        terms = memory.terms.get(draft.speaker, terms)
    elif terms in {"on_background", "off_record"}:
        memory.terms[draft.speaker] = terms
    if draft.turn or draft.floor:
        terms = "on_record"
    if draft.floor and _performs(text, draft):
        mode = "direct"
    if occasion is not None and not vouchers:
        memory.occasion[draft.speaker] = (occasion, paragraph)
    if draft.turn:
        heard = Audience(floor.get(draft.speaker, ()))
    return Statement(
        id="",
        speaker=draft.speaker,
        addressees=tuple(dict.fromkeys(heard.addressees)),
        targets=heard.targets,
        mode=mode,
        modality=_modality(text, draft),
        terms=terms,
        act=act,
        source=(Span.of(text, *draft.source),) if draft.source else (),
        cue=(Span.of(text, draft.cue.start, draft.cue.end),) if draft.cue else (),
        content=tuple(Span.of(text, a, b) for a, b in draft.content),
        quoted=tuple(Span.of(text, a, b) for a, b in quoted),
        occasion=occasion.words if occasion else None,
        date=_date(scene, draft, times, paragraph, memory, bool(vouchers) or _undated(speakers)),
        vouched_by=vouchers,
        confidence=draft.confidence,
    )


def _floor(scene: Scene, made: Sequence[Draft]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Whom each holder of the floor talks to, in a transcript of two voices."""
    if scene.layout.kind != "transcript":
        return {}
    voices = list(dict.fromkeys(d.speaker for d in made if d.turn))
    return {voices[0]: voices[1], voices[1]: voices[0]} if len(voices) == 2 else {}


def _performs(text: str, draft: Draft) -> bool:
    """Whether the cue does what it says by saying it («I urge», «Norway condemns»)."""
    if draft.cue is None:
        return False
    form = text[draft.cue.start : draft.cue.end].lower().split()[0]
    verb = draft.cue.verb.split(" ")[0]
    return draft.cue.manner == "speech" and form in {verb, f"{verb}s", f"{verb}es"}


def _carried_occasion(
    draft: Draft, paragraph: int, memory: _Memory, vouched: bool
) -> Occasion | None:
    if vouched or draft.turn:
        return None
    before = memory.occasion.get(draft.speaker)
    return before[0] if before and 0 <= paragraph - before[1] <= _REACH else None


def _date(
    scene: Scene,
    draft: Draft,
    times: Sequence[TimeMention],
    paragraph: int,
    memory: _Memory,
    vouched: bool,
) -> DateSlot | None:
    said = words_date(scene, draft, times)
    if said is not None:
        memory.date[draft.speaker] = (said, paragraph)
        return said
    if vouched or background(scene, draft):
        return None
    before = memory.date.get(draft.speaker)
    if before and 0 <= paragraph - before[1] <= _REACH:
        return DateSlot(value=before[0].value, basis="carried", span=before[0].span)
    return report_date(scene)


def _undated(speakers: Sequence[Actor]) -> bool:
    """Whether a document speaks that need not be of the day («a draft», but not «a statement»)."""
    return bool(speakers) and all(
        a.kind == "document" and _OF_THE_DAY.search(a.name) is None for a in speakers
    )


def _modality(text: str, draft: Draft) -> Modality:
    if draft.cue is not None and _PLANNED.search(
        text[max(0, draft.cue.start - 40) : draft.cue.start]
    ):
        return "planned"
    return "actual"


def _voucher(scene: Scene, draft: Draft, statement: Statement) -> Voucher:
    """The link of a chain that an outer statement makes: its source and cue are the words."""
    anchors = draft.anchors or draft.content[:1]
    start, end = min(a for a, _ in anchors), max(b for _, b in anchors)
    near = end - start <= 160
    span = Span.of(scene.text, start, end) if near and draft.anchors else None
    return Voucher(
        actor=statement.speaker[0], terms=statement.terms, occasion=statement.occasion, span=span
    )
