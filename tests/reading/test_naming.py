"""Names from scores: whole words, nothing that goes on without a beginning, one kind a name."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.reading.naming import Name, first_pieces, names_of
from onrecord.reading.tagging import decoded
from onrecord.reading.windows import Pieces, pieces

KINDS = ("Person", "Location")
LABELS = {"O": 0, "B-Person": 1, "I-Person": 2, "B-Location": 3, "I-Location": 4}
SCORES = arrays(np.float32, (6, 5), elements=st.floats(-6, 6, width=16))


def cut(text: str, words: list[str]) -> Pieces:
    offsets, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        offsets.append((start, at))
    return pieces(text, list(range(len(words))), offsets)


def scores(*rows: dict[str, float]) -> np.ndarray:
    made = np.zeros((len(rows), 5), dtype=np.float32)
    for row, wanted in zip(made, rows, strict=True):
        for label, value in wanted.items():
            row[LABELS[label]] = value
    return made


def found(text: str, words: list[str], *rows: dict[str, float]) -> list[tuple[str, str]]:
    names = names_of(text, cut(text, words), scores(*rows), KINDS)
    return [(text[n.start : n.end], n.kind) for n in names]


def sound(labels: tuple[int, ...]) -> bool:
    pairs = itertools.pairwise((0, *labels))
    return all(b % 2 or not b or a in (b, b - 1) for a, b in pairs)


SOUND = [labels for labels in itertools.product(range(5), repeat=4) if sound(labels)]


@given(arrays(np.float32, (4, 5), elements=st.integers(-3, 3)))
def test_no_sound_row_of_labels_is_likelier(given_scores: np.ndarray) -> None:
    """All words are within reach of a name here, so that all of them are decided together."""
    best = max(sum(given_scores[i, x] for i, x in enumerate(labels)) for labels in SOUND)
    labels = [0] * 4
    for run in decoded(given_scores):
        labels[run.first] = 2 * run.kind + 1
        labels[run.first + 1 : run.last] = [2 * run.kind + 2] * (run.last - run.first - 1)
    assert sound(tuple(labels))
    reach = (given_scores[:, 0] < given_scores[:, 1:].max(-1) + 4).all()
    if reach:
        assert sum(given_scores[i, x] for i, x in enumerate(labels)) == pytest.approx(best)


@given(SCORES)
def test_names_are_whole_words_in_order(given_scores: np.ndarray) -> None:
    text = "Ada Krol-Ilm met Bo."
    names = names_of(text, cut(text, ["Ada", "Kr", "ol", "-", "Ilm", "met"]), given_scores, KINDS)
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))
    for name in names:
        assert name.start in (0, 4, 8, 9, 13)
        assert name.end in (3, 8, 9, 12, 16)
        assert 0 <= name.confidence <= 1


def test_a_word_goes_by_its_first_piece() -> None:
    row = {"B-Person": 5.0}
    assert found("Krol left", ["Kr", "ol", "left"], row, {"O": 5.0}, {"O": 5.0}) == [
        ("Krol", "Person")
    ]


def test_a_name_that_goes_on_had_begun() -> None:
    """«Veldt» alone looks like a place, but the rest goes on with a person that began there."""
    rows = ({"B-Location": 3.0, "B-Person": 2.5}, {"I-Person": 6.0, "B-Location": 1.0})
    assert found("Veldt Orr", ["Veldt", "Orr"], *rows) == [("Veldt Orr", "Person")]


def test_a_long_name_is_kept_whole() -> None:
    rows = ({"I-Person": 3.0, "B-Person": 2.0}, {"I-Person": 4.0}, {"I-Person": 4.0})
    words = ["Veldt", "van", "Orr"]
    assert found("Veldt van Orr", words, *rows) == [("Veldt van Orr", "Person")]


def test_what_is_called_the_same_is_the_same() -> None:
    text = "Orr met Orr and Orr"
    words = ["Orr", "met", "Orr", "and", "Orr"]
    other = {"O": 5.0}
    person, doubt = {"B-Person": 6.0}, {"B-Location": 2.0, "B-Person": 1.0}
    assert found(text, words, person, other, doubt, other, person) == [("Orr", "Person")] * 3
    assert found(text, words, person, other, person, other, doubt) == [("Orr", "Person")] * 3
    clear = {"B-Location": 9.0}
    assert found(text, words, person, other, clear, other, person) == [
        ("Orr", "Person"),
        ("Orr", "Location"),
        ("Orr", "Person"),
    ]


def test_confidence_is_that_of_being_any_name() -> None:
    text = "Orr"
    (name,) = names_of(
        text, cut(text, ["Orr"]), scores({"B-Person": 2.0, "B-Location": 2.0}), KINDS
    )
    nothing = 1 / (3 + 2 * np.exp(2.0))
    assert name == Name(0, 3, "Person", round(float(1 - nothing), 2))


def test_nothing_in_nothing() -> None:
    assert names_of("", cut("", []), np.zeros((0, 5), dtype=np.float32), KINDS) == ()
    assert first_pieces("a b", cut("a b", ["a", "b"])).tolist() == [0, 1]
