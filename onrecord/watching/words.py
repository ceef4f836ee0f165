"""What a watch tells while it goes; every word of it is on disk when it is told."""

from dataclasses import dataclass

from onrecord.adding import Added
from onrecord.errors import OnrecordError
from onrecord.store.alerts import Alert


@dataclass(frozen=True, slots=True)
class Looked:
    """A place was looked at: how much of what it names is new or has changed."""

    address: str
    title: str | None
    new: int


@dataclass(frozen=True, slots=True)
class Took:
    """A report came into the record, or was there."""

    address: str
    title: str | None
    added: Added


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with a place or an entry; ``again``: seconds until the next try, or never."""

    address: str
    error: OnrecordError
    again: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """A rule has found something."""

    alert: Alert


@dataclass(frozen=True, slots=True)
class Sent:
    """An alert was taken by the webhook of its rule."""

    alert: Alert
    address: str


Word = Looked | Took | Problem | Found | Sent
