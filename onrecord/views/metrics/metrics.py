"""All that is counted of one desk, and the text that tells it."""

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector

from onrecord.store.record import Record
from onrecord.views.api.described import QUESTIONS
from onrecord.views.api.readers import Readers
from onrecord.views.kept import How, Kept
from onrecord.views.metrics.recorded import Recorded
from onrecord.views.metrics.running import Running

TYPE = CONTENT_TYPE_PLAIN_0_0_4
NOWHERE = "none"  # the route of what leads nowhere, or was refused at the door
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})  # every other is «other»
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)  # seconds
_ANSWERED = (200, 304)
_LIVE = "/live"


class Metrics:
    """What is counted of one desk, for one event loop."""

    def __init__(self, store: Record) -> None:
        folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
        own = self._shown = CollectorRegistry()
        if folder:  # what is counted here goes into the folder, and is told from there
            own = CollectorRegistry()
            MultiProcessCollector(self._shown, folder)  # type: ignore[no-untyped-call]
        self._shown.register(Recorded(store))
        self._shown.register(Running(folder))
        self._requests = Counter(
            "onrecord_requests", "Requests that were answered, or refused at the door.",
            ("route", "method", "status"), registry=own,
        )  # fmt: skip
        self._seconds = Histogram(
            "onrecord_request_seconds", "Seconds until an answer began to be sent.", ("route",),
            registry=own, buckets=BUCKETS,
        )  # fmt: skip
        self._questions = Counter(
            "onrecord_questions", "Questions put to the record and answered, by page or over REST.",
            ("asked", "by"), registry=own,
        )  # fmt: skip
        self._answers = Counter(
            "onrecord_answers", "Answers by how they were had: made, kept from before, stood over "
            "a write, shared with another who asked for the same.", ("how",), registry=own,
        )  # fmt: skip
        self._kept = _gauge("onrecord_kept_answers", "Answers that are kept.", own)
        self._kept_bytes = _gauge("onrecord_kept_answers_bytes", "Bytes that they take.", own)
        self._texts = _gauge("onrecord_texts_waiting", "Texts sent that are read or wait.", own)
        self._listening = _gauge("onrecord_listeners", "Pages that listen for changes.", own)

    def told(self) -> bytes:
        """All of it as text, of type ``TYPE``; the record is asked, the processes are looked at."""
        return generate_latest(self._shown)

    def watch(self, kept: Kept, readers: Readers) -> None:
        """Hears of kept answers, and of texts that wait to be read."""

        def answered(how: How) -> None:
            self._answers.labels(how).inc()
            self._kept.set(kept.count)
            self._kept_bytes.set(kept.held)

        kept.told = answered
        readers.told = self._texts.set

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request is answered; ``route`` as it stands in the code, empty where there is none."""
        route = route or NOWHERE
        method = method if method in METHODS else "other"
        self._requests.labels(route, method, status).inc()
        self._seconds.labels(route).observe(seconds)
        above, _, name = route.rpartition("/")
        if name in QUESTIONS and above in ("", "/api") and status in _ANSWERED:
            self._questions.labels(name, "rest" if above else "page").inc()

    def begun(self, route: str) -> None:
        """An answer begins to be sent."""
        if route == _LIVE:
            self._listening.inc()

    def ended(self, route: str) -> None:
        """An answer that had begun is over."""
        if route == _LIVE:
            self._listening.dec()


def _gauge(name: str, about: str, registry: CollectorRegistry) -> Gauge:
    """A gauge that is summed over the processes that live."""
    return Gauge(name, about, registry=registry, multiprocess_mode="livesum")
