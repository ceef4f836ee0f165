"""In which zone the clocks of a page go, where its posts do not say."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from onrecord.sources.pages.live.clocks import Moment, joined
from onrecord.sources.pages.live.outline import Outline

_WIDEST = timedelta(hours=14)
_STEP = 15  # minutes: every zone lies at a multiple


def zone_of_page(page: Outline) -> tzinfo | None:
    """The offset that all times of a page show which show one; None where they differ.

    A time shows it by a name beside its clock, by the offset of its attribute (UTC tells nothing:
    publishing systems write it whatever the clocks show), or by both of its forms, of which one
    is in UTC.
    """
    told = {zone.utcoffset(None) for zone in _told(page)}
    offset = told.pop() if len(told) == 1 else None
    return timezone(offset) if offset is not None else None


def _told(page: Outline) -> Iterator[timezone]:
    for stamp in page.stamps.values():
        exact, shown = stamp.moment.exact, stamp.shown
        if shown is not None and shown.zone is not None:
            yield from _fixed(shown, exact)
        elif exact is not None and exact.utcoffset():
            yield timezone(exact.utcoffset() or timedelta())
        elif exact is not None and exact.tzinfo and shown is not None and shown.clock:
            yield from _between(exact, shown)


def _fixed(shown: Moment, exact: datetime | None) -> Iterable[timezone]:
    """The offset of a zone beside a clock; one with summer time needs its day."""
    day = exact.date() if exact else None
    if isinstance(shown.zone, tzinfo):
        offset = shown.zone.utcoffset(None)
    elif day and shown.clock:
        offset = joined(day, shown.clock, shown.zone).utcoffset()
    else:
        offset = None
    return [timezone(offset)] if offset is not None else []


def _between(exact: datetime, shown: Moment) -> Iterable[timezone]:
    """The offset between a moment in UTC and the clock that the page shows for it."""
    if shown.clock is None:
        return []
    utc = exact.astimezone(UTC)
    ahead = (shown.clock.hour - utc.hour) * 60 + shown.clock.minute - utc.minute
    if ahead % _STEP:
        return []
    offsets = (timedelta(minutes=ahead + days * 24 * 60) for days in (-1, 0, 1))
    near = [offset for offset in offsets if abs(offset) <= _WIDEST]
    days = [o for o in near if shown.day is None or (utc + o).day == shown.day.day]
    return [timezone(days[0])] if len(days) == 1 else []
