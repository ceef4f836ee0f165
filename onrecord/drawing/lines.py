"""Lines of text, as the terminal is given them. Styles are names, for whoever prints them."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.vocabulary import Modality

# Text and its style: "" plain, "bold", "italic", or the name of a kind of thing for its colour.
Piece = tuple[str, str]

MARKS: dict[Modality, str] = {
    "actual": "●", "planned": "○", "asked": "▷", "denied": "⊘", "failed": "✕", "possible": "◌",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it begins with, what it says (which may wrap), what stands at its right."""

    before: tuple[Piece, ...] = ()
    body: tuple[Piece, ...] = ()
    right: str = ""


def style_of(modality: Modality) -> str:
    """Bold for what happened, italic for what did not."""
    return "bold" if modality == "actual" else "italic"


def plain(lines: Sequence[Line]) -> str:
    """Lines as plain text, without wrapping: for tests and for whoever has no terminal."""
    return "".join(
        f"{''.join(t for t, _ in (*one.before, *one.body))}  {one.right}".rstrip() + "\n"
        for one in lines
    )
