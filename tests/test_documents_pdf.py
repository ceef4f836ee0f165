"""PDFs: paragraphs in order, without what runs along the edges; bombs and damage are told."""

import importlib.util
import io
import time
from collections.abc import Callable
from typing import Any

import pytest
import reportlab
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, PageBreak, Paragraph, Spacer, Table

from onrecord import sources
from onrecord.errors import BinarySource, NotText, SourceError
from onrecord.report import Capture, Given, Report
from onrecord.sources.documents import pdf as reader
from onrecord.sources.documents.hyphens import Words
from tests.papers import (
    TITLE,
    TITLE_STYLE,
    objects,
    one_page,
    pdf,
    running,
    shown,
    stream,
    style,
)


def read(raw: bytes, **given: str) -> Report:
    (report,) = sources.reports(Capture(raw=raw, source="c.pdf", given=Given(**given)))
    return report


def lines(raw: bytes) -> list[str]:
    return read(raw).text.split("\n\n")


def refusal(raw: bytes) -> str:
    with pytest.raises(NotText) as caught:
        read(raw)
    return caught.value.what


STORY = [running(number) for number in range(24)]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("alignment", [0, 4])
def test_paragraphs_are_put_together_in_order_over_columns_and_pages(
    columns: int, alignment: int
) -> None:
    story = [Paragraph(one, style(alignment=alignment)) for one in STORY]
    raw = pdf([Paragraph(TITLE, TITLE_STYLE), *story], columns=columns,
              head="Ministry of Foreign Affairs · {page}", foot="Page {page}")  # fmt: skip
    report = read(raw)
    assert report.title == TITLE
    assert report.text.split("\n\n") == [TITLE, *STORY]
    assert [(part.kind, part.span.text) for part in report.parts] == [("headline", TITLE)]


def test_indented_paragraphs_without_space_between_them() -> None:
    story = [Paragraph(one, style(firstLineIndent=18, spaceAfter=0)) for one in STORY]
    assert lines(pdf(story, foot="- {page} -")) == STORY


def test_heads_that_change_and_roman_numbers_are_no_text() -> None:
    story = [*STORY[:8], PageBreak()] * 3
    fronts = [*(f"Front page of {word}." for word in ("words", "thanks", "contents"))]
    front: list[Any] = []
    for one in fronts:
        front += [one, PageBreak()]
    raw = pdf(front, foot="{roman}")
    assert lines(raw) == fronts
    raw = pdf(story, head="{chapter} {page}")
    assert lines(raw) == STORY[:8] * 3


def test_articles_that_open_pages_stay() -> None:
    story: list[Any] = []
    for number in (7, 3, 9, 5, 2, 8):
        story += [f"Article {number}", STORY[number], PageBreak()]
    assert lines(pdf(story, foot="{page}")) == [
        one for one in story if isinstance(one, str)
    ]  # fmt: skip


def test_headings_lists_and_tables() -> None:
    heading = style(fontName="Times-Bold", fontSize=12, leading=15)
    table = Table([["Side", "Commissioners"], ["Varania", "2"], ["Ostmark", "2"]], colWidths=160)
    raw = pdf([Paragraph(TITLE, TITLE_STYLE), STORY[0], Paragraph("Security", heading), STORY[1],
               *(Paragraph(one, style(leftIndent=18), bulletText="•") for one in STORY[2:4]),
               table, Spacer(1, 12), STORY[4]])  # fmt: skip
    report = read(raw)
    assert report.text.split("\n\n") == [
        TITLE, STORY[0], "Security", STORY[1], f"• {STORY[2]}", f"• {STORY[3]}",
        "Side\tCommissioners", "Varania\t2", "Ostmark\t2", STORY[4],
    ]  # fmt: skip
    assert [(p.kind, p.span.text) for p in report.parts] == [
        ("headline", TITLE), ("subheading", "Security"),
    ]  # fmt: skip


def test_the_marks_of_notes_are_dropped_and_notes_stand_at_the_end() -> None:
    marked = STORY[0].replace("days.", "days.<super>1</super>")
    note = "1 Ostmark holds that the crossing was never closed."
    story = [Paragraph(marked, style()), STORY[1], CondPageBreak(700), STORY[2]]

    made = pdf(story, foot="{page}")
    assert lines(made) == STORY[:3]
    small = Paragraph(note, style(fontSize=8, leading=9))
    made = pdf([Paragraph(marked, style()), Spacer(1, 480), small, CondPageBreak(700), STORY[2]])
    assert lines(made) == [STORY[0], STORY[2], note]


def test_letters_of_a_font_of_its_own() -> None:
    pdfmetrics.registerFont(TTFont("Vera", f"{reportlab.__path__[0]}/fonts/Vera.ttf"))
    said = "It is o\ufb03cially\u00a0over, the minis\u00adter of Varania con\ufb01rmed."
    raw = pdf([Paragraph(said, style(fontName="Vera"))])
    text = read(raw).text
    assert "con" in text
    assert "\ufb01" not in text
    assert "\u00a0" not in text
    assert "minister of Varania" in text


HYPHENS = [
    (["The long nego-", "tiations ended."], "The long negotiations ended."),
    (["The negotia-", "tions ended."], "The negotiations ended."),
    (["A long-", "term partner of a state."], "A long-term partner of a state."),
    (["The co-", "operation of both sides ended."], "The co-operation of both sides ended."),
    (["Both short-", "and long-term plans."], "Both short- and long-term plans."),
    (
        ["The US-", "Varania talks of 2020-", "2025 ended."],
        "The US-Varania talks of 2020-2025 ended.",
    ),
    (["Talks went on -", "and ended."], "Talks went on - and ended."),
    (["", "Alone."], " Alone."),
]


