"""How long to wait: between looks, after failures, between two questions to one host."""

from dataclasses import dataclass, field

from onrecord.errors import NotFetched, OnrecordError

DAY = 86_400
LONGEST = 7 * DAY  # the longest that a host may ask to be left alone
RETRIES = (300, 900, 3_600, 14_400, 43_200, DAY)  # seconds before an entry is tried again
_GONE = 410
_LATER = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds: between two looks at a place, and between two questions to one host.

    ``days``: what is older than so many days when it is first sighted is not fetched.
    """

    every: float = 900
    between: float = 2
    days: float = 7


def after_failure(error: OnrecordError, failures: int, pace: Pace) -> float | None:
    """Seconds until a place is looked at again after so many failures in a row; None: never.

    Twice as long each time, up to a day; longer where the host asks for it.
    """
    if isinstance(error, NotFetched) and error.status == _GONE:
        return None
    wait = min(pace.every * (1 << min(failures, 20)), DAY)
    return max(wait, min(_asked(error), LONGEST))


def before_retry(error: OnrecordError, tries: int) -> float | None:
    """Seconds until an entry is fetched again after so many tries; None: it is given up.

    What cannot be read today cannot be read tomorrow; what could not be had may be.
    """
    if not isinstance(error, NotFetched) or tries > len(RETRIES):
        return None
    lasting = error.status is not None and error.status < 500 and error.status not in _LATER
    return None if lasting else max(RETRIES[tries - 1], min(_asked(error), LONGEST))


def later(now: int, seconds: float | None) -> int | None:
    """The moment so many seconds from now, a second at least; None: never."""
    return None if seconds is None else now + max(1, round(seconds))


def _asked(error: OnrecordError) -> float:
    return (error.wait or 0) if isinstance(error, NotFetched) else 0


@dataclass(slots=True)
class Hosts:
    """When each host may be asked next; moments of a clock that only goes on."""

    between: float
    _free: dict[str, float] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)

    def may(self, host: str, now: float) -> bool:
        """Whether it may be asked now."""
        return host not in self._busy and self._free.get(host, now) <= now

    def begin(self, host: str) -> None:
        """It is being asked."""
        self._busy.add(host)

    def end(self, host: str, now: float, delay: float) -> None:
        """It has answered; it asks for ``delay`` seconds between two questions."""
        self._busy.discard(host)
        self._free[host] = now + max(self.between, delay)

    def next_free(self, now: float) -> float:
        """Seconds until some host that has been asked may be asked again; 0 where none waits."""
        later = [free for host, free in self._free.items() if host not in self._busy and free > now]
        return min(later) - now if later else 0.0
