"""What is drawn: plain data with the words already chosen, one description for every form."""

from dataclasses import dataclass
from typing import Literal

from onrecord.record.accounts import Kind
from onrecord.record.identity.days import Days
from onrecord.record.periods import period
from onrecord.vocabulary import Modality

State = Literal["early", "holds", "suspended", "over"]
"""What the line is from a turn on: ``early`` before it holds (proposed, signed; wanted, charged
and free), ``holds`` in force (or held), ``suspended``, ``over``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One mark of a drawing.

    ``label`` names it («Suspended», «Resumption asked»), ``said`` is its date in words, ``value``
    the date itself (ISO 8601 / TIMEX3; null: none told). ``detail`` is by whom, where, for what;
    ``weight`` what it stands on («7 sources»), ``sources`` how many those are; ``quoted`` some of
    its words. ``state`` is what the line is from here on, null where that does not change, and
    ``state_name`` what that is called («In force»). ``link`` is where it leads, in a page.
    """

    label: str
    modality: Modality = "actual"
    value: str | None = None
    said: str = "no date"
    detail: str = ""
    weight: str = ""
    sources: int = 0
    quoted: str = ""
    state: State | None = None
    state_name: str = ""
    kind: Kind = "agreement"
    link: str | None = None

    @property
    def days(self) -> Days | None:
        """The days that its date may mean; None where none can be drawn."""
        return period(self.value)

    @property
    def happened(self) -> bool:
        """Whether it stands on the line."""
        return self.modality == "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The life of one agreement or case.

    ``standing`` is where it stands in words, ``as_of`` the day (ISO 8601) to which it is told and
    ``as_of_said`` what the line of that day is called («As of 2 March 2023», «At 1 March 2023»).
    """

    kind: Literal["agreement", "case"]
    name: str
    about: str = ""
    standing: str = ""
    weight: str = ""
    happenings: tuple[Happening, ...] = ()
    as_of: str
    as_of_said: str

    @property
    def dated(self) -> tuple[Happening, ...]:
        """What has a day, in order."""
        return ordered(self.happenings)

    @property
    def undated(self) -> tuple[Happening, ...]:
        """What has none, in the order given."""
        return tuple(one for one in self.happenings if one.days is None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements are of a day (ISO 8601), and how many of them are on the record."""

    day: str
    all: int
    on_record: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Things of many kinds on their days; statements counted.

    ``first`` and ``last`` are its first and last day (ISO 8601), both within.
    """

    title: str
    first: str
    last: str
    happenings: tuple[Happening, ...] = ()
    tallies: tuple[Tally, ...] = ()

    @property
    def dated(self) -> tuple[Happening, ...]:
        """What has a day, in order."""
        return ordered(self.happenings)

    @property
    def undated(self) -> tuple[Happening, ...]:
        """What has none, in the order given."""
        return tuple(one for one in self.happenings if one.days is None)


def ordered(happenings: tuple[Happening, ...]) -> tuple[Happening, ...]:
    """Those with a day, by the middle of what it may mean; of equals the more exact one first."""
    found = [(one.days, number, one) for number, one in enumerate(happenings)]
    dated = [
        (days.first + days.last, days.last - days.first, n, one) for days, n, one in found if days
    ]
    return tuple(one for *_, one in sorted(dated, key=lambda each: each[:3]))
