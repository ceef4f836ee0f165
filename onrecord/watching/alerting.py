"""Rules looked at whenever something has come, and what they find sent to whoever wants it."""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from onrecord.errors import OnrecordError
from onrecord.settings import Settings
from onrecord.store import alerts
from onrecord.store.alerts import Alert
from onrecord.store.pulse import pulse
from onrecord.store.record import Record
from onrecord.watching.delivering import before_retry, deliver
from onrecord.watching.rules import Rules
from onrecord.watching.waits import later
from onrecord.watching.words import Found, Problem, Sent, Word

HANDS = 4  # alerts that are sent at once


@dataclass(slots=True)
class Alerting:
    """The rules of one watch. ``clock`` gives seconds since 1970."""

    record: Record
    settings: Settings
    rules: Rules
    clock: Callable[[], float]
    _seen: int = -1  # how far the record had come when the rules were last looked at
    _sending: set[str] = field(default_factory=set)
    _sent: "queue.SimpleQueue[tuple[Alert, OnrecordError | None]]" = field(
        default_factory=queue.SimpleQueue
    )

    @property
    def busy(self) -> bool:
        """Whether something is being sent."""
        return bool(self._sending)

    def turn(self) -> Iterator[Word]:
        """What rules find in what has come, whoever added it; what has become of what was sent."""
        if not self.rules.rules:
            return
        now = int(self.clock())
        here = pulse(self.record).versions
        if here != self._seen:
            with self.record.writing() as connection:
                found = alerts.follow(
                    connection, self.record.points, self.rules.rules, now, self.rules.hooks.keys()
                )
            self._seen = here
            yield from map(Found, found)
        self._begin(now)
        while not self._sent.empty():
            yield self._settled(*self._sent.get())

    def _begin(self, now: int) -> None:
        with self.record.reading() as connection:
            waiting = alerts.waiting(connection, now)
        for one in waiting:
            if len(self._sending) == HANDS:
                return
            if one.id not in self._sending and one.rule in self.rules.hooks:
                self._sending.add(one.id)
                threading.Thread(target=self._send, args=(one, now), daemon=True).start()

    def _send(self, one: Alert, now: int) -> None:
        self._sent.put((one, deliver(one, self.rules.hooks[one.rule], self.settings, now)))

    def _settled(self, one: Alert, error: OnrecordError | None) -> Word:
        address = self.rules.hooks[one.rule].address
        tries = one.tries + 1
        again = before_retry(error, tries) if error else None
        with self.record.writing() as connection:
            due = later(int(self.clock()), again)
            problem = str(error) if error else None
            alerts.settled(connection, replace(one, due=due, tries=tries, problem=problem))
        self._sending.discard(one.id)
        return Problem(address, error, again) if error else Sent(one, address)
