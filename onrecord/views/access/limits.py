"""How often: requests of one visitor, and passwords that are tried.

Kept in memory: it begins anew when the desk does, and each process counts for itself.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

MOST = 10_000  # visitors that are kept in mind; the one not seen for longest is forgotten first
_LONGEST = 80  # characters of a name that are kept in mind; no user has one so long
RATE, BURST = 20.0, 100.0  # requests a second in the long run, and at once


@dataclass(slots=True)
class Buckets:
    """A bucket of requests for each visitor, filled at a rate."""

    rate: float = RATE
    burst: float = BURST
    _left: "OrderedDict[str, tuple[float, float]]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, who: str, now: float) -> float:
        """Takes one; 0 where there was one, else the seconds until there is."""
        with self._lock:
            left, since = self._left.pop(who, (self.burst, now))
            left = min(self.burst, left + (now - since) * self.rate)
            enough = left >= 1
            self._left[who] = (left - 1 if enough else left, now)
            while len(self._left) > MOST:
                self._left.popitem(last=False)
        return 0.0 if enough else (1 - left) / self.rate


@dataclass(slots=True)
class Attempts:
    """Passwords that were wrong, for a user from one address, for an address, and for a user.

    Who guesses at one account from one place is stopped early; who guesses at many from one place,
    later; at one from many places, last: so that nobody can easily lock another out.
    """

    window: float = 900.0
    most: tuple[int, int, int] = (5, 20, 100)
    _wrong: "OrderedDict[str, list[float]]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, name: str, origin: str, now: float) -> float:
        """Takes one try; 0 where there was one, else the seconds until there is.

        It counts as wrong until ``right`` says otherwise: many at once are no more than one by one.
        """
        with self._lock:
            waits = [
                times[-most] + self.window - now
                for of, most in zip(_of(name, origin), self.most, strict=True)
                if len(times := self._recent(of, now)) >= most
            ]
            if waits:
                return max(waits)
            for of in _of(name, origin):
                self._wrong[of] = [*self._recent(of, now), now][-max(self.most) :]
                self._wrong.move_to_end(of)
            while len(self._wrong) > MOST:
                self._wrong.popitem(last=False)
        return 0.0

    def right(self, name: str, origin: str, now: float) -> None:
        """What was begun at that moment was right: it is not held against anybody."""
        with self._lock:
            for of in _of(name, origin):
                if now in (times := self._wrong.get(of, [])):
                    times.remove(now)

    def _recent(self, of: str, now: float) -> list[float]:
        return [one for one in self._wrong.get(of, ()) if one > now - self.window]


def _of(name: str, origin: str) -> tuple[str, str, str]:
    name = name[:_LONGEST]
    return f"both {name} {origin}", f"origin {origin}", f"name {name}"
