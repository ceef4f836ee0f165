"""How a reader does against gold, for a terminal and as JSON: the counts, then every fault.

What was missed is quoted as the gold has it, what was invented as the reading has it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.facts import Fact, Reading
from onrecord.scoring import pool, table
from onrecord.scoring.comparing import Pair
from onrecord.scoring.examining import Examined, Listed, kind_of
from onrecord.views.names import Names
from onrecord.views.phrases import shown_spans
from onrecord.views.safe import words as shown
from onrecord.views.terminal import Look
from onrecord.views.terminal.sheet import Sheet

_NOTHING = "nothing"


def as_text(found: Sequence[Examined | Listed], look: Look) -> str:
    """The table over all reports, then the faults of each; it ends with a newline."""
    examined = [one for one in found if isinstance(one, Examined)]
    sheet = Sheet(look)
    for one in found:
        if isinstance(one, Examined):
            _faults(sheet, one)
        else:
            _facts(sheet, one)
    count = f"{len(examined)} report{'s' if len(examined) != 1 else ''}"
    total = f"{count}\n{look.shown(table(pool(one.scores for one in examined)))}\n"
    return (total if examined else "") + sheet.text()


def as_json(found: Sequence[Examined | Listed]) -> dict[str, Any]:
    """The same as plain values."""
    examined = [one for one in found if isinstance(one, Examined)]
    total = pool(one.scores for one in examined)
    return {
        "reports": len(examined),
        "kinds": {
            kind: {
                "precision": tally.precision, "recall": tally.recall, "f1": tally.f1,
                "right": tally.matched, "given": tally.given, "gold": tally.wanted,
            }
            for kind, tally in total.kinds.items()
        },
        "slots": {
            name: {"accuracy": share.accuracy, "right": share.right, "of": share.of}
            for name, share in total.slots.items()
        },
        "faults": [fault for one in examined for fault in _listed(one)],
        "facts": [_points(one) for one in found if isinstance(one, Listed)],
    }  # fmt: skip


def _points(one: Listed) -> dict[str, Any]:
    score = one.score
    return {
        "report": one.gold.name, "share": score.share, "needed": score.needed,
        "missing": score.missing, "partly": score.partly, "never": score.never,
        "faults": score.faults,
    }  # fmt: skip


def _facts(sheet: Sheet, one: Listed) -> None:
    score = one.score
    sheet.blank()
    sheet.cut([(one.gold.name, "bold")])
    sheet.add([], [(f"{score.share:.3f} of the points; {score.needed:.2f} asked for", "")])
    for mark, word, names in (
        ("− ", "missed", score.missing), ("+ ", "never", score.never), ("! ", "fault", score.faults)
    ):  # fmt: skip
        for name in names:
            sheet.add([(mark, "bold")], [(f"{word}: {shown(name)}", "")])
    for name, paths in score.partly.items():
        sheet.add([("≠ ", "bold")], [(f"partly: {shown(name)}: {', '.join(paths)}", "")])


def _listed(one: Examined) -> Iterable[dict[str, Any]]:
    told = one.comparison
    for what, facts in (("missed", told.only_other), ("invented", told.only_one)):
        for fact in facts:
            yield {"report": one.gold.name, "what": what, **_plain(fact)}
    for pair in told.differing:
        slots = {s.name: {"given": list(s.one), "gold": list(s.other)} for s in pair.slots}
        yield {"report": one.gold.name, "what": "otherwise", **_plain(pair.one), "slots": slots}


def _plain(fact: Fact) -> dict[str, Any]:
    spans = [{"start": s.start, "end": s.end, "text": s.text} for s in shown_spans(fact)]
    return {"kind": kind_of(fact), "modality": fact.modality, "words": spans}


def _faults(sheet: Sheet, one: Examined) -> None:
    told = one.comparison
    faults = len(told.only_one) + len(told.only_other) + len(told.differing)
    if not faults:
        return
    sheet.blank()
    sheet.cut([(one.gold.name, "bold")])
    for mark, word, facts, reading in (
        ("− ", "missed", told.only_other, told.other),
        ("+ ", "invented", told.only_one, told.one),
    ):
        for fact in facts:
            _line(sheet, mark, word, fact, reading)
    for pair in told.differing:
        _line(sheet, "≠ ", "otherwise", pair.one, told.one)
        _slots(sheet, pair)


def _line(sheet: Sheet, mark: str, word: str, fact: Fact, reading: Reading) -> None:
    modality = "" if fact.modality == "actual" else f", {fact.modality}"
    spans = shown_spans(fact)
    quoted = " … ".join(shown(span.text) for span in spans)
    sheet.add(
        [(mark, "bold")],
        [(f"{word}: {kind_of(fact)}{modality}  ", ""), (f"«{quoted}»", "italic")],
        Names(reading).lines(spans[:1]),
    )


def _slots(sheet: Sheet, pair: Pair) -> None:
    for slot in pair.slots:
        given, gold = (shown(", ".join(side)) or _NOTHING for side in (slot.one, slot.other))
        sheet.add([("    ", "")], [(f"{slot.name}: {given}; gold {gold}", "")])
