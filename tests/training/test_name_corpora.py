"""Corpora of names: tokens are joined as in print, and names keep their words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.corpora import crossner, newswire
from training.corpora.joining import joined, named
from training.tasks.naming import causes, counted, scored

TOKENS = st.lists(
    st.one_of(
        st.from_regex(r"[A-Za-z0-9]{1,8}", fullmatch=True), st.sampled_from(list("-/.,'\"’“”$"))
    ),
    min_size=1,
    max_size=20,
)


@given(TOKENS)
def test_every_token_stands_where_it_is_said_to(tokens: list[str]) -> None:
    text, starts = joined(tokens)
    assert [text[a : a + len(t)] for a, t in zip(starts, tokens, strict=True)] == tokens
    assert text.replace(" ", "") == "".join(tokens)


@given(TOKENS, st.data())
def test_names_begin_and_end_with_their_tokens(tokens: list[str], data: st.DataObject) -> None:
    tag = st.sampled_from(["O", "B-Person", "I-Person", "B-Location", "I-Location"])
    tags = data.draw(st.lists(tag, min_size=len(tokens), max_size=len(tokens)))
    _, starts = joined(tokens)
    names = named(tags, starts, tokens)
    ends = {a + len(t) for a, t in zip(starts, tokens, strict=True)}
    assert all(a in starts and b in ends for a, b, _ in names)
    assert all(one[1] <= other[0] for one, other in pairwise(names))
    assert sum(t.startswith("B") for t in tags) <= len(names) <= sum(t != "O" for t in tags)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("The officials ' plan for Delhi ’ s port", "The officials' plan for Delhi’s port"),
        ('" A one - day visit , " he said .', '"A one-day visit," he said.'),
        ("Talks - - the last - - failed", "Talks -- the last -- failed"),
        ("It ' s ' settled ' now", "It's 'settled' now"),
        ("the and / or rule ( $ 3 )", "the and/or rule ($3)"),
    ],
)
def test_marks_stand_as_in_print(tokens: str, text: str) -> None:
    assert joined(tokens.split())[0] == text


def test_the_outermost_of_nested_names_counts(tmp_path: Path) -> None:
    article = (
        "https://example.org/port\tO\n\n"
        "Harbour\tO\nquarrel\tO\n\n"
        "Veldt\tB-Organization\tB-Location\nPort\tI-Organization\nOffice\tI-Organization\n"
        "of\tO\nNorth    B-Location\nHelm\tI-Location\tB-Person\n.\tO\n"
    )
    (tmp_path / "x_1.tsv").write_text(article)
    (only,) = newswire.tagged(tmp_path)
    assert only.text == "Harbour quarrel\nVeldt Port Office of North Helm."
    assert [(only.text[a:b], kind) for a, b, kind in only.names] == [
        ("Veldt Port Office", "Organization"),
        ("North Helm", "Location"),
    ]
    assert list(newswire.tagged(tmp_path / "x_1.tsv")) == [only]


def test_each_sentence_of_crossner_is_a_text(tmp_path: Path) -> None:
    folder = tmp_path / "politics"
    folder.mkdir()
    (folder / "dev.txt").write_text(
        "The\tO\nVeldt\tB-politicalparty\nUnion\tI-politicalparty\n\n\n\nAda\tB-person\n"
    )
    first, second = crossner.sentences(tmp_path)
    assert (first.name, second.name) == ("politics-dev-0000", "politics-dev-0001")
    assert first.names == ((4, 15, "politicalparty"),)
    assert second.names == ((0, 3, "person"),)


def test_only_sentences_of_the_dev_part_are_held_out() -> None:
    numbers = range(400)
    held = sum(crossner.guarded(f"politics-dev-{n:04}") for n in numbers)
    assert 70 < held < 130
    assert not any(crossner.guarded(f"politics-train-{n:04}") for n in numbers)


def test_exact_spans_are_counted_by_kind() -> None:
    gold = [(0, 4, "Person"), (8, 12, "Location"), (20, 22, "Date")]
    ours = [(0, 4, "Person"), (8, 13, "Location"), (30, 32, "Person"), (20, 22, "Date")]
    tallies = counted([(gold, ours)], {"person": ("Person",), "place": ("Location", "Facility")})
    assert {name: (t.found, t.wanted, t.both) for name, t in tallies.items()} == {
        "f1": (3, 2, 1),
        "person": (2, 1, 1),
        "place": (1, 1, 0),
    }


def test_each_error_has_one_cause() -> None:
    kinds = {"person": ("Person",), "place": ("Location",)}
    gold = [
        (0, 4, "Person"),
        (8, 12, "Location"),
        (20, 22, "Date"),
        (30, 34, "Person"),
        (40, 44, "Person"),
    ]
    ours = [
        (0, 4, "Location"),
        (8, 13, "Location"),
        (20, 22, "Person"),
        (50, 52, "Person"),
        (40, 44, "Person"),
    ]
    gold.append((60, 64, "Date"))  # none of the kinds asked for: no error
    wrong = causes([(gold, ours)], kinds)
    assert wrong == {
        "person as place": 1, "edges": 1, "other as person": 1, "missed": 1, "invented": 1
    }  # fmt: skip
    made = scored([(gold, ours)], kinds)
    assert made.n == 1
    assert made.table["edges"] == {"errors": 1.0}
    assert made.scores["f1"] == 22.22
