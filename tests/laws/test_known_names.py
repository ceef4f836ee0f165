"""Laws of the matcher: any text, true spans, no overlap, the same answer twice."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.tables.lexicon import lexicon
from onrecord.tables.names import find_known

NAMES = sorted(
    {
        name
        for p in lexicon().names.values()
        for name, lexeme in p.lexemes.items()
        if lexeme.codes or lexeme.kind not in ("state", "capital")  # those mean nothing today
    }
)
PIECES = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(["former ", "deputy ", " of the ", "'s ", "’s ", "-", ". ", "\n", "\xa0", " "]),
    st.sampled_from(["foreign ministry", "embassy", "police", "president", "chief"]),
    st.text(max_size=8),
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_spans_are_ordered_apart_and_inside_the_text(text: str) -> None:
    reached = 0
    for name in find_known(text):
        assert reached <= name.start < name.end <= len(text)
        assert text[name.start : name.end].strip() == text[name.start : name.end]
        assert not name.ambiguous or isinstance(name.codes, tuple)
        reached = name.end
    assert find_known(text) == find_known(text)


@given(st.sampled_from(NAMES), st.sampled_from([" ", "\n", "\xa0", " \n "]))
def test_every_name_of_the_tables_is_found_whole(name: str, space: str) -> None:
    text = f"“{name.replace(' ', space)}”"
    (found,) = find_known(text)[:1]
    assert (found.start, found.end) == (1, len(text) - 1)
