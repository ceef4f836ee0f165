"""Merges that contradict each other as a terminal page: both ways out, with their words."""

from onrecord.record.verdicts import Verdict
from onrecord.store.conflicts import Conflict, Way
from onrecord.views.dates import date_words
from onrecord.views.review.showing import listed
from onrecord.views.safe import words
from onrecord.views.terminal.look import Look
from onrecord.views.terminal.sheet import Sheet

PROMPT = "1 the first, 2 the second, n neither, l later, q quit: "
WAYS: dict[str, Way] = {"1": "one", "2": "other", "n": "neither"}


def said(split: Verdict) -> str:
    """Who split what, when and why, in words."""
    why = f": {words(split.why)}" if split.why else ""
    return f"{words(split.by)} split them on {date_words(split.at[:10])}{why}."


def page(one: Conflict, place: str, look: Look) -> str:
    """The split, the report that would join both, and the two."""
    sheet = Sheet(look)
    sheet.add([(place, "")], [("   merges that contradict each other", "bold")])
    sheet.add([("  ", "")], [(said(one.split), "")])
    sheet.add([("  ", "")], [(f"{words(one.outlet)} would join both: ", ""),
                             (f"«{words(one.words)}»", "bold")])  # fmt: skip
    for number, way, thing, points in (
        ("1", "one", one.one, one.points[0]), ("2", "other", one.other, one.points[1]),
    ):  # fmt: skip
        listed(sheet, thing, f"  {number} ")
        for telling in thing.tellings[:2]:
            if telling.span:
                told = f"{words(telling.outlet or telling.source)}: «{words(telling.span.text)}»"
                sheet.add([("      ", "")], [(told, "dim")])
        here = ", where it stands now" if one.stands == way else ""
        sheet.add([("      ", "")], [(f"evidence {points:+.1f}{here}", "dim")])
    return sheet.text()
