"""Links to the words on the original page, held against the rules of the text directive."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.report import Report
from onrecord.text import Span
from onrecord.views.fragments import link, page_address

ADDRESS = "https://news.example/talks"
_DIRECTIVE = re.compile(
    r"(?:(?P<p>[^,]+)-,)?(?P<s>[^,]+?)(?:,(?P<e>[^,-][^,]*))?(?:,-(?P<x>[^,]+))?"
)


def report(text: str, url: str | None = ADDRESS) -> Report:
    return Report(id="r", text_sha256="", text=text, url=url)


def first_match(directive: str, page: str) -> tuple[int, int]:
    """Where a browser would land: the first place that answers all parts of the directive."""
    found = _DIRECTIVE.fullmatch(directive)
    assert found, directive
    prefix, start, end, suffix = (unquote(part) if part else "" for part in found.groups())

    def loose(words: str) -> str:
        return r"\s+".join(re.escape(word) for word in words.split())

    pattern = (loose(prefix) + r"\s*" if prefix else "") + f"(?P<said>{loose(start)}"
    pattern += (r".*?" + loose(end) if end else "") + ")"
    pattern += (r"\s*" + loose(suffix)) if suffix else ""
    match = re.search(pattern, page, re.DOTALL)
    assert match, (directive, page)
    return match.span("said")


WORDS = st.sampled_from(["he", "said", "so", "G-20", "“Peace,”", "a,b", "50%", "été", "和平", "&"])
LINES = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


@given(lines=st.lists(LINES, min_size=1, max_size=4), data=st.data())
def test_the_directive_names_the_words(lines: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(lines)
    places = [found.span() for found in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    start, end = places[first][0], places[last][1]
    address = link(report(text), Span.of(text, start, end))
    assert address is not None
    directive = address.removeprefix(ADDRESS + "#:~:text=")
    found = first_match(directive, text)
    assert text[slice(*found)].split()[:1] == text[start:end].split()[:1]
    if len(set(text.split())) == len(text.split()):
        assert found == (start, end)


def test_words_that_stand_twice_are_named_with_those_beside_them() -> None:
    text = "She said no on Monday. He said no on Tuesday."
    at = text.rindex("said no")
    address = link(report(text), Span.of(text, at, at + len("said no")))
    assert address == ADDRESS + "#:~:text=on%20Monday.%20He-,said%20no,-on%20Tuesday."


def test_long_words_are_named_by_their_ends() -> None:
    text = " ".join(f"word{n}" for n in range(60))
    address = link(report(text), Span.of(text, 0, len(text)))
    assert address == (
        ADDRESS + "#:~:text=word0%20word1%20word2%20word3%20word4,"
        "word55%20word56%20word57%20word58%20word59"
    )


def test_half_a_word_is_named_as_the_whole() -> None:
    text = "An unhappy ending was agreed upon."
    address = link(report(text), Span.of(text, 5, 10))
    assert address is not None
    assert ",unhappy," in address.replace("An-", ",")


def test_a_page_with_an_anchor_keeps_it() -> None:
    address = link(report("He said so twice today.", ADDRESS + "#post-7"), Span(0, 2, "He"))
    assert address is not None
    assert address.startswith(ADDRESS + "#post-7:~:text=")


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "//a.example/x",
     "https://", "https://[::1", "java\nscript:alert(1)", "https://a.example/a b", "report.txt"],
)  # fmt: skip
def test_only_pages_of_the_web_are_linked(url: str | None) -> None:
    assert page_address(url) is None
    assert link(report("He said so.", url), Span(0, 2, "He")) is None
