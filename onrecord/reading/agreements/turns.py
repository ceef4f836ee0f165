"""Hits made into turns: who, when, for how long, and whether it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.facts import TermSlot
from onrecord.facts.timex import is_duration
from onrecord.reading.agreements.asserting import asserted
from onrecord.reading.agreements.awaited import awaited
from onrecord.reading.agreements.calls import calls
from onrecord.reading.agreements.changes import hits
from onrecord.reading.agreements.doers import doers
from onrecord.reading.agreements.elided import elided
from onrecord.reading.agreements.hit import Hit, Places, turning
from onrecord.reading.agreements.joining import Draft
from onrecord.reading.agreements.signings import signings
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.agreements.undone import over, stayed, taken_back
from onrecord.reading.agreements.whether import (
    agreed_to,
    ahead_of,
    awaited_of,
    begged_off,
    due,
    modality_of,
)
from onrecord.reading.modality import Line
from onrecord.reading.modality.grammar import governing
from onrecord.reading.modality.group import DETERMINERS, PREPOSITIONS
from onrecord.reading.turning import Ground, Turn, date_of, not_ahead, reach, term_of
from onrecord.text import Span
from onrecord.vocabulary import Modality

_LINKS = DETERMINERS | PREPOSITIONS
_PURPOSE = 60  # code points from a deal to what it is «to extend»
_LONGEST = 200  # code points of a telling
_OFF = frozenset({"denied", "asked"})  # as what «not to» is read behind who begs
_LEAVING = frozenset({"withdrawn", "terminated"})
_LASTING = frozenset({"extended", "signed", "in_force", "expired", "agreed"})


@dataclass(frozen=True, slots=True)
class Found:
    """A turn and the agreement that it turns."""

    draft: Draft
    turn: Turn


def turns(ground: Ground, places: Sequence[Spoken], of: Sequence[Draft | None]) -> list[Found]:
    """All turns of all agreements, in the order of the text."""
    draft_of = {(p.start, p.end): d for p, d in zip(places, of, strict=True)}
    drafts = [d for d in of if d is not None]
    main = max(drafts, key=lambda d: len(d.places)).places if drafts else ()
    found: list[Found] = []
    for hit in hits(ground, Places(ground, places, main)):
        place = hit.place
        draft = draft_of.get((place.start, place.end)) if place else None
        if place is None or draft is None or not _fits(hit, place, places):
            continue
        turn = over(ground, hit) or _turn(ground, hit)
        if turn is not None:
            found.append(Found(draft, turn))
            found.extend(Found(draft, back) for back in taken_back(ground, hit, turn))
            found.extend(Found(draft, other) for other in elided(ground, hit.line, turn))
    taken = list(found)
    for room in (calls, awaited, signings):
        for place, turn in room(ground, places):
            draft = draft_of.get((place.start, place.end))
            if draft and not any(_again(Found(draft, turn), f) for f in taken):
                found.append(Found(draft, turn))
    return sorted(found, key=lambda f: f.turn.start)


def _again(one: Found, other: Found) -> bool:
    """Whether the words of a turn tell another already; several may be signed in the same words."""
    apart = one.turn.label == other.turn.label == "signed" and one.draft is not other.draft
    return not apart and one.turn.start < other.turn.end and other.turn.start < one.turn.end


def _fits(hit: Hit, place: Spoken, places: Sequence[Spoken]) -> bool:
    """Whether the word tells a turn of the agreement there, and not of another through it."""
    row, line = hit.turning, hit.line
    joined = line.forms[max(hit.group.first, 1) - 1] in {"and", "but", "then"}
    if row.change == "agreed" and joined and not hit.after and not hit.group.passive:
        # «signed a memorandum and [agreed] to meet again»: what they agreed to stands behind it.
        behind = line.forms[hit.last + 1 : hit.last + 3]
        return not (behind[:1] == ("to",) and behind[-1].isalpha() and behind[-1] not in _LINKS)
    if not (row.change == "agreed" and hit.after and hit.told and place.fresh):
        return True
    end = line.at(place.end - 1) + 1
    if end + 1 >= len(line):
        return True
    # «reached an agreement to extend the treaty» turns the treaty.
    if not any(0 < p.start - place.end < _PURPOSE for p in places):
        return True
    if line.forms[end] == "to":
        return not _turns_another(line, end, places)
    return not (
        line.forms[end] == "with"
        and any(_turns_another(line, i, places) for i in range(end, min(end + 8, len(line) - 1)))
    )


def _turns_another(line: Line, to: int, places: Sequence[Spoken]) -> bool:
    """«to [extend] the treaty», but not «to [hold their fire]», which is itself agreed on."""
    if line.forms[to] != "to" or not turning(line, to + 1):
        return False
    return all(place.start != line.starts[to + 1] for place in places)


def _turn(ground: Ground, hit: Hit) -> Turn | None:
    line, group, row = hit.line, hit.group, hit.turning
    if line.forms[max(0, group.first - 2) : group.first] == ("all", "but"):
        return None  # «all but left the treaty»
    if row.noun and row.change in _LEAVING and stayed(line, hit.at):
        return None  # «to suspend its withdrawal from the treaty»
    if _generic(hit):
        return None
    modality = modality_of(ground, hit)
    if modality == "possible" and line.forms[-1] == "?":
        return None  # a question tells nothing
    if modality == "possible" and awaited_of(hit):
        return None  # «until Vela has ratified it», which tells nothing of what will be
    if modality in _OFF and group.negated and group.infinitive and begged_off(hit):
        return None  # «begged them not to block it»
    last = hit.last
    if hit.after:
        behind = line.at(hit.place.end - 1) if hit.place and hit.told else hit.pronoun
        last = max(hit.last, behind or hit.last)
    end = max(reach(ground, line, last, turning), last + 1)
    if hit.place is not None and hit.told and not hit.after and hit.place.start > line.starts[last]:
        end = min(end, line.at(hit.place.start))  # «Ratified in 2024, the treaty expires in May»
    pledged = row.change == "proposed"  # «pledged last year to create»: the pledge is the fact
    ahead = (group.infinitive or row.noun) and modality != "actual" and not pledged
    # Since when «a suspended treaty» is so is not told.
    told = (hit.last, hit.last if row.attributive else end)
    behind = not ahead and not row.attributive
    date = date_of(ground, line, group, told, turning, behind=behind, through=pledged)
    if date is None and ahead:
        date = due(ground, line, group)
    if modality in ("planned", "asked", "possible"):
        date = ahead_of(ground, date)
    if modality == "actual":
        date = not_ahead(ground, date)
    dated = date is not None or asserted(hit) or agreed_to(hit)
    if modality == "actual" and (row.noun or row.brokered) and not dated:
        return None
    term = term_of(ground, line, hit.last, end) or _length(ground, hit)
    start = _start(hit, modality)
    stop = line.ends[last]
    for span in (date.span if date else None, term.span if term else None):
        if span is not None and stop < span.end <= start + _LONGEST and span.start > start:
            stop = span.end
    return Turn(
        start=start,
        end=stop,
        label=row.change,
        modality=modality,
        by=() if row.attributive else doers(ground, hit, end),
        date=date,
        term=term if row.change in _LASTING else None,
        confidence=0.7 if not hit.told or row.noun else 0.85,
    )


def _generic(hit: Hit) -> bool:
    """«Treaties are signed by kings»: what is told of all of them, and of none in particular."""
    place, line = hit.place, hit.line
    if place is None or not place.plural or not hit.told or place.definite or place.name:
        return False
    bare = line.at(place.start) == line.at(place.end - 1)
    return bare and not hit.after and line.forms[hit.group.first] in {"are", "can", "may", "must"}


def _start(hit: Hit, modality: Modality) -> int:
    """Where the telling starts: its verb group, and what makes it planned, asked or failed."""
    line, group = hit.line, hit.group
    if group.infinitive:
        found = governing(line, group.first - 1)
        near = found is not None and group.first - found[0] <= 12
        if found is not None and "next" in found[1].takes and group.first - found[0] <= 3:
            return line.starts[found[0]]
        if (
            found is not None
            and near
            and (modality in {"failed", "denied"} or modality == "actual")
        ):
            return line.starts[found[0]]
        return line.starts[hit.at]
    if group.joined is not None or not (group.passive or hit.turning.before):
        return line.starts[hit.at]
    return line.starts[group.first]


def _length(ground: Ground, hit: Hit) -> TermSlot | None:
    """The «ten-year» of a «ten-year pact»."""
    if hit.place is None or not hit.told:
        return None
    for time in ground.times_in(hit.place.start, hit.place.end):
        if time.type == "DURATION" and time.value and is_duration(time.value):
            return TermSlot(value=time.value, span=Span.of(ground.text, time.start, time.end))
    return None
