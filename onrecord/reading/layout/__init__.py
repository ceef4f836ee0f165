"""How a report is laid out: its paragraphs and sentences, and what each part of the page is.

Everything is decided by the shape of lines (length, blank lines, stops, capitals) and by the
tables layout.tsv, layout_words.tsv and layout_abbreviations.tsv; time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.layout.credits import authors_in, reporters_in
from onrecord.reading.layout.dateline import Opening, dateline_of
from onrecord.reading.layout.kinds import Kinds, kinds_of
from onrecord.reading.layout.lines import Line, lines_of
from onrecord.reading.layout.marks import agencies, words
from onrecord.reading.layout.sentences import sentences_in
from onrecord.reading.layout.shape import report_kind
from onrecord.reading.layout.turns import turns
from onrecord.reading.scene import Layout, Paragraph, Sentence
from onrecord.report import Dateline, Part, Report
from onrecord.text import Span
from onrecord.vocabulary import ReportKind

__all__ = ["lay_out"]

_TITLES = frozenset({"headline", "subheading"})
_AIRED = re.compile(
    r"(?:[Ff]irst )?(?:[Bb]roadcast|[Aa]ired|[Pp]ublished)(?: on| by| in) "
    r"((?:[A-Z][\w.’'-]+ ?){1,5}),"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}\s*)?(?:the\s)?([A-Z][^.,|]{1,40})", re.I
)


def lay_out(text: str, report: Report) -> Layout:
    """The layout of `text`; what is given of the report (title, outlet, authors) stands.

    Raises nothing, whatever the text. Spans count code points into `text`.
    """
    lines = lines_of(text)
    speakers = turns(lines)
    kinds = kinds_of(lines, speakers, report.title)
    place, opening = _dateline(text, lines, kinds)
    agency = opening.agency if opening else None
    kind = report_kind(lines, kinds, speakers, agency=agency is not None)
    if report.kind != "unknown":
        kind = report.kind
    paragraphs = tuple(
        Paragraph(line.start, line.end, part, speakers.get(number))
        for number, (line, part) in enumerate(zip(lines, kinds.of, strict=True))
    )
    title = None if kinds.headline is None else lines[kinds.headline].words
    return Layout(
        kind=kind,
        title=report.title or title,
        outlet=report.outlet or _outlet(lines, kinds, kind, agency),
        authors=report.authors or _authors(lines, kinds),
        dateline=place,
        paragraphs=paragraphs,
        sentences=tuple(
            Sentence(start, end, number)
            for number, p in enumerate(paragraphs)
            for start, end in sentences_in(text, p.start, p.end, title=p.kind in _TITLES)
        ),
        parts=_parts(text, paragraphs),
    )


def _dateline(
    text: str, lines: Sequence[Line], kinds: Kinds
) -> tuple[Dateline | None, Opening | None]:
    """The dateline of the first paragraph of the body."""
    for line, kind in zip(lines, kinds.of, strict=True):
        if kind != "body":
            continue
        opening = dateline_of(line.words)
        if opening is None:
            return None, None
        span = Span.of(text, line.start + opening.start, line.start + opening.end)
        return Dateline(span.text, span), opening
    return None, None


def _outlet(
    lines: Sequence[Line], kinds: Kinds, kind: ReportKind, agency: str | None
) -> str | None:
    """The outlet that the text names: in its dateline, its rubric, its note of rights."""
    if agency:
        return agencies().get(agency, agency)
    for number in kinds.kickers:
        cell = re.split(r"\s[|—–]\s|\s-\s", lines[number].words)[0].strip()
        bodies = words("body") if kind == "press_release" else frozenset[str]()
        issuer = re.split(r",\s", cell)[0]
        if cell in agencies():
            return agencies()[cell]
        if bodies & set(issuer.split()) and len(issuer.split()) > 1:
            return issuer
    for line, part in zip(lines, kinds.of, strict=True):
        if part != "furniture":
            continue
        if line.words in agencies():
            return agencies()[line.words]
        own = _RIGHTS.match(line.words) or _AIRED.match(line.words)
        name = own.group(1).strip() if own else ""
        if name and len(name.split()) <= 5:
            return agencies().get(name, name)
    return None


def _authors(lines: Sequence[Line], kinds: Kinds) -> tuple[str, ...]:
    """Those of the bylines; without one, those of the note of who reported."""
    named = [name for number in kinds.bylines for name in authors_in(lines[number].words)]
    if not named:
        for line, part in zip(lines, kinds.of, strict=True):
            named += reporters_in(line.words) if part == "credit" else ()
    return tuple(dict.fromkeys(named))


def _parts(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Part, ...]:
    """A part for each paragraph; lines of one caption are one part."""
    found: list[Part] = []
    for p in paragraphs:
        last = found[-1] if found else None
        if last and last.kind == p.kind == "caption":
            between = text[last.span.end : p.start]
            if between.count("\n") == 1:
                found[-1] = Part("caption", Span.of(text, last.span.start, p.end))
                continue
        found.append(Part(p.kind, Span.of(text, p.start, p.end)))
    return tuple(found)
