"""Roles and reference, whatever the encoder says: spans of the text that never cross what they
belong to, chances that add up, and the same answer in whatever order it is asked for."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.likeness import LIKENESSES
from onrecord.reading.links import DISTANCES
from onrecord.reading.relations import (
    REFERENCE,
    ROLE,
    ROLES,
    UNREAD,
    Projected,
    Relations,
    RelationWeights,
)
from onrecord.reading.windows import Pieces, Window, pieces

WORDS = 40
TEXT = " ".join(f"w{number}" for number in range(WORDS))


def cut() -> Pieces:
    """One piece a word."""
    offsets, at = [], 0
    for word in TEXT.split():
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    return pieces(TEXT, [1] * WORDS, offsets)


def relations(seed: int, core: int, alike: bool = True) -> Relations:
    """A text read in two windows, by an encoder that says anything."""
    random = np.random.default_rng(seed)

    def rows(count: int, width: int) -> np.ndarray:
        return random.normal(size=(count, width)).astype(np.float32)

    windows = [
        Window(0, min(WORDS, core + 5), 0, core),
        Window(max(0, core - 9), WORDS, core, WORDS),
    ]
    projected = [
        Projected(
            window,
            rows(window.end - window.start, 3),
            rows(window.end - window.start, 4 * ROLE + len(ROLES)),
            rows(window.end - window.start, 2 * REFERENCE + 1),
        )
        for window in windows
        if window.core_start < window.core_end
    ]
    weights = RelationWeights(
        role_distance=rows(DISTANCES, ROLE),
        role_score=rows(ROLE, 3 * len(ROLES)),
        role_bias=rows(1, 3 * len(ROLES))[0],
        reference_distance=rows(DISTANCES, 1),
        reference_likeness=np.repeat(rows(LIKENESSES, 1) * alike, DISTANCES, axis=1),
    )
    return Relations(cut(), projected, weights, TEXT)


ENCODERS = st.tuples(st.integers(0, 999), st.integers(1, WORDS))


def word(number: int) -> tuple[int, int]:
    places = cut()
    return int(places.start[number]), int(places.end[number])


@given(ENCODERS, st.integers(0, WORDS - 1))
@settings(max_examples=30, deadline=None)
def test_a_role_is_words_beside_its_predicate(encoder: tuple[int, int], number: int) -> None:
    predicate = word(number)
    for role, (start, end) in relations(*encoder).roles(*predicate).items():
        assert role in ROLES
        assert start in cut().start
        assert end in cut().end
        assert start < end
        assert end <= predicate[0] or start >= predicate[1]


@given(ENCODERS, st.permutations(range(6, 20)))
@settings(max_examples=30, deadline=None)
def test_what_is_asked_first_changes_nothing(encoder: tuple[int, int], order: list[int]) -> None:
    asked = relations(*encoder)
    found = {number: asked.roles(*word(number)) for number in order}
    assert found == {number: relations(*encoder).roles(*word(number)) for number in order}


@given(ENCODERS, st.integers(3, WORDS - 1), st.data())
@settings(max_examples=30, deadline=None)
def test_chances_are_shares_of_one(
    encoder: tuple[int, int], number: int, data: st.DataObject
) -> None:
    before = data.draw(st.lists(st.integers(0, number - 1), min_size=1, max_size=6, unique=True))
    chances = relations(*encoder).stands_for(word(number), [word(n) for n in before])
    assert len(chances) == len(before)
    assert all(0.0 <= chance <= 1.0 for chance in chances)
    assert sum(chances) <= 1.0 + 1e-5, "the rest is that it stands for none of them"


@given(ENCODERS, st.integers(3, WORDS - 1))
@settings(max_examples=30, deadline=None)
def test_likeness_that_is_worth_nothing_changes_no_chance(
    encoder: tuple[int, int], number: int
) -> None:
    """Words that have nothing in common are all worth the same: what counts is that of none."""
    before = [word(n) for n in range(number)]
    with_it = relations(*encoder).stands_for(word(number), before)
    without = relations(*encoder, alike=False).stands_for(word(number), before)
    shares = [a / b for a, b in zip(with_it, without, strict=True) if b > 1e-4]
    assert shares == pytest.approx([shares[0]] * len(shares), rel=1e-2) if shares else True


@given(ENCODERS)
@settings(max_examples=30, deadline=None)
def test_predicates_are_words_in_order_and_each_once(encoder: tuple[int, int]) -> None:
    asked = relations(*encoder)
    found = list(asked.predicates())
    assert found == sorted(set(found))
    assert all(asked.is_predicate(start, end) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@pytest.mark.parametrize("asked", [relations(7, 20), UNREAD])
def test_outside_the_text_there_is_nothing(asked: Relations) -> None:
    assert asked.roles(len(TEXT) + 5, len(TEXT) + 9) == {}
    assert asked.stands_for((len(TEXT) + 5, len(TEXT) + 9), [word(1)]) == [0.0]
    assert not asked.is_predicate(len(TEXT) + 5, len(TEXT) + 9)
