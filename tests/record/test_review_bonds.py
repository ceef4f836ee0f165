"""What verdicts do to clusters, as laws: always, never, contradictions, undoing, any order."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.clusters import clusters
from onrecord.record.review import Bonds, bonds, node_of, singled
from onrecord.record.verdicts import Verdict, standing

KEYS = "abcdefgh"
NODES = {key: (number,) for number, key in enumerate(KEYS)}


def _at(number: int) -> str:
    return f"2026-03-01T12:00:{number:02}Z"


@st.composite
def verdicts(draw: st.DrawFn) -> list[Verdict]:
    """Merges, splits and undoings, some of them contradicting others."""
    made: list[Verdict] = []
    for number in range(draw(st.integers(1, 10))):
        kind = draw(st.sampled_from(["merge", "split", "undo", "accept"]))
        keys = draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=4, unique=True))
        by, at = "Osei", _at(number)
        if kind == "merge":
            made.append(Verdict.given("merge", keys, at=at, by=by))
        elif kind == "split":
            made.append(Verdict.given("split", keys[:1], against=keys[1:], at=at, by=by))
        elif kind == "undo" and made:
            made.append(Verdict.given("undo", [draw(st.sampled_from(made)).id], at=at, by=by))
        else:
            made.append(Verdict.given("accept", keys[:1], at=at, by=by))
    return made


@given(verdicts(), st.randoms())
def test_order_and_repetition_change_nothing(given_: list[Verdict], random: object) -> None:
    shuffled = [*given_, *given_]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert bonds(shuffled, NODES) == bonds(given_, NODES)
    assert singled(shuffled) == singled(given_)


def _holds(given_: list[Verdict], found: Bonds, decided: list[list[int]]) -> None:
    """Whatever stands and holds is so in the clusters, whatever evidence says."""
    thing = {node: number for number, group in enumerate(decided) for node in group}
    refused = {one.verdict.id for one in found.contradictions}
    for one in standing(given_):
        if one.id in refused:
            continue
        if one.verdict == "merge":
            assert len({thing[node] for key in one.of for node in NODES[key]}) == 1
        if one.verdict == "split":
            mine = {thing[node] for key in one.of for node in NODES[key]}
            others = {thing[node] for key in one.against for node in NODES[key]}
            assert not mine & others


POINTS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-20, 20),
)


@given(verdicts(), POINTS)
def test_verdicts_hold_against_any_evidence(
    given_: list[Verdict], points: dict[tuple[int, int], float]
) -> None:
    found = bonds(given_, NODES)
    decided = clusters(range(8), points, apart=found.apart, together=found.together)
    _holds(given_, found, decided)


@given(verdicts())
def test_undoing_all_leaves_nothing(given_: list[Verdict]) -> None:
    undone = [
        *given_,
        *(
            Verdict.given("undo", [one.id], at=_at(50), by="Lind")
            for one in given_
            if one.verdict != "undo"
        ),
        *(
            Verdict.given("undo", [one.id], at=_at(40), by="Lind")
            for one in given_
            if one.verdict == "undo"
        ),
    ]
    assert bonds(undone, NODES) == Bonds()
    assert not singled(undone)


@given(verdicts())
def test_what_contradicts_is_told_and_the_rest_never_does(given_: list[Verdict]) -> None:
    found = bonds(given_, NODES)
    assert not found.together & found.apart
    refused = {one.verdict.id for one in found.contradictions}
    assert not bonds([one for one in given_ if one.id not in refused], NODES).contradictions
    for one in found.contradictions:
        assert one.before
        assert all((other.at, other.id) < (one.verdict.at, one.verdict.id) for other in one.before)


def _star(group: list[int]) -> frozenset[tuple[int, int]]:
    return frozenset((group[0], other) for other in group[1:])


def _chain(group: list[int]) -> frozenset[tuple[int, int]]:
    return frozenset(pairwise(group))


@pytest.mark.parametrize("few", [_star, _chain])
def test_planted_fewer_pairs_do_not_hold(
    few: Callable[[list[int]], frozenset[tuple[int, int]]],
) -> None:
    """Not every pair of a merge in ``together``: strong evidence tears it."""
    group = list(range(80))
    points = {(a, b): -60.0 for a in group for b in group if a < b}
    whole = bonds([Verdict.given("merge", map(str, group), at=_at(1), by="Osei")],
                  {str(n): (n,) for n in group})  # fmt: skip
    assert clusters(group, points, together=whole.together) == [group]
    assert clusters(group, points, together=few(group)) != [group]


def test_planted_pairwise_check_misses_a_merge_over_two() -> None:
    """a = b, b = c, then a ≠ c: no single verdict says so, all of them together do."""
    first = Verdict.given("merge", "ab", at=_at(1), by="Osei")
    second = Verdict.given("merge", "bc", at=_at(2), by="Osei")
    third = Verdict.given("split", "a", against="c", at=_at(3), by="Lind")
    found = bonds([third, second, first], NODES)
    assert [one.verdict for one in found.contradictions] == [third]
    assert found.contradictions[0].before == (first, second)


def test_a_merge_over_a_split() -> None:
    split = Verdict.given("split", "a", against="c", at=_at(1), by="Lind")
    fine = Verdict.given("merge", "ab", at=_at(2), by="Osei")
    over = Verdict.given("merge", "bc", at=_at(3), by="Osei")
    found = bonds([split, fine, over], NODES)
    assert [(one.verdict, one.before) for one in found.contradictions] == [(over, (split,))]
    lifted = Verdict.given("undo", [split.id], at=_at(4), by="Lind")
    assert bonds([split, fine, over, lifted], NODES).contradictions == ()


def test_parts_of_a_second_are_in_order() -> None:
    whole = Verdict.given("reject", "a", at="2026-03-01T12:00:01Z", by="Osei")
    later = Verdict.given("accept", "a", at="2026-03-01T12:00:01.5Z", by="Osei")
    last = Verdict.given("reject", "a", at="2026-03-01T12:00:02Z", by="Osei")
    assert standing([last, later, whole]) == (whole, later, last)


def test_equal_profiles_can_be_told_apart() -> None:
    split = Verdict.given("split", "a", against="b", at=_at(1), by="Lind")
    alone = singled([split])
    nodes = {key: (node_of("encounter", ("same",), key, alone),) for key in "ab"}
    assert nodes["a"] != nodes["b"]
    assert bonds([split], nodes).apart
    plain = {key: (node_of("encounter", ("same",), key, frozenset()),) for key in "ab"}
    assert not bonds([split], plain).apart  # the fault that ``singled`` is there for


def test_a_verdict_that_comes_twice_is_one() -> None:
    one = Verdict.given("merge", ["b", "a", "b"], at=_at(1), by="Osei", why="the same day")
    assert one == Verdict.given("merge", ["a", "b"], at=_at(1), by="Osei", why="the same day")
    assert one.id != Verdict.given("merge", ["a", "b"], at=_at(1), by="Lind").id
