"""Agreements and cases: what happened on the line, what did not beside it."""

from rich.cells import cell_len

from onrecord.facts import Agreement, Case, Change, Reading, Step
from onrecord.views.dates import date_words, duration_words
from onrecord.views.labels import CHANGES, STEPS, label
from onrecord.views.names import Names
from onrecord.views.safe import words
from onrecord.views.standing import date_of, denials, speakers_of, standing, stating
from onrecord.views.terminal.parts import chain, empty, heading, mark
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
        parties = names.several(agreement.parties)
        kind = agreement.kind.replace("_", " ") if agreement.kind != "other" else ""
        about = ", ".join(part for part in (kind, parties) if part)
        head = heading("agreement", words(agreement.name))
        sheet.add([], [*head, ("   " + about, "")], _status(agreement))
        for change in agreement.changes:
            happened, noun = CHANGES[change.change]
            _turn(sheet, reading, names, change, label(happened, noun, change.modality))


def cases(sheet: Sheet, reading: Reading, names: Names) -> None:
    """The section of cases, each with its steps in the report's order."""
    if not reading.cases:
        sheet.blank()
        empty(sheet, "case", "Cases", "case")
    for case in reading.cases:
        sheet.blank()
        held = "held by " + names.short(case.held_by) if case.held_by else ""
        designation = f"“{words(case.designation)}”" if case.designation else ""
        about = ", ".join(part for part in (held, designation) if part)
        head = heading("case", names.full(case.person))
        sheet.add([], [*head, ("   " + about, "")], _stands(case))
        for step in case.steps:
            happened, noun = STEPS[step.step]
            _turn(sheet, reading, names, step, label(happened, noun, step.modality))


def _turn(sheet: Sheet, reading: Reading, names: Names, turn: Change | Step, name: str) -> None:
    """One change or step: label, date, what else is told, lines; then who vouches for it."""
    term = turn.term
    if term and turn.modality == "actual":
        length = words(term.span.text) if term.span else duration_words(term.value)
        name += " for " + length if isinstance(turn, Change) else " to " + length
    style = "bold" if turn.modality == "actual" else "italic"
    date = turn.date.value if turn.date and turn.date.value else "no date"
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
        told = chain(names, turn.tellings[0].vouched_by)
        sheet.add([(" " * indent, "")], [(told, "")])


def _detail(reading: Reading, names: Names, turn: Change | Step) -> str:
    """By whom, where, for what, and the words; «of A, by B» for what B asked of A."""
    by = names.several(turn.by)
    if turn.modality == "asked" and turn.stated_in:
        speakers = names.several(speakers_of(stating(reading, turn)))
        parts = ["of " + by if by else "", "by " + speakers if speakers else ""]
        return ", ".join(part for part in parts if part)
    parts = [by]
    if isinstance(turn, Step):
        parts += [words(turn.place.name) if turn.place else "", words(turn.charge or "")]
        parts += [_denied(reading, names, turn)]
    told = ", ".join(part for part in parts if part)
    quoted = f"«{words(turn.tellings[0].span.text)}»" if turn.tellings else ""
    return "  ".join(part for part in (told, quoted) if part)


def _denied(reading: Reading, names: Names, step: Step) -> str:
    """Who denies the charge, where a statement about the case does and names it."""
    deniers = speakers_of(denials(reading, step))
    return "denied by " + names.several(deniers) if deniers else ""


def _status(agreement: Agreement) -> str:
    """«suspended since February 2023», from what happened alone."""
    stands = standing(agreement)
    if stands is None:
        return ""
    since = date_of(stands.turn)
    if not since:
        return stands.name
    return f"{stands.name}{' since' if stands.lasting else ','} {date_words(since)}"


def _stands(case: Case) -> str:
    """«sentenced to 16 years»: the last step that happened."""
    stands = standing(case)
    if stands is None:
        return ""
    length = stands.turn.term.value if stands.turn.term else None
    return stands.name + (f" to {duration_words(length)}" if length else "")
