"""A thing under review as a terminal page, and what a merge or split would change."""

from collections.abc import Sequence

from onrecord.record.things import AgreementThing, CaseThing, Thing
from onrecord.store.reviewing import Outcome
from onrecord.store.waiting import UNSURE, Candidate, Waiting, Words
from onrecord.views.dates import date_words
from onrecord.views.safe import words
from onrecord.views.terminal.look import LINKS, MODALITIES, TERMS, Look
from onrecord.views.terminal.sheet import Piece, Sheet
from onrecord.views.things import pages, phrases

HELP = """\
a  accept          it is as told
c  correct         then FIELD=VALUE; names for people, with commas between them
r  reject          it is not in the words; then why, if you like
m  merge           with another thing: both are one; shown before it is done
p  split           some reports tell of another thing; shown before it is done
l  later           go on to the next
u  undo            the last verdict given here
1–9                another candidate, where some are shown
q  quit            what was judged is kept
"""


def page(one: Waiting, place: str, told: Sequence[Words], others: Sequence[Candidate],
         look: Look) -> str:  # fmt: skip
    """What is judged: why it waits, what is told of it, the words in context, who vouches."""
    thing = one.thing
    sheet = Sheet(look)
    sheet.add([(place, "")], [("   " + ", ".join(one.why) if one.why else "", "bold")])
    pages.entry(sheet, thing)
    for number, turn in enumerate(turns(thing), 1):
        style = "bold" if turn.modality == "actual" else "italic"
        doubt = f"  unsure, {turn.confidence:.2f}" if turn.confidence < UNSURE else ""
        said = date_words(turn.date.value if turn.date else None)
        sheet.add(
            [(f"   [{number}] {MODALITIES[turn.modality]} ", "")],
            [(phrases.turn(turn), style), (f"  {said}{doubt}", "")],
            phrases.weight(turn),
        )
    for words_ in told:
        _words(sheet, thing, words_)
    left = len(thing.tellings) - len(told)
    if left > 0:
        sheet.add([("    ", "")], [(f"and {phrases.counted(left, 'more telling')}", "")])
    for number, other in enumerate(others, 1):
        sheet.add([(f"  {number} ", "bold")], [(words(other.label), ""), (f"  {other.why}", "dim")])
    return sheet.text()


def turns(thing: Thing) -> tuple:  # type: ignore[type-arg]
    """The changes of an agreement, the steps of a case."""
    if isinstance(thing, AgreementThing):
        return thing.changes
    return thing.steps if isinstance(thing, CaseThing) else ()


def _words(sheet: Sheet, thing: Thing, told: Words) -> None:
    telling = told.telling
    terms = telling.vouched_by[0].terms if telling.vouched_by else "unspecified"
    line: list[Piece] = [("  " + TERMS[terms] + " ", "")]
    source = words(telling.outlet or telling.url or telling.source)
    published = date_words(telling.published or telling.counted[:10])
    sheet.add(line, [(f"{source}, {published}", "")], f"line {told.line}", hang=line)
    around: list[Piece] = [
        ("« " + _spaced(told.before, left=True), ""),
        (words(told.words), "bold underline" if sheet.look.colour else ""),
        (_spaced(told.after, left=False) + " »", ""),
    ]
    if not sheet.look.colour:
        around[1] = (f"[{around[1][0]}]", "")
    sheet.add(line, around, hang=line)
    if telling.vouched_by:
        sheet.add(line, [(phrases.chain(thing, telling, LINKS), "")], hang=line)


def _spaced(text: str, *, left: bool) -> str:
    """A stretch beside the words, with the space between them as it is."""
    shown = words(text)
    if left:
        return shown + (" " if text[-1:].isspace() else "")
    return (" " if text[:1].isspace() else "") + shown


def change(outcome: Outcome, look: Look) -> str:
    """The things before and after, one a line."""
    sheet = Sheet(look)
    for title, things in (("Before", outcome.before), ("After", outcome.after)):
        sheet.add([("  ", "")], [(title, "bold")])
        for thing in things:
            listed(sheet, thing, "    ")
    return sheet.text()


def listed(sheet: Sheet, thing: Thing, lead: str) -> None:
    """A thing in one line: its title, when, on how much it stands, what is disputed."""
    date = getattr(thing, "date", None)
    parts = phrases.listed(
        date_words(date.value) if date else "",
        phrases.status(thing.status),
        "≠ " + ", ".join(dict.fromkeys(o.about for o in thing.disputes)) if thing.disputes else "",
    )
    body: list[Piece] = [(phrases.title(thing), ""), (f"  {parts}" if parts else "", "")]
    sheet.add([(lead, ""), pages.glyph(thing.thing), (" ", "")], body, phrases.weight(thing))


def numbered(things: Sequence[Thing], look: Look) -> str:
    """Things to choose from."""
    sheet = Sheet(look)
    for number, thing in enumerate(things, 1):
        listed(sheet, thing, f"  {number} ")
    return sheet.text()
