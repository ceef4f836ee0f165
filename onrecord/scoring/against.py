"""A reading against a complete reading of the same text.

Items are matched one to one by the words that they quote, greedily, the largest overlap first.

statements  their contents (where there is none, their cues) share at least half of the shorter
            and three tenths of both together
encounters  their tellings share half of the shorter, or they have the same participants
changes,    the same label and the same modality (asked is not done), and their tellings share
steps       half of the shorter

Slots are then counted over what is matched; a slot that is empty on both sides is not counted.
The modality of changes and steps is counted over those that match but for it.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.errors import InvalidReading
from onrecord.facts import Change, Encounter, Reading, Statement, Step, letters, words
from onrecord.scoring.actors import Cast
from onrecord.scoring.pairing import paired
from onrecord.scoring.tally import Scores, Share, Tally

OF_SHORTER = 0.5  # share of the shorter stretch that must be common
OF_UNION = 0.3  # share of both together, for statements

Turn = Change | Step


@dataclass(frozen=True, slots=True)
class Matched:
    """What a reading and a complete one have in common: pairs (ours, theirs) of each kind.

    `near` has the changes and steps that would match but for their modality.
    """

    statements: Sequence[tuple[Statement, Statement]]
    encounters: Sequence[tuple[Encounter, Encounter]]
    changes: Sequence[tuple[Turn, Turn]]
    steps: Sequence[tuple[Turn, Turn]]
    near: tuple[Sequence[tuple[Turn, Turn]], Sequence[tuple[Turn, Turn]]]


def matched(reading: Reading, gold: Reading) -> Matched:
    """The facts of a reading that ``gold`` has too; InvalidReading where their texts differ."""
    if reading.report.text != gold.report.text:
        raise InvalidReading(
            "The reading and the complete one are of different texts.",
            "Score readings of one text: spans of another mean nothing here.",
        )
    changes, near_changes = _turns(_changes(reading), _changes(gold))
    steps, near_steps = _turns(_steps(reading), _steps(gold))
    return Matched(
        statements=_statements(reading.statements, gold.statements),
        encounters=_encounters(reading.encounters, gold.encounters, Cast(reading, gold)),
        changes=changes,
        steps=steps,
        near=(near_changes, near_steps),
    )


def score(reading: Reading, gold: Reading) -> Scores:
    """The scores of a reading against ``gold``; InvalidReading where their texts differ."""
    both = matched(reading, gold)
    cast = Cast(reading, gold)
    counts = {
        "statements": (both.statements, reading.statements, gold.statements),
        "encounters": (both.encounters, reading.encounters, gold.encounters),
        "changes": (both.changes, _changes(reading), _changes(gold)),
        "steps": (both.steps, _steps(reading), _steps(gold)),
    }
    return Scores(
        kinds={
            kind: Tally(len(pairs), len(ours), len(theirs))
            for kind, (pairs, ours, theirs) in counts.items()
        },
        slots={
            **_statement_slots(both.statements, cast),
            **_encounter_slots(both.encounters, cast),
            **_turn_slots("changes", both.changes, both.near[0], cast),
            **_turn_slots("steps", both.steps, both.near[1], cast),
        },
    )


def _changes(reading: Reading) -> list[Change]:
    return [change for agreement in reading.agreements for change in agreement.changes]


def _steps(reading: Reading) -> list[Step]:
    return [step for case in reading.cases for step in case.steps]


# --- matching -------------------------------------------------------------------------------


def _share(one: set[int], other: set[int]) -> tuple[float, float]:
    """What two stretches have in common, as a share of the shorter and of both together."""
    common = len(one & other)
    if not common:
        return 0.0, 0.0
    return common / min(len(one), len(other)), common / len(one | other)


def _statements(
    ours: Sequence[Statement], theirs: Sequence[Statement]
) -> list[tuple[Statement, Statement]]:
    said = [letters(s.content or s.cue) for s in ours]
    gold = [letters(s.content or s.cue) for s in theirs]

    def worth(i: int, j: int) -> float:
        of_shorter, of_union = _share(said[i], gold[j])
        if of_shorter < OF_SHORTER or of_union < OF_UNION:
            return 0.0
        # Statements within one another share their words: the same cue decides.
        return of_union + _share(letters(ours[i].cue), letters(theirs[j].cue))[1]

    return [(ours[i], theirs[j]) for i, j in paired(len(ours), len(theirs), worth)]


def _encounters(
    ours: Sequence[Encounter], theirs: Sequence[Encounter], cast: Cast
) -> list[tuple[Encounter, Encounter]]:
    told = [letters(words(e)) for e in ours]
    gold = [letters(words(e)) for e in theirs]

    def worth(i: int, j: int) -> float:
        of_shorter, of_union = _share(told[i], gold[j])
        met = bool(ours[i].participants) and cast.all_same(
            ours[i].participants, theirs[j].participants
        )
        return (of_union if of_shorter >= OF_SHORTER else 0.0) + met

    return [(ours[i], theirs[j]) for i, j in paired(len(ours), len(theirs), worth)]


def _turns(
    ours: Sequence[Turn], theirs: Sequence[Turn]
) -> tuple[list[tuple[Turn, Turn]], list[tuple[Turn, Turn]]]:
    """The pairs that match, and of the rest those that would but for their modality."""

    def among(
        left: Sequence[Turn], right: Sequence[Turn], trait: Callable[[Turn], Hashable]
    ) -> list[tuple[Turn, Turn]]:
        told = [letters(words(t)) for t in left]
        gold = [letters(words(t)) for t in right]

        def worth(i: int, j: int) -> float:
            of_shorter, of_union = _share(told[i], gold[j])
            fits = of_shorter >= OF_SHORTER and trait(left[i]) == trait(right[j])
            return of_union if fits else 0.0

        return [(left[i], right[j]) for i, j in paired(len(left), len(right), worth)]

    matched = among(ours, theirs, lambda turn: (_label(turn), turn.modality))
    used = {id(turn) for pair in matched for turn in pair}
    rest = [t for t in ours if id(t) not in used], [t for t in theirs if id(t) not in used]
    return matched, among(*rest, _label)


def _label(turn: Turn) -> str:
    return turn.change if isinstance(turn, Change) else turn.step


# --- slots ----------------------------------------------------------------------------------


def _count(answers: Iterable[tuple[bool, bool]]) -> Share:
    """A share of pairs (whether it matters, whether it is right)."""
    mattered = [right for matters, right in answers if matters]
    return Share(sum(mattered), len(mattered))


def _statement_slots(pairs: Sequence[tuple[Statement, Statement]], cast: Cast) -> dict[str, Share]:
    slots = {
        "speaker": [(True, cast.all_same(a.speaker, b.speaker)) for a, b in pairs],
        "act": [(True, a.act == b.act) for a, b in pairs],
        "mode": [(True, a.mode == b.mode) for a, b in pairs],
        "terms": [(True, a.terms == b.terms) for a, b in pairs],
        "modality": [(True, a.modality == b.modality) for a, b in pairs],
        "addressees": [
            (bool(a.addressees or b.addressees), cast.all_same(a.addressees, b.addressees))
            for a, b in pairs
        ],
        "vouched_by": [
            (bool(a.vouched_by or b.vouched_by), len(a.vouched_by) == len(b.vouched_by))
            for a, b in pairs
        ],
        "date": [_dated(a, b) for a, b in pairs],
    }
    return {f"statements.{name}": _count(answers) for name, answers in slots.items()}


def _encounter_slots(pairs: Sequence[tuple[Encounter, Encounter]], cast: Cast) -> dict[str, Share]:
    slots = {
        "participants": [(True, cast.all_same(a.participants, b.participants)) for a, b in pairs],
        "modality": [(True, a.modality == b.modality) for a, b in pairs],
        "date": [_dated(a, b) for a, b in pairs],
    }
    return {f"encounters.{name}": _count(answers) for name, answers in slots.items()}


def _turn_slots(
    kind: str,
    pairs: Sequence[tuple[Turn, Turn]],
    near: Sequence[tuple[Turn, Turn]],
    cast: Cast,
) -> dict[str, Share]:
    slots = {
        "modality": [(True, True) for _ in pairs] + [(True, False) for _ in near],
        "by": [(bool(a.by or b.by), cast.all_same(a.by, b.by)) for a, b in pairs],
        "date": [_dated(a, b) for a, b in pairs],
    }
    return {f"{kind}.{name}": _count(answers) for name, answers in slots.items()}


def _dated(
    one: Statement | Encounter | Turn, other: Statement | Encounter | Turn
) -> tuple[bool, bool]:
    ours = one.date.value if one.date else None
    theirs = other.date.value if other.date else None
    return bool(ours or theirs), ours == theirs
