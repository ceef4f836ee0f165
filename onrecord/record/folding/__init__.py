"""Folding: one thing of the record from all testimonies about it.

    testimonies ─▶ judged (verdicts) ─▶ gathered (side by side) ─▶ a fold a kind ─▶ Thing

A fold is a function of what is told and judged: the same testimonies in any order, some of them
twice, give the same thing, byte for byte.
"""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.facts import Statement
from onrecord.record.accounts import Kind
from onrecord.record.folding import actors, agreements, cases, encounters, events, statements
from onrecord.record.folding.denied import denials
from onrecord.record.folding.differing import parted
from onrecord.record.folding.gathering import Gathered, gather, ordered
from onrecord.record.folding.judged import Judged, judged, overruled
from onrecord.record.folding.resting import NOWHERE, Bearing
from onrecord.record.things import Testimony, Thing
from onrecord.record.verdicts import Verdict

__all__ = ["fold"]


def fold(
    kind: Kind,
    testimonies: Iterable[Testimony],
    *,
    copies: Iterable[tuple[str, str]] = (),
    verdicts: Iterable[Verdict] = (),
    statements_about: Iterable[Testimony] = (),
    bearing: Bearing = NOWHERE,
) -> Thing | None:
    """The thing of that kind as all of ``testimonies`` tell it.

    Its id is the kind, a hyphen and the key of its first account that speaks, rejected or not.
    ``copies`` are pairs of report ids whose texts are near copies. ``statements_about`` are
    statements about this very thing (each with its own refs): claims in them and their denials are
    told among the disputes. ``bearing`` says where verdicts bear on a version
    otherwise than by their keys. Testimonies whose source speaks no more are history. None where
    nothing is left that speaks. InvalidVerdict where a correction does not fit.
    """
    given = ordered(testimonies)
    first = next((one.key for one in given if one.source.speaks), None)
    whole = judged(kind, given, verdicts, bearing)
    speaking = [one for one in whole.testimonies if one.source.speaks]
    if kind == "statement":
        speaking.sort(key=_fullest_first)
    gone = [one for one in whole.testimonies if not one.source.speaks]
    gathered = gather(speaking, copies, gone, whole.verdicts)
    if whole.rejected or not gathered.heard:
        return None
    thing = _folded(f"{kind}-{first}", kind, gathered, whole)
    about = [one for one in ordered(statements_about) if one.source.speaks]
    if about and (found := denials(thing, gathered, about, copies)):
        disputes, _ = parted([*thing.disputes, *found])
        thing = replace(thing, disputes=disputes)
    return overruled(thing, whole.of_thing)


def _folded(id: str, kind: Kind, gathered: Gathered, whole: Judged) -> Thing:
    match kind:
        case "actor":
            return actors.fold(id, gathered)
        case "statement":
            return statements.fold(id, gathered)
        case "encounter":
            return encounters.fold(id, gathered)
        case "agreement":
            return agreements.fold(id, gathered, whole.of_parts)
        case "case":
            return cases.fold(id, gathered, whole.of_parts)
        case "event":
            return events.fold(id, gathered)


def _fullest_first(one: Testimony) -> tuple[int, ...]:
    """Of a quotation in several lengths the fullest direct words stand first."""
    assert isinstance(one.told, Statement)
    return tuple(-part for part in statements.fullness(one.told))
