"""Agreements and cases: what happened on the line, what did not beside it."""

from rich.cells import cell_len

from onrecord.facts import Change, Reading, Step
from onrecord.views.names import Names
from onrecord.views.phrases import (
    about_agreement,
    about_case,
    asked_by_someone,
    status,
    turn_detail,
    turn_name,
)
from onrecord.views.safe import words
from onrecord.views.standing import date_of
from onrecord.views.terminal.parts import chained, empty, heading, mark
from onrecord.views.terminal.sheet import Piece, Sheet

_LABELS = 29  # columns up to the date …
_DATES = 13  # … and up to what else is told
_NARROW = 76  # below that width, what else is told has a line of its own


def agreements(sheet: Sheet, reading: Reading, names: Names) -> None:
    """The section of agreements, each with its changes in the report's order."""
    if not reading.agreements:
        sheet.blank()
        empty(sheet, "agreement", "Agreements", "agreement")
    for agreement in reading.agreements:
        sheet.blank()
        head = heading("agreement", words(agreement.name))
        about = about_agreement(agreement, names)
        sheet.add([], [*head, ("   " + about, "")], status(agreement))
        for change in agreement.changes:
            _turn(sheet, reading, names, change)


def cases(sheet: Sheet, reading: Reading, names: Names) -> None:
    """The section of cases, each with its steps in the report's order."""
    if not reading.cases:
        sheet.blank()
        empty(sheet, "case", "Cases", "case")
    for case in reading.cases:
        sheet.blank()
        head = heading("case", names.full(case.person))
        sheet.add([], [*head, ("   " + about_case(case, names), "")], status(case))
        for step in case.steps:
            _turn(sheet, reading, names, step)


def _turn(sheet: Sheet, reading: Reading, names: Names, turn: Change | Step) -> None:
    """One change or step: label, date, what else is told, lines; then who vouches for it."""
    name, date = turn_name(turn), date_of(turn) or "no date"
    style = "bold" if turn.modality == "actual" else "italic"
    before = mark(turn.modality)
    indent = sum(cell_len(sheet.look.shown(text)) for text, _ in before)
    detail = _detail(reading, names, turn)
    lines = names.lines(telling.span for telling in turn.tellings)
    labelled: list[Piece] = [*before, (sheet.padded(name, _LABELS - indent), style)]
    if sheet.look.width < _NARROW:
        sheet.add(before, [(name, style), (f"  {date}", "")], lines)
        if detail:
            sheet.add([(" " * indent, "")], [(detail, "")])
    else:
        sheet.add([*labelled, (sheet.padded(date, _DATES), "")], [(detail, "")], lines)
    if turn.tellings and all(telling.vouched_by for telling in turn.tellings):
        told = chained(names, turn.tellings[0].vouched_by)
        sheet.add([(" " * indent, "")], [(told, "")])


def _detail(reading: Reading, names: Names, turn: Change | Step) -> str:
    """Who, where, for what; and the words, unless a statement has them."""
    told = turn_detail(reading, names, turn)
    if asked_by_someone(turn) or not turn.tellings:
        return told
    return f"{told}  «{words(turn.tellings[0].span.text)}»".lstrip()
