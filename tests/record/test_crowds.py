"""Very many profiles of what may be one thing: decided alike in any order, without every pair."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts import Reading
from onrecord.record.accounts import Kind
from onrecord.record.clusters import Pair
from onrecord.record.identity import crowds
from onrecord.record.identity.actors.room import Actors
from onrecord.record.identity.crowds import Joined, Ranking, decide_many, tied
from onrecord.record.identity.protocol import Evidence, named
from onrecord.store.deciding import connected


@dataclass(frozen=True, slots=True)
class At:
    """A profile: a place on a line, and a number that makes it one of its own."""

    place: float
    number: int


@dataclass(frozen=True, slots=True)
class Near:
    """Two are one where they are near each other: a chain of them is one component."""

    kind: Kind = "event"
    profile: type[At] = At

    def profiles(self, reading: Reading) -> Iterator[tuple[str, At]]:
        yield from ()

    def blocks(self, profile: At) -> frozenset[str]:
        return frozenset(str(int(profile.place) + beside) for beside in (0, 1, 2))

    def evidence(self, one: At, other: At) -> Evidence:
        return {"near": 1.5 - abs(one.place - other.place)}


ROOM = Near()


def of_world(world: Mapping[int, At], looked: list[Pair] | None = None) -> crowds.Of:
    def of(one: int, other: int) -> float:
        if looked is not None:
            looked.append((one, other))
        return sum(ROOM.evidence(world[one], world[other]).values())

    return of


def world(places: list[float]) -> dict[int, At]:
    made = [At(place, number) for number, place in enumerate(places)]
    return {named("event", one): one for one in made}


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "MANY", 6)
    monkeypatch.setattr(crowds, "_CORE", 4)
    monkeypatch.setattr(crowds, "_SAMPLE", 2)


lines = st.lists(st.integers(0, 40).map(lambda tenth: tenth / 4), min_size=7, max_size=40)
quick = settings(max_examples=60, deadline=None)


def any_order(places: list[float], chance: Random) -> None:
    whole = world(places)
    mixed = list(whole.items())
    chance.shuffle(mixed)
    first = decide_many(ROOM, whole, of_world(whole))
    assert decide_many(ROOM, dict(mixed), of_world(whole)) == first
    assert sorted(name for group in first for name in group) == sorted(whole)


@given(lines, st.randoms(use_true_random=False))
@quick
def test_any_order(places: list[float], chance: Random) -> None:
    any_order(places, chance)


def test_a_sample_by_the_order_of_coming_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "sorted", lambda of, key=None: list(of), raising=False)
    with pytest.raises(AssertionError):
        many_orders()


def many_orders() -> None:
    for seed in range(30):
        chance = Random(seed)
        any_order([chance.random() * 6 for _ in range(30)], chance)


@given(lines, st.randoms(use_true_random=False))
@quick
def test_what_is_told_apart_stays_so_and_what_is_judged_one_is(
    places: list[float], chance: Random
) -> None:
    whole = world(places)
    names = sorted(whole)
    apart = {tuple(sorted(chance.sample(names, 2))) for _ in range(6)}
    one = tuple(sorted(chance.sample(names, 2)))
    found = decide_many(ROOM, whole, of_world(whole), apart=apart - {one}, together={one})
    at = {name: number for number, group in enumerate(found) for name in group}
    assert at[one[0]] == at[one[1]]
    assert all(at[a] != at[b] for a, b in apart - {one})


@given(lines)
@quick
def test_ties_tell_what_hangs_together(places: list[float]) -> None:
    whole = world(places)
    of = of_world(whole)
    every = [(a, b) for a in whole for b in whole if a < b and of(a, b) > 0]
    assert connected(whole, tied(ROOM, whole, of)) == connected(whole, every)


def test_twice_as_many_are_twice_the_work() -> None:
    worked = []
    for count in (200, 400, 800):
        whole = world([number % 10 / 10 for number in range(count)])
        looked: list[Pair] = []
        assert len(decide_many(ROOM, whole, of_world(whole, looked))) == 1
        tied(ROOM, whole, of_world(whole, looked))
        worked.append(len(looked))
    assert worked[2] < 2.3 * worked[1] < 2.3 * 2.3 * worked[0]


def test_clusters_far_from_each_other_are_found_whole() -> None:
    whole = world([number % 7 * 5 + number % 3 / 10 for number in range(140)])
    found = decide_many(ROOM, whole, of_world(whole))
    assert sorted(map(len, found)) == [20] * 7


def test_joined_hang_together() -> None:
    joined = Joined()
    joined.tie(5, 3)
    joined.tie(9, 5)
    joined.tie(7, 8)
    assert joined.of(9) == joined.of(3) == 3
    assert joined.of(7) == joined.of(8) == 7
    assert joined.of(1) == 1


def test_actors_are_ranked() -> None:
    assert isinstance(Actors(), Ranking)
