"""Words are found where they stand, once, or they are refused; never a place that is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.llm.aligning import CLOSE, OPEN, Paragraphs, Refused, spelled
from onrecord.llm.draft import Quote

TEXT = (
    "Dula\u00a0met Orsk on “Tuesday” – in Port Vesna.\n\n"
    "He said that he would go when he could.\n  The talks end. The talks go on.\n"
)


def found(number: int, words: str) -> str:
    span = Paragraphs(TEXT).span(Quote(p=number, words=words))
    assert span.holds(TEXT)
    return span.text


@pytest.mark.parametrize(
    ("number", "words", "there"),
    [
        (1, "Dula met Orsk", "Dula\u00a0met Orsk"),
        (1, '"Tuesday" - in', "“Tuesday” – in"),
        (2, f"{OPEN}he{CLOSE} would", "he"),
        (2, f"that {OPEN}he{CLOSE}", "he"),
        (3, f"{OPEN}The talks{CLOSE} go", "The talks"),
        (1, " Orsk ", "Orsk"),
    ],
)
def test_words_are_found(number: int, words: str, there: str) -> None:
    assert found(number, words) == there


@pytest.mark.parametrize(
    ("number", "words", "why"),
    [
        (1, "Dula phoned Orsk", "does not have"),
        (2, "he", "twice"),
        (3, "The talks", "twice"),
        (2, "coul", "does not have"),  # a piece of a word
        (2, "Dula", "does not have"),  # of another paragraph
        (0, "Dula", "no such paragraph"),
        (4, "Dula", "no such paragraph"),
        (1, "", "no words"),
        (1, f"{OPEN}{CLOSE}Dula", "no words"),
        (1, f"{OPEN}Dula", "do not close"),
        (1, f"{OPEN}Dula{CLOSE} met {OPEN}Orsk{CLOSE}", "do not close"),
        (1, "Vesna. He said", "does not have"),  # over the end of a paragraph
    ],
)
def test_what_is_not_certain_is_refused(number: int, words: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        found(number, words)


_LETTERS = st.text(st.sampled_from("ab “”\"–-'’\u00a0\n🜂é"), max_size=60)


@given(_LETTERS, st.data())
def test_a_span_is_the_texts_own_words(text: str, data: st.DataObject) -> None:
    """Whatever is asked for: a span in its paragraph that says the same, or a refusal."""
    paragraphs = Paragraphs(text)
    words = data.draw(_LETTERS | st.just(text[:8]))
    number = data.draw(st.integers(-1, 5))
    try:
        span = paragraphs.span(Quote(p=number, words=words))
    except Refused:
        return
    assert span.holds(text)
    assert "\n" not in span.text
    assert spelled(span.text) == spelled(words).strip()
    rest = Paragraphs(text[span.end :].partition("\n")[0])
    if span.text.strip("ab") == "":  # plain words: a second place would have been seen
        with pytest.raises(Refused):
            rest.span(Quote(p=1, words=words.strip()))
    lines = [line for line in text.split("\n") if line.strip()]
    assert spelled(words) in spelled(lines[number - 1])
    before, after = text[: span.start], text[span.end :]
    assert not (before[-1:] + span.text[0]).isalnum() or not before
    assert not (span.text[-1] + after[:1]).isalnum() or not after


@given(_LETTERS)
def test_one_spelling_keeps_every_place(text: str) -> None:
    assert len(spelled(text)) == len(text)


def test_a_guess_would_be_seen() -> None:
    """The planted fault: the first of two places."""

    class Guessing(Paragraphs):
        def span(self, quote: Quote) -> object:  # type: ignore[override]
            return self._folded.index(spelled(quote.words))

    assert Guessing(TEXT).span(Quote(p=2, words="he")) == TEXT.index("he")
    with pytest.raises(Refused):
        found(2, "he")
