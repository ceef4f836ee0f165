"""When two encounters took place, as far as their reports tell: one piece of evidence."""

from onrecord.record.identity.days import Days, days
from onrecord.record.identity.encounters.profile import EncounterProfile

# What is told of before it takes place, if it ever does.
AHEAD = frozenset({"planned", "asked", "possible"})
_MOVABLE = AHEAD | {"failed"}
_WEEK = 7
_YEAR = 300  # days of a stretch that tells hardly anything
LOOKED_BACK = 60  # days that «when they last met» looks back, at most
WIDE = 100  # days of a stretch that is not looked for month by month


def when(one: EncounterProfile, other: EncounterProfile) -> str:
    """The name of what their dates say; symmetric."""
    mine, yours = days(one.date), days(other.date)
    if mine and yours:
        return _dated(one, mine, other, yours)
    if mine or yours:
        dated, day, undated = (one, mine, other) if mine else (other, yours, one)
        assert day is not None
        return _half_dated(dated, day, undated)
    return _undated(one, other)


def _dated(one: EncounterProfile, mine: Days, other: EncounterProfile, yours: Days) -> str:
    gap = mine.gap(yours)
    taken = one.taken or other.taken
    if not gap:
        if mine.exact and yours.exact:
            return "same day taken" if taken else "same day"
        if max(mine.last - mine.first, yours.last - yours.first) > _YEAR:
            return "within a year"
        if not (mine.exact or yours.exact):
            return "same stretch"
        week = max(mine.last - mine.first, yours.last - yours.first) < _WEEK
        return "within a week" if week else "within"
    exact = mine.exact and yours.exact
    if _movable(one, other) and gap <= 10:
        return "moved" if exact and gap <= 3 else "moved far"
    if gap > 1 or not exact:
        return "days apart" if exact and gap <= 3 else "other day"
    if one.format == other.format == "call":
        return "next day of a call"
    return "next day taken" if taken else "next day"


def _movable(one: EncounterProfile, other: EncounterProfile) -> bool:
    """Whether one is told before its time and may have been moved to that of the other."""
    ahead = one.modality in AHEAD and other.modality in AHEAD
    return ahead or (one.modality in _MOVABLE) != (other.modality in _MOVABLE)


def _half_dated(dated: EncounterProfile, day: Days, undated: EncounterProfile) -> str:
    report = days(undated.reported)
    if report is None or not day.exact:
        apart = day.gap(report) if report else 0
        return "no day" if not apart else "weeks ago" if apart <= 14 else "long ago"
    ahead = day.first - report.first
    if undated.modality == "possible" and ahead < 0:
        return _since(-ahead)  # «they would have met»
    if undated.modality in AHEAD:
        if ahead < 0:
            return "not yet"
        return "ahead" if ahead <= 7 else "far ahead" if ahead <= 31 else "not yet"
    if undated.modality == "failed" and ahead > 0:
        return "ahead" if ahead <= 7 else "not yet"
    if ahead == 1 and dated.taken and not undated.back:
        return _next_day(dated, undated)  # the day is its report's own, or about that
    if ahead > 0 or (undated.back and not ahead):
        return "not yet"
    if undated.back:
        return "looked back" if -ahead <= LOOKED_BACK else "long ago"
    return _since(-ahead)


def _next_day(one: EncounterProfile, other: EncounterProfile) -> str:
    calls = one.format == other.format == "call"
    return "next day of a call" if calls else "next report day"


def _since(gap: int) -> str:
    if gap <= 1:
        return "fresh"
    if gap <= 3:
        return "recent"
    if gap < _WEEK:
        return "some while ago"
    return "weeks ago" if gap <= 14 else "long ago"


def _undated(one: EncounterProfile, other: EncounterProfile) -> str:
    mine, yours = days(one.reported), days(other.reported)
    if mine is None or yours is None or one.back != other.back:
        return "no day"
    gap = mine.gap(yours)
    if gap <= 1:
        return _next_day(one, other) if gap else "same report day"
    return "reports apart" if gap <= 7 else "reports far apart"
