"""The paper itself as somebody who is told things («told this newspaper», «told me»)."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.facts import Actor, Mention
from onrecord.reading.quotes import quotations
from onrecord.reading.scene import Cast, Layout, Sighting
from onrecord.text import Span

_ITSELF = (
    r"this newspaper|this reporter|this publication|this correspondent|our correspondent|me|us"
)
_FIRST = re.compile(r"\btold[\s\u00a0]")


def with_outlet(text: str, layout: Layout, cast: Cast) -> Cast:
    """The cast with the report's outlet, where somebody tells it something outside quotations.

    Nothing changes where the outlet is not known, or its report is no article of its own: a
    transcript or a press release.
    """
    foreign = layout.kind in {"transcript", "press_release"}
    if not layout.outlet or foreign or _FIRST.search(text) is None:
        return cast
    name = layout.outlet
    ident = next((a.id for a in cast.actors if a.name.casefold() in name.casefold()), None)
    told = re.compile(
        rf"\btold[\s\u00a0]+(?P<who>{_ITSELF}|(?:[Tt]he[\s\u00a0]+)?{re.escape(name.split()[-1])})\b"
    )
    spans = [
        m.span("who")
        for m in told.finditer(text)
        if not any(q.start <= m.start() < q.end for q in quotations(text))
    ]
    known = {s.span for s in cast.sightings if s.actor == ident}
    spans = [s for s in spans if s not in known]
    if not spans:
        return cast
    added = []
    if ident is None:
        ident = cast.free()
        mentions = tuple(Mention(Span.of(text, *s), "description") for s in spans)
        added = [Actor(id=ident, name=name, kind="organization", mentions=mentions)]
    others = replace(cast, sightings=tuple(s for s in cast.sightings if s.span not in spans))
    return others.joined(added, [Sighting(a, b, ident, "description") for a, b in spans])
