"""Laws of adding: whatever the order, the batches and the repeats, the record is the same."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.store import versions
from onrecord.store.checking import faults
from onrecord.store.forgetting import forget
from tests.record_servers import Places
from tests.store.record_worlds import Edition, dump, made, opened, reading

MANY = settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
FEW = settings(MANY, max_examples=8)

editions = st.builds(
    Edition,
    report=st.integers(0, 4),
    days=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    seen=st.integers(0, 5),
    names=st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True).map(tuple),
    words=st.sampled_from(["", "a", "b"]),
    outlet=st.integers(0, 2),
    release=st.sampled_from(["0.1.0", "0.2.0"]),
)
worlds = st.lists(editions, min_size=1, max_size=8)


def _batches(chance: Random, world: Sequence[Edition]) -> list[list[Edition]]:
    """The same editions in another order, some of them twice, in batches of any size."""
    mixed = [*world, *chance.choices(world, k=chance.randint(0, 3))]
    chance.shuffle(mixed)
    batches: list[list[Edition]] = [[]]
    for one in mixed:
        if batches[-1] and chance.random() < 0.5:
            batches.append([])
        batches[-1].append(one)
    return batches


@MANY
@given(worlds, st.randoms(use_true_random=False))
def test_any_order_and_batching(world: list[Edition], chance: Random) -> None:
    with TemporaryDirectory() as folder:
        one = made(f"{folder}/one.db", world)
        other = made(f"{folder}/other.db", *_batches(chance, world))
        assert dump(one) == dump(other)
        assert list(faults(other)) == []
        one.close()
        other.close()


def test_any_order_on_a_server(postgres: Places, tmp_path: Path) -> None:
    @FEW
    @given(worlds, st.randoms(use_true_random=False))
    def same(world: list[Edition], chance: Random) -> None:
        with TemporaryDirectory() as folder:
            one = made(f"{folder}/one.db", world)
            other = made(postgres(), *_batches(chance, world))
            assert dump(one) == dump(other)
            assert list(faults(other)) == []
            one.close()
            other.close()

    same()


def test_every_order_of_a_bridge(places: Places) -> None:
    """A like B, B like C, A unlike C; a report that tells A and C apart; a version that goes."""
    world = [
        Edition(0, (1,), 1),
        Edition(1, (2,), 2, outlet=1),
        Edition(2, (3,), 3, outlet=2),
        Edition(3, (1, 2), 4, words="told apart"),
        Edition(1, (7,), 5, words="corrected", outlet=1),
    ]
    orders = list(permutations(world))
    chosen = Random(3).sample(orders, 12)
    first = None
    for order in chosen:
        with made(places(), *[[one] for one in order]) as record:
            found = dump(record)
            first = first or found
            assert found == first


@FEW
@given(worlds, st.integers(0, 4), st.randoms(use_true_random=False))
def test_forgotten_is_never_added(world: list[Edition], gone: int, chance: Random) -> None:
    there = [one for one in world if one.report == gone]
    left = [one for one in world if one.report != gone]
    if not there:
        return
    with TemporaryDirectory() as folder:
        one = made(f"{folder}/one.db", *_batches(chance, world))
        name = reading(there[0]).report.id
        assert forget(one, name, "asked to") >= 1
        other = opened(f"{folder}/other.db")
        if left:
            other.add([reading(each) for each in left])
        found, never = dump(one), dump(other)
        assert found.pop("forgotten")
        assert not never.pop("forgotten")
        assert found == never
        assert one.add([reading(there[0])]).what == ("forgotten",)
        assert dump(one)["version"] == found["version"]
        assert list(faults(one)) == []
        one.close()
        other.close()


def test_copies_are_found(place: str) -> None:
    """Two outlets with one text are copies; a third with its own text is none."""
    meeting = (4,)
    world = [Edition(n, meeting, n, outlet=n) for n in (1, 2)]
    world.append(Edition(3, meeting, 3, outlet=3, words="in other words"))
    with made(place, world[:1], world[1:]) as record:
        (pair,) = dump(record)["near"]
        assert dict(pair)["likeness"] == 1


def test_adding_again_changes_nothing(place: str) -> None:
    world = [Edition(0, (1, 2), 1), Edition(1, (2,), 0), Edition(1, (3,), 2)]
    with made(place, world) as record:
        before = dump(record)
        assert record.add([reading(one) for one in world]).what == ("there",) * 3
        assert dump(record) == before


def test_what_adding_came_to(place: str) -> None:
    first, second = Edition(0, (1,), 1), Edition(0, (2,), 2)
    with opened(place) as record:
        assert record.add([reading(second)]).what == ("added",)
        assert record.add([reading(first)]).what == ("version",)
        newer = Edition(0, (1,), 1, release="0.2.0")
        assert record.add([reading(newer), reading(first)]).what == ("renewed", "there")
        (row_first, row_second) = dump(record)["version"]
        assert {dict(row_first)["until"], dict(row_second)["until"]} != {None}


def test_the_law_fails_where_versions_come_in_the_order_of_adding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the version that came last speaks."""
    older, newer = Edition(0, (1,), 1), Edition(0, (5,), 2)

    def same() -> bool:
        with TemporaryDirectory() as folder:
            one = made(f"{folder}/one.db", [older], [newer])
            other = made(f"{folder}/other.db", [newer], [older])
            return dump(one) == dump(other)

    assert same()
    put = versions.Shelf.put

    def late(self: versions.Shelf, one: versions.Ready) -> str:
        what = put(self, one)
        held = self._held[one.report, one.sha]
        held.counted = 1_000_000_000 + held.id
        return what

    monkeypatch.setattr(versions.Shelf, "put", late)
    assert not same()


def test_an_earlier_sight_of_a_text_that_is_there(place: str, tmp_path: Path) -> None:
    """The better reading is kept, and the report counts as of the earlier time."""
    later = Edition(0, (1,), 9, release="0.2.0")
    earlier = Edition(0, (1,), 4, release="0.1.0")
    with made(place, [later], [earlier]) as one, made(f"{tmp_path}/o.db", [earlier, later]) as two:
        assert dump(one) == dump(two)
        assert list(faults(one)) == []
