"""On which day each post came out, where its stamp tells a clock and no day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from onrecord.sources.pages.live.clocks import Day, Moment, joined

_ORDER = timedelta(hours=3)  # posts out of order by less than this are of one day
_DAY = 24 * 60  # minutes
_CLOSE = timedelta(hours=2)  # from the page's own time to that of the post at its end


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page says of its own times: first and last, and in which zone its clocks go."""

    published: datetime | None = None
    modified: datetime | None = None
    zone: tzinfo | str | None = None

    def local(self, moment: datetime | None) -> datetime | None:
        """A moment as the page's clocks show it."""
        if moment is None or moment.tzinfo is None or self.zone is None:
            return moment
        rules = joined(moment.date(), time(), self.zone).tzinfo
        return moment.astimezone(rules) if rules else moment


def iso(moment: datetime) -> str:
    """ISO 8601, in the moment's own zone; without seconds where none are told."""
    if moment.tzinfo is None and not moment.second:
        return moment.isoformat(timespec="minutes")
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def dated(moments: Sequence[Moment | None], days: Sequence[Day | None],
          frame: Frame) -> list[str | None]:  # fmt: skip
    """The times of posts in the page's order, ISO 8601; None where one cannot be told.

    ``days`` has for each post the day whose heading stands above it, if any.
    """
    near = (frame.published or frame.modified or datetime.now(UTC)).date()
    known = [
        _day(moment, heading, near, frame) for moment, heading in zip(moments, days, strict=True)
    ]
    if any(m and m.clock and d is None for m, d in zip(moments, known, strict=True)):
        known = _walked(moments, known, frame)
    return [_told(m, d, frame) for m, d in zip(moments, known, strict=True)]


def _day(moment: Moment | None, heading: Day | None, near: date, frame: Frame) -> date | None:
    if moment is None:
        return None
    printed = moment.day or heading
    if printed is None:
        return None
    if printed.year is None and not (frame.published or frame.modified):
        return None
    return printed.near(near)


def _told(moment: Moment | None, day: date | None, frame: Frame) -> str | None:
    if moment is None or day is None:
        return None
    if moment.clock is None:
        return day.isoformat()
    try:
        found = joined(day, moment.clock, moment.zone or frame.zone)
        found.utcoffset()
    except (ValueError, OverflowError):
        return None
    return iso(found)


def _walked(moments: Sequence[Moment | None], known: Sequence[date | None],
            frame: Frame) -> list[date | None]:  # fmt: skip
    """Days by passing midnight: backwards where the newest post stands first."""
    clocks = [m.clock if m else None for m in moments]
    told = [n for n, clock in enumerate(clocks) if clock]
    steps = [0] * len(clocks)  # days after the first post that is told
    falling = _is_falling([clocks[n] for n in told])
    for before, now in pairwise(told):
        ahead = _minutes(clocks[now]) - _minutes(clocks[before])
        passed = ahead > _ORDER.seconds // 60 if falling else -ahead > _ORDER.seconds // 60
        steps[now] = steps[before] + (0 if not passed else -1 if falling else 1)
    anchors = [(n, d) for n, d in enumerate(known) if d is not None]
    start = _start(clocks, told, steps, falling, frame)
    found: list[date | None] = list(known)
    for n in told:
        if known[n] is not None:
            continue
        if anchors:
            at, day = min(anchors, key=lambda a: abs(a[0] - n))
            found[n] = _shifted(day, steps[n] - steps[at])
        elif start is not None:
            found[n] = _shifted(start, steps[n])
    return found


def _start(clocks: Sequence[time | None], told: Sequence[int], steps: Sequence[int],
           falling: bool, frame: Frame) -> date | None:  # fmt: skip
    """The day of the first post that tells a clock, from the page's own times."""
    first, last = frame.local(frame.published), frame.local(frame.modified)
    oldest, newest = (told[-1], told[0]) if falling else (told[0], told[-1])
    if first is not None and (last is None or _is_close(first, clocks[oldest])):
        return _shifted(first.date(), -steps[oldest])
    if last is not None:
        day = last.date()
        # A page that was changed after midnight shows posts of the evening before.
        if _minutes(clocks[newest]) > last.hour * 60 + last.minute + 5:
            day -= timedelta(days=1)
        return _shifted(day, -steps[newest])
    return None


def _is_close(moment: datetime, clock: time | None) -> bool:
    gap = abs(moment.hour * 60 + moment.minute - _minutes(clock))
    return min(gap, _DAY - gap) <= _CLOSE.seconds // 60


def _is_falling(clocks: Sequence[time | None]) -> bool:
    """Whether the newest stands first: most go back by less than half a day to the next."""
    ahead = [(_minutes(b) - _minutes(a)) % _DAY for a, b in pairwise(clocks)]
    return sum(step > _DAY // 2 for step in ahead) >= sum(0 < step <= _DAY // 2 for step in ahead)


def _minutes(clock: time | None) -> int:
    return clock.hour * 60 + clock.minute if clock else 0


def _shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
