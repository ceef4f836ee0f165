"""Audiences that are named only where somebody tells them something («told a Senate panel»)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord import tables
from onrecord.facts import Actor, Mention
from onrecord.reading.cast.words import among
from onrecord.reading.scene import Cast, Sighting
from onrecord.text import Span


@cache
def _told() -> re.Pattern[str]:
    nouns = sorted(_kinds(), key=len, reverse=True)
    parts = "|".join(sorted(among("listener_part")))
    any_noun = "|".join(re.escape(n).replace(r"\ ", r"[\s\u00a0]") for n in nouns)
    return re.compile(
        r"\b(?:tells?|told|telling|assured|informed|addressed|addressing|briefed|"
        r"(?:said|confirmed|speaking|talking|spoke) to|testified before)[\s\u00a0]+"
        r"(?P<who>(?:(?:the|an?|his|her|its|their)[\s\u00a0]+)?(?P<name>"
        rf"(?:(?!me\b|us\b|him\b|her\b|them\b|you\b)[\w’'.-]+[\s\u00a0]+){{0,3}}?"
        rf"(?P<noun>{any_noun})(?:[\s\u00a0](?:{parts}))?))\b(?![’'-])",
        re.IGNORECASE,
    )


@cache
def _kinds() -> dict[str, str]:
    """Nouns of audiences, and the kind of actor that each is."""
    found = dict.fromkeys(among("listener_outlet"), "organization")
    for row in tables.rows("occasions_said"):
        if row["how"] in {"told", "people"}:
            found[row["noun"]] = "government_body" if row["how"] == "told" else "group"
    return found


def with_listeners(text: str, cast: Cast) -> Cast:
    """The cast with the audiences that it has not seen; one actor for each name."""
    by_name = {a.name.casefold(): a.id for a in cast.actors}
    actors = list[Actor]()
    sightings = list[Sighting]()
    for start, end, name, kind in _unseen(text, cast):
        ident = by_name.get(name.casefold())
        if ident is None:
            ident = by_name[name.casefold()] = cast.free(len(actors) + 1)
            mention = Mention(Span.of(text, start, end), "description")
            actors.append(Actor(id=ident, name=name, kind=kind, mentions=(mention,)))  # type: ignore[arg-type]
        sightings.append(Sighting(start, end, ident, "description"))
    return cast.joined(actors, sightings) if sightings else cast


def _unseen(text: str, cast: Cast) -> Iterator[tuple[int, int, str, str]]:
    for found in _told().finditer(text):
        start, end = found.span("who")
        crossing = any(s.start < end and start < s.end for s in cast.within(start - 80, end + 80))
        if not crossing:
            noun = " ".join(found["noun"].split()).lower()
            yield start, end, " ".join(found["name"].split()), _kinds()[noun]
