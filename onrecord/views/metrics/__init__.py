"""What the desk counts, as Prometheus reads it: requests, questions, kept answers, the record.

    request ──▶ Counting ──▶ Metrics ◀── Recorded (asks the record) ◀── Running (processes)
                                │
                            /metrics

A label is a route as it stands in the code, a name of a list of ours, or a status that we gave:
whatever is asked for, no request makes a new one. Several processes of one desk count into files
of a folder (``PROMETHEUS_MULTIPROC_DIR``, as prometheus-client has it) and any of them tells the
sums. That library decides which it is when it is imported: so only this room imports it, and
whoever needs the room imports it late.
"""

from onrecord.views.metrics.counting import Counting
from onrecord.views.metrics.metrics import TYPE, Metrics

__all__ = ["TYPE", "Counting", "Metrics"]
