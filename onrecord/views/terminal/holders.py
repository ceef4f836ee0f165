"""Who held an office that the report names alone: inferred, and told apart from what it says."""

from onrecord.facts import Reading
from onrecord.views.dates import date_words
from onrecord.views.safe import words
from onrecord.views.terminal.sheet import Sheet


def section(sheet: Sheet, reading: Reading) -> None:
    """The holders that were inferred, below all that the report says; nothing where none was."""
    found = [one for one in reading.actors if "inferred_holder" in one.identifiers]
    if not found:
        return
    sheet.blank()
    sheet.add([("@ ", "bold"), ("Inferred, not in the words", "bold")], [])
    for actor in found:
        told = actor.identifiers
        days = [date_words(day) for day in told.get("inferred_on", "").split("/") if day]
        when = "".join(f" on {day}" for day in days)
        if len(days) > 1:
            when = f", from {days[0]} to {days[1]}"
        held = f"{words(told['inferred_holder'])} held it{when}"
        sheet.add([("  ", "")], [(f"{words(actor.name)}: {held}", "italic")])
