"""What a record tells of itself when it is asked for metrics: its reports, and its watch."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from onrecord.errors import OnrecordError
from onrecord.store import watched
from onrecord.store.asking.reports import Reports
from onrecord.store.record import Record
from onrecord.store.watched import Place

FORMS = ("rss", "atom", "json", "sitemap", "opml", "page")
_OTHER = "other"  # a form that is none of ours, or of what was never had


@dataclass(slots=True)
class _Stood:
    """How a record stood at a turn of it."""

    reports: int = 0
    places: Counter[tuple[str, str]] = field(default_factory=Counter)
    entries: Counter[tuple[str, str]] = field(default_factory=Counter)
    looked: dict[str, int] = field(default_factory=dict)


class Recorded(Collector):
    """Asks a record anew where it was written to since it was asked last."""

    def __init__(self, store: Record) -> None:
        self._store = store
        self._turn: object = None  # none yet
        self._stood = _Stood()

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """What it tells, without a number: nothing is asked of the record."""
        return _families()

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """What it tells now."""
        there, reports, places, entries, looked = families = _families()
        try:
            turn = self._store.turn()
            if turn != self._turn:
                self._turn, self._stood = turn, _stood(self._store)
        except OnrecordError:
            there.add_metric((), 0)
            return (there,)
        there.add_metric((), 1)
        reports.add_metric((), self._stood.reports)
        for family, counts in ((places, self._stood.places), (entries, self._stood.entries)):
            for labels, count in sorted(counts.items()):
                family.add_metric(labels, count)
        for form, at in sorted(self._stood.looked.items()):
            looked.add_metric((form,), at)
        return families


def _families() -> tuple[GaugeMetricFamily, ...]:
    return (
        GaugeMetricFamily("onrecord_record_up", "1: the record could be asked.", labels=()),
        GaugeMetricFamily("onrecord_reports", "Reports in the record that speak now.", labels=()),
        GaugeMetricFamily(
            "onrecord_watch_places", "Places that are watched, by what they are and how they do.",
            labels=("form", "state"),
        ),
        GaugeMetricFamily(
            "onrecord_watch_entries", "Reports that such places named, by what came of them.",
            labels=("form", "state"),
        ),
        GaugeMetricFamily(
            "onrecord_watch_last_look_timestamp_seconds", "When such a place was last looked at.",
            labels=("form",),
        ),
    )  # fmt: skip


def _stood(store: Record) -> _Stood:
    stood = _Stood(Reports(store).extent().reports)
    with store.reading() as connection:
        places, counts = watched.places(connection), watched.counts(connection)
    for one in places:
        form = one.form if one.form in FORMS else _OTHER
        stood.places[form, _state(one)] += 1
        each = zip(("done", "waiting", "given up"), counts.get(one.place, (0, 0, 0)), strict=True)
        for state, count in each:
            stood.entries[form, state] += count
        if one.looked is not None:
            stood.looked[form] = max(one.looked, stood.looked.get(form, 0))
    return stood


def _state(one: Place) -> str:
    if one.due is None:
        return "given up"
    if one.failures:
        return "failing"
    return "answering" if one.looked is not None else "new"
