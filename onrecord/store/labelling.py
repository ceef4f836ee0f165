"""What of a fact it is found by: labels, days, where."""

from dataclasses import dataclass

from onrecord.facts import (
    Actor,
    Agreement,
    Case,
    DateSlot,
    Encounter,
    Event,
    PlaceSlot,
    Statement,
)
from onrecord.record.accounts import Told
from onrecord.record.identity.days import days


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What one account is found by; ``lo`` and ``hi`` are columns of its own."""

    label: str | None = None
    mode: str | None = None
    modality: str | None = None
    terms: str | None = None
    lo: int | None = None
    hi: int | None = None
    country: str | None = None
    place: str | None = None


def labels(told: Told) -> Labels:
    """The columns of a fact."""
    match told:
        case Statement():
            outermost = told.vouched_by[0] if told.vouched_by else told
            return _placed(
                told.date, told.place, label=told.act, mode=told.mode, modality=told.modality,
                terms=outermost.terms,
            )  # fmt: skip
        case Encounter():
            return _placed(told.date, told.place, label=told.format, modality=told.modality)
        case Event():
            return _placed(told.date, told.place, label=told.type, modality=told.modality)
        case Agreement():
            lo, hi = _range([change.date for change in told.changes])
            return Labels(label=told.kind, lo=lo, hi=hi)
        case Case():
            lo, hi = _range([step.date for step in told.steps])
            return Labels(lo=lo, hi=hi)
        case Actor():
            return Labels(label=told.kind)


def _placed(date: DateSlot | None, place: PlaceSlot | None, **other: str) -> Labels:
    lo, hi = _range([date])
    return Labels(
        lo=lo,
        hi=hi,
        country=place.country if place else None,
        place=place.name.casefold() if place else None,
        **other,
    )


def _range(slots: list[DateSlot | None]) -> tuple[int | None, int | None]:
    """The first and the last of the days that some dates may mean."""
    found = [span for slot in slots if slot and (span := days(slot.value))]
    if not found:
        return None, None
    return min(one.first for one in found), max(one.last for one in found)
