"""One run: readings are added, and at some sizes the record is asked and weighed."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from subprocess import PIPE, Popen

from sqlalchemy import LargeBinary, cast, func, select, text

from benchmarks.record.asking import asked
from benchmarks.record.measured import Measured, Size, memory, timed
from benchmarks.record.world import World
from onrecord.adding import Finished, add
from onrecord.facts import Reading
from onrecord.pipeline import Failure
from onrecord.report import Given
from onrecord.settings import Settings
from onrecord.store.record import Record, open_record
from onrecord.store.rows import BATCH
from onrecord.store.schema import body

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
_PIECE = 5_000  # reports that are made, then added: the cost of a size is that of the last piece


def grown(
    where: str, measured: Measured, reports: int, times: int, file: Path, workers: int = 2
) -> None:
    """Adds readings up to so many, and measures at the sizes on the way.

    What ``file`` holds already is not done again: the record at ``where`` must be of that run.
    """
    sizes = [size for size in SIZES if size < reports] + [reports]
    done = measured.sizes[-1].reports if measured.sizes else 0
    with (
        _made(measured.seed, reports, done) as made,
        open_record(where, create=True) as record,
    ):
        held = done
        for size in (one for one in sizes if one > done):
            last = _added(record, made, size - held, workers)
            held = size
            questions = asked(where, _days(size), times) if times else {}
            of_each = _bytes(record) / size
            measured.sizes.append(Size(size, *last, of_each, memory(), questions))
            measured.write(file)
            cost = f"{last[1] * 1000:.2f} ms of a processor a report, {of_each:,.0f} bytes"
            say(f"{size:>7,} reports: {cost}")


@contextmanager
def _made(seed: int, reports: int, done: int) -> Iterator[Iterator[bytes]]:
    """Readings as JSON behind those that are done, made by a process of their own."""
    command = [sys.executable, "-m", "benchmarks.record.world", str(reports), str(seed), str(done)]
    with Popen(command, stdout=PIPE) as process:
        assert process.stdout is not None
        yield iter(process.stdout)
        process.stdout.close()


def _added(record: Record, made: Iterator[bytes], count: int, workers: int) -> tuple[float, float]:
    """Seconds and processor seconds (of all processes) of one report, of the last piece added."""
    added = 0
    of_each = 0.0, 0.0
    while some := list(islice(made, min(_PIECE, count - added))):
        places = [(f"line {at}", raw) for at, raw in enumerate(some)]
        found = [Finished("made", tuple(places[at : at + 16])) for at in range(0, len(some), 16)]
        with timed() as took:
            for one in add(record, found, Given(), Settings(), workers=workers):
                if isinstance(one, Failure):
                    raise SystemExit(f"{one.source}: {one.error}")
        added += len(some)
        of_each = took.seconds / len(some), took.cpu / len(some)
        say(f"        {added:,} of {count:,}: {len(some) / took.seconds:.0f} a second")
    return of_each


def _days(reports: int) -> int:
    """Over how many days the stories of so many reports go, nearly."""
    return reports * 5 // 6 // 5 // 4


def _bytes(record: Record) -> float:
    """What the record takes on disk beyond its texts."""
    with record.reading() as connection:
        length = cast(body.c.text, LargeBinary) if record.dialect == "sqlite" else body.c.text
        of = func.length if record.dialect == "sqlite" else func.octet_length
        told = connection.scalar(select(func.sum(of(length)))) or 0
        if record.dialect == "postgresql":
            size = connection.scalar(text("SELECT pg_database_size(current_database())"))
        else:
            size = connection.scalar(
                text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            )
    return float(size) - float(told)


def added_again(where: str, seed: int, count: int) -> float:
    """Reports a second that are there already."""
    some = list(World(seed).readings(count))
    with open_record(where) as record, timed() as took:
        for at in range(0, count, BATCH):
            record.add(some[at : at + BATCH])
    return count / took.cpu


def forgotten(where: str, addresses: Sequence[str]) -> float:
    """Milliseconds of a processor that forgetting one report takes; the record is less after."""
    from onrecord.store.forgetting import forget

    with open_record(where) as record, timed() as took:
        for address in addresses:
            forget(record, address, "a benchmark")
    return took.cpu / len(addresses) * 1000


def written_out(where: str, most: int = 20_000) -> float:
    """Readings a second that an export gives, of the first so many."""
    from onrecord.store.exporting import Exporting

    with open_record(where) as record, record.reading() as connection, timed() as took:
        count = sum(1 for _ in islice(Exporting(connection, record.points, {}).versions(), most))
    return count / took.cpu


def checked(where: str, reports: int) -> float:
    """Reports a second that a check goes through; it must find nothing."""
    from onrecord.store.checking import faults

    with open_record(where) as record, timed() as took:
        found = list(faults(record))
    if found:
        raise SystemExit(f"The record is not what its readings make: {found[0]}")
    return reports / took.cpu


def hot(where: str, made: Iterable[Reading]) -> list[tuple[int, float]]:
    """Reports a second (of a processor) by how many there are, of readings of one thing."""
    found, count = [], 0
    with open_record(where, create=True) as record:
        given = iter(made)
        while some := list(islice(given, BATCH)):
            with timed() as took:
                record.add(some)
            count += len(some)
            found.append((count, len(some) / took.cpu))
    return found


def say(line: str) -> None:
    """Tells how far it is."""
    print(line, file=sys.stderr, flush=True)
