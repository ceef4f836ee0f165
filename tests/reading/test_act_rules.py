"""A rule that is tried at the opening alone can stand nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.statements.acts import _opens

_PARTS = st.sampled_from(["^no", "^(?:a|no)", "^[|(]?no", r"^\|no", "no", "(?:^|a )no", r"\(no"])
_WORDS = st.lists(st.sampled_from(["no", "a ", "|", "(", "b ", "no "]), max_size=6).map("".join)


@given(st.lists(_PARTS, min_size=1, max_size=3).map("|".join), _WORDS)
def test_what_opens_is_found_at_the_opening_or_not_at_all(rule: str, words: str) -> None:
    if _opens(rule):
        assert bool(re.search(rule, words)) == bool(re.match(rule, words))


@pytest.mark.parametrize(
    ("rule", "opens"),
    [("^no", True), ("^(?:a|b) no", True), ("^no|^never", True), ("^no|never", False),
     ("no", False), (r"^[|]no", True), (r"^\(no|a", False)],
)  # fmt: skip
def test_each_alternative_counts(rule: str, opens: bool) -> None:
    assert _opens(rule) is opens
