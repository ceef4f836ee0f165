"""What a source tells of the parts of its page stands; only words may say more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.layout import lay_out
from onrecord.report import Part, Report
from onrecord.text import Span
from onrecord.vocabulary import PartKind, ReportKind

SENTENCE = "The minister said on Tuesday that the talks would go on in May."
KINDS: tuple[PartKind, ...] = (
    "headline", "subheading", "body", "caption", "credit", "correction", "furniture",
)  # fmt: skip


def told(*blocks: tuple[PartKind, str], kind: ReportKind = "article") -> Report:
    """A report whose source told the kind of each block."""
    parts: list[Part] = []
    text = "\n\n".join(words for _, words in blocks)
    at = 0
    for part, words in blocks:
        parts.append(Part(part, Span.of(text, at, at + len(words))))
        at += len(words) + 2
    return Report(id="r", text_sha256="", text=text, kind=kind, parts=tuple(parts))


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(part.kind, part.span.text) for part in lay_out(report.text, report).parts]


@pytest.mark.parametrize("kind", ["article", "unknown", "live_post"])
@given(told_kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=8))
def test_what_is_told_stands(kind: ReportKind, told_kinds: list[PartKind]) -> None:
    blocks = [(part, f"{SENTENCE[:-1]} {n}.") for n, part in enumerate(told_kinds)]
    report = told(*blocks, kind=kind)
    assert [part for part, _ in kinds(report)] == told_kinds


def test_a_headline_is_the_title_wherever_it_stands() -> None:
    report = told(("furniture", "World"), ("headline", "Talks go on"), ("body", SENTENCE))
    assert lay_out(report.text, report).title == "Talks go on"


@pytest.mark.parametrize(
    ("line", "kind"),
    [("By Marta Holm", "credit"), ("Read more: More talks", "furniture"), (SENTENCE, "body")],
)
def test_words_may_say_more_of_what_is_told_to_be_body(line: str, kind: str) -> None:
    report = told(("headline", "Talks go on"), ("body", line), ("body", SENTENCE))
    assert kinds(report)[1] == (kind, line)


@pytest.mark.parametrize("kind", ["article", "unknown"])
def test_a_credit_glued_to_a_caption_is_a_part_of_its_own(kind: ReportKind) -> None:
    report = told(
        ("headline", "Talks go on"),
        ("caption", "The ministers at the Hofburg palace on Tuesday.Jan Moren / AP"),
        ("body", SENTENCE),
        kind=kind,
    )
    assert kinds(report)[1:3] == [
        ("caption", "The ministers at the Hofburg palace on Tuesday."),
        ("credit", "Jan Moren / AP"),
    ]
