"""Two readings of one report side by side, as a page of text and as JSON: where they differ.

Facts that one reading has alone stand on its side; a fact that both have stands once, with the
slots that they fill otherwise.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from onrecord.facts import Encounter, Fact, Reading, Statement, to_builtins
from onrecord.scoring.comparing import Comparison, Slot
from onrecord.views.names import Names
from onrecord.views.phrases import (
    encounter_name,
    shown_spans,
    statement_name,
    title,
    turn_name,
)
from onrecord.views.safe import words as shown
from onrecord.views.terminal import Look
from onrecord.views.terminal.sheet import Sheet

SCHEMA = "onrecord/comparison/1"
_NOTHING = "nothing"


def side_by_side(comparison: Comparison, look: Look, names: tuple[str, str]) -> str:
    """The comparison for a terminal, with the two readers' ``names``; it ends with a newline."""
    sheet = Sheet(look)
    sheet.cut([(title(comparison.one.report), "bold")])
    told = (
        f"{len(comparison.agreeing)} facts alike, {len(comparison.differing)} otherwise, "
        f"{len(comparison.only_one)} of {names[0]} alone, {len(comparison.only_other)} of "
        f"{names[1]} alone"
    )
    sheet.add([], [(told, "")])
    of_one, of_other = Names(comparison.one), Names(comparison.other)
    if comparison.differing:
        _heading(sheet, "Told otherwise")
    for pair in comparison.differing:
        _fact(sheet, "≠ ", pair.one, of_one)
        for slot in pair.slots:
            _slot(sheet, slot, names)
    _alone(sheet, f"Of {names[0]} alone", comparison.only_one, of_one)
    _alone(sheet, f"Of {names[1]} alone", comparison.only_other, of_other)
    for reading, name in zip((comparison.one, comparison.other), names, strict=True):
        _left_out(sheet, reading, name)
    return sheet.text()


def as_json(comparison: Comparison, names: tuple[str, str]) -> dict[str, Any]:
    """The comparison as plain values: both readings whole, and facts by their ids in them."""
    one, other = names
    return {
        "schema": SCHEMA,
        "report": comparison.one.report.id,
        one: to_builtins(comparison.one),
        other: to_builtins(comparison.other),
        "alike": [{one: pair.one.id, other: pair.other.id} for pair in comparison.agreeing],
        "otherwise": [
            {
                one: pair.one.id,
                other: pair.other.id,
                "slots": {s.name: {one: list(s.one), other: list(s.other)} for s in pair.slots},
            }
            for pair in comparison.differing
        ],
        "alone": {
            one: [fact.id for fact in comparison.only_one],
            other: [fact.id for fact in comparison.only_other],
        },
    }


def _heading(sheet: Sheet, words: str) -> None:
    sheet.blank()
    sheet.add([], [(words, "bold")])


def _alone(sheet: Sheet, heading: str, facts: Iterable[Fact], names: Names) -> None:
    for number, fact in enumerate(facts):
        if not number:
            _heading(sheet, heading)
        _fact(sheet, "+ ", fact, names)


def _fact(sheet: Sheet, mark: str, fact: Fact, names: Names) -> None:
    spans = shown_spans(fact)
    sheet.add([(mark, "bold")], [(_named(fact, names), "")], names.lines(spans[:1]))
    quoted = " … ".join(shown(span.text) for span in spans)
    sheet.add([("  ", "")], [(f"«{quoted}»", "italic")])


def _slot(sheet: Sheet, slot: Slot, names: tuple[str, str]) -> None:
    sides = zip(names, (slot.one, slot.other), strict=True)
    told = " | ".join(f"{name}: {shown(', '.join(side)) or _NOTHING}" for name, side in sides)
    sheet.add([("    ", "")], [(f"{slot.name}  {told}", "")])


def _named(fact: Fact, names: Names) -> str:
    match fact:
        case Statement():
            return "".join(statement_name(fact, names))
        case Encounter():
            return encounter_name(fact, names)
        case _:
            return turn_name(fact)  # type: ignore[arg-type]  # events are not compared


def _left_out(sheet: Sheet, reading: Reading, name: str) -> None:
    """What a reader named and its text did not bear out."""
    settings = reading.made.settings if reading.made else {}
    counted = Counter({key: count for key, count in settings.items() if ": " in key})
    if not counted:
        return
    _heading(sheet, f"Not taken from {name}")
    for reason, count in sorted(counted.items()):
        sheet.add([("  ", "")], [(reason, "")], str(count))
