"""Names of places from scores: whole names, one use for each, no name that has not begun."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.reading.naming import Name
from onrecord.reading.uses import uses_of
from onrecord.reading.windows import Pieces, pieces

USES = ("place", "other")
LABELS = {"O": 0, "B-place": 1, "I-place": 2, "B-other": 3, "I-other": 4}
SIX = "Anna Boro Met Cato Of Delm"


def cut(text: str) -> Pieces:
    spans = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    return pieces(text, list(range(len(spans))), spans)


def found(
    text: str, *rows: dict[str, float], names: tuple[Name, ...] = ()
) -> list[tuple[str, str]]:
    made = np.zeros((len(rows), 5), dtype=np.float32)
    for row, wanted in zip(made, rows, strict=True):
        for label, value in wanted.items():
            row[LABELS[label]] = value
    used = uses_of(text, cut(text), made, USES, names)
    return [(text[n.start : n.end], n.kind) for n in used]


OUT = {"O": 9.0}


@given(arrays(np.float32, (6, 5), elements=st.floats(-9, 9, width=16)))
def test_names_stand_in_order_and_apart(scores: np.ndarray) -> None:
    used = uses_of(SIX, cut(SIX), scores, USES, ())
    assert all(a.end < b.start for a, b in itertools.pairwise(used))
    assert all(n.kind in USES and 0 <= n.confidence <= 1 for n in used)


@given(st.lists(st.sampled_from(["O", "B", "I"]), min_size=6, max_size=6), st.sampled_from(USES))
def test_sure_scores_are_what_is_read(tags: list[str], use: str) -> None:
    """Of rows that are sound: what goes on without a beginning is outside."""
    sound: list[str] = []
    for tag in tags:
        sound.append("O" if tag == "I" and (not sound or sound[-1] == "O") else tag)
    rows = [OUT if t == "O" else {f"{t}-{use}": 9.0} for t in sound]
    wanted: list[list[str]] = []
    for tag, word in zip(sound, SIX.split(), strict=True):
        if tag == "B":
            wanted.append([word])
        elif tag == "I":
            wanted[-1].append(word)
    assert found(SIX, *rows) == [(" ".join(words), use) for words in wanted]


def test_a_name_has_one_use() -> None:
    rows = ({"B-place": 3.0, "B-other": 2.0}, {"I-place": 1.0, "I-other": 4.0}, OUT)
    assert found("United Boro met", *rows) == [("United Boro", "other")]
    assert found("United Boro met", {"B-place": 5.0}, {"B-other": 1.0, "I-other": 3.0}, OUT) == [
        ("United Boro", "place")
    ]


def test_what_goes_on_with_nothing_begins() -> None:
    assert found("Boro met", {"I-place": 6.0, "B-place": 4.0}, OUT) == [("Boro", "place")]


def test_two_names_side_by_side_stay_two() -> None:
    rows = ({"B-place": 6.0}, OUT, {"B-other": 6.0}, OUT)
    assert found("Anna-Boro met", *rows) == [("Anna", "place"), ("Boro", "other")]


@pytest.mark.parametrize(
    ("text", "rows", "name"),
    [
        ("west Boro fell", ({"B-place": 6.0}, {"I-place": 6.0}, OUT), "Boro"),
        ("in Calif. today", (OUT, {"B-place": 6.0}, OUT, OUT), "Calif."),
        ("in Boro. Today", (OUT, {"B-place": 6.0}, OUT, OUT), "Boro"),
    ],
)
def test_edges(text: str, rows: tuple[dict[str, float], ...], name: str) -> None:
    assert found(text, *rows) == [(name, "place")]


def test_the_head_of_names_lends_its_edges_and_its_places() -> None:
    royal = Name(3, 15, "Location", 0.9)
    at_pier = (OUT, OUT, {"B-place": 6.0})
    assert found("at Royal Street", *at_pier, names=(royal,)) == [("Royal Street", "place")]
    assert found("at Royal Street", *at_pier, names=(Name(3, 15, "Person", 0.9),)) == [
        ("Street", "place")
    ]
    half = {"O": 2.0, "B-other": 1.0}
    assert found("at Royal Street", OUT, half, half, names=(royal,)) == [("Royal Street", "other")]
    assert found("at Royal Street", OUT, half, half) == []
    assert found("at Royal Street", OUT, OUT, OUT, names=(royal,)) == []


def test_a_row_of_places_is_no_name() -> None:
    row = Name(0, 10, "Location", 0.9)
    assert found("Boro, Delm", {"B-place": 6.0}, OUT, {"B-place": 6.0}, names=(row,)) == [
        ("Boro", "place"),
        ("Delm", "place"),
    ]


def test_nothing_is_nothing() -> None:
    assert uses_of("", cut(""), np.zeros((0, 5), np.float32), USES, ()) == ()


BODY = "Boro Police said. In Boro, Anna met Boro Police"


def bodied(*names: Name) -> list[tuple[str, str]]:
    place = {"B-place": 6.0}
    rows = [place, OUT, OUT, OUT, OUT, place, {"I-place": 6.0}, OUT, OUT, place, OUT]
    return found(BODY, *rows, names=names)


def test_a_part_of_the_name_of_a_body_stands_for_no_place() -> None:
    """Wherever the body is named, though the head of names sees it once."""
    assert [use for _, use in bodied()] == ["place", "place", "place"]
    body = Name(0, 11, "Organization", 0.9)
    assert [use for _, use in bodied(body)] == ["other", "place", "other"]
    whole = Name(0, 4, "Organization", 0.9)
    assert [use for _, use in bodied(whole)] == ["place", "place", "place"]


def test_no_name_ends_in_a_mark() -> None:
    assert [name for name, _ in bodied()] == ["Boro", "Boro", "Boro"]
