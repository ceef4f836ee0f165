"""The lines of an article on their way from blocks to a report."""

from dataclasses import dataclass, field
from typing import Literal

from onrecord.sources.pages.blocks import Block
from onrecord.vocabulary import PartKind

# What may still fall away: a quotation that is shown large beside the text.
Kind = PartKind | Literal["pullquote"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article: what it is, its words, and the block that shows it."""

    kind: Kind
    text: str
    block: Block | None = None


@dataclass(slots=True)
class Choice:
    """The lines of an article in order.

    ``walls`` are blocks that keep the rest from a reader; ``from_fields`` says that the text is
    the JSON-LD's.
    """

    lines: list[Line] = field(default_factory=list)
    walls: list[Block] = field(default_factory=list)
    from_fields: bool = False

    def of(self, kind: Kind) -> list[Line]:
        """The lines of a kind."""
        return [line for line in self.lines if line.kind == kind]
