"""What two mentions have in common: the same from both sides, and in whatever company."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.likeness import COLUMNS, KINDS, LIKENESSES, alike, features

WORDS = "the The a U.S. us US he his He who that President president of Norland Norland’s , Ada Orn"
PHRASES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=4).map(" ".join)
TURNED = {"anaphor is a pronoun": "candidate is a pronoun"}
TURNED |= {other: one for one, other in TURNED.items()}


def kinds(*phrases: str) -> list[list[str]]:
    """The kind of likeness of each of these phrases to each of them."""
    text, spans = "", []
    for phrase in phrases:
        spans.append((len(text), len(text) + len(phrase)))
        text += phrase + "\n"
    found = features(text, spans)
    return [[KINDS[kind] for kind in row] for row in alike(found, found).tolist()]


@given(PHRASES, PHRASES)
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    (_, there), (back, _) = kinds(one, other)
    assert back == TURNED.get(there, there)


@given(PHRASES, PHRASES, st.lists(PHRASES, max_size=4))
def test_company_changes_no_likeness(one: str, other: str, more: list[str]) -> None:
    assert kinds(*more, one, other)[-2][-1] == kinds(one, other)[0][1]


@given(PHRASES)
def test_whatever_is_written_alike_is_alike(phrase: str) -> None:
    assert kinds(phrase, phrase)[0][1] in {"one pronoun", "same words", "same name"}


@pytest.mark.parametrize(
    ("anaphor", "candidate", "kind"),
    [
        ("he", "his", "one pronoun"),
        ("he", "they", "two pronouns"),
        ("who", "they", "pointing pronoun"),
        ("us", "the U.S.", "anaphor"),
        ("his brother", "he", "candidate"),
        ("he", "his brother", "anaphor"),
        ("Norland", "Norland’s", "same name"),
        ("the treaty", "this treaty", "same words"),
        ("the US", "the U.S.", "same name"),
        ("Ada Orn", "the minister of state, Ada Orn", "head within"),
        ("President Ada Orn", "Orn", "same head, and no more said"),
        ("the president of Norland", "the president", "same head, and no more said"),
        ("the man who left", "the man", "same head, and no more said"),
        ("North Norland", "South Norland", "same head, and other words"),
        ("the Norland Peace Union", "NPU", "initials"),
        ("the talks", "Orn", "unlike"),
    ],
)
def test_two_mentions(anaphor: str, candidate: str, kind: str) -> None:
    assert kinds(anaphor, candidate)[0][1].startswith(kind)


def test_no_mention_is_like_nothing() -> None:
    assert features("", []).shape == (0, COLUMNS)
    assert alike(features("it", [(0, 2)]), features("", [])).shape == (1, 0)
    assert LIKENESSES == 12
