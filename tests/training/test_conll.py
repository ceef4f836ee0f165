"""The CoNLL measure: the published example of its reference scorer, and laws."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.conll import MEASURES, Conll, Parts, pairing


@st.composite
def partitions(draw: st.DrawFn) -> list[set[int]]:
    """Some of twelve mentions, in clusters."""
    mentions = draw(st.lists(st.integers(0, 11), unique=True, min_size=1))
    where = draw(st.lists(st.integers(0, 4), min_size=len(mentions), max_size=len(mentions)))
    found: dict[int, set[int]] = {}
    for mention, cluster in zip(mentions, where, strict=True):
        found.setdefault(cluster, set()).add(mention)
    return list(found.values())


def scored(ours: list[set[int]] | list[str], gold: list[set[int]] | list[str]) -> Conll:
    """One document, clusters as sets or as words whose letters are the mentions."""
    found = Conll()
    found.add(ours, gold)
    return found


def shares(part: Parts) -> tuple[float, float, float]:
    return part.recall, part.precision, part.f1


def test_the_published_example() -> None:
    """Pradhan et al. 2014, section 3, worked out by hand there and here."""
    found = scored(["ab", "cd", "fghi"], ["abc", "defg"])
    assert shares(found.parts["muc"]) == pytest.approx((40.0, 40.0, 40.0))
    # recall (4/3 + 1/3 + 1/4 + 4/4) / 7, precision (2 + 1 + 4/4) / 8
    recall, precision = 100 * (35 / 12) / 7, 50.0
    both = 2 * recall * precision / (recall + precision)
    assert shares(found.parts["b3"]) == pytest.approx((recall, precision, both))
    # «abc» goes with «ab» (4/5), «defg» with «fghi» (4/8)
    assert shares(found.parts["ceafe"]) == pytest.approx((65.0, 130 / 3, 52.0))
    assert found.scores()["conll"] == pytest.approx((40.0 + both + 52.0) / 3)
    assert found.mentions.recall == pytest.approx(600 / 7)


def test_one_large_cluster_and_none() -> None:
    """Three pairs taken for one: every link is there, and two more."""
    found = scored(["abcdef"], ["ab", "cd", "ef"])
    assert shares(found.parts["muc"])[:2] == pytest.approx((100.0, 60.0))
    assert shares(found.parts["b3"])[:2] == pytest.approx((100.0, 100 / 3))
    assert shares(found.parts["ceafe"])[:2] == pytest.approx((50 / 3, 50.0))
    assert set(scored([], ["ab"]).scores().values()) == {0.0}


@given(partitions())
def test_what_is_right_has_everything(gold: list[set[int]]) -> None:
    found = scored(gold, gold)
    for name in MEASURES:
        alone = name == "muc" and all(len(cluster) == 1 for cluster in gold)
        assert found.parts[name].f1 == pytest.approx(0.0 if alone else 100.0)


@given(partitions(), partitions())
def test_precision_is_recall_seen_from_the_other_side(
    one: list[set[int]], other: list[set[int]]
) -> None:
    there, back = scored(one, other), scored(other, one)
    for name in MEASURES:
        assert there.parts[name].precision == pytest.approx(back.parts[name].recall)
        assert 0.0 <= there.parts[name].precision <= 100.0 + 1e-9
        assert there.parts[name].f1 == pytest.approx(back.parts[name].f1)


@given(partitions(), partitions())
def test_documents_add_up(one: list[set[int]], other: list[set[int]]) -> None:
    twice = scored(one, other)
    twice.add(one, other)
    assert twice.scores() == pytest.approx(scored(one, other).scores())


@given(st.integers(0, 4), st.integers(0, 2), st.integers(0, 9999))
@settings(max_examples=60, deadline=None)
def test_no_pairing_is_cheaper(rows: int, more: int, seed: int) -> None:
    cost = np.random.default_rng(seed).integers(-5, 6, (rows, rows + more)).astype(float)
    found = pairing(cost)
    assert len(set(found)) == rows
    sums = [
        sum(cost[row, column] for row, column in enumerate(order))
        for order in permutations(range(rows + more), rows)
    ]
    assert sum(cost[row, column] for row, column in enumerate(found)) == min(sums)


def test_a_mention_that_one_side_lacks_stands_alone() -> None:
    found = scored([{0, 1}, {2, 3}], [{0, 1, 9}])
    assert shares(found.parts["muc"])[:2] == pytest.approx((50.0, 50.0))


def test_a_mention_has_one_cluster() -> None:
    with pytest.raises(ValueError, match="two clusters"):
        scored(["ab", "bc"], ["abc"])
