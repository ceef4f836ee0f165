"""Changes and steps of many reports joined: which of them are one.

One are those of one label and modality, by compatible actors, whose dates can both be right. A
date that is only near (a day off, the month beside) tells of the same one too, as a dispute, where
no report tells both. What one report tells apart stays apart.
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
    """Parts that tell of one change, and the days on which it may have been, where told."""

    heard: list[Heard]
    days: Days | None

    def add(self, other: "Joined") -> None:
        """Takes over what another holds."""
        self.heard += other.heard
        if self.days is None:
            self.days = other.days


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
        found += _joined(gathered, labels()[name], heard, happened=modality == "actual")
    inner = [sorted(one.heard, key=lambda h: h.told) for one in found]
    return sorted(inner, key=lambda heard: heard[0].told)


def turn_of(one: Heard) -> Turn:
    """The change or step that a part is."""
    assert isinstance(one.part, Change | Step)
    return one.part


def _joined(
    gathered: Gathered, label: Label, heard: Sequence[Heard], *, happened: bool
) -> list[Joined]:
    singles = [Joined([one], _days(one)) for one in heard]
    dated = [one for one in singles if one.days is not None]
    dated.sort(key=lambda one: (_length(one.days), one.heard[0].told))
    found: list[Joined] = []
    for one in dated:
        there = [o for o in found if _fits(gathered, label, o, one) and _agree(o, one)]
        if there:
            there[0].add(one)
        else:
            found.append(one)
    found = _near(gathered, label, found)
    for one in (single for single in singles if single.days is None):
        there = [o for o in found if _fits(gathered, label, o, one)]
        chosen = _for_undated(there, one, happened=happened)
        if chosen is not None:
            chosen.add(one)
        else:
            found.append(one)
    return found


def _near(gathered: Gathered, label: Label, found: Sequence[Joined]) -> list[Joined]:
    """Those whose dates are near but not the same, joined; the earliest first."""
    kept: list[Joined] = []
    for one in sorted(found, key=lambda o: (o.days.first if o.days else 0, o.heard[0].told)):
        there = [o for o in kept if _is_near(label, o, one) and _fits(gathered, label, o, one)]
        if there:
            there[-1].add(one)
        else:
            kept.append(one)
    return kept


def _is_near(label: Label, one: Joined, other: Joined) -> bool:
    if one.days is None or other.days is None:
        return False
    longer = max(_length(one.days), _length(other.days))
    if label.once:
        return one.days.gap(other.days) <= max(_NEAR_ONCE, longer)
    return longer <= _MONTH and one.days.gap(other.days) <= _NEAR_AGAIN


def _for_undated(there: Sequence[Joined], one: Joined, *, happened: bool) -> Joined | None:
    """Which of some changes an undated telling is of: the last that lay behind its report, or what
    is told without a date as well; of plans the one nearest to its report."""
    counted = period(one.heard[0].testimony.source.counted[:10])
    told = counted.last if counted is not None else 0
    dated = [o for o in there if o.days is not None]
    if happened:
        dated = [o for o in dated if o.days is not None and o.days.first <= told]
    same_term = [o for o in dated if _same_term(o, one)] or dated
    if same_term:
        return min(
            same_term, key=lambda o: (abs(told - (o.days.first if o.days else 0)), o.heard[0].told)
        )
    return next((o for o in there if o.days is None), None)


def _fits(gathered: Gathered, label: Label, group: Joined, one: Joined) -> bool:
    """Whether actors allow that it is one change, and no report tells the two apart."""
    sources = {(h.testimony.source.report, h.testimony.source.version) for h in group.heard}
    for heard in one.heard:
        if (heard.testimony.source.report, heard.testimony.source.version) in sources:
            return False
        mine = _sides(gathered, heard)
        if label.alone and mine:
            others = [s for h in group.heard if (s := _sides(gathered, h))]
            if any(mine.isdisjoint(other) for other in others):
                return False
    return True


def _agree(group: Joined, one: Joined) -> bool:
    """Whether the dates of all of a group can be right together with another."""
    if one.days is None:
        return False
    days = (_days(heard) for heard in group.heard)
    return all(one.days.gap(other) == 0 for other in days if other is not None)


def _same_term(group: Joined, one: Joined) -> bool:
    """Whether both say how long it is to last, and can both be right."""
    mine = _term(one.heard[0])
    return mine is not None and any(
        term is not None and overlap(mine, term) for term in map(_term, group.heard)
    )


def _term(one: Heard) -> tuple[float, float] | None:
    term = turn_of(one).term
    return duration(term.value) if term is not None else None


def _sides(gathered: Gathered, one: Heard) -> frozenset[str]:
    """For whom those act who do it."""
    ids = resolved(one.testimony, turn_of(one).by)
    return frozenset(gathered.side(id) for id in ids)


def _days(one: Heard) -> Days | None:
    found = dates(claims([one], "date"))
    return found[0].means if found else None


def _length(days: Days | None) -> int:
    return days.last - days.first + 1 if days is not None else 0
