"""Word files: the text with all changes accepted; bombs, entities and other archives are told."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import sources
from onrecord.errors import BinarySource, EmptySource, NotText, SourceError
from onrecord.report import Capture, Given, Report
from tests.papers import TITLE, paragraph, run, running, word, zipped

ONE, TWO, THREE = (running(number) for number in range(3))


def read(raw: bytes, **given: str) -> Report:
    (report,) = sources.reports(Capture(raw=raw, source="c.docx", given=Given(**given)))
    return report


def lines(body: str, **parts: str | bytes) -> list[str]:
    return read(word(body, **parts)).text.split("\n\n")


def refusal(raw: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(raw)
    return caught.value.what


def test_titles_and_headings_by_their_styles_in_any_language_of_word() -> None:
    body = (
        paragraph(TITLE, "Titre") + paragraph("Contents 3", "TM1") + paragraph(ONE)
        + paragraph("Security", "Eigen") + paragraph(TWO) + paragraph("Halm in May", "Bild")
    )  # fmt: skip
    report = read(word(body))
    assert report.title == TITLE
    assert report.text.split("\n\n") == [TITLE, ONE, "Security", TWO, "Halm in May"]
    assert [(part.kind, part.span.text) for part in report.parts] == [
        ("headline", TITLE), ("subheading", "Security"), ("caption", "Halm in May"),
    ]  # fmt: skip


def test_without_a_title_the_first_heading_above_all_text_is_the_headline() -> None:
    assert read(word(paragraph(TITLE, "Titre1") + paragraph(ONE))).title == TITLE
    assert read(word(paragraph(ONE) + paragraph(TITLE, "Titre1"))).title is None


def test_changes_are_taken_as_accepted() -> None:
    body = (
        f"<w:p>{run('Varania ')}<w:del>{run('rejects')}<w:r><w:delText>refuses</w:delText></w:r>"
        f"</w:del><w:ins>{run('accepts')}</w:ins>{run(' the terms.')}</w:p>"
        f"<w:p><w:moveFrom>{run('Moved away.')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo>{run('Moved here.')}</w:moveTo></w:p>"
        + paragraph("One paragraph ", inside="<w:rPr><w:del/></w:rPr>") + paragraph("only.")
    )  # fmt: skip
    assert lines(body) == ["Varania accepts the terms.", "Moved here.", "One paragraph only."]


def test_what_is_hidden_or_makes_a_field_is_out_and_what_it_shows_is_in() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>Seen</w:t></w:r>'
        "<w:r><w:instrText>HYPERLINK</w:instrText></w:r><w:hyperlink>" + run(" by all") +
        "</w:hyperlink><w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>" + run(" of us.") +
        "</w:sdtContent></w:sdt><!-- a note --><?a b?></w:p>"
    )  # fmt: skip
    assert lines(body) == ["Seen by all of us."]


def test_signs_and_breaks() -> None:
    body = (
        "<w:p><w:r><w:t>Non</w:t><w:noBreakHyphen/><w:t>aligned mi</w:t><w:softHyphen/><w:t>nisters"
        "</w:t><w:tab/><w:t>met.</w:t><w:br/><w:t>A second line.</w:t></w:r></w:p>"
    )
    assert lines(body) == ["Non-aligned ministers met.\nA second line."]


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


def test_rows_of_tables_are_lines_and_cells_of_paragraphs_stay_paragraphs() -> None:
    body = (
        f"<w:tbl><w:tr>{cell('Side')}{cell('Troops', '')}</w:tr>"
        f"<w:tr>{cell('Varania')}{cell('300')}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{cell('Letterhead')}{cell(ONE, TWO)}</w:tr></w:tbl>" + paragraph(THREE)
    )
    assert lines(body) == ["Side\tTroops", "Varania\t300", "Letterhead", ONE, TWO, THREE]


def test_text_boxes_are_told_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    choice = f"<w:Choice><w:pict>{box}</w:pict></w:Choice><w:Fallback>{box}</w:Fallback>"
    body = f"<w:p>{run('Before ')}<w:r><w:AlternateContent>{choice}</w:AlternateContent></w:r>{run('and after.')}</w:p>"  # noqa: E501
    assert lines(body) == ["In a box.", "Before and after."]


def test_notes_stand_at_the_end_in_the_order_of_the_text() -> None:
    def note(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    body = f"<w:p>{run('One')}{note(7)}{run(' and two')}{note(2)}{run('.')}</w:p>"
    notes = "".join(
        f'<w:footnote w:id="{n}">{paragraph(f"Note {n}.")}</w:footnote>' for n in (2, 7, 9)
    )
    assert lines(body, footnotes=notes) == ["One and two.", "Note 7.", "Note 2."]


def test_the_main_part_may_have_another_name() -> None:
    assert read(word(paragraph(ONE), main="word/document2.xml")).text == ONE


def test_what_is_given_beats_the_file() -> None:
    report = read(
        word(paragraph(TITLE, "Titre") + paragraph(ONE)), title="Another", published="2026"
    )
    assert (report.title, report.published.basis) == ("Another", "given")


def test_other_archives_are_called_by_name() -> None:
    for files, name in (
        ({"xl/workbook.xml": "<a/>"}, "an Excel workbook"),
        ({"ppt/slides.xml": "<a/>"}, "a PowerPoint presentation"),
        ({"content.xml": "<a/>", "mimetype": "x"}, "an OpenDocument file"),
        ({"a.txt": "a"}, "a ZIP archive"),
    ):
        with pytest.raises(BinarySource, match=name):
            read(zipped(dict(files)))
    with pytest.raises(NotText, match="damaged"):
        read(b"PK\x03\x04" + bytes(100))
    with pytest.raises(EmptySource):
        read(word("<w:p/>"))


def test_bombs_and_entities() -> None:
    entities = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>'
    run_ = "<w:r><w:t>&c;</w:t></w:r>"
    main = f'{entities}<w:document xmlns:w="w"><w:p>{run_}</w:p></w:document>'
    assert "declares entities" in refusal(zipped({"word/document.xml": main}))
    outside = '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>'
    assert "declares entities" in refusal(zipped({"word/document.xml": outside}))
    big = zipped({"word/document.xml": b" " * 45_000_000 + b"<a/>"})
    assert "more than 40,000,000 bytes" in refusal(big)
    many = zipped({f"word/{n}.xml": "" for n in range(10_001)})
    assert "more than 10,000 files" in refusal(many)
    deep = "<a>" * 5_000 + "</a>" * 5_000
    assert "damaged" in refusal(zipped({"word/document.xml": deep}))
    assert "damaged" in refusal(zipped({"word/document.xml": "<a>"}))


def test_an_archive_that_is_locked() -> None:
    raw = bytearray(word(paragraph(ONE)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = raw.find(mark)
        while start >= 0:
            raw[start + at] |= 1
            start = raw.find(mark, start + 4)
    assert "encrypted" in refusal(bytes(raw))


marks = st.sampled_from([
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:del>", "</w:del>", "<w:tbl>",
    "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:br/>", "Kell met Brandt.",
    "\u00ad\u200b", "\ufb01",
    '<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>', '<w:pStyle w:val="Titre"/>', "<w:pPr>", "</w:pPr>",
])  # fmt: skip
paragraphs = st.lists(marks.filter(lambda one: not one.startswith("</"))).map(
    lambda found: "".join(
        one + (f"</{one[1:-1]}>" if one.startswith("<") and "/" not in one else "") for one in found
    )
)


@settings(deadline=None)
@given(body=st.one_of(st.lists(marks).map("".join), paragraphs, st.text()))
def test_law_any_xml_gives_a_report_or_a_source_error(body: str) -> None:
    made: list[Report | str] = []
    for _ in range(2):
        try:
            report = read(word(body))
        except SourceError as error:
            made.append(str(error))
            continue
        assert report.text.strip()
        assert all(part.span.holds(report.text) for part in report.parts)
        made.append(report)
    assert made[0] == made[1]


@settings(deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=4)), max_size=5))
def test_law_any_bytes_give_a_report_or_a_source_error(changes: list[tuple[int, bytes]]) -> None:
    raw = bytearray(word(paragraph(TITLE, "Titre") + paragraph(ONE)))
    for at, put in changes:
        raw[at : at + len(put)] = put
    with suppress(SourceError):
        assert read(b"PK\x03\x04" + bytes(raw)[4:]).text
