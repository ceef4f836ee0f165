"""Reports, or finished readings, into a record.

    source ─▶ Reading ─▶ Ready (on as many processes as asked for) ─▶ record, in batches

A batch is one transaction. What is told of a report is told when its batch is on disk, not before.
"""

import gc
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from io import BufferedReader
from itertools import chain, islice
from typing import Any, BinaryIO, Literal, cast

import msgspec

from onrecord import shards, sources
from onrecord.batch import ahead, ordered
from onrecord.errors import InvalidReading, NotUsable, OnrecordError, TooLarge
from onrecord.facts import Reading, decode_reading, validate
from onrecord.pipeline import Failure, read_found
from onrecord.record.identity import IDENTITIES
from onrecord.report import Given
from onrecord.settings import Settings
from onrecord.sources import Found, Table
from onrecord.store.forgetting import withdraw
from onrecord.store.points import Points
from onrecord.store.preparing import Ready, ready
from onrecord.store.record import Record
from onrecord.store.rows import BATCH
from onrecord.store.writing import What

WAIT = 1.0  # seconds that a report waits for others to fill its batch
LONGEST = 100_000_000  # bytes of one line of readings, or of a file that is one piece of JSON

_PIECE = 16  # lines that are handed to a process at a time
_MANY = 2  # pieces from which on processes of their own are worth their start
_AHEAD = 2 * BATCH  # readings that are ready while others are written
_HEAD = 512
_READINGS = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"schema"\s*:\s*"onrecord/reading/1"')


@dataclass(frozen=True, slots=True)
class Finished:
    """Readings that are made already, as JSON: each with the name that is said of it."""

    name: str
    pieces: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Added:
    """A report by its id, and ``what`` adding it came to.

    ``withdrawn``: its agency takes it back. The record has forgotten it, or will not take it.
    """

    source: str
    report: str
    what: What | Literal["withdrawn"]


@dataclass(slots=True)
class Tally:
    """How many reports came to what."""

    what: dict[What | Literal["withdrawn"], int] = field(default_factory=dict)
    failed: int = 0


Item = Found | Finished


def items(places: Iterable[str | Table], settings: Settings) -> Iterator[Item]:
    """What lies at some places: reports to be read, and files of finished readings."""
    for place in places:
        if isinstance(place, Table):
            yield from sources.found(place, settings.max_bytes)
        elif shards.is_harvest(place):
            yield from _harvested(shards.Folder(place))
        elif place == "-" and _READINGS.match(cast(BufferedReader, sys.stdin.buffer).peek(_HEAD)):
            yield from _finished(sys.stdin.buffer, "standard input")
        elif _holds_readings(place):
            with open(place, "rb") as file:
                yield from _finished(file, place)
        else:
            yield from sources.found(place, settings.max_bytes)


def add(
    record: Record,
    found: Iterable[Item],
    given: Given,
    settings: Settings,
    *,
    workers: int | None = 1,
    again: bool = False,
    tally: Tally | None = None,
) -> Iterator[Added | Failure]:
    """Adds what was found to a record; each report when it is on disk, or why it is set aside.

    ``workers`` processes make readings ready; None: as many as there are processors where many
    finished readings are given, else this one alone. The record is the same whatever their number.
    ``again``: also reports that were forgotten. RecordError where the record cannot be written:
    what was told before is kept.
    """
    tally = Tally() if tally is None else tally
    made: Iterator[Ready | Failure]
    if workers is None:
        workers, found = _worth(iter(found))
    if workers == 1:
        worker = partial(prepared, given=given, settings=settings)
        made = chain.from_iterable(map(worker, found))
    else:
        worker = partial(prepared_apart, given=given, settings=settings)
        made = ahead(ordered(worker, found, workers), _AHEAD)
    with _seldom_collected():
        waiting: list[Ready] = []
        since = time.monotonic()
        for one in made:
            if isinstance(one, Failure):
                if report := withdrawn_by(one):
                    yield from _written(record, waiting, tally, again=again)
                    waiting = []
                    yield _withdrawn(record, one, report, tally)
                    continue
                tally.failed += 1
                yield one
                continue
            since = since if waiting else time.monotonic()
            waiting.append(one)
            if len(waiting) == BATCH or time.monotonic() - since > WAIT:
                yield from _written(record, waiting, tally, again=again)
                waiting = []
        yield from _written(record, waiting, tally, again=again)


