"""What the days and places of two events say of their being one."""

from onrecord.record.identity.days import days
from onrecord.record.identity.events.profile import EventProfile

_MOVABLE = frozenset({"planned", "asked", "possible", "failed"})


def when(one: EventProfile, other: EventProfile) -> tuple[str, ...]:
    """The name of what their dates say, none where too little is known; symmetric."""
    mine, yours = days(one.date), days(other.date)
    if mine and yours:
        gap = mine.gap(yours)
        if not gap:
            return ("same day" if mine.exact and yours.exact else "within",)
        if gap <= 10 and (one.modality in _MOVABLE or other.modality in _MOVABLE):
            return ("moved",)
        return ("next day",) if gap == 1 and mine.exact and yours.exact else ("other day",)
    known = mine or yours
    if known:
        report = days(other.reported if mine else one.reported)
        if report is None:
            return ()
        gap = known.gap(report)
        return ("fresh",) if gap <= 1 else ("recent",) if gap <= 7 else ("long ago",)
    told, heard = days(one.reported), days(other.reported)
    if told is None or heard is None:
        return ()
    gap = told.gap(heard)
    return ("reports of a day",) if gap <= 1 else ("reports apart",) if gap > 7 else ()


def where(one: EventProfile, other: EventProfile) -> tuple[str, ...]:
    """The name of what their places say, none where one is not told; symmetric."""
    if not (one.place and other.place):
        return ()
    if one.place == other.place or (one.geonames and one.geonames == other.geonames):
        return ("same place",)
    if not (one.country and other.country):
        return ()
    return ("same country",) if one.country == other.country else ("other country",)
