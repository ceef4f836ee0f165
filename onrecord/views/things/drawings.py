"""Drawings on a terminal page: the life of an agreement or a case, a timeline, who met whom."""

from collections.abc import Iterable, Sequence

from onrecord.drawing import Life, Line, network_lines
from onrecord.record.meetings import Met
from onrecord.views.met import network
from onrecord.views.safe import words
from onrecord.views.terminal.look import COLOURS, Look
from onrecord.views.terminal.sheet import Piece, Sheet
from onrecord.views.things import pages, phrases


def shown(lines: Iterable[Line], sheet: Sheet) -> None:
    """Lines of a drawing on a terminal page."""
    for line in lines:
        sheet.add(_pieces(line.before), _pieces(line.body), line.right)


def life_page(drawn: Life, lines: Iterable[Line], look: Look, notes: Sequence[str] = ()) -> str:
    """A life as a terminal page: its name and standing, its weight, the drawing, notes."""
    sheet = Sheet(look)
    head: list[Piece] = [pages.glyph(drawn.kind), (" ", ""), (drawn.name, "bold")]
    sheet.add([], [*head, (f"   {drawn.about}" if drawn.about else "", "")], drawn.standing)
    sheet.add([("  ", "")], [(drawn.weight, "")])
    sheet.blank()
    shown(lines, sheet)
    for note in notes:
        sheet.add([("  ", "")], [(note, "")])
    return sheet.text()


def met_page(told: Met, look: Look, asked: str = "", notes: Sequence[str] = ()) -> str:
    """Who met whom as a terminal page."""
    sheet = Sheet(look)
    held = sum(one.times for one in told.bonds)
    counts = f"{phrases.counted(len(told.bonds), 'pair')}, met {held:,} times in all"
    head = [pages.glyph("encounter"), (" ", ""), ("Who met whom", "bold")]
    sheet.add([], [*head, (f"   {asked}" if asked else "", "")], counts)
    for note in notes:
        sheet.add([("  ", "")], [(words(note), "italic")])
    shown(network_lines(network(told)), sheet)
    return sheet.text()


def _pieces(pieces: Iterable[tuple[str, str]]) -> list[Piece]:
    return [(text, COLOURS.get(style, style)) for text, style in pieces]
