"""Tallies: one upright stroke for each independent source, in the line of how it spoke."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record.things import CaseStep, LifeChange, Thing, ThingTelling
from onrecord.views.labels import TERMS, TERMS_ORDER
from onrecord.views.things import phrases
from onrecord.vocabulary import Terms

MOST = 12  # strokes; of more sources the number is told


@dataclass(frozen=True, slots=True)
class Tally:
    """``strokes`` by terms, strongest first; ``spread`` is the same in words, ``said`` the counts.

    Of a turn of which not every telling is at hand, and of a side, reports are not counted.
    """

    strokes: tuple[Terms, ...]
    spread: str
    said: str


def effective(telling: ThingTelling) -> Terms:
    """On what terms a telling is told: those of its outermost voucher, else a statement's own."""
    if telling.vouched_by:
        return telling.vouched_by[0].terms
    own: Terms = telling.slots.get("terms") or "unspecified"
    return own


def of_thing(thing: Thing) -> Tally:
    """The tally of a whole thing."""
    strokes = _strokes(thing.tellings, thing.outlets)
    return Tally(strokes, _spread(strokes), phrases.weight(thing))


def of_turn(thing: Thing, turn: LifeChange | CaseStep) -> Tally:
    """The tally of one change or step."""
    told = [thing.tellings[at] for at in turn.told if at < len(thing.tellings)]
    strokes = _strokes(told, turn.outlets)
    return Tally(strokes, _spread(strokes), phrases.weight(turn, len({o.report for o in told})))


def of_side(tellings: Sequence[ThingTelling], outlets: int) -> Tally:
    """The tally of one side of a dispute."""
    strokes = _strokes(tellings, outlets)
    said = phrases.counted(outlets, "source")
    if tellings:  # else they are another thing's, whose page has them
        said += f", {phrases.counted(len({one.report for one in tellings}), 'report')}"
    return Tally(strokes, _spread(strokes), said)


def _strokes(tellings: Sequence[ThingTelling], outlets: int) -> tuple[Terms, ...]:
    """Each outlet by the strongest terms that it has; copies of others' texts come last."""
    strongest: dict[str, tuple[bool, int]] = {}
    for one in tellings:
        name = one.outlet or one.url or one.source
        place = (one.copy_of is not None, TERMS_ORDER.index(effective(one)))
        strongest[name] = min(strongest.get(name, place), place)
    ranked = [rank for _, rank in sorted(strongest.values())][:outlets]
    ranked += [len(TERMS_ORDER) - 1] * (min(outlets, MOST) - len(ranked))
    return tuple(TERMS_ORDER[rank] for rank in sorted(ranked)[:MOST])


def _spread(strokes: Sequence[Terms]) -> str:
    """«4 on the record, 1 anonymous»."""
    counts = {terms: strokes.count(terms) for terms in dict.fromkeys(strokes)}
    return ", ".join(f"{count} {TERMS[terms]}" for terms, count in counts.items())
