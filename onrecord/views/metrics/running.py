"""The processes of a desk: memory, processor time, open files, as prometheus-client tells them."""

import os
from collections.abc import Iterable, Iterator

from prometheus_client import ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector


class Running(Collector):
    """This process; where several count into a ``folder``, each of them that lives, by its pid."""

    def __init__(self, folder: str | None) -> None:
        self._folder = folder

    def describe(self) -> Iterable[Metric]:
        """Nothing: it is asked for once."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """What holds now."""
        pids = sorted(_living(self._folder)) if self._folder else [os.getpid()]
        desk = GaugeMetricFamily("onrecord_desk_processes", "Processes that make answers.")
        desk.add_metric((), len(pids))
        found: dict[str, Metric] = {desk.name: desk}
        for pid in pids:
            for one in ProcessCollector(pid=lambda pid=pid: pid, registry=None).collect():  # type: ignore[misc]
                family = found.setdefault(one.name, Metric(one.name, one.documentation, one.type))
                for sample in one.samples:
                    labels = {"pid": str(pid)} if self._folder else {}
                    family.add_sample(sample.name, labels, sample.value)
        return found.values()


def _living(folder: str) -> Iterator[int]:
    """The processes that count into a folder and have not ended: their files bear their numbers."""
    told = {file.removesuffix(".db").rpartition("_")[2] for file in os.listdir(folder)}
    for pid in told:
        if pid.isdecimal() and os.path.exists(f"/proc/{pid}"):
            yield int(pid)
