"""The lines that belong to pictures: captions and credits."""

import re
from collections.abc import Iterator, Sequence

from onrecord.sources.pages.blocks import Block
from onrecord.sources.pages.captions import credited, only_names, parted, without_controls
from onrecord.sources.pages.likeness import size, words
from onrecord.sources.pages.lines import Line
from onrecord.sources.pages.phrases import found_credit

_LONGEST = 400  # characters of a caption
_SHORTEST = 20  # characters of one that only its place tells
_FEW = 3  # blocks in a figure: with more it is no picture's
_WORDS = 4  # … and words of it
_BESIDE = 30  # characters of controls in a box with a picture and its caption
_WHOLE = 0.95  # share of a line that is set in one way
_LENGTH = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?$")  # of a film
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_NEAR = 4  # lines back within which the same credit is shown again


def picture_lines(block: Block, marks: frozenset[str], before: Sequence[Line]) -> Iterator[Line]:
    """The caption and the credit of a block in a figure; its other words are of controls.

    ``marks`` is what its innermost element is, ``before`` the lines of the article above it.
    """
    lines: list[Line] = []
    if _is_title_of_film(block):
        return
    if "credit" in marks and "caption" not in marks and not _holds_both(block.text):
        lines = [Line("credit", block.text, block)]
    elif marks & {"caption", "credit"} or _below_picture(block):
        lines = [Line(kind, text, block) for kind, text in parted(block.text)]
    if _is_credit_in_front(block) or (len(lines) == 1 and _only_names(lines[0], before)):
        lines = [Line("credit", block.text, block)]
    shown = {(line.kind, line.text) for line in before[-_NEAR:]}
    for line in lines:
        bare = without_controls(line.text)
        if bare and (line.kind, bare) not in shown:
            yield Line(line.kind, bare, block)


def is_captioned(block: Block) -> bool:
    """Whether a block right below a picture is its caption: it closes with a credit, or it is
    set in the middle and in italics."""
    return (
        block.pictures > 0
        and len(block.text) < _LONGEST
        and (credited(block.text) or (_is_centred(block) and _is_in_italics(block)))
    )


def has_box(block: Block) -> bool:
    """Whether next to nothing but a line and a picture stands in one element."""
    box = next((scope for scope in block.scope.up() if scope.pictures), None)
    return (
        box is not None
        and box is not block.scope
        and box.weight == 0
        and box.size <= size(block.text) + _BESIDE
        and _SHORTEST <= len(block.text) <= _LONGEST
        and len(words(block.text)) >= _WORDS
        and 2 * block.linked < len(block.text)
        and not block.heading
        and block.scope.tag != "li"
    )


def _is_centred(block: Block) -> bool:
    element = block.scope.element
    return element.get("align") == "center" or bool(_CENTRED.search(element.get("style") or ""))


def _is_in_italics(block: Block) -> bool:
    return _is_alone(block) and any(
        len("".join(element.itertext()).strip()) >= _WHOLE * len(block.text)
        for element in block.scope.element.iter("em", "i")
    )


def _is_alone(block: Block) -> bool:
    """Whether an element holds no other text to speak of: to look through it costs little."""
    return block.scope.size <= size(block.text) + _BESIDE


def _holds_both(text: str) -> bool:
    """Whether a line marked as a credit opens with a caption."""
    start = found_credit(text)
    caption = text[:start].strip() if start else ""
    return bool(caption) and found_credit(caption) is None and len(words(caption)) > 2


def _is_title_of_film(block: Block) -> bool:
    """Whether a line closes with an element that gives how long a film is."""
    found = _LENGTH.search(block.text) if _is_alone(block) else None
    within = block.scope.element.iterdescendants()
    return found is not None and any((e.text or "").strip() == found[0] for e in within)


def _only_names(line: Line, before: Sequence[Line]) -> bool:
    """Whether a line behind a caption in one figure is nothing but the photographer's name."""
    last = before[-1] if before else None
    if last is None or last.kind != "caption" or last.block is None or line.block is None:
        return False
    near = (last.block.scope, last.block.scope.parent)
    return (line.block.scope in near or line.block.scope.parent in near) and only_names(line.text)


def _is_credit_in_front(block: Block) -> bool:
    """Whether names are the first element in a caption, and the caption follows at once."""
    element = block.scope.element
    first = next(iter(element), None)
    return (
        block.scope.tag == "figcaption"
        and block.scope.blocks <= _FEW
        and first is not None
        and not (element.text or "").strip()
        and "".join(first.itertext()).strip() == block.text
        and bool((first.tail or "").strip())
        and only_names(block.text)
    )


def _below_picture(block: Block) -> bool:
    """Whether a block in a figure without a caption's mark can only be the caption."""
    figure = next((scope for scope in block.scope.up() if "figure" in scope.own), None)
    return (
        figure is not None
        and figure.blocks <= _FEW
        and (block.pictures > 0 or figure.pictures > 0)
        and _SHORTEST <= len(block.text) <= _LONGEST
        and 2 * block.linked < len(block.text)
    )
