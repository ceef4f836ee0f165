"""Answers as a page of text for a terminal or a plain file."""

from collections.abc import Sequence
from typing import Any

from onrecord.drawing import relay_lines
from onrecord.question import Question
from onrecord.record.positions import Position
from onrecord.record.things import Thing
from onrecord.store.asking.opened import Stood
from onrecord.store.asking.reasons import Reasons
from onrecord.store.asking.searching import Hit
from onrecord.views.dates import date_words
from onrecord.views.relaying import relay
from onrecord.views.safe import words
from onrecord.views.terminal.look import TERMS, Look
from onrecord.views.terminal.sheet import Sheet
from onrecord.views.things import pages, phrases
from onrecord.views.things.drawings import shown

_TITLES = {
    "statements": "Statements", "encounters": "Encounters", "agreements": "Agreements",
    "cases": "Cases", "events": "Events", "actors": "Actors", "timeline": "Timeline",
    "search": "Search", "disputes": "Disputes", "positions": "Positions",
}  # fmt: skip


def listing(
    question: Question, items: Sequence[Any], look: Look, *, more: str | None, notes: Sequence[str]
) -> str:
    """The answer to a question; ``more`` is the cursor to what follows."""
    sheet = Sheet(look)
    asked = _asked(question)
    sheet.add([(_TITLES[question.asked], "bold")], [("   " + asked if asked else "", "")])
    for note in notes:
        sheet.add([("  ", "")], [(words(note), "italic")])
    if question.as_of:
        moment = date_words(question.given()["as_of"]).removesuffix(" UTC")
        sheet.add([("  ", "")], [(f"The record as it stood on {moment}, UTC.", "")])
    if question.asked == "timeline":
        _drawn(sheet, items)
    for one in items if question.asked != "timeline" else ():
        _item(sheet, question, one)
    if more:
        sheet.blank()
        sheet.add([("  ", "")], [(f"More follow: --cursor {more}", "")])
    return sheet.text()


def whole(thing: Thing, look: Look, most: int = 0) -> str:
    """One thing with its words and vouchers, of which ``most`` were read (0: all)."""
    sheet = Sheet(look)
    pages.whole(sheet, thing, most)
    told_in_order(thing, sheet)
    return sheet.text()


def told_in_order(thing: Thing, sheet: Sheet) -> None:
    """Who told it first, who copied, who added; nothing where one report alone tells of it."""
    drawn = relay(thing)
    if drawn is not None:
        sheet.add([("  ", "")], [("Told first, copied, added to", "bold")])
        shown(relay_lines(drawn), sheet)


def why(told: Reasons, look: Look, thing: Thing | None = None) -> str:
    """Which accounts are one thing, by which words, and the evidence for it."""
    sheet = Sheet(look)
    count = sum(group.accounts for group in told.groups)
    sheet.add([(told.id, "bold")], [(f"   {phrases.counted(count, 'account')}", "")])
    for group in told.groups:
        sheet.add([(f"  {group.number}. ", "bold")], [(", ".join(map(words, group.outlets)), "")])
        for said in group.words[:5]:
            sheet.add([("     ", "")], [(f"«{words(said)}»", "")])
    if told.left_out:
        sheet.add([("  ", "")], [(f"{told.left_out:,} more that tell the same are left out.", "")])
    for pair in told.pairs:
        sheet.add(
            [(f"  {pair.one}–{pair.other} ", "bold"), (f"{pair.points:+.1f}  ", "")],
            [("  ".join(f"{name} {value:+.1f}" for name, value in pair.evidence.items()), "")],
        )
    if len(told.groups) == 1:
        sheet.add([("  ", "")], [("All accounts tell it alike: nothing had to be decided.", "")])
    for one in told.verdicts:
        sheet.add([("  ", "")], [(f"{one.verdict} by {words(one.by)}: {words(one.why)}", "")])
    if thing is not None:
        told_in_order(thing, sheet)
    return sheet.text()


