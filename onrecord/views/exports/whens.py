"""Dates of the record for formats that know days alone: the first and the last that is meant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from onrecord.facts import DateSlot
from onrecord.record.periods import period


@dataclass(frozen=True, slots=True)
class When:
    """The days, both within, that a date means; ``value`` is the date as the record has it."""

    value: str
    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def moment(self) -> datetime | None:
        """The moment that it tells to the minute, in UTC where a zone is told; else None."""
        if "T" not in self.value or "/" in self.value:
            return None
        try:
            found = datetime.fromisoformat(self.value)
            return found.astimezone(UTC) if found.tzinfo else found
        except (ValueError, OverflowError):  # «in the morning», a leap second
            return None


def when(slot: DateSlot | None) -> When | None:
    """The days of a date; None where there is none, or none that days can be told of."""
    found = period(slot.value) if slot else None
    if slot is None or not slot.value or found is None:
        return None
    return When(slot.value, date.fromordinal(found.first), date.fromordinal(found.last))
