"""How a report is laid out: its paragraphs and sentences, and what each part of the page is.

Everything is decided by the shape of lines (length, blank lines, stops, capitals) and by the
tables layout.tsv, layout_words.tsv and layout_abbreviations.tsv; time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.layout.bylines import authors_in, first_reporters, post_alone, reporters_in
from onrecord.reading.layout.dateline import Opening, dateline_of
from onrecord.reading.layout.head import Head
from onrecord.reading.layout.interviews import floors
from onrecord.reading.layout.kinds import kinds_of
from onrecord.reading.layout.known import known_kinds, partly_known_kinds
from onrecord.reading.layout.lines import Line, lines_of
from onrecord.reading.layout.outlet import outlet_of
from onrecord.reading.layout.sentences import sentences_in
from onrecord.reading.layout.shape import report_kind
from onrecord.reading.layout.stamps import place_of_stamp
from onrecord.reading.layout.turns import turns
from onrecord.reading.scene import Layout, Paragraph, Sentence
from onrecord.report import Dateline, Part, Report
from onrecord.text import Span

__all__ = ["lay_out"]

_TITLES = frozenset({"headline", "subheading"})


def lay_out(text: str, report: Report) -> Layout:
    """The layout of `text`; what is known of the report (title, outlet, authors, parts) stands.

    Raises nothing, whatever the text. Spans count code points into `text`.
    """
    lines = lines_of(text)
    speakers = turns(lines)
    floor = floors(lines, speakers)
    turning = sorted({*speakers, *floor})
    if report.parts and report.kind == "unknown":  # a document, which is no page of an outlet
        kinds = partly_known_kinds(lines, report.parts, turning, report.title)
    elif report.parts:
        kinds = known_kinds(lines, report.parts, turning)
    else:
        kinds = kinds_of(lines, turning, report.title)
    place, opening, begins = _dateline(text, lines, kinds)
    agency = opening.agency if opening else None
    agent = agency is not None
    kind = report_kind(lines, kinds, turning, agency=agent, outlet=report.outlet)
    if report.kind != "unknown":
        kind = report.kind
    paragraphs = tuple(
        Paragraph(line.start, line.end, part, speakers.get(number), floor.get(number))
        for number, (line, part) in enumerate(zip(lines, kinds.of, strict=True))
    )
    title = None if kinds.headline is None else lines[kinds.headline].words
    return Layout(
        kind=kind,
        title=report.title or title,
        outlet=report.outlet or outlet_of(lines, kinds, kind, agency),
        authors=report.authors or _authors(lines, kinds),
        dateline=place,
        paragraphs=paragraphs,
        sentences=tuple(
            Sentence(start, end, number)
            for number, p in enumerate(paragraphs)
            for start, end in sentences_in(text, p.start, p.end, title=p.kind in _TITLES)
        ),
        parts=_parts(text, paragraphs),
        begins=begins,
    )


def _dateline(
    text: str, lines: Sequence[Line], kinds: Head
) -> tuple[Dateline | None, Opening | None, int]:
    """The dateline of the first paragraph of the body, and where its words begin; else a line of
    the head that is one, and 0."""
    first = next((line for line, kind in zip(lines, kinds.of, strict=True) if kind == "body"), None)
    opening = dateline_of(first.words) if first else None
    if first and opening:
        span = Span.of(text, first.start + opening.start, first.start + opening.end)
        return Dateline(span.text, span), opening, first.start + opening.begins
    for number, (line, kind) in enumerate(zip(lines, kinds.of, strict=True)):
        if kind == "body":
            break
        place = place_of_stamp(line.words) if kind == "furniture" else None
        if number == kinds.place:
            place = (0, len(line.words))
        if place:
            span = Span.of(text, line.start + place[0], line.start + place[1])
            return Dateline(span.text, span), None, 0
    return None, None, 0


def _authors(lines: Sequence[Line], kinds: Head) -> tuple[str, ...]:
    """Those of the bylines; without one, those of the note of who reported."""
    named = [name for number in kinds.bylines for name in authors_in(lines[number].words)]
    notes = [n.words for n, part in zip(lines, kinds.of, strict=True) if part == "credit"]
    if not named:
        for note in notes:
            named += reporters_in(note) if first_reporters(note) else ()
    return tuple(dict.fromkeys(named))


def _parts(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Part, ...]:
    """A part for each paragraph; lines of one caption, a name and its post are one part."""
    found: list[Part] = []
    for p in paragraphs:
        last = found[-1] if found else None
        if last and last.kind == p.kind and text.count("\n", last.span.end, p.start) == 1:
            words = text[p.start : p.end]
            post = p.kind == "credit" and post_alone(words) and " in " in f" {words.lower()}"
            if p.kind == "caption" or post:
                found[-1] = Part(p.kind, Span.of(text, last.span.start, p.end))
                continue
        found.append(Part(p.kind, Span.of(text, p.start, p.end)))
    return tuple(found)
