"""Words in context: the report's own letters, in order, and all that was said among them."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.text import Span
from onrecord.views.desk import contexts
from onrecord.views.desk.contexts import Piece, context
from onrecord.views.safe import words

TEXTS = st.lists(
    st.sampled_from(
        ["Vela ", "said ", "no. ", "“Yes,” ", "e.g. ", "\n", "\n\n", "a" * 90, "é ", "!"]
    ),
    min_size=1, max_size=30,
).map("".join)  # fmt: skip

# A machine that has much else to do draws slowly: that says nothing of what is drawn.
busy = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans(text: str, edges: Sequence[int]) -> list[Span]:
    ends = sorted({edge % (len(text) + 1) for edge in edges})
    return [Span.of(text, a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]


def bare(text: str) -> str:
    return "".join(text.split())


def kept(text: str, said: Sequence[Span], pieces: Sequence[Piece]) -> bool:
    """Whether the pieces are stretches of the text in order, with all that was said."""
    shown = bare("".join(one.text for one in pieces if one.role != "around"))
    if shown != bare("".join(one.text for one in said)):
        return False
    at, whole = 0, bare(text)
    for one in pieces:
        if one.text == " … ":
            continue
        found = whole.find(bare(one.text), at)
        if found < 0:
            return False
        at = found
    return True


@busy
@given(TEXTS, st.lists(st.integers(0, 2_000), max_size=6))
def test_words_are_the_report_s_own(text: str, edges: list[int]) -> None:
    said = spans(text, edges)
    assert kept(text, said, context(text, said))


def test_a_piece_that_is_not_the_report_s_is_seen() -> None:
    text = "Vela said no. Moren agreed."
    said = [Span.of(text, 10, 12)]
    pieces = list(context(text, said))
    assert kept(text, said, pieces)
    assert not kept(text, said, [*pieces, Piece("around", "Moren disagreed")])
    assert not kept(text, said, [Piece("around", "Vela said no.")])


@busy
@given(TEXTS, st.lists(st.integers(0, 2_000), max_size=4))
def test_it_is_no_longer_than_it_need_be(text: str, edges: list[int]) -> None:
    said = spans(text, edges)
    around = sum(len(one.text) for one in context(text, said) if one.role == "around")
    assert around <= (2 * contexts.MOST + 8) * (len(said) + 1)


def test_of_a_sentence_the_whole() -> None:
    text = "It rained. “We will,” Vela said on Monday, “not go.” Then it stopped."
    said = [Span.of(text, 11, 21), Span.of(text, 43, 52)]
    cue = [Span.of(text, 27, 31)]
    shown = context(text, said, cue)
    assert "".join(one.text for one in shown) == "“We will,” Vela said on Monday, “not go.”"
    assert [one.role for one in shown] == ["said", "around", "turn", "around", "said"]


def test_without_the_text_the_words_alone() -> None:
    span = Span(4, 8, "said")
    assert context(None, [span]) == (Piece("said", "said"),)
    assert context("Vela told", [span]) == (Piece("said", "said"),)  # another version's words


@busy
@given(st.text(max_size=60))
def test_whatever_it_holds_it_can_be_shown(text: str) -> None:
    said = [Span.of(text, 0, len(text))] if text else []
    for piece in context(text, said):
        assert words(piece.text).strip() == piece.text.strip()
