"""While a desk is open, saved questions look at what comes, and what they find is sent to their
webhooks, as a watch does it.

Who else sends for the same record claims other messages; none is sent twice but after a crash.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.settings import Settings
from onrecord.store import saved
from onrecord.store.record import Record as Store
from onrecord.views.following import followed

if TYPE_CHECKING:
    from onrecord.watching.alerting import Alerting

EVERY = 2.0  # seconds
LAST = 3.0  # seconds in which what is being sent may be noted when the desk closes
_LOG = logging.getLogger(__name__)


@contextmanager
def sending(store: Store, settings: Settings | None = None) -> Iterator[None]:
    """Sends meanwhile, in a thread of its own."""
    stopped = Event()
    thread = Thread(target=_send, args=(store, settings or Settings(), stopped), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(2 * LAST)


def _send(store: Store, settings: Settings, stopped: Event) -> None:
    alerting: Alerting | None = None
    while not stopped.wait(EVERY):
        try:
            followed(store)
            with store.reading() as connection:
                hooks = saved.hooks(connection)
            if not hooks:
                continue
            alerting = alerting or _alerting(store, settings)
            _turn(alerting)
        except OnrecordError as error:  # it is tried again; the desk stays open
            _LOG.warning("Nothing could be sent: %s", error)
    until = time.monotonic() + LAST
    while alerting is not None and alerting.busy and time.monotonic() < until:
        time.sleep(0.05)
        with suppress(OnrecordError):
            _turn(alerting)


def _turn(alerting: "Alerting") -> None:
    for _ in alerting.turn():
        pass


def _alerting(store: Store, settings: Settings) -> "Alerting":
    from onrecord.watching.alerting import Alerting  # long to import, and seldom needed
    from onrecord.watching.rules import Rules

    return Alerting(store, settings, Rules(), time.time)
