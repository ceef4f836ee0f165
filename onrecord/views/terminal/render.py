"""A reading from top to bottom: the report, then its facts by kind."""

from collections.abc import Sequence

from onrecord.facts import Encounter, Reading, Voucher
from onrecord.views.dates import date_words, duration_words
from onrecord.views.labels import BASES, ENCOUNTERS, MODS, REPORT_KINDS, label
from onrecord.views.names import Names
from onrecord.views.safe import words
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
        _place(reading),
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


def _place(reading: Reading) -> str:
    """The dateline's place by its usual name; unknown, «OSLO» is still not shouted."""
    dateline = reading.report.dateline
    if dateline is None:
        return ""
    at = (dateline.span.start, dateline.span.end)
    known = (p.name for p in reading.places if (p.span.start, p.span.end) == at)
    printed = dateline.place.title() if dateline.place.isupper() else dateline.place
    return words(next(known, printed))


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
    for name, vouchers in _vouched(encounter):
        sheet.add([("    ", ""), *off], [(name + chain(names, vouchers), "")])


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


def _vouched(encounter: Encounter) -> list[tuple[str, Sequence[Voucher]]]:
    """What rests on a source inside the report: the whole encounter, or slots of it."""
    tellings = encounter.tellings
    if tellings and all(telling.vouched_by for telling in tellings):
        return [("", tellings[0].vouched_by)]
    found: list[tuple[str, Sequence[Voucher]]] = []
    slots = (("date", encounter.date), ("place", encounter.place), ("length", encounter.duration))
    for name, slot in slots:
        told = [tellings[number] for number in slot.told if number < len(tellings)] if slot else []
        if told and all(telling.vouched_by for telling in told):
            found.append((f"{name}: ", told[0].vouched_by))
    return found
