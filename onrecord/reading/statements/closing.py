"""Clauses of reporting that the model has passed over, found by their place in the sentence.

«…, official sources said.», «according to two aides», «“To whom?” shot back Hill»: where a subject
and a verb of speech close a sentence behind a comma, or stand beside a quotation, they report it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Layout, Sentence, Sighting
from onrecord.reading.spotting import Range
from onrecord.reading.statements.contents import trimmed
from onrecord.reading.statements.cues import Cue, look_up, verbs
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.finite import finite
from onrecord.reading.statements.speakers import owns, speakers
from onrecord.reading.statements.unmarked import framed, heard, introduced, passive, put

_TAIL = re.compile(
    r"(?:[\s\u00a0]+(?:on|in|at|by|during|late|later|earlier|last|today|yesterday|this|via|over|here|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b[^,;:“”\"]{0,60})?[.\s\u00a0]*"
)
_ARTICLE = re.compile(r"[\s\u00a0]*(?:(?:the|an?)[\s\u00a0]+)?", re.IGNORECASE)
_OPENS_ASIDE = re.compile(
    r"(?:After|When|While|As|Before|Since|In|On|At|If|Although|Though|Despite|During|With|For)\b"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to\b")
_INVERTED = re.compile(
    r"[\s\u00a0]+(?P<verb>[a-z]+(?: (?:back|out|in|up))?)[\s\u00a0]+(?:the[\s\u00a0]+)?"
)
_QUOTED_AS = re.compile(
    r"[\s\u00a0]+(?:is|are|was|were|has been|have been)[\s\u00a0]+(?:\w+[\s\u00a0]+)?"
    r"(?:quoted|cited|reported)[^.;:\n“”\"]{0,60}?[\s\u00a0]as[\s\u00a0](?P<cue>saying)\b"
)
_LEAST = 4  # words that a closing clause reports at the least
SURE = 0.8


def closing(
    text: str,
    layout: Layout,
    made: Sequence[Draft],
    quotations: Sequence[Quotation],
    cast: Cast,
) -> list[Draft]:
    """The drafts, with those of clauses that close a sentence or a quotation."""
    taken = {d.cue.start for d in made if d.cue}
    out = list(made)
    for sentence in layout.sentences:
        if layout.paragraphs[sentence.paragraph].kind != "body":
            continue
        for draft in (
            *_according(text, sentence, cast),
            *_closed(text, sentence, cast),
            *framed(text, sentence, cast),
            *put(text, sentence, cast),
            *heard(text, sentence, cast),
            *passive(text, sentence, cast),
        ):
            assert draft.cue is not None
            quoted = any(q.start <= draft.cue.start < q.end for q in quotations)
            if not quoted and draft.cue.start not in taken:
                taken.add(draft.cue.start)
                out.append(draft)
    for q in quotations:
        if not any(d.holds(q.inner_start) for d in out):
            out += [d for d in _beside(text, q, cast) if d.cue and d.cue.start not in taken]
    out += introduced(text, layout, cast, out, quotations)
    return sorted(out, key=lambda d: d.start)


def _closed(text: str, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """«…, the ministry said on Monday.»"""
    for sighting in reversed(cast.within(max(sentence.start, sentence.end - 150), sentence.end)):
        cue = finite(text, sighting, sentence.end)
        if cue is None or cue.act not in {"say", "confirm", "announce"} or cue.manner != "speech":
            continue
        comma = text.rfind(",", sentence.start, sighting.start)
        article = comma >= 0 and _ARTICLE.fullmatch(text, comma + 1, sighting.start)
        if not article or not _TAIL.fullmatch(text, cue.end, sentence.end):
            continue
        content = trimmed(text, (sentence.start, comma))
        if content is None or _OPENS_ASIDE.match(text, content[0]):
            return
        if len(text[slice(*content)].split()) >= _LEAST and not owns(text, sighting):
            yield Draft(cue, sighting.span, (content,), (sighting.actor,), SURE)
        return


def _according(text: str, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """«According to X, …», «…, according to X», «…, according to X, …»."""
    for found in _ACCORDING.finditer(text, sentence.start, sentence.end):
        source = _named(text, found.end(), sentence.end, cast)
        if source is None:
            continue
        speaker = speakers(text, cast, source)
        before = trimmed(text, (sentence.start, found.start()))
        after = None
        if source[1] < sentence.end and text[source[1]] == ",":
            after = trimmed(text, (source[1], sentence.end))
        content = tuple(r for r in (before, after) if r is not None)
        if content and speaker:
            cue = look_up(text, *found.span())
            yield Draft(cue, source, content, speaker, SURE)


def _named(text: str, start: int, end: int, cast: Cast) -> Range | None:
    """The actor that opens at a position, an article aside."""
    for sighting in cast.within(start, end)[:1]:
        if _ARTICLE.fullmatch(text, start, sighting.start) and not owns(text, sighting):
            return sighting.span
    return None


def _as_saying(text: str, sighting: Sighting, end: int) -> Cue | None:
    """«“…,” Hill is quoted as saying»: the cue right behind whoever is quoted."""
    found = _QUOTED_AS.match(text, sighting.end, end)
    return None if found is None else look_up(text, *found.span("cue"))


def _beside(text: str, q: Quotation, cast: Cast) -> Iterator[Draft]:
    """«“To whom?” shot back Hill», «“To whom?” Hill asked»."""
    if not q.closed or text[q.inner_end - 1] not in ",?!.—–":
        return
    end = text.find("\n", q.end)
    end = len(text) if end < 0 else end
    verb = _INVERTED.match(text, q.end, end)
    found: tuple[Cue, Sighting] | None = None
    if verb is not None and verb.group("verb") in verbs():
        cue = look_up(text, *verb.span("verb"))
        for sighting in cast.within(verb.end(), min(end, verb.end() + 90))[:1]:
            if sighting.start <= verb.end() + 1 and not owns(text, sighting):
                found = cue, sighting
    else:
        for sighting in cast.within(q.end, min(end, q.end + 90))[:1]:
            spoken = finite(text, sighting, end) or _as_saying(text, sighting, end)
            if spoken is not None and _ARTICLE.fullmatch(text, q.end, sighting.start):
                found = spoken, sighting
    if found is not None and found[0].manner == "speech" and found[0].start >= q.end:
        cue, sighting = found
        yield Draft(cue, sighting.span, ((q.start, q.end),), (sighting.actor,), SURE)
