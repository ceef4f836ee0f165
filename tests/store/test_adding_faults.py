"""Adding goes wrong: killed anywhere, a full disk, two at once, somebody reading meanwhile.

Nothing half-written, nothing lost that was told as added, nothing twice. ``ONRECORD_KILLS`` sets
how often a writer is killed (a few by default).
"""

import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select, text

from onrecord.errors import RecordError
from onrecord.store import writing
from onrecord.store.checking import faults
from onrecord.store.record import Record
from onrecord.store.schema import account, thing, version
from tests.record_servers import Places
from tests.store.record_worlds import Edition, dump, made, opened, reading

KILLS = int(os.environ.get("ONRECORD_KILLS", "8"))
WORLD = [
    Edition(n % 9, tuple(1 + (n * k) % 9 for k in range(1, 4)), 1 + n % 5, words=f"{n} and so on")
    for n in range(24)
]


def _batches(world: Sequence[Edition], size: int = 3) -> Iterator[Sequence[Edition]]:
    return (world[at : at + size] for at in range(0, len(world), size))


def _forked(work: Callable[[int], None]) -> tuple[int, int]:
    """A child that does ``work`` with a pipe to tell through; its number and the other end."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(here)
            work(there)
            status = 0
        finally:
            os._exit(status)
    os.close(there)
    return child, here


def _told(pipe: int) -> list[int]:
    """What a child has told: one byte for each batch that was on disk."""
    found = b""
    while more := os.read(pipe, 4096):
        found += more
    os.close(pipe)
    return list(found)


def _adding(place: str, die_at: int | None, *, early: bool = False) -> Callable[[int], None]:
    """Adds the world in batches, telling of each; killed by itself at a statement's number."""

    def work(pipe: int) -> None:
        with opened(place) as record:
            if die_at is not None:
                _kill_at(record, die_at)
            for number, batch in enumerate(_batches(WORLD)):
                if early:
                    os.write(pipe, bytes([number]))
                record.add([reading(one) for one in batch])
                if not early:
                    os.write(pipe, bytes([number]))

    return work


def _kill_at(record: Record, number: int | None) -> list[int]:
    """Ends this process at a statement's or a commit's number; how many there were so far."""
    met = [0]

    def count(*_: object) -> None:
        if met[0] == number:
            os.kill(os.getpid(), signal.SIGKILL)
        met[0] += 1

    event.listen(record._engine, "before_cursor_execute", count)
    event.listen(record._engine, "commit", count)
    return met


def _statements(place: str) -> int:
    """How many statements adding the world takes."""
    with opened(place) as record:
        met = _kill_at(record, None)
        for batch in _batches(WORLD):
            record.add([reading(one) for one in batch])
        return met[0]


def _versions(record: Record) -> set[tuple[int, bytes]]:
    with record.reading() as connection:
        asked = select(version.c.report, version.c.text_sha256)
        return {(row.report, row.text_sha256) for row in connection.execute(asked)}


def _of(record: Record, batch: Sequence[Edition]) -> set[tuple[int, bytes]]:
    ready = [record.ready(reading(one)) for one in batch]
    return {(one.report, one.sha) for one in ready}


def test_killed_anywhere(places: Places) -> None:
    chance = Random(11)
    with made(places(), WORLD) as whole:
        wanted = dump(whole)
    statements = _statements(places())
    for run in range(KILLS):
        place = places()
        die_at = chance.randrange(statements) if run % 2 else None
        child, pipe = _forked(_adding(place, die_at))
        if die_at is None:
            time.sleep(chance.random() * 0.8)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kept = _told(pipe)
        with opened(place) as record:
            there = _versions(record)
            batches = list(_batches(WORLD))
            for number in kept:
                assert _of(record, batches[number]) <= there, "what was told as added is lost"
            begun = set().union(*(_of(record, one) for one in batches[: len(kept) + 1]))
            assert there <= begun
            assert list(faults(record)) == []
            for batch in batches:
                record.add([reading(one) for one in batch])
            assert dump(record) == wanted


def test_what_is_told_too_early_is_found_out(tmp_path: Path) -> None:
    """The planted fault: a batch is told of before it is on disk."""
    lost = 0
    for run in range(4):
        place = f"{tmp_path}/{run}.db"
        child, pipe = _forked(_adding(place, 30 + 40 * run, early=True))
        os.waitpid(child, 0)
        told = _told(pipe)
        with opened(place) as record:
            there = _versions(record)
            lost += sum(not _of(record, b) <= there for b in list(_batches(WORLD))[: len(told)])
    assert lost


