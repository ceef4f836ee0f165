"""Hits made into turns: who, when, for how long, and whether it happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.facts import TermSlot
from onrecord.facts.timex import is_duration
from onrecord.reading.agreements.changes import (
    Hit,
    Places,
    asserted,
    hits,
    turning,
    undone,
)
from onrecord.reading.agreements.joining import Draft
from onrecord.reading.agreements.lexicon import of_kind
from onrecord.reading.agreements.mentions import Spoken
from onrecord.reading.modality import carried, group_of, of_word
from onrecord.reading.modality.grammar import governing
from onrecord.reading.turning import (
    Ground,
    Turn,
    agents,
    controllers,
    date_of,
    reach,
    subjects,
    term_of,
)
from onrecord.reading.turning.clause import SIDES, joined_after, possessor, subjects_of_noun
from onrecord.text import Span
from onrecord.vocabulary import Modality

_NEAR = 400  # code points between «it» and what it stands for
_LONGEST = 200  # code points of a telling
_MUTUAL = frozenset({"signed", "agreed", "negotiated", "extended"})
_THEY = frozenset({"sides", "parties", "countries", "side", "they"})
_LASTING = frozenset({"extended", "signed", "in_force", "expired", "agreed"})
_UNDONE = frozenset({"suspended", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Found:
    """A turn and the agreement that it turns."""

    draft: Draft
    turn: Turn


def turns(ground: Ground, places: Sequence[Spoken], of: Sequence[Draft | None]) -> list[Found]:
    """All turns of all agreements, in the order of the text."""
    draft_of = {(p.start, p.end): d for p, d in zip(places, of, strict=True)}
    room = Places(places)
    found: list[Found] = []
    for hit in hits(ground, places):
        place = hit.place or _meant(ground, room, hit)
        draft = draft_of.get((place.start, place.end)) if place else None
        if place is None or draft is None or not _fits(ground, hit, place):
            continue
        turn = _turn(ground, hit)
        if turn is not None:
            found.append(Found(draft, turn))
            found.extend(Found(draft, back) for back in _taken_back(ground, hit, turn))
    return sorted(found, key=lambda f: f.turn.start)


def _meant(ground: Ground, room: Places, hit: Hit) -> Spoken | None:
    """The agreement that «it» stands for: the last one spoken of, near enough."""
    if hit.pronoun is None:
        return None
    position = hit.line.starts[hit.pronoun]
    place = room.last_before(position)
    if place is None or position - place.end > _NEAR:
        return None
    between = ground.text[place.end : position]
    if hit.line.forms[hit.pronoun] != "it" and hit.turning.change not in {"agreed", "signed"}:
        return None
    return place if between.count(". ") + between.count("\n") <= 2 else None


def _fits(ground: Ground, hit: Hit, place: Spoken) -> bool:
    """Whether the word tells a turn of the agreement there."""
    row, line = hit.turning, hit.line
    if row.kinds and hit.place is None and place.kind not in row.kinds:
        return False
    end = line.at(place.end - 1) + 1
    if row.change == "agreed" and hit.after and place.fresh and end + 1 < len(line):
        # «reached an agreement to extend the treaty» turns the treaty.
        if line.forms[end] == "to" and turning(line, end + 1):
            return False
        if line.forms[end] == "with" and any(
            line.forms[i] == "to" and turning(line, i + 1)
            for i in range(end, min(end + 8, len(line) - 1))
        ):
            return False
    if row.change == "ratified" and line.forms[hit.at].startswith(("approv", "endors")):
        before = line.forms[max(0, hit.group.first - 6) : hit.group.first]
        behind = line.forms[hit.last + 1 : hit.last + 14]
        return bool(of_kind("body") & {*before, *(behind if hit.group.passive else ())})
    return True


def _turn(ground: Ground, hit: Hit) -> Turn | None:
    line, group, row = hit.line, hit.group, hit.turning
    modality = _modality(ground, hit)
    last = hit.last
    if hit.after:
        behind = line.at(hit.place.end - 1) if hit.place else hit.pronoun
        last = max(hit.last, behind or hit.last)
    end = max(reach(ground, line, last, turning), last + 1)
    pledged = row.change == "proposed"  # «pledged last year to create»: the pledge is the fact
    ahead = (group.infinitive or row.noun) and modality != "actual" and not pledged
    date = date_of(ground, line, group, (hit.last, end), turning, behind=not ahead, through=pledged)
    if row.noun and modality == "actual" and date is None and not asserted(hit):
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
        by=_by(ground, hit, end),
        date=date,
        term=term
        if row.change in {"extended", "signed", "in_force", "expired", "agreed"}
        else None,
        confidence=0.7 if hit.place is None or row.noun else 0.85,
    )


def _modality(ground: Ground, hit: Hit) -> Modality:
    if hit.turning.gives:
        return hit.turning.gives
    start, end = hit.line.starts[hit.at], hit.line.ends[hit.last]
    holders = ground.vouchers.around(start, end)
    return carried(ground.scene, start, end, holders[-1] if holders else None)


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


def _by(ground: Ground, hit: Hit, end: int) -> tuple[str, ...]:
    named = _doers(ground, hit, end)
    if (hit.turning.change in _MUTUAL and hit.turning.noun is False) or hit.turning.before:
        return tuple(dict.fromkeys((*named, *_partners(ground, hit))))
    return named


def _partners(ground: Ground, hit: Hit) -> tuple[str, ...]:
    """«signed a pact with X», «under discussion between X and Y»."""
    line = hit.line
    place = line.at(hit.place.end - 1) if hit.place and hit.after else hit.last
    for index in range(place + 1, min(place + 3, len(line) - 1)):
        if line.forms[index] in {"with", "between"} and hit.turning.change in _MUTUAL:
            return joined_after(ground, line, index + 1)
    return ()


def _doers(ground: Ground, hit: Hit, end: int) -> tuple[str, ...]:
    line, group = hit.line, hit.group
    if hit.turning.noun:
        named = agents(ground, line, hit.last, end) or possessor(ground, line, hit.at)
        return named or subjects_of_noun(ground, line, hit.at, 0)
    if hit.turning.before:
        return ()
    passive = group.passive or (not hit.after and hit.place is not None and not _active(hit))
    if passive:
        return agents(ground, line, hit.last, len(line))
    if group.infinitive:
        return controllers(ground, line, group)
    named = subjects(ground, line, group)
    before = line.forms[group.first - 1] if group.first else ""
    return (SIDES,) if not named and before in _THEY else named


def _active(hit: Hit) -> bool:
    """«the pact they signed»: what stands before the verb is its object, not its subject."""
    if hit.place is None or hit.group.passive:
        return False
    gap = hit.line.forms[hit.line.at(hit.place.end - 1) + 1 : hit.group.first]
    return any(w not in {"that", "which", ","} for w in gap)


def _length(ground: Ground, hit: Hit) -> TermSlot | None:
    """The «ten-year» of a «ten-year pact»."""
    if hit.place is None:
        return None
    for time in ground.times_in(hit.place.start, hit.place.end):
        if time.type == "DURATION" and time.value and is_duration(time.value):
            return TermSlot(value=time.value, span=Span.of(ground.text, time.start, time.end))
    return None


def _taken_back(ground: Ground, hit: Hit, turn: Turn) -> Iterator[Turn]:
    """«urged Orlan to reverse its decision to suspend it»: resuming is asked."""
    if turn.label not in _UNDONE:
        return
    line = hit.line
    verb = undone(line, hit.at)
    if verb is None:
        return
    group = group_of(line, verb)
    yield Turn(
        start=line.starts[verb],
        end=line.ends[max(verb, hit.group.first - 1)],
        label="resumed",
        modality=of_word(line, verb),
        by=subjects(ground, line, group),
        confidence=0.7,
    )
