"""Statements, grouped by their terms, strongest first; the line says how the source spoke."""

from dataclasses import dataclass

from onrecord.facts import Reading, Statement
from onrecord.views.dates import date_words
from onrecord.views.labels import TERMS, TERMS_ORDER
from onrecord.views.names import Names
from onrecord.views.safe import words
from onrecord.views.standing import SURE, said, terms_of
from onrecord.views.terminal.look import MODALITIES
from onrecord.views.terminal.look import TERMS as LINES
from onrecord.views.terminal.parts import chain, empty, heading
from onrecord.views.terminal.sheet import Piece, Sheet
from onrecord.vocabulary import Terms


@dataclass(frozen=True, slots=True)
class _Group:
    """What the statements of a group share; said once, above them."""

    terms: Terms
    source: str
    occasion: str
    date: str | None


def section(sheet: Sheet, reading: Reading, names: Names) -> None:
    """The section of statements."""
    sheet.blank()
    if not reading.statements:
        empty(sheet, "statement", "Statements", "statement")
        return
    sheet.add(heading("statement", "Statements"), [])
    groups: dict[_Group, list[Statement]] = {}
    for statement in reading.statements:
        groups.setdefault(_group(statement), []).append(statement)
    for group in sorted(groups, key=lambda group: TERMS_ORDER.index(group.terms)):
        sheet.add([("  ", "")], [(_title(group, names), "")])
        for statement in groups[group]:
            _statement(sheet, statement, group, names)


def _group(statement: Statement) -> _Group:
    """By effective terms: the outermost voucher's, else the statement's own."""
    date = statement.date.value if statement.date else None
    if statement.vouched_by:
        outer = statement.vouched_by[0]
        return _Group(terms_of(statement), outer.actor, outer.occasion or "", date)
    return _Group(terms_of(statement), "", statement.occasion or "", date)


def _title(group: _Group, names: Names) -> str:
    terms = TERMS[group.terms]
    source = names.full(group.source) if group.source else ""
    told = [terms[:1].upper() + terms[1:], source, words(group.occasion)]
    told += [date_words(group.date)] if group.date else []
    return ", ".join(part for part in told if part)


def _statement(sheet: Sheet, statement: Statement, group: _Group, names: Names) -> None:
    line: list[Piece] = [("  " + LINES[group.terms] + " ", "")]
    sheet.add(line, _who(statement, names), _where(statement, names), hang=line)
    about = "about " + names.about(statement.about) if statement.about else ""
    content = " … ".join(words(span.text) for span in statement.content)
    if content:
        sheet.add(line, [(f"«{content}»", "")], about, hang=line)
    elif about:
        sheet.add(line, [(about, "")], hang=line)
    if len(statement.vouched_by) > 1:
        sheet.add(line, [(chain(names, statement.vouched_by), "")], hang=line)
    if statement.confidence < SURE:
        why = "" if statement.cue else "No cue: the speaker carried on from before. "
        sheet.add(line, [(f"{why}Unsure, {statement.confidence:.2f}", "italic")], hang=line)


def _where(statement: Statement, names: Names) -> str:
    return names.lines([*statement.cue, *statement.content[:1]][:1])


def _who(statement: Statement, names: Names) -> list[Piece]:
    """«Blinken urged Russia»; what was not said is an infinitive and its modality."""
    told = said(statement, names)
    targets, others = names.several(told.targets), names.several(told.others)
    objects = f" {told.aimed}{targets}" if targets else ""
    objects += f" {told.heard}{others}" if others else ""
    if statement.modality == "actual":
        return [(told.speakers, "bold"), (f" {told.verb}{objects}", "")]
    mark = MODALITIES[statement.modality]
    return [(f"{mark} {told.speakers} to {told.verb}{objects}: {statement.modality}", "italic")]
