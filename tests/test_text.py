"""From bytes to text: what may change, and what must not."""

import pytest

from onrecord.errors import BinarySource, SpanError
from onrecord.text import REPLACEMENT, Span, decode, decode_str

SAID = "“Löwe,” said\u00a0Ana — 東京 👩‍🚀 e\u0301"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_a_mark_names_the_encoding_and_goes(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + SAID.encode(encoding), declared="iso-8859-2")
    assert decoded.text == SAID
    assert (decoded.encoding, decoded.notes) == (encoding, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_plain_utf16_without_a_mark(encoding: str) -> None:
    text = "Corvo said the “talks” would go on."
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == encoding
    assert "byte-order mark" in decoded.notes[0]


def test_utf16_that_breaks_off() -> None:
    decoded = decode("Corvo said so.".encode("utf-16-le")[:-1])
    assert decoded.text == "Corvo said so" + REPLACEMENT
    assert any("broken" in note for note in decoded.notes)


def test_windows_1252_is_the_last_resort_and_is_said() -> None:
    decoded = decode(b"\x93We will sign,\x94 Se\xf1or Corvo said \x97 twice.\x81")
    assert decoded.text == "“We will sign,” Señor Corvo said — twice.\x81"
    assert decoded.encoding == "cp1252"
    assert "Windows-1252" in decoded.notes[0]


def test_a_declared_encoding_is_used_where_the_bytes_are_not_utf8() -> None:
    raw = "Łódź i Gdańsk".encode("iso-8859-2")
    assert decode(raw, declared="ISO-8859-2").text == "Łódź i Gdańsk"
    assert decode("Łódź".encode(), declared="iso-8859-2").text == "Łódź"


@pytest.mark.parametrize("declared", ["unicode_escape", "utf-7", "rot13", "utf-16", "nonsense", ""])
def test_a_declared_encoding_that_is_none_is_passed_over(declared: str) -> None:
    assert decode(rb"a \ud800 b" + b"\xe9", declared=declared).text == r"a \ud800 bé"


def test_shift_in_encodings_are_taken_at_their_word() -> None:
    raw = "東京".encode("iso2022_jp")
    assert decode(raw, declared="ISO-2022-JP").text == "東京"


def test_broken_utf8_keeps_its_good_characters() -> None:
    decoded = decode("“Löwe” — fünf".encode() + b"\xe2\x80")
    assert decoded.text == "“Löwe” — fünf" + REPLACEMENT
    assert decoded.encoding == "utf-8"
    assert "U+FFFD" in decoded.notes[0]


def test_newlines_become_one_kind_and_all_else_stays() -> None:
    raw = "a\r\nb\rc\n\r\nd\u2028e\u0085f\u00a0g\th\x0ci\ufeffj".encode()
    assert decode(raw).text == "a\nb\nc\n\nd\u2028e\u0085f\u00a0g\th\x0ci\ufeffj"


def test_nulls_are_replaced_and_counted() -> None:
    decoded = decode(b"one\x00two\x00")
    assert decoded.text == f"one{REPLACEMENT}two{REPLACEMENT}"
    assert decoded.notes == ("U+0000 became U+FFFD, 2 time(s)",)


def test_no_surrogate_gets_in() -> None:
    assert decode(b"\xff\xfe" + b"\x00\xd8a\x00").text == REPLACEMENT + "a"
    decoded = decode_str("\ufeffa\ud83d b\r\n")
    assert decoded.text == f"a{REPLACEMENT} b\n"
    assert decoded.notes == ("lone surrogates became U+FFFD, 1 time(s)",)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"%PDF-1.7\nHello, this is all text", "PDF"),
        (b"PK\x03\x04word/document.xml", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\x00\x01\x02\x03" * 50, "binary data"),
    ],
)
def test_binary_is_refused_with_what_it_is(raw: bytes, found: str) -> None:
    with pytest.raises(BinarySource, match=found):
        decode(raw)


def test_a_span_is_cut_from_its_text() -> None:
    text = "👩‍🚀 said"
    span = Span.of(text, 4, 8)
    assert span == Span(4, 8, "said")
    assert span.holds(text)
    assert not Span(3, 7, "said").holds(text)
    assert not Span(-4, 8, "said").holds(text)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 9)])
def test_a_span_outside_its_text_is_an_error(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="code points"):
        Span.of("words", start, end)


def test_spans_overlap_and_cover() -> None:
    text = "one two three"
    whole, two, three = Span.of(text, 0, 7), Span.of(text, 4, 7), Span.of(text, 8, 13)
    assert whole.covers(two)
    assert not two.covers(whole)
    assert whole.overlaps(two)
    assert not two.overlaps(three)
    assert not Span.of(text, 0, 4).overlaps(two)


@pytest.mark.parametrize("declared", ["windows-1252", "ISO-8859-1", "latin1", "us-ascii"])
def test_what_was_declared_need_not_be_said(declared: str) -> None:
    raw = b"\x93Se\xf1or Corvo spoke.\x94"
    assert decode(raw, declared).text == "“Señor Corvo spoke.”"
    assert decode(raw, declared).notes == ()
    assert decode(raw).notes == ("not UTF-8: read as Windows-1252",)
