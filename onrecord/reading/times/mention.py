"""The types of the times room: what is found, and what it is counted from."""

from dataclasses import dataclass
from datetime import date

from onrecord.vocabulary import Mod, TimeType


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that «Thursday» and «last month» are counted from: the report's own, if known."""

    published: date | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One time expression: code points into the text, and its TIMEX3 type, value and modifier.

    ``value`` is None where the words alone, or with the anchor, do not settle it.
    """

    start: int
    end: int
    type: TimeType
    value: str | None
    mod: Mod | None = None

    @property
    def day(self) -> date | None:
        """The calendar day that the value names, whole or with a time; None for all else."""
        if self.type not in ("DATE", "TIME") or self.value is None:
            return None
        try:
            return date.fromisoformat(self.value.partition("T")[0])
        except ValueError:
            return None