def stood(found: Sequence[Stood], look: Look) -> str:
    """How agreements and cases stood, with the changes they stand on."""
    sheet = Sheet(look)
    for one in found:
        thing, standing = one.thing, one.standing
        told = phrases.status(standing.status) or "no status: nothing is told as having happened"
        when = f"on {date_words(str(one.at))}: " if one.at else ""
        sheet.add(
            [pages.glyph(thing.thing), (" ", "")], [(phrases.title(thing), "bold")], when + told
        )
        for title, turns in (("", standing.stands_on), ("incident", standing.incidents),
                             ("perhaps by then", standing.perhaps),
                             ("", standing.beside)):  # fmt: skip
            for turn in turns:
                pages.turn_line(sheet, thing, turn, title)
        if standing.remaining:
            left = phrases.several(thing, standing.remaining)
            sheet.add([("    ", "")], [(f"goes on for {left}", "")])
        sheet.add([("    ", "")], [(thing.id, "dim")])
    return sheet.text()


def standings(found: Sequence[Stood], look: Look) -> str:
    """All agreements by how they stood."""
    sheet = Sheet(look)
    groups: dict[str, list[Stood]] = {}
    for one in found:
        groups.setdefault(one.standing.status.value if one.standing.status else "", []).append(one)
    for value in sorted(groups, key=lambda value: -len(groups[value])):
        sheet.add([(phrases.status_name(value), "bold")], [(f"   {len(groups[value])}", "")])
        for one in sorted(groups[value], key=lambda one: phrases.title(one.thing)):
            since = one.standing.status.since if one.standing.status else None
            sheet.add(
                [("  ", ""), pages.glyph(one.thing.thing), (" ", "")],
                [(phrases.title(one.thing), ""), (f"   {one.thing.id}", "dim")],
                f"since {date_words(since)}" if since else "",
            )
    return sheet.text()


def _drawn(sheet: Sheet, items: Sequence[Any]) -> None:
    from onrecord.drawing import timeline_lines
    from onrecord.views import drawn
    from onrecord.views.things.drawings import shown

    lines = timeline_lines(drawn.timeline(items, counted=False, title="Timeline"))
    shown(lines, sheet)


def _item(sheet: Sheet, question: Question, item: Any) -> None:
    sheet.blank()
    if isinstance(item, Hit):
        _hit(sheet, item)
    elif isinstance(item, Position):
        _position(sheet, item)
    else:
        pages.entry(sheet, item if isinstance(item, Thing) else item.thing)


def _hit(sheet: Sheet, hit: Hit) -> None:
    source = words(hit.outlet or hit.source)
    when = date_words(hit.published or hit.counted[:10])
    sheet.add([("  ", "")], [(words(hit.title or "Untitled report"), "bold")], f"{source}, {when}")
    for passage in hit.passages:
        sheet.add([("    ", "")], [("… " + words(passage.marked()) + " …", "")])
    for fact in hit.facts:
        sheet.add([("    ", ""), pages.glyph(fact.thing), (" ", "")], [(fact.id, "dim")])


def _position(sheet: Sheet, one: Position) -> None:
    changed = "said again" if one.alike is not None and not one.changed else ""
    changed = changed or ", ".join(f"other {name}" for name in one.changed)
    line = [("  " + TERMS[one.own_terms] + " ", "")]
    when = date_words(one.date or one.reported[:10])
    sheet.add(line, [(one.act, "bold"), (f"   {changed}" if changed else "", "")], when, hang=line)
    sheet.add(line, [(f"«{words(one.words)}»", "")], hang=line)
    for name, stretches in (("new", one.new), ("gone", one.gone)):
        if stretches and one.alike and one.alike > 0.3:
            told = " … ".join(f"«{words(stretch)}»" for stretch in stretches)
            sheet.add(line, [(f"{name}: {told}", "italic")], hang=line)
    sheet.add(line, [(one.statement, "dim")], hang=line)


def _asked(question: Question) -> str:
    """«by Lavrov, about New START, 20 at most»."""
    told = question.given()
    for name in ("limit", "cursor", "as_of"):
        told.pop(name, None)
    parts = (
        f"{name.replace('_', ' ')} {', '.join(value) if isinstance(value, list) else value}"
        for name, value in told.items()
    )
    return words(" · ".join(parts))