def test_what_is_half_written_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: rows are on disk before nodes and things are."""
    met = iter(range(1000))

    def early(connection: Connection, *rest: Any) -> int:
        connection.exec_driver_sql("COMMIT")
        if next(met) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return settled(connection, *rest)

    settled = writing.follow
    place = f"{tmp_path}/record.db"
    with monkeypatch.context() as planted:
        planted.setattr(writing, "follow", early)
        child, pipe = _forked(_adding(place, None))
        os.waitpid(child, 0)
    os.close(pipe)
    with opened(place) as record:
        assert list(faults(record))


def test_disk_full(tmp_path: Path) -> None:
    place = f"{tmp_path}/full.db"
    with made(place, WORLD[:6]) as record:
        before = dump(record)

        @event.listens_for(record._engine, "begin")
        def limit(connection: Connection) -> None:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")

        rest = [[reading(one) for one in batch] for batch in _batches(WORLD[6:])]
        with pytest.raises(RecordError, match="full"):
            list(map(record.add, rest))
    with opened(place) as record:
        assert list(faults(record)) == []
        assert set(map(str, before["version"])) <= {
            *map(str, dump(record)["version"]), *map(str, before["version"])
        }  # fmt: skip
        record.add([reading(one) for one in WORLD])
        with made(f"{tmp_path}/whole.db", WORLD) as whole:
            assert dump(record) == dump(whole)


def test_a_file_that_may_grow_no_more(tmp_path: Path) -> None:
    place = f"{tmp_path}/grown.db"
    made(place, WORLD[:3]).close()
    size = os.path.getsize(place)

    def work(pipe: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, size + 40_000))
        with opened(place) as record:
            try:
                for number, batch in enumerate(_batches(WORLD)):
                    record.add([reading(one) for one in batch])
                    os.write(pipe, bytes([number]))
            except RecordError:
                os.write(pipe, b"\xff")

    child, pipe = _forked(work)
    assert os.waitpid(child, 0)[1] == 0
    told = _told(pipe)
    assert told[-1] == 255, "the limit was never met"
    with opened(place) as record:
        for number in told[:-1]:
            assert _of(record, list(_batches(WORLD))[number]) <= _versions(record)
        assert list(faults(record)) == []


def test_a_server_without_room(postgres: Places) -> None:
    place = postgres()
    with made(place, WORLD[:3]) as record:
        with record.writing() as connection:
            connection.execute(
                text(
                    "CREATE FUNCTION full_() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
                )
            )
            connection.execute(
                text("CREATE TRIGGER full_ BEFORE INSERT ON thing EXECUTE FUNCTION full_()")
            )
        before = dump(record)
        with pytest.raises(RecordError, match="could not extend file"):
            record.add([reading(one) for one in WORLD[3:9]])
        assert dump(record) == before
        assert list(faults(record)) == []


def test_two_writers(places: Places) -> None:
    place = places()
    opened(place).close()
    children = []
    for turn in range(2):

        def work(pipe: int, turn: int = turn) -> None:
            mixed = list(WORLD)
            Random(turn).shuffle(mixed)
            with opened(place) as record:
                for batch in _batches(mixed, 2):
                    record.add([reading(one) for one in batch])

        children.append(_forked(work))
    for child, pipe in children:
        assert os.waitpid(child, 0)[1] == 0
        os.close(pipe)
    with opened(place) as record, made(places(), WORLD) as whole:
        assert dump(record) == dump(whole)
        assert list(faults(record)) == []


def test_two_who_make_the_same_record(places: Places) -> None:
    place = places()
    children = [_forked(lambda _: opened(place).close()) for _ in range(3)]
    for child, pipe in children:
        assert os.waitpid(child, 0)[1] == 0
        os.close(pipe)
    opened(place).close()


def test_a_reader_meanwhile(places: Places) -> None:
    place = places()
    opened(place).close()
    wanted = {}
    with made(places(), WORLD) as whole, whole.reading() as connection:
        asked = (
            select(version.c.report, version.c.text_sha256, func.count(account.c.id))
            .join(account, account.c.version == version.c.id)
            .group_by(version.c.report, version.c.text_sha256)
        )
        for report, sha, count in connection.execute(asked):
            wanted[report, sha] = count
    child, pipe = _forked(_adding(place, None))
    seen, looks = 0, 0
    with opened(place) as record:
        while os.waitpid(child, os.WNOHANG) == (0, 0) or looks < 3:
            with record.reading() as connection:
                first = connection.execute(asked).all()
                for report, sha, count in first:
                    assert wanted[report, sha] == count
                assert len(first) >= seen
                seen, looks = len(first), looks + 1
                nodes = connection.scalar(select(func.count()).select_from(thing))
                assert connection.execute(asked).all() == first
                assert connection.scalar(select(func.count()).select_from(thing)) == nodes
    os.close(pipe)
    assert looks >= 3
