"""A reading from top to bottom: the report, then its facts by kind."""

from onrecord.facts import Encounter, Reading
from onrecord.views.dates import date_words, duration_words
from onrecord.views.labels import BASES, ENCOUNTERS, MODS, REPORT_KINDS, label
from onrecord.views.names import Names
from onrecord.views.safe import words
from onrecord.views.standing import dateline_place, resting
from onrecord.views.terminal import lives, statements
from onrecord.views.terminal.look import Look
from onrecord.views.terminal.parts import chain, empty, heading, mark
from onrecord.views.terminal.sheet import Sheet


def render(reading: Reading, look: Look) -> str:
    """The reading as text for ``look``; it ends with a newline."""
    sheet, names = Sheet(look), Names(reading)
    _head(sheet, reading, names)
    _encounters(sheet, reading, names)
    lives.agreements(sheet, reading, names)
    lives.cases(sheet, reading, names)
    statements.section(sheet, reading, names)
    return sheet.text()


def _head(sheet: Sheet, reading: Reading, names: Names) -> None:
    report = reading.report
    title = words(report.title or "")
    sheet.cut([(title or "Untitled report", "bold" if title else "italic")])
    told = [
        words(report.outlet or ""),
        _published(reading, names),
        dateline_place(reading),
        REPORT_KINDS.get(report.kind, ""),
        "English" if report.language == "en" else report.language,
        f"{len(report.text.split()):,} words",
    ]
    sheet.add([], [(" · ".join(part for part in told if part), "")])


def _published(reading: Reading, names: Names) -> str:
    published = reading.report.published
    if published.value is None:
        return "no date"
    where = f" ({names.lines([published.span])})" if published.span else ""
    return f"{date_words(published.value)}, {BASES.get(published.basis, '')}{where}".rstrip(", ")


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
    who = names.several(encounter.participants) or "Participants not told"
    what = label(*ENCOUNTERS[encounter.format], encounter.modality)
    off = [] if actual else [("│ ", "")]
    sheet.add(
        mark(encounter.modality),
        [(f"{who} {what}" if actual else f"{who}: {what}", "bold" if actual else "italic")],
        names.lines(telling.span for telling in encounter.tellings),
    )
    told = " · ".join(part for part in _slots(encounter) if part)
    if told:
        sheet.add([("    ", ""), *off], [(told, "")])
    for name, vouchers in resting(encounter):
        slot = f"{name}: " if name else ""
        sheet.add([("    ", ""), *off], [(slot + chain(names, vouchers), "")])


def _slots(encounter: Encounter) -> tuple[str, ...]:
    date, place, duration = encounter.date, encounter.place, encounter.duration
    where = (", " + place.country) if place and place.country else ""
    return (
        date_words(date.value) if date and date.value else "no date",
        words(place.name) + where if place else "",
        f"{MODS.get(duration.mod or '', '')} {duration_words(duration.value)}".strip()
        if duration
        else "",
        words(encounter.occasion or ""),
    )
