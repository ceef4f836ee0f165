"""What changed in a report, as a terminal page: text, facts, verdicts."""

from collections.abc import Iterator, Sequence

from onrecord.facts import Notice
from onrecord.record.changed import FactChange, Paragraph
from onrecord.text import Span
from onrecord.views.changed import ChangedReport
from onrecord.views.dates import date_words
from onrecord.views.labels import NOTICES
from onrecord.views.safe import words
from onrecord.views.terminal.look import Look
from onrecord.views.terminal.sheet import Piece, Sheet
from onrecord.views.things.phrases import counted

MARKS = {
    "changed": "≠", "moved": "↕", "added": "+", "removed": "−", "appeared": "+", "gone": "−",
}  # fmt: skip
_LONG = 160  # characters of a fact's words


def changed_page(told: ChangedReport, look: Look) -> str:
    """The page; what did not change is counted and not shown."""
    sheet = Sheet(look)
    if len(told.versions) == 1:
        sheet.add([("  ", "")], [("The record has one version of it.", "")])
        return sheet.text()
    old, new = (told.versions[at - 1].counted for at in (told.old, told.new))
    sheet.add([], [(words(told.title or "Untitled report"), "bold")], words(told.outlet or ""))
    sheet.add(
        [("  ", "")],
        [(f"version {told.old}, {date_words(old)} → version {told.new}, {date_words(new)}", "")],
    )
    for notice in told.notices:
        sheet.add([("  ! ", "bold")], _notice(notice))
    _text(sheet, told.paragraphs)
    _facts(sheet, told.facts)
    if told.verdicts:
        sheet.add([], [("Verdicts", "bold")])
    for one in told.verdicts:
        where = "moved with its words" if one.moved else f"rests on version {told.old}"
        verdict = one.verdict
        said = f"{verdict.verdict} by {words(verdict.by)}, {verdict.at[:10]}, {where}: "
        sheet.add([("  ", "")], [(said, ""), (_quoted(one.words), "italic")])
    return sheet.text()


def _notice(notice: Notice) -> list[Piece]:
    day = f", {date_words(notice.date.value)}" if notice.date and notice.date.value else ""
    return [(f"{NOTICES[notice.kind]}{day}: ", "bold"), (_quoted(notice.span), "")]


def _text(sheet: Sheet, paragraphs: Sequence[Paragraph]) -> None:
    kept = sum(one.what == "kept" for one in paragraphs)
    sheet.add([], [("Text", "bold")], f"{counted(kept, 'paragraph')} unchanged")
    for one in paragraphs:
        if one.what == "kept":
            continue
        sheet.add([(f"  {MARKS[one.what]} ", "bold")], list(_pieces(one)))


def _pieces(one: Paragraph) -> Iterator[Piece]:
    """The words of a paragraph; removed and added ones within marks, whatever the colours."""
    whole = one.new or one.old
    if not one.pieces and whole is not None:
        yield words(whole.text), "strike" if one.what == "removed" else ""
    for number, piece in enumerate(one.pieces):
        space = " " if number else ""
        if piece.what == "same":
            yield space + words(piece.text), ""
        elif piece.what == "removed":
            yield f"{space}[-{words(piece.text)}-]", "strike"
        else:
            yield f"{space}{{+{words(piece.text)}+}}", "bold"


def _facts(sheet: Sheet, facts: Sequence[FactChange]) -> None:
    kept = sum(one.what == "kept" for one in facts)
    sheet.add([], [("Facts", "bold")], f"{counted(kept, 'fact')} kept")
    for one in facts:
        if one.what == "kept":
            continue
        old, new = _first(one.old_words), _first(one.new_words)
        said = _quoted(new or old)
        if one.what == "changed" and not one.carried and old and new and old.text != new.text:
            said = f"{_quoted(old)} → {said}"
        fields = f" ({', '.join(one.fields)})" if one.fields else ""
        sheet.add(
            [(f"  {MARKS[one.what]} ", "bold")],
            [(f"{one.kind} ", ""), (said, "italic"), (fields, "")],
        )


def _first(spans: Sequence[Span]) -> Span | None:
    """The words that show a fact best."""
    return next(iter(spans), None)


def _quoted(span: Span | None) -> str:
    if span is None:
        return ""
    said = " ".join(words(span.text).split())
    return f"«{said[:_LONG].rstrip()} …»" if len(said) > _LONG else f"«{said}»"
