"""The share of each room in the time: microseconds of processor time a word, room by room.

Every room is a function that the reader calls (``onrecord/reading/reader.py``); here each is
called through a stop-watch. What one room asks of another counts where it is done. The readings
are whole, from the bytes of a text to those of its JSON.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from onrecord import pipeline, reading
from onrecord.facts import encode
from onrecord.reading import encoder, reader
from onrecord.report import Capture

MODEL = "model: arithmetic"
# Each room, and the names by which the modules that own the call know its functions.
_ROOMS: dict[str, tuple[tuple[Any, tuple[str, ...]], ...]] = {
    "sources": ((pipeline, ("read",)),),
    "between rooms": ((reading, ("read_report",)),),
    "layout": ((reader, ("lay_out",)),),
    "model: word pieces": ((encoder.Encoder, ("cut",)),),
    "model: decoding": ((reader, ("spot",)),),
    "dating and times": ((reader, ("date_report", "day_of", "find_times")),),
    "known names": ((reader, ("find_known",)),),
    "cast": ((reader, ("cast", "with_listeners", "with_outlet", "with_issuer")),),
    "statements": ((reader, ("statements", "with_subjects")),),
    "encounters": ((reader, ("encounters",)),),
    "agreements": ((reader, ("agreements",)),),
    "cases": ((reader, ("cases",)),),
    "events": ((reader, ("events",)),),
    "places": ((reader, ("places",)),),
    "keys": ((reader, ("with_keys", "with_needed")),),
}


class Watch:
    """Processor time by room; within a room that calls another, only its own."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._within: list[float] = [0.0]  # what the calls inside each open one have taken

    def timed(self, room: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted for the room."""

        @wraps(function)
        def call(*args: Any, **more: Any) -> Any:
            begin = time.process_time()
            self._within.append(0.0)
            try:
                return function(*args, **more)
            finally:
                took = time.process_time() - begin
                self.spent[room] = self.spent.get(room, 0.0) + took - self._within.pop()
                self._within[-1] += took

        return call


class _TimedSession:
    """The model's runtime behind the stop-watch."""

    def __init__(self, session: Any, watch: Watch) -> None:
        self.run = watch.timed(MODEL, session.run)


def shares(texts: Sequence[str]) -> dict[str, float]:
    """Microseconds a word of every room, over all but the first fifth of the texts.

    With those the model is loaded and the tables are read.
    """
    model: Any = encoder.encoder()
    known = len(texts) // 5 or 1
    for text in texts[:known]:
        _whole(text)
    watch = Watch()
    kept = [(place, name, getattr(place, name)) for place, name, _ in _calls()]
    session = model._session
    try:
        for place, name, room in _calls():
            setattr(place, name, watch.timed(room, getattr(place, name)))
        model._session = _TimedSession(session, watch)
        write = watch.timed("JSON", encode)
        for text in texts[known:]:
            write(pipeline.read(Capture(raw=text.encode(), source="text")))
    finally:
        model._session = session
        for place, name, function in kept:
            setattr(place, name, function)
    words = sum(len(text.split()) for text in texts[known:])
    return {room: round(took / words * 1e6, 2) for room, took in watch.spent.items()}


def _calls() -> list[tuple[Any, str, str]]:
    return [
        (place, name, room)
        for room, parts in _ROOMS.items()
        for place, names in parts
        for name in names
    ]


def _whole(text: str) -> bytes:
    return encode(pipeline.read(Capture(raw=text.encode(), source="text")))


def table(found: dict[str, float]) -> str:
    """The rooms for people, the costliest first."""
    total = sum(found.values())
    lines = [f"{'':24}{'µs a word':>10}{'share':>8}"]
    for room, took in sorted(found.items(), key=lambda pair: -pair[1]):
        lines.append(f"{room:24}{took:>10.1f}{took / total:>8.1%}")
    return "\n".join([*lines, f"{'all':24}{total:>10.1f}{1:>8.0%}"])
