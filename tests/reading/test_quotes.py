"""Where the report quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.quotes import quotations


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Never,” she said. “Not once.”", ["Never,", "Not once."]),
        ('"Never," she said. "Not once."', ["Never,", "Not once."]),
        (
            "‘Never,’ she said. ‘It’s the workers’ union’s.’",
            ["Never,", "It’s the workers’ union’s."],
        ),
        ("He spoke of “peace” and 'honour' alike", ["peace"]),
        ("The ministers' talks, the envoy's words.", []),
        ("«Jamais», dit-elle.", ["Jamais"]),
        ("He ``welcomes the offer.'' She left.", ["welcomes the offer."]),
        ("``Never,'' she said.\n\n``Not once.''", ["Never,", "Not once."]),
    ],
)
def test_marks_pair(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


def test_a_quotation_over_paragraphs_opens_in_each_and_closes_once() -> None:
    text = "She said: “One thing first.\n\n“Another thing then.”\n\nThe end."
    first, second = quotations(text)
    assert (first.closed, first.carries) == (False, True)
    assert (second.closed, text[second.inner_start : second.inner_end]) == (
        True,
        "Another thing then.",
    )


def test_a_stray_mark_costs_at_most_its_paragraph() -> None:
    text = 'He said "yes and left.\n\n"Fine," she said.\n\nNothing quoted here.'
    assert "Fine," in inner(text)
    assert all("Nothing" not in words for words in inner(text))


@given(st.text(alphabet=st.sampled_from("ab .,\n\"“”‘’'«»\u00a0é😀"), max_size=120))
def test_quotations_lie_in_the_text_and_apart(text: str) -> None:
    last = 0
    for q in quotations(text):
        assert last <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
        last = q.end
