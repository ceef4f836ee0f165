"""Those who do something in one place have met there: «signed the pact in Oslo», «opened the bridge
together on Monday»."""

from dataclasses import replace

from onrecord.reading.encounters.drafts import Draft
from onrecord.reading.encounters.framed import drawn, passive
from onrecord.reading.encounters.ground import Before, Ground
from onrecord.reading.encounters.words import Turning

__all__ = ["signed", "together"]

_REACH = 22  # tokens behind the verb within which the place may stand


def signed(ground: Ground, a: int, b: int, word: Turning, before: Before) -> Draft | None:
    """The telling by a verb of signing, of persons who act for several sides, where it says where;
    it stands only where the day is known too, or a ceremony is told.

    «Peru and Chile signed» tells of states, and tells nobody who met.
    """
    without = ground.low(b) in ground.g.prep or ground.time(b) is not None
    if passive(ground, a) or (without and ground.low(b - 1).endswith("ed")):
        return None  # «the accord, signed in Oslo on Monday»
    actors = ground.subject(a, before).actors
    persons = len(actors) > 1 and all(ground.kind(x).kind in ("person", "office") for x in actors)
    if not persons or not all(map(ground.official, actors)):
        return None
    sides = {ground.kind(x).represents or x for x in actors}
    if len(sides) < 2 or not _where(ground, b):
        return None
    return replace(drawn(ground, a, b, word, actors), dated=not _ceremony(ground, b))


def together(ground: Ground, a: int, b: int, word: Turning, _before: Before) -> Draft | None:
    """«X and Y opened the bridge together on Monday»: persons of several sides, on a day, whatever
    it was that they did."""
    actors = ground.clause_subject(a)
    persons = len(actors) > 1 and all(ground.kind(x).kind == "person" for x in actors)
    sides = {ground.kind(x).represents for x in actors} - {None}
    day = ground.time(b + (ground.low(b) == "on"))
    told = day is not None and day.type == "DATE"
    return drawn(ground, a, b, word, actors) if persons and told and len(sides) > 1 else None


def _ceremony(ground: Ground, b: int) -> bool:
    """«signed it at a ceremony in Oslo»: where all who signed stood together, whatever the day."""
    reach = range(b, min(b + _REACH, len(ground.words)))
    return any(ground.low(at) == "at" and ground.low(at + 2) == "ceremony" for at in reach)


def _where(ground: Ground, b: int) -> bool:
    """Whether «in Oslo», «at the palace», «at a ceremony» stands behind the verb in its clause."""
    for at in range(b, min(b + _REACH, len(ground.words))):
        if ground.low(at) in ("in", "at") and ground.place_at(at + 1):
            return True
        if ground.low(at) == "at" and any(
            ground.low(i) in ground.g.venue | ground.g.premises for i in range(at + 1, at + 6)
        ):
            return True
        if ground.stops(at) or (ground.low(at) == "and" and ground.low(at + 1).endswith("ed")):
            break
    return False
