"""The law of spans: text[start:end] is the quotation, whatever the text is made of."""

import dataclasses

from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.errors import BinarySource
from onrecord.facts import Reading, Telling, Time, decode_reading, encode, validate
from onrecord.facts.types import Encounter
from onrecord.report import Report, text_sha256
from onrecord.text import Span, decode, decode_str

# Pieces in which offsets are lost when one counts bytes, UTF-16 units, or graphemes.
PIECES = (
    "said", " ", "\n", "\r\n", "\r", "\u00a0", "\u202f", "“", "”", "’", "—", "é", "e\u0301",
    "👍", "👩‍🚀", "🇮🇳", "👍🏽", "東京", "한국어", "नमस्ते", "עברית",
    "\u200f", "\ufeff", "\ufffd", "\U00010348",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30).map("".join)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, Span]:
    """A text that keeps the law, and a span of it."""
    text = decode_str(draw(texts)).text
    assume(text)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span.of(text, start, draw(st.integers(start + 1, len(text))))


def reading(text: str, span: Span) -> Reading:
    """A reading with one fact, told by one span."""
    told = Telling(span=span)
    return Reading(
        report=Report(id="r", text_sha256=text_sha256(text), text=text),
        encounters=(Encounter(id="e1", key="k", tellings=(told,)),),
        times=(Time(span=span, type="DATE"),),
    )


@given(stretches())
def test_a_span_survives_the_codec(case: tuple[str, Span]) -> None:
    text, span = case
    first = reading(text, span)
    again = decode_reading(encode(first))
    assert again == first
    assert encode(again) == encode(first)
    assert again.times[0].span.holds(again.report.text)
    assert validate(again) == []


@given(stretches(), st.sampled_from([-1, 1]))
def test_the_validator_sees_a_span_shifted_by_one(case: tuple[str, Span], by: int) -> None:
    text, span = case
    start, end = span.start + by, span.end + by
    assume(text[max(start, 0) : end] != span.text or start < 0 or end > len(text))
    shifted = dataclasses.replace(span, start=start, end=end)
    faults = validate(reading(text, shifted))
    assert len(faults) == 2
    assert all("span" in fault for fault in faults)


@given(stretches())
def test_the_validator_sees_offsets_of_utf16(case: tuple[str, Span]) -> None:
    text, span = case
    wide = len(text[: span.start].encode("utf-16-le")) // 2
    assume(wide != span.start)
    end = wide + span.end - span.start
    assume(text[wide:end] != span.text)
    assert validate(reading(text, dataclasses.replace(span, start=wide, end=end)))


@given(stretches())
def test_the_validator_sees_other_words(case: tuple[str, Span]) -> None:
    text, span = case
    assert validate(reading(text, dataclasses.replace(span, text=span.text + "x")))


@given(texts)
def test_plain_text_is_the_input_with_newlines_and_nothing_else_changed(text: str) -> None:
    assume("\x00" not in text and not text.startswith("\ufeff"))
    assume(sum(c < " " or "\x7f" <= c < "\xa0" for c in text) <= 3)
    decoded = decode(text.encode())
    assert decoded.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == decoded.text
    assert decode_str(text).text == decoded.text


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_whatever_comes_in_is_characters(text: str) -> None:
    decoded = decode_str(text).text
    decoded.encode("utf-8")  # no lone surrogate
    assert "\r" not in decoded
    assert "\x00" not in decoded


@given(st.binary(max_size=80))
def test_whatever_bytes_come_in_give_text_or_a_refusal(raw: bytes) -> None:
    try:
        decoded = decode(raw)
    except BinarySource:
        return
    decoded.text.encode("utf-8")
    assert "\r" not in decoded.text
    assert "\x00" not in decoded.text
