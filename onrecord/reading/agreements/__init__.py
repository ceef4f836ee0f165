"""Agreements: treaties, accords, deals and ceasefires, and what turns their life.

``agreements`` is the door. Who speaks of which agreement is decided by names and head nouns
(agreement_names.tsv, agreement_heads.tsv), what turns it by verbs and nouns (changes.tsv) whose
object or subject it is, and whether it happened by the modality room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.facts import Agreement, Change, Mention, Statement
from onrecord.reading.agreements.joining import Draft, joined
from onrecord.reading.agreements.lexicon import listed
from onrecord.reading.agreements.mentions import spoken
from onrecord.reading.agreements.parties import parties_of
from onrecord.reading.agreements.private import private
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.agreements.turns import Found, turns
from onrecord.reading.scene import Cast, Scene
from onrecord.reading.times import TimeMention
from onrecord.reading.turning import Ground, Turn, folded
from onrecord.reading.turning.clause import SIDES
from onrecord.text import Span

__all__ = ["agreements"]

_JOINT = frozenset({"signed", "agreed", "extended", "negotiated"})  # what nobody does alone
_OPEN = frozenset({"planned", "possible", "asked"})
_ARTICLES = frozenset("the a an any no another this that its their his her".split())
_KEPT = frozenset({"treaty", "accord", "ceasefire"})
_FEW = 4  # parties that a bare «was signed» may mean


def agreements(
    scene: Scene,
    times: Sequence[TimeMention],
    cast: Cast,
    statements: Sequence[Statement],
) -> tuple[Agreement, ...]:
    """The agreements of a report in text order, with their changes.

    An agreement without a name is kept only where something turns it, or where it is spoken of as
    known by what it is about. Never raises, whatever
    the text; ids are g1, g1-1 …, keys are left empty.
    """
    ground = Ground(scene, times, cast, statements)
    places = spoken(ground)
    drafts, of = joined(ground, places)
    found = turns(ground, places, of)
    made: list[Agreement] = []
    for draft in drafts:
        mine = [f for f in found if f.draft is draft]
        if (not mine and not _worth(ground, draft)) or private(ground, draft, mine):
            continue
        parties = parties_of(ground, draft, mine)
        if not parties and draft.numbered:
            # «Two earlier truces» were between those whose truce the report is about.
            parties = next((a.parties for a in made if a.kind == draft.kind), ())
        made.append(_agreement(ground, draft, mine, parties, f"g{len(made) + 1}"))
    return tuple(made)


def _worth(ground: Ground, draft: Draft) -> bool:
    """Whether an agreement that nothing turns is kept: one of the tables, or one named as such.

    Named once it is written with a capital to its end, and no part of a longer name, or spoken of
    as known: «the Ndola protocol».
    """
    if draft.known or (draft.name is not None and len(draft.places) > 1):
        return True
    if draft.name is None:
        return any(_about_one(ground, place) for place in draft.places)
    if any(_spoken_of(ground, place) for place in draft.places):
        return True
    behind = ground.text[draft.places[0].end :].lstrip(" \u00a0")[:1]
    return draft.name.split()[-1][0].isupper() and not behind.isupper()


def _spoken_of(ground: Ground, place: Spoken) -> bool:
    """Whether words speak of one that is known, by a name and a head noun: «the Ndola protocol»."""
    words = ground.text[place.start : place.end].split()
    named = any(word[:1].isupper() for word in words[1:-1])
    return _alone(ground, place) and named and words[0] == "the" and place.kind is not None


def _about_one(ground: Ground, place: Spoken) -> bool:
    """Whether words speak of one that is known by what it is about: «the harbours pact»."""
    words = ground.text[place.start : place.end].lower().split()
    about = set(words[1:-1]) - listed("plain")
    return _alone(ground, place) and words[0] == "the" and bool(about) and place.kind in _KEPT


def _alone(ground: Ground, place: Spoken) -> bool:
    """Whether the words are definite and no part of a longer name."""
    behind = ground.text[place.end :].lstrip(" \u00a0")[:1]
    return place.definite and not behind.isupper()


def _agreement(
    ground: Ground, draft: Draft, found: Sequence[Found], parties: tuple[str, ...], ident: str
) -> Agreement:
    told = folded([_sided(f.turn, parties).told(ground) for f in _settled(ground, found)], ground)
    first = draft.places[0]
    return Agreement(
        id=ident,
        name=draft.name or _described(ground, draft.places),
        kind=draft.kind,
        parties=parties,
        mentions=tuple(
            Mention(Span.of(ground.text, p.start, p.end)) for p in draft.places or (first,)
        ),
        changes=tuple(_change(turn, f"{ident}-{i}") for i, turn in enumerate(told, start=1)),
    )


def _settled(ground: Ground, found: Sequence[Found]) -> list[Found]:
    """A headline's «to quit pact» is as likely as the text below it says."""
    body = {f.turn.label: f.turn.modality for f in found if not ground.titled(f.turn.start)}
    return [
        replace(f, turn=replace(f.turn, modality=body.get(f.turn.label, f.turn.modality)))
        if ground.titled(f.turn.start)
        and f.turn.modality in _OPEN
        and body.get(f.turn.label) in _OPEN
        else f
        for f in found
    ]


def _sided(turn: Turn, parties: tuple[str, ...]) -> Turn:
    """«The two sides» are the parties; so are those who sign or agree where nobody is named."""
    others = tuple(actor for actor in turn.by if actor != SIDES)
    few = 2 <= len(parties) <= _FEW
    if SIDES in turn.by:
        return replace(turn, by=parties if few else others)
    if not turn.by and few and turn.label in _JOINT and turn.modality != "denied":
        return replace(turn, by=parties)
    return turn


def _described(ground: Ground, places: Sequence[Spoken]) -> str:
    """The fullest description, without its article: «ten-year fishing pact»."""
    body = [p for p in places if not ground.titled(p.start)]
    best = max(body or places, key=lambda p: (len(p.words), -p.start))
    words = ground.text[best.start : max(best.end, best.reach)].split()
    if len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    return " ".join(words).strip("“”\"‘’'")


def _change(turn: Turn, ident: str) -> Change:
    return Change(
        id=ident,
        change=turn.label,  # type: ignore[arg-type]
        modality=turn.modality,
        by=turn.by,
        date=turn.told_date,
        term=turn.term,
        stated_in=turn.stated_in,
        tellings=turn.tellings,
        confidence=turn.confidence,
    )
