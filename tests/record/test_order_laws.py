"""Laws of the order of changes and of the count of outlets, each with a fault that breaks it."""

from collections.abc import Callable, Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from testified import accord, says
from told_at_random import changes

from onrecord.record.folding import fold
from onrecord.record.life import labels
from onrecord.record.periods import period
from onrecord.record.status import Turn, in_order, label_of
from onrecord.record.things import AgreementThing
from onrecord.record.weighing import independent

few = settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
sought = settings(few, max_examples=3000, database=None, phases=(Phase.generate,))


@st.composite
def lives(draw: st.DrawFn) -> list[Turn]:
    """Changes as a fold makes them."""
    told = draw(st.lists(changes, min_size=1, max_size=5))
    days = st.sampled_from(("2025-06-01", "2026-03-10", "2026-12-01"))
    thing = fold(
        "agreement", [says(accord(one), f"Paper {n}", draw(days)) for n, one in enumerate(told)]
    )
    assert isinstance(thing, AgreementThing)
    return list(thing.changes)


Order = Callable[[Sequence[Turn]], Sequence[Turn]]


def what_was_over_before_comes_first(order: Order, turns: Sequence[Turn]) -> None:
    ordered = order(turns)
    assert sorted(one.key for one in ordered) == sorted(one.key for one in turns)
    for earlier, later in combinations(ordered, 2):
        one, other = (period(t.date.value) if t.date else None for t in (earlier, later))
        if one is not None and other is not None:
            reported = period(later.first_reported[:10])
            assert reported is not None
            assert not max(other.first, min(other.last, reported.last)) < one.first


def any_order_is_the_same_order(order: Order, turns: Sequence[Turn]) -> None:
    first = [one.key for one in order(turns)]
    assert [one.key for one in order(turns[::-1])] == first
    assert [one.key for one in order(sorted(turns, key=lambda t: t.key))] == first


def undated_lives_go_their_usual_way(order: Order, turns: Sequence[Turn]) -> None:
    undated = [one for one in turns if one.date is None]
    ranks = [labels()[label_of(one)].rank for one in order(undated)]
    reported = {one.first_reported for one in undated}
    assert len(reported) > 1 or ranks == sorted(ranks)


def by_rank(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Dates count for nothing."""
    return sorted(turns, key=lambda one: (labels()[label_of(one)].rank, one.key))


def as_told(turns: Sequence[Turn]) -> Sequence[Turn]:
    """As they come."""
    return list(turns)


def by_key(turns: Sequence[Turn]) -> Sequence[Turn]:
    """The usual course of a life counts for nothing."""
    return sorted(turns, key=lambda one: one.key)


ORDERS = {
    what_was_over_before_comes_first: by_rank,
    any_order_is_the_same_order: as_told,
    undated_lives_go_their_usual_way: by_key,
}


@pytest.mark.parametrize("law", ORDERS, ids=lambda law: law.__name__)
@given(turns=lives())
@few
def test_orders(law: Callable[[Order, Sequence[Turn]], None], turns: list[Turn]) -> None:
    law(in_order, turns)


@pytest.mark.parametrize("law", ORDERS, ids=lambda law: law.__name__)
def test_a_wrong_order_is_noticed(law: Callable[[Order, Sequence[Turn]], None]) -> None:
    assert _noticed(lives(), lambda turns: law(ORDERS[law], turns))


told = st.lists(st.tuples(st.sampled_from("tuvw"), st.sampled_from("abcd")), max_size=8)
Count = Callable[[Sequence[tuple[str, str]]], int]


def the_count_is_that_of_the_greatest_matching(count: Count, pairs: list[tuple[str, str]]) -> None:
    outlets, texts = sorted({o for _, o in pairs}), sorted({t for t, _ in pairs})
    texts += [""] * len(outlets)  # an outlet may be left without
    given_ = set(pairs)
    best = max(
        sum((text, outlet) in given_ for text, outlet in zip(chosen, outlets, strict=True))
        for chosen in permutations(texts, len(outlets))
    )
    assert count(pairs) == best


def greedy(pairs: Sequence[tuple[str, str]]) -> int:
    """Each outlet takes the first of its texts that is free, for good."""
    taken: set[str] = set()
    for outlet in sorted({o for _, o in pairs}):
        free = sorted(t for t, o in pairs if o == outlet and t not in taken)
        taken.update(free[:1])
    return len(taken)


@given(pairs=told)
@settings(few, max_examples=60)
def test_outlets_are_counted_right(pairs: list[tuple[str, str]]) -> None:
    the_count_is_that_of_the_greatest_matching(independent, pairs)


def test_greed_is_noticed() -> None:
    assert _noticed(told, lambda pairs: the_count_is_that_of_the_greatest_matching(greedy, pairs))


def _noticed(tales: st.SearchStrategy, law: Callable) -> bool:
    def broken(tale) -> bool:
        try:
            law(tale)
        except AssertionError:
            return True
        return False

    try:
        find(tales, broken, settings=sought)
    except NoSuchExample:
        return False
    return True
