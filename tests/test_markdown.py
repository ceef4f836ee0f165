"""A reading as Markdown, held against a real Markdown parser."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from onrecord.facts import Reading, decode_reading
from onrecord.report import Report
from onrecord.text import Span
from onrecord.views.markdown import escaped, markdown

EXAMPLE = Path(__file__).parent / "data" / "vela.reading.json"
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture(scope="module")
def reading() -> Reading:
    return decode_reading(EXAMPLE.read_bytes())


def shown(text: str) -> str:
    """What a reader of rendered Markdown sees."""
    tokens = PARSER.parse(text)
    inner = [child for token in tokens for child in token.children or []]
    return "".join(child.content for child in inner if child.type in ("text", "code_inline"))


def kinds(text: str) -> set[str]:
    tokens = PARSER.parse(text)
    return {t.type for token in tokens for t in [token, *(token.children or [])]}


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp"))))
@example("#")
@example("##")
def test_escaped_text_is_shown_letter_for_letter(text: str) -> None:
    assert shown(escaped(text)) == text
    assert kinds(escaped(text)) <= {"paragraph_open", "inline", "paragraph_close", "text"}


@pytest.mark.parametrize(
    "text",
    ["# x", "- x", "+ x", "1. x", "12) x", "> x", "*x*", "__x__", "`x`", "<b>x</b>", "[a](b)",
     "![a](javascript:x)", "<https://a.example>", "&lt;",
     "~~x~~", "|a|b|", "===", "---", "\\*", "x #"],
)  # fmt: skip
def test_markup_in_a_report_stays_text(reading: Reading, text: str) -> None:
    hostile = replace(reading, report=replace(reading.report, title=text, url=None))
    tokens = PARSER.parse(markdown(hostile))
    heading = next(t for before, t in pairwise(tokens) if before.tag == "h1")
    assert {child.type for child in heading.children or []} == {"text"}
    assert "".join(child.content for child in heading.children or []) == text


def test_every_statement_stands_with_its_words(reading: Reading) -> None:
    text = shown(markdown(reading))
    for statement in reading.statements:
        for span in statement.content:
            assert " ".join(span.text.split()) in text


def test_links_lead_to_the_page_and_nowhere_else(reading: Reading) -> None:
    tokens = PARSER.parse(markdown(reading))
    links = [
        str(child.attrGet("href"))
        for token in tokens
        for child in token.children or []
        if child.type == "link_open"
    ]
    assert links
    assert all(link.startswith("https://news.example/vela") for link in links)
    without = replace(reading, report=replace(reading.report, url="javascript:alert(1)"))
    assert "link_open" not in kinds(markdown(without))


def test_what_did_not_happen_is_never_bold(reading: Reading) -> None:
    for line in markdown(reading).splitlines():
        if line.startswith("- ") and not line.startswith("- ●"):
            assert "**" not in line


def test_an_empty_reading_says_what_is_missing() -> None:
    text = "He spoke."
    said = markdown(Reading(report=Report(id="r", text_sha256="", text=text)))
    assert said.startswith("# Untitled report\n\nno date")
    for kind in ("encounter", "agreement", "case", "statement"):
        assert f"No {kind} found in this report." in said
    assert "None" not in said
    assert Span.of(text, 0, 2).text not in said
