"""The statements of one report: what it tells twice is one."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.facts import Reading
from onrecord.record.identity.ground import ground
from onrecord.record.identity.sketches import whole
from onrecord.record.identity.statements.blocks import blocks
from onrecord.record.identity.statements.evidence import evidence
from onrecord.record.identity.statements.profile import StatementProfile, names, profile
from onrecord.record.identity.statements.quoting import said
from onrecord.record.identity.statements.voices import voice


def profiles(reading: Reading) -> Iterator[tuple[str, StatementProfile]]:
    """The profile of each statement of a reading, with its key, in the reading's order.

    A reader makes two statements of a headline and of the sentence that it draws on. Evidence
    says which are one, and they take the profile of the fullest.
    """
    here, known, text = ground(reading), names(reading), reading.report.text
    made = [
        (one.key, _told(profile(one, here, known, text), reading)) for one in reading.statements
    ]
    met: dict[str, list[StatementProfile]] = {}
    stands: dict[StatementProfile, StatementProfile] = {}
    for one in sorted({plain for _, plain in made}, key=_fullest):
        sought = blocks(one)
        near = [met[name] for name in sought if name in met]
        likes = {id(other): other for others in near for other in others}
        fuller = min(filter(_one_with(one), likes.values()), key=_fullest, default=one)
        stands[one] = fuller
        if fuller is one:
            for name in sought:
                met.setdefault(name, []).append(one)
    for key, plain in made:
        yield key, stands[plain]


def _told(one: StatementProfile, reading: Reading) -> StatementProfile:
    """The profile; where another report's might be the same by chance, with its own report."""
    return one if tells(one) else replace(one, own=reading.report.id)


def tells(one: StatementProfile) -> bool:
    """Whether two accounts of this profile are surely of one statement, as evidence has it."""
    plain = bool(one.speaker) and sum(said(one.words).roots.values()) >= _ENOUGH
    return plain or sum(evidence(one, one).values()) > 0


_ENOUGH = 3.0  # what is said in so many words tells, without asking


def _one_with(one: StatementProfile) -> Callable[[StatementProfile], bool]:
    """Whether another statement of the report is the same: only of one speaker, as it tells."""

    def same(other: StatementProfile) -> bool:
        tied = voice(one.speaker, other.speaker) in ("speaker", "described")
        return tied and sum(evidence(one, other).values()) > 0

    return same


def _fullest(one: StatementProfile) -> tuple[object, ...]:
    """The one with the most words first; all the rest of it, so that no two come to the same."""
    speakers = tuple(map(whole, one.speaker))
    rest = one.family, one.modality, one.day or "", one.basis, one.about, one.own
    return -len(one.words), one.words, speakers, *rest
