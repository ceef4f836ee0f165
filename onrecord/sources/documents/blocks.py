"""What every document comes down to: blocks of text in order, each with what it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.report import Part
from onrecord.text import Span
from onrecord.vocabulary import PartKind

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a row of a table: not empty, no white space around it."""

    text: str
    kind: PartKind = "body"


def composed(blocks: Iterable[Block]) -> tuple[str, tuple[Part, ...]]:
    """The text of the blocks, a blank line between two, and the parts of those that are no body."""
    blocks = tuple(blocks)
    text = _BETWEEN.join(block.text for block in blocks)
    parts: list[Part] = []
    at = 0
    for block in blocks:
        if block.kind != "body":
            parts.append(Part(block.kind, Span.of(text, at, at + len(block.text))))
        at += len(block.text) + len(_BETWEEN)
    return text, tuple(parts)
