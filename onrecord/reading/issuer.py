"""Who issues a press release: the body that speaks in its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord import tables
from onrecord.facts import Actor, Mention
from onrecord.reading.scene import Cast, Layout, Sighting
from onrecord.tables.names import KnownName
from onrecord.text import Span

_SAID = re.compile(r"[\s\u00a0]+(?:(?:today|has)[\s\u00a0]+)?(?:said|announced|called|urged)\b")
_HEAD = 8  # paragraphs in which the issuer stands


def with_issuer(
    text: str, layout: Layout, cast: Cast, known: Sequence[KnownName]
) -> tuple[Cast, str | None]:
    """The cast and the id of the issuer, added to the cast where only the head names it.

    None where the report is no press release, or its head names nobody.
    """
    if layout.kind != "press_release":
        return cast, None
    if not layout.outlet:
        return cast, _named(text, layout, cast)
    name = layout.outlet.casefold()
    for actor in cast.actors:
        if name in {actor.name.casefold(), *(m.span.text.casefold() for m in actor.mentions)}:
            return cast, actor.id
    last = layout.paragraphs[min(_HEAD, len(layout.paragraphs)) - 1]
    start = text[: last.end].lower().find(layout.outlet.lower())
    # A page may name its outlet without showing it in the text.
    span = Span.of(text, start, start + len(layout.outlet)) if start >= 0 else None
    named = None if span else _named(text, layout, cast)
    if named:
        return cast, named
    ident = cast.free()
    official = any(row["head"] in name for row in tables.rows("body_heads"))
    actor = Actor(
        id=ident,
        name=layout.outlet,
        kind="government_body" if official else "organization",
        represents=_state(layout, known) if official else None,
        sector="GOV" if official else None,
        mentions=(Mention(span, "name"),) if span else (),
    )
    sightings = [Sighting(span.start, span.end, ident, "name")] if span else []
    return cast.joined([actor], sightings), ident


def _named(text: str, layout: Layout, cast: Cast) -> str | None:
    """The body that lines of the head name; else who speaks in the lead; else the headline's."""
    return (
        _in_the_head(layout, cast, headline=False)
        or _in_the_lead(text, layout, cast)
        or _in_the_head(layout, cast, headline=True)
    )


def _in_the_head(layout: Layout, cast: Cast, *, headline: bool) -> str | None:
    """The body that the headline names, or the other lines above the text."""
    for paragraph in layout.paragraphs:
        if paragraph.kind == "body":
            return None
        if (paragraph.kind == "headline") != headline:
            continue
        for sighting in cast.within(paragraph.start, paragraph.end):
            if cast.actor(sighting.actor).kind in {"government_body", "organization"}:
                return sighting.actor
    return None


def _in_the_lead(text: str, layout: Layout, cast: Cast) -> str | None:
    """The body that the first paragraph lets speak («…, the Institute said today»)."""
    lead = next((p for p in layout.paragraphs if p.kind == "body"), None)
    if lead is None:
        return None
    for sighting in cast.within(lead.start, lead.end):
        speaks = _SAID.match(text, sighting.end, lead.end) is not None
        if speaks and cast.actor(sighting.actor).kind in {"government_body", "organization"}:
            return sighting.actor
    return None


def _state(layout: Layout, known: Sequence[KnownName]) -> str | None:
    """The state of the first place or people that the rubrics or the dateline name."""
    ends = layout.dateline.span if layout.dateline else None
    rubrics = [(p.start, p.end) for p in layout.paragraphs[:_HEAD] if p.kind == "furniture"]
    rubrics += [(ends.start, ends.end)] if ends else []
    for start, end in rubrics:
        for name in known:
            if start <= name.start < end and name.code:
                return name.code
    return None