def _worth(found: Iterator[Item]) -> tuple[int, Iterator[Item]]:
    """How many processes are worth their start, and what was found."""
    first = list(islice(found, _MANY))
    many = len(first) == _MANY and all(isinstance(one, Finished) for one in first)
    return (os.cpu_count() or 1) if many else 1, chain(first, found)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Readings hold no rings: looking for some in a batch of them takes a tenth of the time."""
    before = gc.get_threshold()
    _collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _collect_seldom() -> None:
    gc.set_threshold(200_000, 20, 100)


def prepared(item: Item, given: Given, settings: Settings) -> tuple[Ready | Failure, ...]:
    """What one item comes to, ready for the record; what is wrong with a report stays with it."""
    made: Iterable[Reading | Failure]
    if isinstance(item, Finished):
        made = [_decoded(name, raw) for name, raw in item.pieces]
    else:
        made = read_found(item, given, settings)
    return tuple(_ready(one) for one in made)


def prepared_apart(item: Item, given: Given, settings: Settings) -> tuple[Ready | Failure, ...]:
    """The same in a process that does nothing else."""
    _collect_seldom()
    return prepared(item, given, settings)


def _written(
    record: Record, batch: Sequence[Ready], tally: Tally, *, again: bool
) -> Iterator[Added]:
    if not batch:
        return
    written = record.add(batch, again=again)
    for one, what in zip(batch, written.what, strict=True):
        tally.what[what] = tally.what.get(what, 0) + 1
        yield Added(one.version["source"], one.name, what)


def withdrawn_by(failure: Failure) -> str | None:
    """The id of the report that a failure, which is a kill notice, takes back."""
    return failure.error.withdraws if isinstance(failure.error, NotUsable) else None


def _withdrawn(record: Record, notice: Failure, report: str, tally: Tally) -> Added:
    """What an agency takes back is forgotten, and will not be taken in later."""
    withdraw(record, report, notice.error.what)
    tally.what["withdrawn"] = tally.what.get("withdrawn", 0) + 1
    return Added(notice.source, report, "withdrawn")


def _ready(one: Reading | Failure) -> Ready | Failure:
    if isinstance(one, Failure):
        return one
    try:
        return ready(one, _points())
    except OnrecordError as error:
        return Failure(one.report.source, error)


@cache
def _points() -> Points:
    """What this process has asked of the rooms of identity."""
    return Points(IDENTITIES)


def _decoded(name: str, raw: bytes) -> Reading | Failure:
    """A finished reading; whoever made it, it must keep the contract."""
    try:
        reading = decode_reading(raw)
        if faults := validate(reading):
            raise InvalidReading.of(faults)
    except OnrecordError as error:
        return Failure(name, OnrecordError(f"{name}: {error.what}", error.do))
    return reading


def _harvested(folder: shards.Folder) -> Iterator[Item]:
    """The readings of a folder of shards, and what agencies took back; a shard as its hash is.

    Copies that were not read are reports without a fact.

    HarvestError where the harvest is not done, or a file has changed: what came before is added.
    """
    for done in folder.verified():
        yield from _lines(shards.readings(folder.shard(done.readings.file)), done.name)
        if done.copies:
            unread = (bytes(one.reading) for one in shards.copies(folder.shard(done.copies.file)))
            yield from _lines(unread, f"{done.name}, copies")
        for one in shards.asides(folder.shard(done.aside.file)):
            if one.withdraws:
                error = NotUsable(one.what, one.do)
                error.withdraws = one.withdraws
                yield Found(one.source, error)


def _holds_readings(place: str) -> bool:
    if not place.lower().endswith((".json", ".jsonl")) or "://" in place:
        return False
    try:
        with open(place, "rb") as file:
            return _READINGS.match(file.read(_HEAD)) is not None
    except OSError:
        return False  # whoever opens it next says why it cannot be


def _finished(file: BinaryIO, name: str) -> Iterator[Finished]:
    """The readings of a file: one a line, or all of it one piece of JSON."""
    first = file.readline(LONGEST + 1)
    if _whole(first):
        yield from _lines(chain([first], iter(partial(file.readline, LONGEST + 1), b"")), name)
        return
    raw = first + file.read(LONGEST + 1)
    if len(raw) > LONGEST:
        raise TooLarge.of(name, len(raw), LONGEST)
    yield Finished(name, tuple(_parted(raw, name)))


def _whole(line: bytes) -> bool:
    """Whether a line is a reading of its own."""
    return line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and line.rstrip().endswith(b"}")


def _lines(lines: Iterable[bytes], name: str) -> Iterator[Finished]:
    waiting: list[tuple[str, bytes]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            waiting.append((f"{name}, line {number}", line.removeprefix(b"\xef\xbb\xbf")))
        if len(waiting) == _PIECE:
            yield Finished(waiting[0][0], tuple(waiting))
            waiting = []
    if waiting:
        yield Finished(waiting[0][0], tuple(waiting))


def _parted(raw: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if not raw.lstrip().startswith(b"["):
        yield name, raw
        return
    try:
        many: list[Any] = msgspec.json.decode(raw, type=list[msgspec.Raw])
    except msgspec.MsgspecError:
        yield name, raw  # the reading's own decoder says what is wrong
        return
    for number, one in enumerate(many, 1):
        yield f"{name}, reading {number}", bytes(one)
