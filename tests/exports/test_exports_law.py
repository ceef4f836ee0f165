"""The law of the canonical export: the same record is the same bytes, and import gives it back."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tales import Tale, told

from onrecord.facts import validate
from onrecord.record.accounts import accounts
from onrecord.record.origins import Stone, Version
from onrecord.record.verdicts import Verdict
from onrecord.store import importing
from onrecord.store.exporting import Exporting
from onrecord.store.importing import take_all
from onrecord.store.record import Record, open_record
from onrecord.store.schema import version
from onrecord.store.stored import stored
from onrecord.views.exports import whole
from onrecord.views.exports.chunks import LeftOut
from onrecord.views.exports.reading_back import check, sources
from tests.record_servers import Places

STONE = Stone("f" * 16, "2024-03-09T00:00:00Z", "asked by the outlet; =1+1 \u2028")

tales = st.builds(
    Tale,
    number=st.integers(0, 4), version=st.integers(0, 1), who=st.integers(0, 2),
    what=st.integers(0, 1), day=st.integers(3, 9), dated=st.integers(4, 20),
)  # fmt: skip
few = settings(
    max_examples=8, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


def exported(place: str, **asked: str) -> bytes:
    with open_record(place) as record, record.reading() as connection:
        kept = Exporting(connection, record.points, asked)
        return b"".join(whole.pieces(kept, whole.KINDS, LeftOut()))


def made(
    place: str, them: Sequence[Tale], verdicts: Sequence[Verdict], order: random.Random
) -> None:
    """A record of tales, verdicts and a stone, in some order and some batches."""
    readings = [told(one) for one in them]
    order.shuffle(readings)
    with open_record(place, create=True) as record:
        given = list(verdicts)
        while readings or given:
            many = order.randint(1, 4)
            batch, readings = readings[:many], readings[many:]
            record.add(batch)
            if given and order.random() < 0.5:
                take_all(record, [given.pop(order.randrange(len(given)))])
            elif not readings:
                take_all(record, given)
                given = []
        take_all(record, [STONE])


def judged(them: Sequence[Tale], chosen: random.Random) -> list[Verdict]:
    """A merge, a split and a rejection of meetings, where there are enough."""
    keys = [one.key for tale in them for one in accounts(told(tale)) if one.kind == "encounter"]
    keys = sorted(set(keys))
    chosen.shuffle(keys)
    if len(keys) < 2:
        return []
    at = "2024-04-01T00:00:00Z"
    return [
        Verdict.given("merge", keys[:2], at=at, by="ek", why="one meeting"),
        Verdict.given("split", keys[:1], against=keys[-1:], at="2024-04-02T00:00:00Z", by="jo"),
        Verdict.given("reject", keys[-1:], at=at, by="ek", why="\u202eno"),
    ]


def copied(raw: bytes, place: str, file: Path) -> None:
    file.write_bytes(raw)
    check(str(file))
    with open_record(place, create=True) as record:
        take_all(record, sources(str(file)))


def test_tales_are_readings() -> None:
    assert validate(told(Tale(1))) == []


@few
@given(them=st.lists(tales, min_size=1, max_size=6), seed=st.integers(0, 2**32))
def test_same_record_same_bytes_and_back(
    places: Places, tmp_path: Path, them: list[Tale], seed: int
) -> None:
    first, again, copy = places(), str(tmp_path / f"{seed}-{len(them)}-{fresh_name()}.db"), places()
    verdicts = judged(them, random.Random(seed))
    made(first, them, verdicts, random.Random(seed))
    made(again, [*them, *them], verdicts, random.Random(seed + 1))
    raw = exported(first)
    assert raw == exported(again)
    copied(raw, copy, tmp_path / "record.jsonl")
    assert raw == exported(copy)
    copied(raw, copy, tmp_path / "record.jsonl")  # again changes nothing
    assert raw == exported(copy)


def fresh_name() -> int:
    return next(_NAMES)


_NAMES = iter(range(10**9))


def test_when_it_was_added_is_no_part_of_it(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_at = []
    for now in (1_800_000_000, 1_900_000_000):
        monkeypatch.setattr("onrecord.store.record.time.time", lambda now=now: now)
        made_at.append(places())
        made(made_at[-1], [Tale(1), Tale(2, dated=9)], [], random.Random(0))
    assert exported(made_at[0]) == exported(made_at[1])


def test_a_report_without_a_date_counts_as_it_did_there(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, copy = places(), places()
    monkeypatch.setattr("onrecord.store.record.time.time", lambda: 1_800_000_000)
    made(
        place, [Tale(1, dated=None), Tale(1, version=1, dated=None), Tale(2)], [], random.Random(0)
    )
    monkeypatch.setattr("onrecord.store.record.time.time", lambda: 1_900_000_000)
    raw = exported(place)
    copied(raw, copy, tmp_path / "record.jsonl")
    assert raw == exported(copy)


def test_as_of_is_the_record_as_it_stood(places: Places, tmp_path: Path) -> None:
    place, then, copy = places(), places(), places()
    them = [Tale(1, dated=6), Tale(2, who=1, dated=8), Tale(1, version=1, dated=10)]
    made(place, them, [], random.Random(0))
    with open_record(then, create=True) as record:
        record.add([told(them[0]), told(them[1])])
    raw = exported(place, as_of="2024-03-08")
    assert raw == exported(then)
    copied(raw, copy, tmp_path / "record.jsonl")
    assert raw == exported(copy)


def test_pages_leave_nothing_out(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    place = places()
    them = [Tale(n, who=n % 3, what=n % 2, day=3 + n % 5, dated=9 + n % 4) for n in range(12)]
    made(place, them, [], random.Random(0))
    raw = exported(place)
    monkeypatch.setattr("onrecord.store.exporting.PAGE", 2)
    assert exported(place) == raw


def test_an_export_in_the_order_of_adding_is_caught(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: versions stand as they were added."""

    def as_added(self: Exporting) -> Iterator[Version]:
        rows = self._connection.execute(select(version.c.id).order_by(version.c.id)).all()
        return (Version("2024-03-09T00:00:00Z", stored(self._connection, n)) for (n,) in rows)

    monkeypatch.setattr(Exporting, "versions", as_added)
    them, both = [Tale(1, dated=9), Tale(2, dated=9), Tale(3, dated=9)], []
    for order in (them, them[::-1]):
        both.append(places())
        with open_record(both[-1], create=True) as record:
            for one in order:
                record.add([told(one)])
    assert exported(both[0]) != exported(both[1])


def test_an_import_that_forgets_counted_is_caught(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: versions count as of the day of the import."""
    place, copy = places(), places()
    made(place, [Tale(1, dated=None)], [], random.Random(0))
    raw = exported(place)
    monkeypatch.setattr(importing, "_ready", lambda record, one: Record.ready(record, one.reading))
    monkeypatch.setattr("onrecord.store.record.time.time", lambda: 1_900_000_000)
    copied(raw, copy, tmp_path / "record.jsonl")
    assert raw != exported(copy)


def test_a_report_that_is_here_is_not_taken_out(places: Places) -> None:
    place = places()
    reading = told(Tale(1))
    with open_record(place, create=True) as record:
        record.add([reading])
        taken = take_all(record, [Stone(reading.report.id, STONE.at, "no")])
        assert (taken.kept, taken.stones) == (1, 0)
        taken = take_all(record, [STONE, STONE])
        assert (taken.kept, taken.stones) == (0, 1)