@pytest.mark.parametrize(("parted", "whole"), HYPHENS)
def test_a_word_is_put_together_only_where_it_is_surely_one(parted: list[str], whole: str) -> None:
    words = Words.of([*parted, "It was about negotiations, and about a long-term peace."])
    assert words.joined(parted) == whole


def test_a_hyphen_at_the_end_of_a_line_of_a_page() -> None:
    parted = ["The ministers of both states said that the long negotia-",
              "tions in Lindenau were over, and that the long-", "term aims stood."]  # fmt: skip
    raw = one_page(stream(shown(*parted)))
    assert read(raw).text == (
        "The ministers of both states said that the long negotiations in Lindenau were over, "
        "and that the long-term aims stood."
    )


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_turned_and_has_a_watermark(turn: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setPageRotation(turn)
    canvas.saveState()
    canvas.translate(300, 400)
    canvas.rotate(turn)
    for at, line in enumerate(["The ministers met in Lindenau on Tuesday and", "signed."]):
        canvas.drawString(-200, 100 - 14 * at, line)
    canvas.restoreState()
    canvas.translate(200, 300)
    canvas.rotate(45 + turn)
    canvas.drawString(0, 0, "DRAFT OF NOTHING")
    canvas.save()
    assert read(out.getvalue()).text == "The ministers met in Lindenau on Tuesday and signed."


def test_titles_of_metadata_hold_only_where_the_page_bears_them_out() -> None:
    assert read(pdf(STORY[:2], title="Microsoft Word - draft_7_final.doc")).title is None
    assert read(pdf(STORY[:2], title="The foreign ministers of Varania and Ostmark")).title == (
        "The foreign ministers of Varania and Ostmark"
    )
    report = read(pdf(STORY[:2], author="jdoe", creator="Office"))
    assert (report.authors, report.outlet, report.published.basis) == ((), None, "unknown")


def test_what_is_given_beats_the_page() -> None:
    report = read(pdf([Paragraph(TITLE, TITLE_STYLE), STORY[0]]), title="Another", published="2026")
    assert (report.title, report.published.basis) == ("Another", "given")


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    there: Callable[[str], object] = importlib.util.find_spec
    monkeypatch.setattr(reader, "find_spec", lambda n: None if n == "pypdfium2" else there(n))
    with pytest.raises(BinarySource) as caught:
        read(pdf(STORY[:1]))
    assert str(caught.value) == "c.pdf is a PDF. To read it: pip install 'onrecord[documents]'."


def test_scanned_encrypted_damaged() -> None:
    assert "hold no text" in refusal(one_page(stream(b"0 0 600 800 re f")))
    assert "password" in refusal(pdf(STORY[:1], encrypt="secret"))
    whole = pdf(STORY)
    assert "damaged" in refusal(whole[: len(whole) // 3])
    assert "damaged" in refusal(b"%PDF-1.4")


TEXT = b"BT /F1 12 Tf 50 700 Td (The minister said that talks would go on.) Tj ET\n"
FORM = (
    b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
    b"/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>"
)
BOMBS = {
    "unpacks to a gigabyte": lambda: one_page(stream(b" " * 3 * 10**8, packed=2)),
    "text without end": lambda: one_page(stream(TEXT * 2_000_000, packed=1)),
    "pages without end": lambda: one_page(stream(TEXT), kids=b"3 0 R " * 100_000),
    "forms within forms": lambda: one_page(
        stream(b"/X0 Do"),
        *(stream(b"/X Do " * 10 if n < 15 else TEXT, more=FORM % (n + 7)) for n in range(16)),
        resources=b"/XObject<</X0 6 0 R>>",
    ),
    "pages in a ring": lambda: one_page(stream(TEXT), kids=b"2 0 R 2 0 R"),
    "brackets": lambda: objects(b"<</Type/Catalog/Pages " + b"[" * 2_000_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_told_in_bounded_time_and_memory(bomb: str) -> None:
    raw = BOMBS[bomb]()
    began = time.process_time()
    refusal(raw)
    assert time.process_time() - began < 5  # what is spent is spent by the process apart


def test_a_page_of_very_many_words_takes_no_quadratic_time() -> None:
    rows = [b"BT /F1 1 Tf %d %d Td (w%d go) Tj ET" % (5 + n % 97 * 6, 5 + n // 97 * 2, n)
            for n in range(30_000)]  # fmt: skip
    began = time.perf_counter()
    assert "w29999" in read(one_page(stream(b"\n".join(rows)))).text
    assert time.perf_counter() - began < 20


@settings(deadline=None, max_examples=12)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6),
)
def test_law_any_bytes_give_a_report_or_a_source_error(changes: list[tuple[float, bytes]]) -> None:
    raw = bytearray(_WHOLE)
    for share, put in changes:
        at = int(share * len(raw))
        raw[at : at + len(put)] = put
    made: list[Report | str] = []
    for _ in range(2):
        try:
            report = read(b"%PDF-" + bytes(raw)[5:])
        except SourceError as error:
            made.append(str(error))
            continue
        assert report.text.strip()
        assert all(part.span.holds(report.text) for part in report.parts)
        made.append(report)
    assert made[0] == made[1]


_WHOLE = pdf(STORY[:4], foot="{page}")
