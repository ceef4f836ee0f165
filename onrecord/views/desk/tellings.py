"""Every report's words of one thing, side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.record.things import StatementThing, Thing, ThingTelling
from onrecord.text import Span
from onrecord.views.dates import date_words, duration_words
from onrecord.views.desk import tallies
from onrecord.views.desk.contexts import Piece, context
from onrecord.views.desk.entries import Texts
from onrecord.views.desk.links import Links
from onrecord.views.desk.voices import Voice, chain
from onrecord.views.fragments import page_address
from onrecord.views.labels import MODS, TERMS
from onrecord.views.safe import words
from onrecord.views.things import phrases
from onrecord.vocabulary import Modality, Terms

MOST = 60  # tellings that one page shows; of more the first ones, and their number


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One place of a report that tells of the thing; ``label`` names the turn that it tells."""

    words: tuple[Piece, ...]
    modality: Modality
    label: str
    says: str
    hand: str
    chain: tuple[Voice, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByReport:
    """What one version of one report tells of the thing."""

    outlet: str
    published: str
    reported: str
    href: str
    address: str
    copied: str
    terms: Terms
    told: tuple[Told, ...]


def wanted(tellings: Iterable[ThingTelling]) -> set[tuple[str, str]]:
    """The versions whose texts are needed to show tellings in context."""
    return {(one.report, one.counted) for one in tellings}


def by_report(
    thing: Thing, tellings: Sequence[ThingTelling], links: Links, texts: Texts,
    labels: Mapping[int, str],
) -> list[ByReport]:  # fmt: skip
    """The tellings of a thing by the version of the report that they stand in, the oldest first.

    ``labels`` gives by its place among ``tellings`` what turn one tells.
    """
    groups: dict[tuple[str, str], list[tuple[int, ThingTelling]]] = {}
    for at, one in enumerate(tellings[:MOST]):
        groups.setdefault((one.counted, one.report), []).append((at, one))
    return [_report(thing, groups[name], links, texts, labels) for name in sorted(groups)]


def _report(
    thing: Thing, some: Sequence[tuple[int, ThingTelling]], links: Links, texts: Texts,
    labels: Mapping[int, str],
) -> ByReport:  # fmt: skip
    first = some[0][1]
    text = texts.get((first.report, first.counted))
    return ByReport(
        outlet=words(first.outlet or first.source) + (", retracted" if first.retracted else ""),
        published=date_words(first.published or first.counted[:10]),
        reported=first.counted,
        href=links.report(first.report, first.counted),
        address=page_address(first.url) or "",
        copied=words(first.copy_of or ""),
        terms=phrases.strongest([tallies.effective(one) for _, one in some]),
        told=tuple(_told(thing, one, links, text, labels.get(at, "")) for at, one in some),
    )


def _told(thing: Thing, one: ThingTelling, links: Links, text: str | None, label: str) -> Told:
    return Told(
        words=telling_context(thing, one, text),
        modality=one.modality,
        label=label,
        says=says(thing, one),
        hand=phrases.by_hand(one),
        chain=chain(thing, one, links),
        href=links.report(one.report, one.counted, one.key),
    )


def telling_context(thing: Thing, one: ThingTelling, text: str | None) -> tuple[Piece, ...]:
    """The words of a telling in their sentence: a statement's content and cue, else its own."""
    if isinstance(thing, StatementThing):
        said = [*map(_span, one.slots.get("content") or ())]
        cues = [*map(_span, one.slots.get("cue") or ())]
        if said:
            return context(text, said, cues)
    return context(text, (), [one.span] if one.span else ())


def _span(given: Mapping[str, Any]) -> Span:
    """A span of a slot, which stands there as plain data."""
    return Span(given["start"], given["end"], given["text"])


def says(thing: Thing, one: ThingTelling) -> str:
    """What a telling itself says of when, where, how long and on what terms."""
    slots = one.slots
    parts = []
    if isinstance(thing, StatementThing):
        terms = tallies.effective(one)
        parts.append(TERMS[terms] if terms != "unspecified" else "")
    date, place, length = (_slot(slots.get(name)) for name in ("date", "place", "duration"))
    parts.append(date_words(date.get("value")) if date.get("value") else "")
    if place.get("name"):
        parts.append(phrases.comma(words(place["name"]), place.get("country") or ""))
    if length.get("value"):
        mod = MODS.get(length.get("mod") or "", "")
        parts.append(f"{mod} {duration_words(length['value'])}".strip())
    parts.append(words(slots.get("occasion") or ""))
    return phrases.listed(*parts)


def _slot(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}
