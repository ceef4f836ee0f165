"""Hard-wrapped text and its quotations."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.quotes import quotations
from onrecord.reading.wrapping import bare_lines, paragraphs, soft_breaks

PARAGRAPHS = [
    "The ministers of the two countries met in the capital on Tuesday for talks that lasted until "
    "late in the night, and neither of them would say afterwards what had been agreed.",
    "“We are close to an agreement on the border, and we will go on until we have got there, "
    "however long it takes us,” the envoy told the reporters who had waited for her outside.",
    "The talks are to go on next week, in a place that both sides will name before Saturday, and "
    "the mediators said “all of the questions that are left can be solved within a month”.",
]


@pytest.mark.parametrize("width", [60, 66, 72, 80])
def test_wrapping_changes_no_paragraph_and_no_quotation(width: int) -> None:
    flat = "\n\n".join(PARAGRAPHS)
    wrapped = "\n\n".join(textwrap.fill(p, width) for p in PARAGRAPHS)
    assert [" ".join(wrapped[a:b].split()) for a, b in paragraphs(wrapped) if b > a] == PARAGRAPHS
    quoted = [" ".join(wrapped[q.start : q.end].split()) for q in quotations(wrapped)]
    assert quoted == [flat[q.start : q.end] for q in quotations(flat)]
    assert all(q.closed for q in quotations(wrapped))


def test_lines_of_their_own_are_not_joined() -> None:
    text = "\n".join(f"“One thing more,” said number {n}." for n in range(12))
    assert soft_breaks(text) == frozenset()
    assert len(quotations(text)) == 12


@given(st.text(alphabet=st.sampled_from("ab \n“”."), max_size=400))
def test_paragraphs_hold_all_that_is_not_blank(text: str) -> None:
    held = "".join(text[a:b] for a, b in paragraphs(text))
    assert "".join(held.split()) == "".join(text.split())
    assert all(text[at] == "\n" for at in soft_breaks(text))
    assert all(text[a:b].strip() == text[a:b] != "" for a, b in bare_lines(text))
