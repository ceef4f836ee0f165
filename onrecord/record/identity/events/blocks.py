"""Where an account of an event is looked for: few names, each shared by few others.

- that of its encounter, where it codes one;
- where it codes another fact: its type and label, a word of what it is about (else one who acts and
  a telling word), and a stretch of days;
- where it codes nothing: its type, a name or a telling word of its report, and a shorter stretch.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from onrecord.record.identity.days import Days, days
from onrecord.record.identity.encounters.blocks import blocks as of_encounter
from onrecord.record.identity.events.profile import EventProfile
from onrecord.record.identity.events.words import rarity
from onrecord.record.identity.stems import stem
from onrecord.tables.states import states

_MOST = 3  # of those who act, and of the words of what it is about
_TELLING = 5  # names, and words of the report: fewer lose much on ECB+, more gain little
_CODED, _TOLD = 16, 8  # days of a stretch
_AROUND = 1  # days around an event's own
_BACK, _FORTH = 8, 1  # days around a report within which what has no day is looked for
_WIDE = 62  # days of a date that is looked for as it is written


@lru_cache(maxsize=8192)
def blocks(profile: EventProfile) -> frozenset[str]:
    """The names of the blocks of an account."""
    if profile.encounter is not None:
        return of_encounter(profile.encounter)
    return frozenset(_blocks(profile))


def _blocks(profile: EventProfile) -> Iterator[str]:
    if profile.coded:
        begins, words = f"{profile.type}:{profile.label}", _rarest(profile.about)[:_MOST]
        if not words:
            who = sorted({one.state or one.name for one in profile.actors})[:_MOST] or ["?"]
            words = [f"{actor}+{word}" for actor in who for word in profile.words]
        length = _CODED
    else:
        begins, length = profile.type, _TOLD
        words = sorted({*_rarest(profile.names), *_rarest(profile.report)})
    for cell in _cells(profile, length):
        yield from (f"{begins}:{word}:{cell}" for word in words)


def _rarest(words: tuple[str, ...]) -> list[str]:
    """The rarest words, those last that name a state or its people: half of all reports do."""
    return sorted(words, key=lambda word: (word in _of_states(), -rarity(word), word))[:_TELLING]


@cache
def _of_states() -> frozenset[str]:
    named = (name for one in states().values() for name in (one.name, *one.names, *one.adjectives))
    return frozenset(stem(word) for name in named for word in name.split())


def _cells(profile: EventProfile, length: int) -> Iterator[str]:
    window = days(profile.date)
    if window is None and (report := days(profile.reported)):
        window = Days(report.first - _BACK, report.last + _FORTH)
    if window is None:
        yield "?"
    elif window.last - window.first > _WIDE:
        yield profile.date or "?"
    else:
        first, last = window.first - _AROUND, window.last + _AROUND
        yield from map(str, range(first // length, last // length + 1))
