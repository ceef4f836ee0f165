"""A reading held against gold: the counts, and every miss and invention with its words.

Gold is a complete reading in one of several forms, or a facts file: a list of what must be found.
"""

from dataclasses import dataclass

from onrecord.facts import Change, Encounter, Fact, Reading, Statement
from onrecord.scoring.against import score
from onrecord.scoring.comparing import Comparison, compared
from onrecord.scoring.factsheet import FactScore, score_facts
from onrecord.scoring.gold import Gold
from onrecord.scoring.tally import Scores


@dataclass(frozen=True, slots=True)
class Examined:
    """One report: the scores, what was missed, invented, and told otherwise (``comparison``).

    In the comparison the reading is ``one`` and the gold ``other``: what ``one`` has alone is
    invented, what ``other`` has alone is missed.
    """

    gold: Gold
    scores: Scores
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Listed:
    """One report held against a facts file."""

    gold: Gold
    score: FactScore


def listed(reading: Reading, gold: Gold) -> Listed:
    """The reading held against the facts of the gold, which must have some."""
    assert gold.facts is not None
    return Listed(gold, score_facts(reading, gold.facts))


def examined(reading: Reading, gold: Gold) -> Examined:
    """The reading held against the gold; InvalidReading where they are of different texts.

    Slots that the gold's form does not give are left out of the scores and the comparison.
    """
    found = score(reading, gold.reading)
    told = compared(reading, gold.reading)
    if gold.slots is None:
        return Examined(gold, found, told)
    kept = gold.slots
    pairs = [pair.only(kept) for pair in (*told.agreeing, *told.differing)]
    return Examined(
        gold,
        Scores(
            kinds=found.kinds,
            slots={
                name: share for name, share in found.slots.items() if name.partition(".")[2] in kept
            },
        ),
        Comparison(
            one=told.one,
            other=told.other,
            agreeing=tuple(pair for pair in pairs if not pair.slots),
            differing=tuple(pair for pair in pairs if pair.slots),
            only_one=told.only_one,
            only_other=told.only_other,
        ),
    )


def kind_of(fact: Fact) -> str:
    """«statement», «encounter», «change suspended», «step sentenced»."""
    match fact:
        case Statement():
            return "statement"
        case Encounter():
            return "encounter"
        case Change():
            return f"change {fact.change}"
        case _:
            return f"step {fact.step}"  # type: ignore[union-attr]  # events are not compared
