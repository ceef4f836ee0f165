"""Statements, grouped by their terms, strongest first; the line says how the source spoke."""

from onrecord.facts import Reading, Statement
from onrecord.views.names import Names
from onrecord.views.phrases import (
    grouped,
    statement_lines,
    statement_name,
    statement_words,
    unsure,
)
from onrecord.views.terminal.look import MODALITIES, TERMS
from onrecord.views.terminal.parts import chained, empty, heading
from onrecord.views.terminal.sheet import Piece, Sheet
from onrecord.vocabulary import Terms


def section(sheet: Sheet, reading: Reading, names: Names) -> None:
    """The section of statements."""
    sheet.blank()
    if not reading.statements:
        empty(sheet, "statement", "Statements", "statement")
        return
    sheet.add(heading("statement", "Statements"), [])
    for group, statements in grouped(reading.statements):
        sheet.add([("  ", "")], [(group.title(names), "")])
        for statement in statements:
            _statement(sheet, statement, group.terms, names)


def _statement(sheet: Sheet, statement: Statement, terms: Terms, names: Names) -> None:
    line: list[Piece] = [("  " + TERMS[terms] + " ", "")]
    sheet.add(line, _who(statement, names), statement_lines(statement, names), hang=line)
    about = "about " + names.about(statement.about) if statement.about else ""
    content = statement_words(statement)
    if content:
        sheet.add(line, [(f"«{content}»", "")], about, hang=line)
    elif about:
        sheet.add(line, [(about, "")], hang=line)
    if len(statement.vouched_by) > 1:
        sheet.add(line, [(chained(names, statement.vouched_by), "")], hang=line)
    doubt = unsure(statement)
    if doubt:
        sheet.add(line, [(doubt, "italic")], hang=line)


def _who(statement: Statement, names: Names) -> list[Piece]:
    speakers, rest = statement_name(statement, names)
    if statement.modality == "actual":
        return [(speakers, "bold"), (rest, "")]
    return [(f"{MODALITIES[statement.modality]} {speakers}{rest}", "italic")]
