"""Tellings of a turn, and several of the same turn folded into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.facts import DateSlot, PlaceSlot, Statement, Telling, TermSlot
from onrecord.reading.turning.ground import Ground
from onrecord.text import Span
from onrecord.vocabulary import Act, Modality

_ASKING: frozenset[Act] = frozenset({"ask", "urge", "demand", "want", "order", "propose", "offer"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One place where a turn is told: a change of an agreement or a step of a case."""

    start: int
    end: int
    label: str
    modality: Modality
    by: tuple[str, ...] = ()
    date: DateSlot | None = None
    term: TermSlot | None = None
    place: PlaceSlot | None = None
    charge: str | None = None
    confidence: float = 0.8
    tellings: tuple[Telling, ...] = ()
    stated_in: tuple[str, ...] = field(default=())

    def told(self, ground: Ground) -> Turn:
        """The turn with its telling and the statements that carry it."""
        span = Span.of(ground.text, self.start, self.end)
        holders = ground.vouchers.around(self.start, self.end)
        vouched = ground.vouchers.of(self.start, self.end)
        if self.modality == "asked" and holders and holders[-1].act in _ASKING:
            vouched = holders[-1].vouched_by
        telling = Telling(span=span, vouched_by=vouched, confidence=self.confidence)
        stated = tuple(s.id for s in _stating(holders, self.modality))
        return replace(self, tellings=(telling,), stated_in=stated)

    @property
    def told_date(self) -> DateSlot | None:
        """The date with the tellings that give it, where not all of them do."""
        date, count = self.date, len(self.tellings)
        if date is None or date.span is None or count < 2:
            return date
        at = date.span.start
        told = tuple(i for i, t in enumerate(self.tellings) if t.span.start <= at < t.span.end)
        return replace(date, told=told if len(told) < count else ())


def _stating(holders: Sequence[Statement], modality: Modality) -> Sequence[Statement]:
    """The statements that carry a turn; what one who asks takes for granted is not theirs."""
    asking = [s for s in holders if s.act in _ASKING]
    if modality == "asked":
        return asking or holders
    if modality in {"actual", "denied"}:
        return [s for s in holders if s not in asking or s.mode == "direct"]
    return holders


def folded(turns: Sequence[Turn], ground: Ground) -> list[Turn]:
    """The turns of one agreement or case, those told more than once folded into one."""
    kept: list[Turn] = []
    for turn in turns:
        for index, other in enumerate(kept):
            if _same(other, turn, ground):
                kept[index] = _joined(other, turn)
                break
        else:
            kept.append(turn)
    return kept


def _same(one: Turn, other: Turn, ground: Ground) -> bool:
    if (one.label, one.modality) != (other.label, other.modality):
        return False
    if one.date and other.date and not _agree(one.date.value or "", other.date.value or ""):
        return False
    if one.charge and other.charge and one.charge != other.charge:
        return False
    if one.term and other.term and one.term.value != other.term.value:
        return False
    if one.label != "violated" or not one.by or not other.by:
        return True
    return bool(
        {ground.code_of(a) or a for a in one.by} & {ground.code_of(a) or a for a in other.by}
    )


def _agree(one: str, other: str) -> bool:
    """Whether two ISO dates can be the same: 2023 and 2023-02, but not 2023-01 and 2023-02."""
    return one.startswith(other) or other.startswith(one)


def _joined(one: Turn, other: Turn) -> Turn:
    """Both tellings; each slot from the telling that has it, the finer date."""
    date = one.date or other.date
    if one.date and other.date and len(other.date.value or "") > len(one.date.value or ""):
        date = other.date
    return replace(
        one,
        by=tuple(dict.fromkeys((*one.by, *other.by))),
        date=date,
        term=one.term or other.term,
        place=one.place or other.place,
        charge=one.charge or other.charge,
        confidence=max(one.confidence, other.confidence),
        tellings=(*one.tellings, *other.tellings),
        stated_in=tuple(dict.fromkeys((*one.stated_in, *other.stated_in))),
    )
