"""Where an account of an encounter is looked for: few names, each shared by few others.

- two sides by name, and a stretch of days: who meets whom;
- two sides by the state they act for, and a shorter one: states meet oftener than people do;
- two sides, country and year: «when they met in Geneva in 2021»;
- one side, country and a stretch of days: a visit, and whom the visitor met;
- one side and the day: where a report does not say for whom the others speak;
- town and day: where one says by name who met, the other by office.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations

from onrecord.record.identity.actors.matching import bared
from onrecord.record.identity.actors.names import named_by_first
from onrecord.record.identity.actors.spelling import loose
from onrecord.record.identity.days import Days, days
from onrecord.record.identity.encounters.profile import EncounterProfile
from onrecord.record.identity.encounters.when import AHEAD, LOOKED_BACK, WIDE
from onrecord.record.identity.sketches import Sketch

_MOST = 3  # participants of a large gathering by which it is looked for: those of least name
# Length of a stretch of days, and how far around its days an account is looked for, by the level.
_BY_NAME = (32, 6)
_BY_STATE = (8, 2)
_BACK, _AROUND, _FORTH = 14, 1, 21  # days about a report within which what has no day is looked for


@lru_cache(maxsize=8192)
def blocks(profile: EncounterProfile) -> frozenset[str]:
    """The names of the blocks of an account."""
    return frozenset(_blocks(profile))


def _blocks(profile: EncounterProfile) -> Iterator[str]:
    window = _window(profile)
    near = window is not None and window.last - window.first <= WIDE
    names = sorted(_name(one) for one in profile.participants)[:_MOST]
    told = [one.state for one in profile.participants if one.state]
    states = sorted([*told, *(code for code in profile.around if code not in told)])[:_MOST]
    few = sorted({one.state or _name(one) for one in profile.participants})[:_MOST]
    for level, known, (length, around) in (("n", names, _BY_NAME), ("s", states, _BY_STATE)):
        for pair in combinations(known, 2):
            sides = f"{level}:{'+'.join(pair)}"
            if window is None or not near:
                yield f"{sides}:{profile.date or '?'}"
            else:
                yield from (f"{sides}:{cell}" for cell in _cells(window, length, around))
            if profile.country and window is not None and (profile.date or not near):
                years = range(_year(window.first), _year(window.last) + 1)
                yield from (f"{sides}:{profile.country}:{year}" for year in years)
    if window is not None and window.exact:
        yield from (f"d:{one}:{window.first}" for one in {*few, *names})
        if profile.place and profile.format != "call":
            yield f"p:{profile.geonames or profile.place}:{window.first}"
    if window is not None and near and profile.format != "call":
        where = profile.country or profile.place
        if len(profile.participants) == 1 and not where:
            where = profile.format
        if where:
            cells = tuple(_cells(window, *_BY_STATE))
            yield from (f"v:{one}:{where}:{cell}" for one in few for cell in cells)


def _name(one: Sketch) -> str:
    """A person by the consonants of the surname, a body by its name, others by their state."""
    if one.sort == "described" and not one.state:
        return loose(one.name.split()[-1]) if one.name.split() else one.name
    if one.sort != "person":
        return one.name if one.sort == "body" else one.state or one.name
    words = one.name.partition(",")[0].split() or [""]
    return loose(bared(words[0] if named_by_first(one.state) else words[-1])) or one.name


def _cells(window: Days, length: int, around: int) -> range:
    return range((window.first - around) // length, (window.last + around) // length + 1)


def _year(day: int) -> int:
    return date.fromordinal(max(1, day)).year


def _window(profile: EncounterProfile) -> Days | None:
    """The days within which it may have taken place, None where nothing is known of them."""
    if known := days(profile.date):
        return known
    report = days(profile.reported)
    if report is None:
        return None
    if profile.back:
        return Days(report.first - LOOKED_BACK, report.last)
    if profile.modality in AHEAD:
        behind = _BACK if profile.modality == "possible" else _AROUND
        return Days(report.first - behind, report.last + _FORTH)
    forth = 7 if profile.modality == "failed" else _AROUND
    return Days(report.first - _BACK, report.last + forth)
