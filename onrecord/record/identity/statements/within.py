"""The statements of one report: what it tells twice is one."""

from collections.abc import Iterator

from onrecord.facts import Reading
from onrecord.record.identity.ground import ground
from onrecord.record.identity.statements.blocks import blocks
from onrecord.record.identity.statements.evidence import evidence
from onrecord.record.identity.statements.profile import StatementProfile, names, profile


def profiles(reading: Reading) -> Iterator[tuple[str, StatementProfile]]:
    """The profile of each statement of a reading, with its key, in the reading's order.

    A reader makes two statements of a headline and of the sentence that it draws on. Evidence
    says which are one, and they take the profile of the fullest.
    """
    here, known, text = ground(reading), names(reading), reading.report.text
    made = [(one.key, profile(one, here, known, text)) for one in reading.statements]
    kept: list[StatementProfile] = []
    stands: dict[StatementProfile, StatementProfile] = {}
    for one in sorted({plain for _, plain in made}, key=_fullest):
        met = (other for other in kept if blocks(one) & blocks(other))
        fuller = next((other for other in met if sum(evidence(one, other).values()) > 0), one)
        stands[one] = fuller
        if fuller is one:
            kept.append(one)
    for key, plain in made:
        yield key, stands[plain]


def _fullest(one: StatementProfile) -> tuple[int, str]:
    return -len(one.words), repr(one)
