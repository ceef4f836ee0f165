"""Rules looked at whenever something has come, and what they find sent to whoever wants it."""

import os
import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from onrecord.errors import OnrecordError
from onrecord.settings import Settings
from onrecord.store import alerts, saved
from onrecord.store.alerts import Alert
from onrecord.store.pulse import pulse
from onrecord.store.record import Record
from onrecord.watching.delivering import before_retry, deliver
from onrecord.watching.rules import Hook, Rules, hooked
from onrecord.watching.waits import later
from onrecord.watching.words import Found, Problem, Sent, Word

HANDS = 4  # alerts that are sent at once
CLAIM = 90  # seconds that one who sends has for it before another may


@dataclass(slots=True)
class Alerting:
    """The rules of one watch. ``clock`` gives seconds since 1970."""

    record: Record
    settings: Settings
    rules: Rules
    clock: Callable[[], float]
    _seen: int = -1  # how far the record had come when the rules were last looked at
    _sending: set[str] = field(default_factory=set)
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    _sent: "queue.SimpleQueue[tuple[Alert, str, OnrecordError | None]]" = field(
        default_factory=queue.SimpleQueue
    )

    @property
    def busy(self) -> bool:
        """Whether something is being sent."""
        return bool(self._sending)

    def turn(self) -> Iterator[Word]:
        """What rules and saved questions find in what has come, whoever added it; what has become
        of what was sent."""
        now = int(self.clock())
        here = pulse(self.record).versions
        with self.record.reading() as connection:
            moved = alerts.behind(connection)
        if moved or (self.rules.rules and here != self._seen):
            yield from map(Found, self._followed(now))
            self._seen = here
        self._begin(now)
        while not self._sent.empty():
            yield self._settled(*self._sent.get())

    def _followed(self, now: int) -> list[Alert]:
        with self.record.bookkeeping() as connection:
            if not self.rules.rules:
                return alerts.follow_saved(connection, self.record.points, now)
            return alerts.follow(
                connection, self.record.points, self.rules.rules, now, self.rules.hooks.keys()
            )

    def _begin(self, now: int) -> None:
        """Sends what is to be sent, as much at once as there are hands.

        It is claimed first: who else looks at this record sends something else meanwhile, and if
        we are ended it is sent again, by whoever comes after.
        """
        free = HANDS - len(self._sending)
        with self.record.reading() as connection:
            hooks = self._hooks(saved.hooks(connection))
            due = [one for one in alerts.waiting(connection, now) if one.rule in hooks]
        some = [one for one in due if one.id not in self._sending][:free]
        if not some:
            return
        with self.record.bookkeeping() as connection:
            mine = alerts.claimed(connection, some, now, now + CLAIM)
        for one in mine:
            self._sending.add(one.id)
            sent = (one, hooks[one.rule], now)
            threading.Thread(target=self._send, args=sent, daemon=True).start()

    def _hooks(self, told: Mapping[str, saved.Hook]) -> dict[str, Hook | OnrecordError]:
        """Whom the alerts of each rule are sent to; an error where its secret is missing."""
        return dict(self.rules.hooks) | {n: hook(one, self.environ) for n, one in told.items()}

    def _send(self, one: Alert, to: Hook | OnrecordError, now: int) -> None:
        error = to if isinstance(to, OnrecordError) else deliver(one, to, self.settings, now)
        self._sent.put((one, to.address if isinstance(to, Hook) else one.rule, error))

    def _settled(self, one: Alert, address: str, error: OnrecordError | None) -> Word:
        tries = one.tries + 1
        again = before_retry(error, tries) if error else None
        now = int(self.clock())
        with self.record.bookkeeping() as connection:
            problem = str(error) if error else None
            kept = replace(one, due=later(now, again), tries=tries, problem=problem)
            alerts.settled(connection, kept, now)
        self._sending.discard(one.id)
        return Problem(address, error, again) if error else Sent(one, address)


def hook(one: saved.Hook, environ: Mapping[str, str]) -> Hook | OnrecordError:
    """The webhook of a saved question with its secret, or why that cannot be had."""
    try:
        return hooked(one.address, one.secret, environ)
    except OnrecordError as error:
        return error
