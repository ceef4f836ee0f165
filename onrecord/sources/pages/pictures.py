"""The lines that belong to pictures: captions and credits."""

from collections.abc import Iterator, Sequence

from onrecord.sources.pages.blocks import Block
from onrecord.sources.pages.captions import credited, only_names, parted, without_controls
from onrecord.sources.pages.lines import Line

_LONGEST = 400  # characters of a caption
_SHORTEST = 20  # characters of one that only its place tells
_FEW = 3  # blocks in a figure: with more it is no picture's
_NEAR = 4  # lines back within which the same credit is shown again


def picture_lines(block: Block, marks: frozenset[str], before: Sequence[Line]) -> Iterator[Line]:
    """The caption and the credit of a block in a figure; its other words are of controls.

    ``marks`` is what its innermost element is, ``before`` the lines of the article above it.
    """
    lines: list[Line] = []
    if "credit" in marks and "caption" not in marks:
        lines = [Line("credit", block.text, block)]
    elif "caption" in marks or _below_picture(block):
        lines = [Line(kind, text, block) for kind, text in parted(block.text)]
    if len(lines) == 1 and _only_names(lines[0], before):
        lines = [Line("credit", lines[0].text, block)]
    shown = {(line.kind, line.text) for line in before[-_NEAR:]}
    for line in lines:
        bare = without_controls(line.text)
        if bare and (line.kind, bare) not in shown:
            yield Line(line.kind, bare, block)


def is_captioned(block: Block) -> bool:
    """Whether a block right below a picture is its caption: it closes with a credit."""
    return block.pictures > 0 and len(block.text) < _LONGEST and credited(block.text)


def _only_names(line: Line, before: Sequence[Line]) -> bool:
    """Whether a line behind a caption in one figure is nothing but the photographer's name."""
    last = before[-1] if before else None
    if last is None or last.kind != "caption" or last.block is None or line.block is None:
        return False
    near = (last.block.scope, last.block.scope.parent)
    return (line.block.scope in near or line.block.scope.parent in near) and only_names(line.text)


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
