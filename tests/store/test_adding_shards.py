"""A folder of shards added to a record, on both databases, with the guarantees of single adds.

Killed anywhere, in the middle of what is copied in too: a report is there wholly or not at all,
none is lost that was told as added, and adding again leaves what one undisturbed adding leaves.
"""

import os
import signal
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import pytest

from onrecord import adding
from onrecord.adding import Added, Tally, add, items
from onrecord.facts import Reading
from onrecord.report import Given
from onrecord.settings import Settings
from onrecord.shards import Folder, Shard
from onrecord.store import among
from onrecord.store.checking import faults
from onrecord.store.numbers import number
from onrecord.store.record import Record, open_record
from tests.record_servers import Places
from tests.store.record_worlds import Edition, dump, reading
from tests.store.test_adding_faults import _forked, _kill_at

WORLD = [
    reading(Edition(n % 9, tuple(1 + (n * k) % 9 for k in range(1, 4)), 1 + n % 5, words=f"{n} so"))
    for n in range(24)
]
KILLS = 4
BATCH = 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three shards, one in another form."""
    made = Folder(str(tmp_path_factory.mktemp("harvest")))
    made.set_plan({})
    done = [_shard(made, f"crawl-{n}", WORLD[n * 8 : n * 8 + 8]) for n in range(3)]
    made.set_manifest(done)
    return made.path


def _shard(folder: Folder, name: str, told: Sequence[Reading]) -> Any:
    shard = Shard(folder, name, "parquet" if name.endswith("1") else "jsonl")
    for one in told:
        shard.add(one)
    return shard.keep(1, None, {"documents": len(told)}, {})


def _added(record: Record, folder: str) -> Iterator[Added]:
    for one in add(record, items([folder], Settings()), Given(), Settings(), tally=Tally()):
        assert isinstance(one, Added), one
        yield one


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH", BATCH)


def test_shards_are_added_as_single_readings_and_twice_is_nothing(
    places: Places, folder: str
) -> None:
    with open_record(places(), create=True) as single:
        for one in reversed(WORLD):
            single.add([one])
        wanted = dump(single)
    with open_record(places(), create=True) as record:
        assert {one.what for one in _added(record, folder)} <= {"added", "version", "there"}
        assert dump(record) == wanted
        assert {one.what for one in _added(record, folder)} == {"there"}
        assert dump(record) == wanted
        assert list(faults(record)) == []


def _die_in_copy(rows_before: int, *, committed: bool = False) -> None:
    """Ends this process after so many rows that were copied in; each table ``committed`` alone."""
    left, straight = [rows_before], among._copy

    def counted(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            yield row

    def copy(connection: Any, line: str, rows: Sequence[tuple[Any, ...]]) -> None:
        straight(connection, line, counted(rows))  # type: ignore[arg-type]
        if committed:
            connection.connection.driver_connection.commit()

    among._copy = copy


def _adding(place: str, folder: str, die_at: int, *, committed: bool = False) -> Any:
    def work(pipe: int) -> None:
        with open_record(place, create=True) as record:
            if record.dialect == "postgresql":
                _die_in_copy(die_at, committed=committed)
            else:
                _kill_at(record, die_at)
            for one in _added(record, folder):
                os.write(pipe, bytes.fromhex(one.report))

    return work


def _told(pipe: int) -> set[int]:
    raw = b""
    while more := os.read(pipe, 4096):
        raw += more
    os.close(pipe)
    return {number(raw[at : at + 8].hex()) for at in range(0, len(raw) // 8 * 8, 8)}


def _writes(place: str, folder: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many rows are copied in, or statements are made, by adding all of it."""
    rows = [0]
    straight = among._copy

    def copy(connection: Any, line: str, given: Sequence[tuple[Any, ...]]) -> None:
        rows[0] += len(given)
        straight(connection, line, given)

    with monkeypatch.context() as patched, open_record(place, create=True) as record:
        patched.setattr(among, "_copy", copy)
        met = _kill_at(record, None)
        list(_added(record, folder))
        return rows[0] if record.dialect == "postgresql" else met[0]


def _reports(record: Record) -> set[int]:
    with record.reading() as connection:
        return set(connection.exec_driver_sql("SELECT report FROM version").scalars())


def test_killed_in_the_middle_and_added_again(
    places: Places, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_record(places(), create=True) as whole:
        list(_added(whole, folder))
        wanted = dump(whole)
    many, chance = _writes(places(), folder, monkeypatch), Random(7)
    assert many > 100
    parts = 0
    for _ in range(KILLS):
        place = places()
        child, pipe = _forked(_adding(place, folder, chance.randrange(many // 4, many)))
        told = _told(pipe)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        with open_record(place) as record:
            there = _reports(record)
            assert told <= there, "what was told as added is lost"
            assert list(faults(record)) == []
            parts += 0 < len(there) < 24
            list(_added(record, folder))
            assert dump(record) == wanted
    assert parts, "none was killed in the middle"


def test_what_is_kept_in_halves_would_be_found(postgres: Places, folder: str) -> None:
    """The planted fault: each table is kept for itself."""
    place = postgres()
    child, pipe = _forked(_adding(place, folder, 40, committed=True))
    _told(pipe)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    with open_record(place) as record:
        assert list(faults(record)) != []
