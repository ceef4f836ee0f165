"""Which mentions tell one event: laws of the evidence and of the clusters, and examples."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.samevent.clusters import clusters
from training.samevent.deciding import because, same_events, weights
from training.samevent.evidence import evidence, related
from training.samevent.mentions import Mention
from training.samevent.words import bag, lemma, rarity


def _mention(report: str, start: int, word: str, agent: str = "", story: str = "") -> Mention:
    text = f"{agent} {word} {story}"
    return Mention(
        report=report,
        start=start,
        end=start + len(word),
        sentence=start // 40,
        word=lemma(word),
        rare=rarity(word),
        phrase=bag(word, 0, len(word)),
        agent=bag(agent, 0, len(agent)),
        patient={},
        participants=bag(agent, 0, len(agent)),
        nearby=bag(text, 0, len(text)),
        names=frozenset(lemma(w) for w in agent.split()),
        numbers=frozenset(w for w in story.split() if w.isdigit()),
        whole=bag(text, 0, len(text)),
    )


MENTIONS = st.lists(
    st.builds(
        _mention,
        st.sampled_from(["one", "two", "three"]),
        st.integers(0, 200),
        st.sampled_from(["arrested", "arrest", "died", "death", "met", "said", "summit"]),
        st.sampled_from(["", "Ada Lund", "Orlan", "police"]),
        st.sampled_from(["harbour talks", "fire in Norvik", "35 sailors", ""]),
    ),
    max_size=12,
    unique_by=lambda m: m.key,
)


@given(MENTIONS, st.randoms())
def test_the_order_of_mentions_changes_nothing(ours: list[Mention], rng: random.Random) -> None:
    other = list(ours)
    rng.shuffle(other)
    one, two = same_events(ours), same_events(other)
    assert [[m.key for m in c] for c in one] == [[m.key for m in c] for c in two]
    assert sorted(m.key for c in one for m in c) == sorted(m.key for m in ours)


@given(MENTIONS)
def test_evidence_is_symmetric_and_about_the_pair_alone(ours: list[Mention]) -> None:
    found = evidence(ours)
    for name, values in found.items():
        assert values.shape == (len(ours), len(ours)), name
        assert np.allclose(values, values.T), name
    if len(ours) > 1:
        alone = evidence([ours[0], ours[-1]])
        for name, values in found.items():
            assert values[0, -1] == pytest.approx(alone[name][0, 1]), name


@given(MENTIONS)
def test_every_evidence_has_its_weight(ours: list[Mention]) -> None:
    ruling = weights()
    assert set(evidence(ours)) == set(ruling.points) - {"always"}
    chances = ruling.chances(evidence(ours))
    assert ((chances >= 0) & (chances <= 1)).all()


@given(
    st.integers(0, 9).flatmap(
        lambda n: st.lists(st.floats(0, 1), min_size=n * n, max_size=n * n).map(
            lambda values: np.array(values).reshape(n, n)
        )
    ),
    st.floats(0.05, 0.95),
)
def test_clusters_part_all_things_and_reach_the_least(square: np.ndarray, least: float) -> None:
    chances = (square + square.T) / 2
    found = clusters(chances, least)
    assert sorted(i for one in found for i in one) == list(range(len(chances)))
    for one in found:
        for other in found:
            if one is not other:
                assert chances[np.ix_(one, other)].mean() < least + 1e-9
    for one in found:
        if len(one) == 2:
            assert chances[one[0], one[1]] >= least


def test_one_arrest_told_twice_and_another_one() -> None:
    story = "harbour minister Ada Lund bribes Norvik court"
    first = _mention("one", 10, "arrested", "Norvik police", story)
    again = _mention("two", 50, "arrest", "Norvik police", story)
    other = _mention(
        "three", 10, "arrested", "Velan troops", "border clash with 12 sailors in Tarn"
    )
    found = {frozenset(m.report for m in cluster) for cluster in same_events([first, other, again])}
    assert found == {frozenset({"one", "two"}), frozenset({"three"})}


def test_the_reasons_can_be_told() -> None:
    story = "harbour minister Ada Lund bribes Norvik court"
    one = _mention("one", 10, "died", "Ada Lund", story)
    other = _mention("two", 50, "death", "Ada Lund", story)
    told = because(one, other)
    assert told["related"] > 0
    assert told["report"] > 0
    assert "word" not in told
    ruling = weights()
    chance = 1 / (1 + np.exp(-sum(told.values())))
    assert ruling.chances(evidence([one, other]))[0, 1] == pytest.approx(chance, abs=0.01)


def test_related_words_stand_in_their_order() -> None:
    assert related()
    assert all(one < other for one, other in related())
    assert set(related().values()) <= {0.6, 1.0}


@pytest.mark.parametrize(
    "forms",
    [
        "arrest arrests arrested arresting",
        "charge charges charged charging",
        "stab stabs stabbed stabbing",
        "kill kills killed killing",
        "win wins won winning",
        "say says said saying",
        "meeting meetings meet met",
        "party parties",
        "die dies died dying",
    ],
)
def test_forms_of_a_word_meet(forms: str) -> None:
    assert len({lemma(form) for form in forms.split()}) == 1


@given(st.text(max_size=20))
def test_any_word_has_a_lemma_and_a_rarity(word: str) -> None:
    assert isinstance(lemma(word), str)
    assert rarity(word) >= 0


def test_rare_words_weigh_more() -> None:
    assert rarity("the") < rarity("minister") < rarity("ceasefire") < rarity("Norvikian")
