"""Onrecord, asked as its peers are: what its heads find, and for speed whole readings to JSON.

Run as `python -m benchmarks.peer_onrecord TASK` (`lines.py`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from benchmarks.lines import Answer, Reader, Request, serve
from onrecord.facts import encode
from onrecord.pipeline import read
from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from onrecord.reading.times import Anchor, find_times
from onrecord.report import Capture
from training.corpora.plover import Coded
from training.tasks import attribution
from training.tasks.event_type import coded


def _attributions(request: Request) -> Answer:
    found = attribution.found_in(request["text"])
    parts = ("cue", "source", "content")
    return {"attributions": [dict(zip(parts, spans, strict=True)) for spans in found]}


def _names(request: Request) -> Answer:
    found = spot(request["text"], encoder()).names
    return {"names": [[n.start, n.end, n.kind] for n in found]}


def _places(request: Request) -> Answer:
    found = spot(request["text"], encoder()).places
    return {"names": [[n.start, n.end, n.kind] for n in found]}


def _times(request: Request) -> Answer:
    written = date.fromisoformat(request["written"])
    found = find_times(request["text"], Anchor(written), timeml=True)
    return {"times": [[m.start, m.end, m.type, m.value] for m in found]}


def _event(request: Request) -> Answer:
    return asdict(coded(Coded("", request["text"], "", None, (), ())))


def _whole(request: Request) -> Answer:
    reading = read(Capture(raw=request["text"].encode(), source="text"))
    return {"bytes": len(encode(reading))}


def each(answer: Callable[[Request], Any]) -> Reader:
    """A reader that answers text by text."""

    def reader(requests: Iterable[Request]) -> Iterator[Answer]:
        return map(answer, requests)

    return reader


if __name__ == "__main__":
    asked = {
        "attribution": _attributions,
        "names": _names,
        "places": _places,
        "times": _times,
        "event": _event,
        "speed": _whole,
    }
    serve({task: each(answer) for task, answer in asked.items()}, ("onnxruntime", "numpy"))
