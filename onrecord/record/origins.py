"""What a record is made of beside verdicts: versions of reports, and stones of forgotten ones."""

from dataclasses import dataclass

from onrecord.facts import Reading


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report as a record keeps it.

    ``counted`` is the time that it counts as of (ISO 8601, UTC, to the second).
    """

    counted: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Stone:
    """What stands for a forgotten report: its id, when it was taken out (UTC), and why."""

    report: str
    at: str
    reason: str
