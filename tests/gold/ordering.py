"""Another order of a report's paragraphs, as far as nothing in them leans on what stands before.

A paragraph may move where nobody who is spoken of elsewhere is first spoken of or first named in
it, no pronoun or title in it stands for somebody who stands only before it, no quotation runs into
or out of it, and the paragraph after it leans on nothing either. It never comes to stand before
the first mention of one of its actors. (Mentions stand in the order of the text.)
"""

import re
from collections.abc import Sequence
from itertools import permutations

from onrecord.facts import Reading
from onrecord.text import Span
from tests.gold.rewriting import Change, Piece

_LEANING = re.compile(
    r"[“‘\"']?(?:Its?|That|This|These|Those|They|Their|But|And|Both|Neither|He|She|His|Her|Not)\b"
)
_ANAPHORIC = frozenset({"pronoun", "title"})


def order(stem: str, reading: Reading) -> Change:
    """The paragraphs that may move, each in the place of another; ValueError where none may."""
    text = reading.report.text
    paragraphs = [p.span for p in reading.report.parts]
    movable = [
        n
        for n, paragraph in enumerate(paragraphs)
        if reading.report.parts[n].kind == "body" and _free(reading, paragraphs, n)
    ]
    for places in permutations(movable):
        if places and all(a != b for a, b in zip(places, movable, strict=True)):
            moves = dict(zip(movable, places, strict=True))
            if _introduced(reading, paragraphs, moves):
                return Change(pieces=_pieces(text, paragraphs, moves))
    raise ValueError(f"{stem}: no paragraphs that may change places")


def _free(reading: Reading, paragraphs: Sequence[Span], n: int) -> bool:
    """Whether nothing ties a paragraph to those around it."""
    here = paragraphs[n]
    if n == 0 or reading.report.parts[n - 1].kind != "body":
        return False  # the opening
    if any(_leans(reading, paragraph) for paragraph in paragraphs[n : n + 2]):
        return False
    for actor in reading.actors:
        if all(here.covers(mention.span) for mention in actor.mentions):
            continue
        named = [m.span for m in actor.mentions if m.form == "name"]
        if here.covers(actor.mentions[0].span) or (named and here.covers(named[0])):
            return False
    return True


def _leans(reading: Reading, here: Span) -> bool:
    """Whether a paragraph needs what stands before it."""
    if _LEANING.match(here.text):
        return True
    for actor in reading.actors:
        first = next((m for m in actor.mentions if here.covers(m.span)), None)
        if first is not None and first.form in _ANAPHORIC:
            return True
    for statement in reading.statements:
        pieces = (*statement.source, *statement.cue, *statement.content)
        touching = [piece for piece in pieces if here.overlaps(piece)]
        if touching and (len(touching) < len(pieces) or not statement.source):
            return True
        if any(not here.covers(piece) for piece in touching):
            return True
    return False


def _introduced(reading: Reading, paragraphs: Sequence[Span], moves: dict[int, int]) -> bool:
    """Whether every actor of a moved paragraph is still spoken of before it.

    ``moves`` gives for each place the paragraph that comes to stand there.
    """
    for place, paragraph in moves.items():
        here, before = paragraphs[paragraph], paragraphs[place].start
        for actor in reading.actors:
            inside = [here.covers(mention.span) for mention in actor.mentions]
            if any(inside) and not all(inside) and actor.mentions[0].span.start >= before:
                return False
    return True


def _pieces(text: str, paragraphs: Sequence[Span], moves: dict[int, int]) -> list[Piece]:
    """The whole text with those paragraphs exchanged; what stands between stays."""
    pieces: list[Piece] = []
    at = 0
    for place, paragraph in moves.items():
        there, here = paragraphs[place], paragraphs[paragraph]
        pieces += [Piece(at, there.start), Piece(here.start, here.end)]
        at = there.end
    return [*pieces, Piece(at, len(text))]
