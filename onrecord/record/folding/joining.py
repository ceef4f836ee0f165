"""Changes and steps of many reports joined: which of them are one.

One are those of one label and modality, by compatible actors, whose dates can both be right. A
date that is only near (a day off, the month beside) tells of the same one too, as a dispute, where
no report tells both and nothing undid the one before the other: what is suspended, resumed and
suspended in one week is suspended twice. What one report tells apart stays apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.facts import Agreement, Case, Change, Step
from onrecord.record.folding.gathering import Gathered, Heard, resolved
from onrecord.record.folding.slots import claims, dates
from onrecord.record.identity.days import Days
from onrecord.record.life import Label, labels
from onrecord.record.periods import duration, overlap, period

Turn = Change | Step

# Dates so many days apart may be of one change: for what happens once, and for what may recur.
_NEAR_ONCE = 31
_NEAR_AGAIN = 7
_MONTH = 31  # days; what may recur is joined over a gap only where its dates are as fine as that


@dataclass(slots=True)
class Joined:
    """Parts that tell of one change: the days on which it may have been by each telling, the
    finest first; the versions that tell it; for whom those act who do it, by each telling."""

    heard: list[Heard]
    days: list[Days]
    versions: set[tuple[str, str]]
    sides: set[frozenset[str]]

    @property
    def first_day(self) -> int:
        """The first day on which it may have been; 0 where no date is told."""
        return self.days[0].first if self.days else 0

    def add(self, other: "Joined") -> None:
        """Takes over what another holds."""
        self.heard += other.heard
        self.days += [days for days in other.days if days not in self.days]
        self.versions |= other.versions
        self.sides |= other.sides


def label_of(turn: Turn) -> str:
    """The label of a change or a step."""
    return turn.change if isinstance(turn, Change) else turn.step


def joined(gathered: Gathered) -> list[list[Heard]]:
    """The changes or steps, each with the parts that tell of it; the first told first."""
    groups: dict[tuple[str, str], list[Heard]] = {}
    for one in gathered.heard:
        if not isinstance(one.part, Agreement | Case):
            turn = turn_of(one)
            groups.setdefault((label_of(turn), turn.modality), []).append(one)
    found: list[Joined] = []
    for (name, modality), heard in groups.items():
        happened = modality == "actual"
        between = [one for by in labels()[name].undone for one in groups.get((by, "actual"), ())]
        undone = [_single(gathered, one) for one in between] if happened else []
        found += _joined(gathered, labels()[name], heard, undone, happened=happened)
    inner = [sorted(one.heard, key=lambda h: h.told) for one in found]
    return sorted(inner, key=lambda heard: heard[0].told)


def turn_of(one: Heard) -> Turn:
    """The change or step that a part is."""
    assert isinstance(one.part, Change | Step)
    return one.part


def _joined(
    gathered: Gathered,
    label: Label,
    heard: Sequence[Heard],
    undone: Sequence[Joined],
    *,
    happened: bool,
) -> list[Joined]:
    singles = [_single(gathered, one) for one in heard]
    dated = [one for one in singles if one.days]
    dated.sort(key=lambda one: (_length(one.days[0]), one.heard[0].told))
    found: list[Joined] = []
    for one in dated:
        there = (o for o in found if _agree(o, one) and _fits(label, o, one))
        _add(found, next(there, None), one)
    found = _near(label, found, undone)
    for one in (single for single in singles if not single.days):
        there = (o for o in found if _fits(label, o, one))
        _add(found, _for_undated(list(there), one, happened=happened), one)
    return found


def _single(gathered: Gathered, one: Heard) -> Joined:
    source = one.testimony.source
    days = dates(claims([one], "date"))
    ids = resolved(one.testimony, turn_of(one).by)
    sides = frozenset(gathered.side(id) for id in ids)
    return Joined(
        [one],
        [days[0].means] if days else [],
        {(source.report, source.version)},
        {sides} if sides else set(),
    )


def _add(found: list[Joined], there: Joined | None, one: Joined) -> None:
    if there is None:
        found.append(one)
    else:
        there.add(one)


def _near(label: Label, found: Sequence[Joined], undone: Sequence[Joined]) -> list[Joined]:
    """Those whose dates are near but not the same, joined; the earliest first."""
    kept: list[Joined] = []
    for one in sorted(found, key=lambda o: (o.first_day, o.heard[0].told)):
        there = [
            o
            for o in kept
            if _is_near(label, o.days[0], one.days[0])
            and _fits(label, o, one)
            and not any(_between(o, other, one, label) for other in undone)
        ]
        _add(kept, there[-1] if there else None, one)
    return kept


def _between(before: Joined, undoing: Joined, after: Joined, label: Label) -> bool:
    """Whether what undoes a change lies between two tellings of it, by the days of all three."""
    if not undoing.days or after.days[0].first <= before.days[0].last:
        return False
    own = not label.alone or not any(
        mine.isdisjoint(other) for mine in undoing.sides for other in before.sides | after.sides
    )
    return (
        own
        and before.days[0].last <= undoing.days[0].first
        and undoing.days[0].last <= after.days[0].first
    )


def _is_near(label: Label, one: Days, other: Days) -> bool:
    longer = max(_length(one), _length(other))
    if label.once:
        return one.gap(other) <= max(_NEAR_ONCE, longer)
    return longer <= _MONTH and one.gap(other) <= _NEAR_AGAIN


def _for_undated(there: Sequence[Joined], one: Joined, *, happened: bool) -> Joined | None:
    """Which of some changes an undated telling is of: the last that lay behind its report, or what
    is told without a date as well; of plans the one nearest to its report."""
    counted = period(one.heard[0].testimony.source.counted[:10])
    told = counted.last if counted is not None else 0
    dated = [o for o in there if o.days and not (happened and o.first_day > told)]
    dated = [o for o in dated if _same_term(o, one)] or dated
    if dated:
        return min(dated, key=lambda o: (abs(told - o.first_day), o.heard[0].told))
    return next((o for o in there if not o.days), None)


def _fits(label: Label, group: Joined, one: Joined) -> bool:
    """Whether actors allow that it is one change, and no report tells the two apart."""
    if not group.versions.isdisjoint(one.versions):
        return False
    if not label.alone:
        return True
    return not any(mine.isdisjoint(other) for mine in one.sides for other in group.sides)


def _agree(group: Joined, one: Joined) -> bool:
    """Whether the dates of all of a group can be right together with another."""
    return all(days.gap(other) == 0 for days in one.days for other in group.days)


def _same_term(group: Joined, one: Joined) -> bool:
    """Whether both say how long it is to last, and can both be right."""
    mine = _term(one.heard[0])
    return mine is not None and any(
        term is not None and overlap(mine, term) for term in map(_term, group.heard)
    )


def _term(one: Heard) -> tuple[float, float] | None:
    term = turn_of(one).term
    return duration(term.value) if term is not None else None


def _length(days: Days) -> int:
    return days.last - days.first + 1
