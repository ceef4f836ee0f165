"""What the sections have in common: headings, marks, chains of sources, empty places."""

from collections.abc import Sequence

from onrecord.facts import Voucher
from onrecord.views.names import Names
from onrecord.views.phrases import chain
from onrecord.views.terminal.look import COLOURS, KINDS, LINKS, MODALITIES
from onrecord.views.terminal.sheet import Piece, Sheet
from onrecord.vocabulary import Modality


def heading(kind: str, name: str) -> list[Piece]:
    """A section's glyph in its colour, and its name."""
    return [(KINDS[kind], f"bold {COLOURS[kind]}"), (" ", ""), (name, "bold")]


def empty(sheet: Sheet, kind: str, name: str, noun: str) -> None:
    """What would stand here, said where it would stand."""
    sheet.add(heading(kind, name), [])
    sheet.add([("  ", "")], [(f"No {noun} found in this report.", "")])


def chained(names: Names, vouchers: Sequence[Voucher]) -> str:
    """The sources from the report inwards, each link drawn in its terms' line."""
    return chain(names, vouchers, LINKS)


def mark(modality: Modality) -> list[Piece]:
    """The mark of a modality: what happened on the line, all else beside it."""
    off = [] if modality == "actual" else [("│ ", "")]
    return [("  ", ""), *off, (MODALITIES[modality] + " ", "")]
