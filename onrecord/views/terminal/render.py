"""A reading from top to bottom: the report, then its facts by kind."""

from onrecord.facts import Encounter, Reading
from onrecord.views.dates import date_words
from onrecord.views.labels import NOTICES
from onrecord.views.names import Names
from onrecord.views.phrases import about_report, encounter_name, encounter_slots, title
from onrecord.views.safe import words
from onrecord.views.standing import resting
from onrecord.views.terminal import holders, lives, statements
from onrecord.views.terminal.look import Look
from onrecord.views.terminal.parts import chained, empty, heading, mark
from onrecord.views.terminal.sheet import Sheet


def render(reading: Reading, look: Look) -> str:
    """The reading as text for ``look``; it ends with a newline."""
    sheet, names = Sheet(look), Names(reading)
    sheet.cut([(title(reading.report), "bold" if reading.report.title else "italic")])
    sheet.add([], [(about_report(reading, names), "")])
    for one in reading.notices:
        day = f", {date_words(one.date.value)}" if one.date and one.date.value else ""
        said = (f"{NOTICES[one.kind]}{day}: ", "bold")
        sheet.add([("! ", "bold")], [said, (words(one.span.text), "")])
    _encounters(sheet, reading, names)
    lives.agreements(sheet, reading, names)
    lives.cases(sheet, reading, names)
    statements.section(sheet, reading, names)
    holders.section(sheet, reading)
    return sheet.text()


def _encounters(sheet: Sheet, reading: Reading, names: Names) -> None:
    sheet.blank()
    if not reading.encounters:
        empty(sheet, "encounter", "Encounters", "encounter")
        return
    sheet.add(heading("encounter", "Encounter" + "s" * (len(reading.encounters) > 1)), [])
    for encounter in reading.encounters:
        _encounter(sheet, encounter, names)


def _encounter(sheet: Sheet, encounter: Encounter, names: Names) -> None:
    actual = encounter.modality == "actual"
    off = [] if actual else [("│ ", "")]
    sheet.add(
        mark(encounter.modality),
        [(encounter_name(encounter, names), "bold" if actual else "italic")],
        names.lines(telling.span for telling in encounter.tellings),
    )
    sheet.add([("    ", ""), *off], [(encounter_slots(encounter), "")])
    for name, vouchers in resting(encounter):
        slot = f"{name}: " if name else ""
        sheet.add([("    ", ""), *off], [(slot + chained(names, vouchers), "")])
