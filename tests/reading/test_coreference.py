"""Chains, whatever the encoder says: of words of the text, each in one chain, and the same however
the text was cut into windows."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.coreference import MENTION, WIDTHS, Chain, clusters, span_scores
from onrecord.reading.likeness import KINDS, LIKENESSES
from onrecord.reading.links import DISTANCES
from onrecord.reading.relations import REFERENCE, Projected, RelationWeights
from onrecord.reading.windows import Pieces, Window, pieces

WORDS = 60
TEXT = " ".join("Ada Bo it he she boat Orn ,".split()[n * (n + 1) // 2 % 8] for n in range(WORDS))
NOTHING = np.zeros((0, 0), dtype=np.float32)


def cut(text: str = TEXT) -> Pieces:
    """One piece for every two characters of a word."""
    offsets = []
    at = 0
    for word in text.split(" "):
        offsets += [(at + i, at + min(i + 2, len(word))) for i in range(0, len(word), 2)]
        at += len(word) + 1
    return pieces(text, [1] * len(offsets), offsets)


def read(mention: np.ndarray, reference: np.ndarray, edges: list[int]) -> list[Projected]:
    """What an encoder says that sees no more than one piece at a time, in windows cut at `edges`;
    what lies around the core of a window is rubbish."""
    count = len(mention)
    found = []
    bounds = sorted({0, count, *(min(e, count) for e in edges)})
    for a, b in pairwise(bounds):
        window = Window(max(0, a - 7), min(count, b + 3), a, b)
        rows = slice(window.start, window.end)
        own = np.arange(window.start, window.end)
        around = ((own < a) | (own >= b))[:, None]
        parts = [np.where(around, 9.0, r[rows]).astype(np.float32) for r in (mention, reference)]
        found.append(Projected(window, NOTHING, NOTHING, parts[1], parts[0]))
    return found


def anything(seed: int) -> tuple[np.ndarray, np.ndarray, RelationWeights]:
    random = np.random.default_rng(seed)
    count = len(cut())
    mention = random.normal(size=(count, 2 * MENTION + 2)).astype(np.float32)
    reference = random.normal(size=(count, 2 * REFERENCE + 1)).astype(np.float32)
    weights = weighed(
        random.normal(size=(LIKENESSES, DISTANCES)),
        random.normal(size=(DISTANCES, 1)),
        random.normal(size=(WIDTHS, 1)) - 1,
    )
    return mention, reference, weights


def weighed(
    likeness: np.ndarray, distance: np.ndarray | None = None, width: np.ndarray | None = None
) -> RelationWeights:
    far = np.zeros((DISTANCES, 1)) if distance is None else distance
    wide = np.zeros((WIDTHS, 1)) if width is None else width
    tables = [table.astype(np.float32) for table in (far, likeness, wide)]
    return RelationWeights(NOTHING, NOTHING, NOTHING, *tables)


def chains(seed: int, edges: list[int]) -> tuple[Chain, ...]:
    mention, reference, weights = anything(seed)
    return clusters(cut(), read(mention, reference, edges), weights, TEXT)


EDGES = st.lists(st.integers(1, 100), max_size=4)


@given(st.integers(0, 999), EDGES)
@settings(max_examples=40, deadline=None)
def test_chains_are_words_of_the_text_each_in_one(seed: int, edges: list[int]) -> None:
    found = chains(seed, edges)
    mentions = [mention for chain in found for mention in chain]
    assert len(mentions) == len(set(mentions))
    assert all(len(chain) > 1 and list(chain) == sorted(chain) for chain in found)
    for start, end in mentions:
        assert TEXT[start:end] == TEXT[start:end].strip() != ""
        assert f" {TEXT} "[start] == f" {TEXT} "[end + 1] == " ", "whole words"
    assert not any(a < c < b < d for a, b in mentions for c, d in mentions), "none crosses another"


@given(st.integers(0, 999), EDGES, st.randoms())
@settings(max_examples=40, deadline=None)
def test_where_the_windows_are_cut_changes_nothing(
    seed: int, edges: list[int], random: st.DataObject
) -> None:
    mention, reference, weights = anything(seed)
    windows = read(mention, reference, edges)
    random.shuffle(windows)  # type: ignore[attr-defined]
    assert clusters(cut(), windows, weights, TEXT) == chains(seed, [])


def test_a_span_is_scored_by_its_two_ends() -> None:
    mention, _, weights = anything(3)
    found = span_scores(mention, weights)
    start, end, opening, closing = np.split(mention, [MENTION, 2 * MENTION, 2 * MENTION + 1], 1)
    for a, b in ((0, 0), (4, 9), (0, WIDTHS - 1), (len(mention) - 2, len(mention) - 1)):
        fits = start[a] @ end[b] / MENTION**0.5
        wanted = fits + opening[a, 0] + closing[b, 0] + weights.mention_width[b - a, 0]
        assert found[a, b - a] == pytest.approx(wanted, rel=1e-4)


def told(text: str, mentions: list[str], likeness: float, none: float = 9.0) -> list[list[str]]:
    """The chains where these phrases are mentions, and only likeness joins them: same names."""
    here = cut(text)
    mention = np.zeros((len(here), 2 * MENTION + 2))
    mention[:, -1] = -9.0
    for number, phrase in enumerate(mentions):
        first, last = here.covering(text.index(phrase), text.index(phrase) + len(phrase))
        mention[first, number] = mention[last - 1, MENTION + number] = 8.0
    reference = np.zeros((len(here), 2 * REFERENCE + 1))
    reference[:, -1] = none
    table = np.zeros((LIKENESSES, DISTANCES))
    table[KINDS.index("same head, and no more said")] = likeness
    table[KINDS.index("same name")] = 2 * likeness  # as each is to itself, which joins nothing
    found = clusters(here, read(mention, reference, [9]), weighed(table), text)
    return [[text[start:end] for start, end in chain] for chain in found]


def test_names_that_are_alike_are_one_chain() -> None:
    text = "Minister Ada Orn met Bo Lund. Later Orn’s aide met Lund ."
    known = ["Minister Ada Orn", "Bo Lund", "Orn’s", "Lund ."]
    both = [["Minister Ada Orn", "Orn’s"], ["Bo Lund", "Lund ."]]
    assert told(text, known, 20.0) == both
    assert told(text, known, 2.0) == [], "none of them is worth more"
    assert told(text, known[:3], 20.0) == both[:1]


def test_of_two_mentions_that_cross_the_likelier_stays() -> None:
    here = cut()
    words = [here.covering(at, at + 1)[0] for at in range(len(TEXT)) if f" {TEXT}"[at] == " "]
    mention = np.zeros((len(here), 2 * MENTION + 2))
    mention[:, -1] = -9.0
    for number, (first, last, points) in enumerate([(0, 3, 7.5), (2, 5, 8.0), (10, 12, 8.0)]):
        mention[words[first], number] = mention[words[last] - 1, MENTION + number] = points
    reference = np.zeros((len(here), 2 * REFERENCE + 1))
    reference[:, -1] = -20.0
    weights = weighed(np.zeros((LIKENESSES, DISTANCES)))
    ((one, other),) = clusters(here, read(mention, reference, []), weights, TEXT)
    assert TEXT[: one[0]].count(" ") == 2
    assert TEXT[: other[0]].count(" ") == 10


def test_a_model_that_knows_no_mentions_has_no_chains() -> None:
    mention, reference, weights = anything(0)
    (window,) = read(mention, reference, [])
    without = Projected(window.window, NOTHING, NOTHING, window.reference)
    assert clusters(cut(), [without], weights, TEXT) == ()
    assert clusters(cut(), [], weights, TEXT) == ()


def test_many_mentions_are_linked_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = chains(5, [])
    monkeypatch.setattr("onrecord.reading.coreference._BLOCK", 3)
    assert chains(5, []) == whole != ()
