"""Statements without a cue: quotations whose speaker carries on, and turns of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Layout, Paragraph
from onrecord.reading.spotting import Range
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.speakers import speakers

_SENTENCE_BEFORE = re.compile(r"(?:^|\n|[.?!:…][\"”’»]?)[ \t\u00a0]*$")
_WORDS = re.compile(r"\w+")
_FLOOR = re.compile(r"\b(?:I|we|my|our|us|me|you|your|let)\b", re.IGNORECASE)
_OWN_VOICE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b")
CARRIED = 0.7


def with_carried(
    text: str, layout: Layout, made: Iterable[Draft], quotations: Sequence[Quotation]
) -> list[Draft]:
    """The drafts, with every whole-sentence quotation that none of them has yet.

    A quotation goes to the speaker of its own paragraph; one that opens a paragraph directly after
    a quoting one goes to that paragraph's speaker, and lengthens his quotation where that was
    left open.
    """
    out = sorted(made, key=lambda d: d.start)
    for number, q in enumerate(quotations):
        near = [d for d in out if d.content[0][0] < q.end and q.start < d.content[-1][1]]
        if any(_shared(d, q) * 2 >= q.end - q.start for d in near) or not _whole(text, q):
            continue
        here = _paragraph(layout, q.start)
        if layout.paragraphs[here].kind != "body":
            continue
        own = [d for d in out if _paragraph(layout, d.start) == here and d.start < q.start]
        if own:
            last = own[-1]
            out.append(Draft(last.cue, last.source, ((q.start, q.end),), last.speaker, CARRIED))
        elif here > 0 and text[layout.paragraphs[here].start : q.start].strip() == "":
            before = [d for d in out if _paragraph(layout, d.content[-1][0]) == here - 1]
            if not before or not _quotes(before[-1], quotations):
                continue
            last, previous = before[-1], quotations[number - 1] if number else None
            if previous is not None and previous.carries and last.content[-1][1] >= previous.end:
                index = out.index(last)
                out[index] = Draft(
                    last.cue,
                    last.source,
                    (*last.content, (q.start, q.end)),
                    last.speaker,
                    last.confidence,
                )
                continue
            out.append(Draft(None, None, ((q.start, q.end),), last.speaker, CARRIED))
        out.sort(key=lambda d: d.start)
    return out


def turns(text: str, layout: Layout, cast: Cast) -> Iterator[Draft]:
    """The paragraphs of a transcript, each a direct statement of whoever holds the floor."""
    if layout.kind != "transcript":
        return
    speaker: tuple[str, ...] = ()
    last = max((p.start for p in layout.paragraphs if p.speaker or p.floor), default=0)
    for number, paragraph in enumerate(layout.paragraphs):
        if paragraph.kind != "body":
            continue
        start = paragraph.start
        behind = paragraph.speaker is None and start > last
        if behind and not _FLOOR.search(text, start, paragraph.end):
            continue  # the reporter's own words below a transcript
        if paragraph.speaker is not None:
            speaker = speakers(text, cast, paragraph.speaker)
            start = _after_label(text, paragraph)
        elif paragraph.floor is not None:
            holder = cast.holders.get(number)
            speaker = (holder,) if holder else ()
        if speaker and _WORDS.search(text, start, paragraph.end):
            yield Draft(None, paragraph.speaker, ((start, paragraph.end),), speaker, 0.9, turn=True)


def issued(
    text: str,
    layout: Layout,
    made: Sequence[Draft],
    quotations: Sequence[Quotation],
    issuer: str | None,
) -> Iterator[Draft]:
    """The paragraphs of a press release that speak in its own voice.

    One that is mostly a quotation has a speaker of its own; so has a lead that says of itself
    what it says («…, the Institute said today»). What others say in indirect words is told by
    the issuer, who vouches for it.
    """
    if layout.kind != "press_release" or issuer is None:
        return
    own = [(a, b) for d in made if d.speaker == (issuer,) for a, b in d.content]
    own += [(q.start, q.end) for q in quotations]
    for paragraph in layout.paragraphs:
        span = (paragraph.start, paragraph.end)
        if paragraph.kind != "body" or len(_WORDS.findall(text, *span)) < 5:
            continue
        near = [(a, b) for a, b in own if a < span[1] and span[0] < b]
        taken = sum(min(b, span[1]) - max(a, span[0]) for a, b in near)
        introduces = text[paragraph.end - 1] == ":"  # a list, whose points are demands of its own
        if (taken * 2 < span[1] - span[0] and not introduces) or (
            _OWN_VOICE.search(text, *span) and not _opens(text, span)
        ):
            yield Draft(None, None, (span,), (issuer,), 0.9, turn=True)


def _opens(text: str, span: Range) -> bool:
    return text[span[0]] in '"“‘«'


def _after_label(text: str, paragraph: Paragraph) -> int:
    assert paragraph.speaker is not None
    found = re.compile(r"[\s:.\]]*").match(text, paragraph.speaker[1], paragraph.end)
    return found.end() if found else paragraph.speaker[1]


def _shared(draft: Draft, q: Quotation) -> int:
    return sum(max(0, min(b, q.end) - max(a, q.start)) for a, b in draft.content)


def _whole(text: str, q: Quotation) -> bool:
    """Whether a quotation is a sentence of its own and not a phrase in another's sentence."""
    words = len(_WORDS.findall(text, q.inner_start, q.inner_end))
    ends = text[q.inner_end - 1 : q.inner_end] in {".", "?", "!", ",", "…", "—", "–"}
    opens = _SENTENCE_BEFORE.search(text[max(0, q.start - 6) : q.start]) is not None
    return words >= 3 and ends and (opens or q.start == 0)


def _quotes(draft: Draft, quotations: Sequence[Quotation]) -> bool:
    end = draft.content[-1][1]
    return any(q.start <= draft.content[-1][0] < q.end or q.end == end for q in quotations)


def _paragraph(layout: Layout, position: int) -> int:
    return layout.sentence_at(position).paragraph
