"""Things of the record as lines of a terminal page: lists, and one thing with all its words."""

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.record.things import (
    ActorThing,
    AgreementThing,
    CaseStep,
    CaseThing,
    EncounterThing,
    EventThing,
    LifeChange,
    StatementThing,
    Thing,
    ThingTelling,
)
from onrecord.views.dates import date_words
from onrecord.views.safe import words
from onrecord.views.terminal.look import COLOURS, HAND, KINDS, LINKS, MODALITIES, TERMS
from onrecord.views.terminal.parts import mark
from onrecord.views.terminal.sheet import Piece, Sheet
from onrecord.views.things import phrases

_EVENT = "◆"
_ACTOR = "@"
_DATES = 16  # columns of a date in a list of turns
_LABELS = 29


def glyph(kind: str) -> Piece:
    """The sign of a kind in its colour."""
    shown = {**KINDS, "actor": _ACTOR, "event": _EVENT}
    return shown[kind], f"bold {COLOURS.get(kind, '')}".strip()


def entry(sheet: Sheet, thing: Thing) -> None:
    """A thing in a list: what it is, on how many sources it stands, its id."""
    _ENTRIES[type(thing)](sheet, thing)
    for dispute in thing.disputes:
        sheet.add([("    ", ""), ("≠ ", "bold")], [(phrases.disputed(dispute), "")])
    _id(sheet, thing)


def whole(sheet: Sheet, thing: Thing, most: int = 0) -> None:
    """One thing with its slots, its life, its disputes and every telling with its vouchers.

    ``most`` of its tellings were read (0: all).
    """
    entry(sheet, thing)
    for turn in getattr(thing, "changes", ()) or getattr(thing, "steps", ()):
        turn_line(sheet, thing, turn)
    for title, lines in (("Variants", _variants(thing)), ("Offices", _offices(thing)),
                         ("History", _history(thing))):  # fmt: skip
        _section(sheet, title, lines)
    _tellings(sheet, thing, "Tellings", thing.tellings)
    if 0 < most < thing.reports:
        left = (
            f"{thing.reports:,} reports tell of it: the first and the last {most:,} are told here."
        )
        sheet.add([("  ", "")], [(f"{left} --tellings 0 tells all.", "italic")])
    _tellings(sheet, thing, "Said by replaced versions only", thing.earlier)
    _section(
        sheet,
        "Verdicts",
        [f"{one.at[:10]}  {one.verdict} by {words(one.by)}: {words(one.why)}"
         for one in thing.verdicts],
    )  # fmt: skip


def _statement(sheet: Sheet, thing: StatementThing) -> None:
    line: list[Piece] = [("  " + TERMS[phrases.strongest(thing.terms)] + " ", "")]
    speakers, rest = phrases.said(thing)
    actual = thing.modality == "actual"
    who: list[Piece] = [(speakers, "bold"), (rest, "")]
    if not actual:
        who = [(f"{MODALITIES[thing.modality]} {speakers}{rest}", "italic")]
    sheet.add(line, who, date_words(thing.date.value if thing.date else None), hang=line)
    content = " … ".join(words(span.text) for span in thing.content)
    about = "about " + phrases.several(thing, thing.about) if thing.about else ""
    if content:
        sheet.add(line, [(f"«{content}»", "")], about, hang=line)
    elif about:
        sheet.add(line, [(about, "")], hang=line)
    if where := phrases.slots(thing):
        sheet.add(line, [(where, "")], hang=line)


def _dated(sheet: Sheet, thing: EncounterThing | EventThing) -> None:
    style = "bold" if thing.modality == "actual" else "italic"
    date = date_words(thing.date.value if thing.date else None)
    sheet.add(mark(thing.modality), [(phrases.title(thing), style)], date)
    if where := phrases.slots(thing):
        off = [] if thing.modality == "actual" else [("│ ", "")]
        sheet.add([("    ", ""), *off], [(where, "")])


