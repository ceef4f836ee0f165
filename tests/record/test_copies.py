"""Copies: texts that are near-duplicates count as one source; the same quotations do not."""

import pytest
from copy_texts import Pair, independent, originals, pairs
from hypothesis import given
from hypothesis import strategies as st
from rensa import RMinHash

from onrecord.record import copies
from onrecord.record.copies import COPY, bands, copied, original, signature

PAIRS = pairs()


def found(pair: Pair) -> bool:
    """Whether the store would find and keep the pair."""
    one, other = signature(pair.one), signature(pair.other)
    return bool(set(bands(one)) & set(bands(other))) and copied(one, other) >= COPY


def rates(judged: list[tuple[Pair, bool]]) -> tuple[float, float]:
    right = sum(pair.copy and told for pair, told in judged)
    told = sum(told for _, told in judged)
    return right / max(1, told), right / sum(pair.copy for pair, _ in judged)


def test_copies_are_found_and_the_same_quotations_are_none() -> None:
    precision, recall = rates([(pair, found(pair)) for pair in PAIRS])
    assert precision == 1
    assert recall >= 0.93


def test_quotations_left_in_would_make_copies_of_a_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: quotations are compared like all other words."""
    speech = " ".join(f"Word{at} of the speech stands here." for at in range(60))
    made = [
        f"Report {name}. “{speech}” {' '.join(f'{name}{at}' for at in range(250))}" for name in "ab"
    ]
    assert copied(*map(signature, made)) < COPY
    monkeypatch.setattr(copies, "_QUOTATION", copies.re.compile("(?!)"))
    assert copied(*map(signature, made)) >= COPY


def test_a_text_that_is_all_speech_is_compared_whole() -> None:
    speech = "“" + " ".join(f"We shall keep promise{at} and road{at}." for at in range(80)) + "”"
    assert copied(signature(speech), signature(f"He said this.\n{speech}")) > 0.9


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    prose = " ".join(f"sentence{at} of the writer" for at in range(60))
    assert copied(signature(f"“We begin, he said.\n{prose}"), signature(prose)) > 0.9


def test_furniture_of_a_page_is_none_of_the_report() -> None:
    foot = "Sign up for our newsletter, the best of the week in your inbox every Friday. " * 20
    texts = [" ".join(f"{name}{at}" for at in range(80)) + "\n" + foot for name in "ab"]
    assert copied(*map(signature, texts)) == 0


def test_a_text_many_times_as_long_takes_a_report_in() -> None:
    brief = " ".join(f"brief{at}" for at in range(60))
    review = " ".join(f"review{at}" for at in range(600))
    assert copied(signature(brief), signature(f"{brief}\n{review}")) == 0
    assert copied(signature(brief), signature(f"{brief}\n{review[:1200]}")) > 0.7


def test_short_texts_are_copies_only_word_for_word() -> None:
    alert = "Talks on the northern accord have begun in Geneva, the two ministries said on Monday."
    other = (
        "Talks on the northern accord have begun in Geneva, the foreign ministry said on Monday."
    )
    assert copied(signature(alert), signature(alert)) == 1
    assert copied(signature(alert), signature(other)) == 0


def test_texts_without_words_are_like_nothing() -> None:
    assert bands(signature("")) == ()
    assert copied(signature(""), signature("")) == 0


@given(st.text(max_size=300), st.text(max_size=300))
def test_symmetric_between_0_and_1(one: str, other: str) -> None:
    first, second = signature(one), signature(other)
    assert copied(first, second) == copied(second, first)
    assert 0 <= copied(first, second) <= 1
    assert len(first) == len(second)
    assert len(bands(first)) == len(set(bands(first)))
    assert all(0 <= band < 2**31 for band in bands(first))


def test_copies_share_a_band() -> None:
    """Else the store never asks: at most one copy in 50 has none with its like."""
    near = [pair for pair in PAIRS if copied(signature(pair.one), signature(pair.other)) >= COPY]
    met = [p for p in near if set(bands(signature(p.one))) & set(bands(signature(p.other)))]
    assert len(met) >= 0.98 * len(near)


def test_other_reports_share_none() -> None:
    signed = [set(bands(signature(text))) for text in originals()]
    assert not any(one & other for at, one in enumerate(signed) for other in signed[:at])
    texts = originals()
    mixed = independent(texts[0], texts[1])
    assert not set(bands(signature(mixed))) & set(bands(signature(texts[0])))


def test_a_stock_phrase_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: every run finds, as those do that half of all reports have."""
    phrase = "the two sides said on condition of anonymity that they would meet again in the week."
    made = [f"{phrase} Gralbex{name}, vornik{name} {text}" for name, text in enumerate(originals())]
    assert not any(set(bands(signature(one))) & set(bands(signature(made[0]))) for one in made[1:])
    monkeypatch.setattr(copies, "_SOME", 0)
    assert any(set(bands(signature(one))) & set(bands(signature(made[0]))) for one in made[1:])


def test_a_text_of_frequent_words_is_found_by_them() -> None:
    text = "He said that he had not been there and that they would not go to see it all again."
    assert bands(signature(text))
    assert bands(signature(text)) == bands(signature(f"{text}\n"))


def test_the_original_is_the_earliest_counted() -> None:
    assert original([(20, "b"), (10, "c"), (20, "a")]) == "c"
    assert original([(10, "c"), (10, "a")]) == "a"


def test_signatures_are_kept_in_records_so_they_must_not_change() -> None:
    """A change of the library or of a setting asks for a migration that makes them anew."""
    assert RMinHash.ALGORITHM_VERSION == 2
    text = " ".join(f"word{at}" for at in range(100))
    assert signature(text)[:16].hex() == "00000061c0b6b708601f456714b09af3"
    assert bands(signature(text))[:2] == (1832643207, 1493880731)
