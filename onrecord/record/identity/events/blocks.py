"""Where an account of an event is looked for: few names, each shared by few others.

- that of its encounter, where it codes one;
- its type, one who acts and one who is acted on (or what it is about), and a stretch of days;
- where it codes nothing: its type, a name or a telling word of its report, and such a stretch.
"""

from collections.abc import Iterator
from functools import lru_cache

from onrecord.record.identity.days import Days, days
from onrecord.record.identity.encounters.blocks import blocks as of_encounter
from onrecord.record.identity.events.profile import EventProfile
from onrecord.record.identity.events.words import rarity
from onrecord.record.identity.sketches import Sketch

_MOST = 3  # of each role
_TELLING = 5  # names, and words of the report: fewer lose much on ECB+, more gain little
_LENGTH, _AROUND = 16, 1  # days of a stretch, and around an event's days
_BACK, _FORTH = 8, 1  # days around a report within which what has no day is looked for
_WIDE = 62  # days of a date that is looked for as it is written


@lru_cache(maxsize=65536)
def blocks(profile: EventProfile) -> frozenset[str]:
    """The names of the blocks of an account."""
    if profile.encounter is not None:
        return of_encounter(profile.encounter)
    return frozenset(_blocks(profile))


def _blocks(profile: EventProfile) -> Iterator[str]:
    cells = tuple(_cells(profile))
    actors = _names(profile.actors) or ["?"]
    others = _names(profile.recipients) or list(profile.about[:_MOST])
    for actor in actors:
        for other in others:
            yield from (f"w:{profile.type}:{actor}+{other}:{cell}" for cell in cells)
    if not profile.coded or not others:
        telling = {*_rarest(profile.names), *_rarest(profile.report or profile.words)}
        for word in telling:
            yield from (f"n:{profile.type}:{word}:{cell}" for cell in cells)


def _names(sketches: tuple[Sketch, ...]) -> list[str]:
    return sorted({one.state or one.name for one in sketches})[:_MOST]


def _rarest(words: tuple[str, ...]) -> list[str]:
    return sorted(words, key=lambda word: (-rarity(word), word))[:_TELLING]


def _cells(profile: EventProfile) -> Iterator[str]:
    window = days(profile.date)
    if window is None and (report := days(profile.reported)):
        window = Days(report.first - _BACK, report.last + _FORTH)
    if window is None:
        yield "?"
    elif window.last - window.first > _WIDE:
        yield profile.date or "?"
    else:
        first, last = window.first - _AROUND, window.last + _AROUND
        yield from map(str, range(first // _LENGTH, last // _LENGTH + 1))