def _lasting(sheet: Sheet, thing: ActorThing | AgreementThing | CaseThing) -> None:
    kind = phrases.kind_of(thing)
    head: list[Piece] = [("  ", ""), glyph(thing.thing), (" ", "")]
    body: list[Piece] = [(phrases.title(thing), "bold"), ("   " + kind if kind else "", "")]
    sheet.add(head, body, phrases.status(thing.status))


def turn_line(sheet: Sheet, thing: Thing, turn: LifeChange | CaseStep, note: str = "") -> None:
    """One change or step: label, date, who and in which words, on how many sources."""
    date = (turn.date.value if turn.date else None) or "no date"
    style = "bold" if turn.modality == "actual" else "italic"
    before: list[Piece] = [*mark(turn.modality), (sheet.padded(phrases.turn(turn), _LABELS), style)]
    detail = phrases.turn_detail(thing, turn)
    said = [thing.tellings[at].span for at in turn.told[:1] if at < len(thing.tellings)]
    quoted = f"«{words(said[0].text)}»" if said and said[0] else ""
    body = phrases.listed(note, detail, quoted)
    reports = len({thing.tellings[at].report for at in turn.told if at < len(thing.tellings)})
    sheet.add([*before, (sheet.padded(date, 13), "")], [(body, "")], phrases.weight(turn, reports))


def _tellings(sheet: Sheet, thing: Thing, title: str, tellings: Sequence[ThingTelling]) -> None:
    if not tellings:
        return
    sheet.add([("  ", "")], [(title, "bold")])
    for telling in tellings:
        source = words(telling.outlet or telling.url or telling.source)
        source += ", retracted" if telling.retracted else ""
        published = telling.published or telling.counted[:10]
        terms = telling.vouched_by[0].terms if telling.vouched_by else "unspecified"
        line: list[Piece] = [("  " + TERMS[terms] + " ", "")]
        mark_of = "" if telling.modality == "actual" else f"{MODALITIES[telling.modality]} "
        sheet.add(line, [(mark_of + f"{source}, {date_words(published)}", "")], hang=line)
        if telling.span:
            sheet.add(line, [(f"«{words(telling.span.text)}»", "")], hang=line)
        if telling.vouched_by:
            sheet.add(line, [(phrases.chain(thing, telling, LINKS), "")], hang=line)
        if hand := phrases.by_hand(telling):
            sheet.add(line, [(f"{HAND} {hand}", "")], hang=line)
        if telling.url:
            sheet.add(line, [(words(telling.url), "")], hang=line)


def _section(sheet: Sheet, title: str, lines: Sequence[str]) -> None:
    if lines:
        sheet.add([("  ", "")], [(title, "bold")])
    for line in lines:
        sheet.add([("    ", "")], [(line, "")])


def _variants(thing: Thing) -> list[str]:
    return [
        f"{words(one.name)}  {phrases.counted(len(one.told), 'telling')}"
        for one in getattr(thing, "variants", ())
    ]


def _offices(thing: Thing) -> list[str]:
    return [
        f"{phrases.comma(words(one.office or ''), one.represents or '')}  "
        + phrases.told_from_to(one.first_reported, one.last_reported)
        for one in getattr(thing, "offices", ())
    ]


def _history(thing: Thing) -> list[str]:
    turns = getattr(thing, "history", ())
    if len(turns) < 2:
        return []
    return [
        f"{MODALITIES[one.modality]} {one.modality}, {date_words(one.date)}: "
        + phrases.told_from_to(one.first_reported, one.last_reported)
        for one in turns
    ]


def _id(sheet: Sheet, thing: Thing) -> None:
    hand = phrases.hands(thing)
    body: list[Piece] = [(thing.id, "dim"), (f"   {HAND} {hand}" if hand else "", "")]
    sheet.add([("    ", "")], body, phrases.weight(thing))


_ENTRIES: dict[type[Thing], Callable[[Sheet, Any], None]] = {
    StatementThing: _statement,
    EncounterThing: _dated,
    EventThing: _dated,
    ActorThing: _lasting,
    AgreementThing: _lasting,
    CaseThing: _lasting,
}
