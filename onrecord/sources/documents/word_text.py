"""The text of a Word file's XML: paragraphs as they stand when all changes are accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_OUT = frozenset({
    "del", "moveFrom",  # taken out by a change that is tracked
    "instrText", "delText", "delInstrText",  # what a field is made by, not what it shows
    "Fallback",  # the same once more, for old programs
    "rubyPr", "rt", "sdtPr", "sectPr", "tblPr", "trPr", "tcPr",
})  # fmt: skip
_SIGNS = {
    "tab": " ", "ptab": " ", "noBreakHyphen": "-", "softHyphen": "", "br": "\n", "cr": "\n",
}  # fmt: skip


@dataclass(slots=True)
class Paragraph:
    """One paragraph. ``cell`` numbers the cell of a table that it lies in, ``row`` the row.

    ``notes`` are the ids of the footnotes and endnotes that it points to, ``ends`` is false
    where a tracked change has taken out its end, so that the next one goes on.
    """

    style: str = ""
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    row: int | None = None
    cell: int | None = None
    ends: bool = True


def paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    """The paragraphs below an element in the order in which they stand; some may be empty.

    Those of a text box come before the one that it is tied to. Changes that are tracked are
    taken as accepted; hidden text is left out.
    """
    return _Walk().over(root)


class _Walk:
    """One walk through a tree, without recursion: hostile files nest deeply."""

    def __init__(self) -> None:
        self._open: list[Paragraph] = []
        self._tables: list[tuple[int | None, int | None]] = []  # rows and cells around
        self._row: int | None = None
        self._cell: int | None = None
        self._count = 0
        self._merged: Paragraph | None = None

    def over(self, root: etree._Element) -> Iterator[Paragraph]:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = _name(element)
            if event == "start":
                if name in _OUT or (name == "r" and _hidden(element)):
                    walk.skip_subtree()
                else:
                    self._start(name, element)
            elif name == "p" and self._open:
                yield from self._end_of_paragraph()
            elif name in ("tr", "tc") and self._tables:
                self._row, self._cell = self._tables.pop()
        if self._merged is not None:
            yield self._merged

    def _start(self, name: str, element: etree._Element) -> None:
        if name == "p":
            self._open.append(Paragraph(row=self._row, cell=self._cell))
        elif name in ("tr", "tc"):
            self._tables.append((self._row, self._cell))
            self._count += 1
            if name == "tc":
                self._cell = self._count
            elif self._row is None:  # the rows of a table within a cell are of that cell
                self._row = self._count
        elif self._open:
            self._within(name, element, self._open[-1])

    def _within(self, name: str, element: etree._Element, paragraph: Paragraph) -> None:
        if name == "t":
            paragraph.text.append(element.text or "")
        elif name in _SIGNS and _name(element.getparent()) == "r":
            paragraph.text.append(_SIGNS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            paragraph.notes.append(f"{name[:-9]} {_value(element, 'id')}")
        elif name == "pStyle":
            paragraph.style = _value(element)
        elif name == "pPr":
            mark = element.find("{*}rPr")
            taken = ("del", "moveFrom")
            paragraph.ends = mark is None or not any(_name(one) in taken for one in mark)

    def _end_of_paragraph(self) -> Iterator[Paragraph]:
        paragraph = self._open.pop()
        if self._merged is not None:
            self._merged.text += paragraph.text
            self._merged.notes += paragraph.notes
            self._merged.style = paragraph.style
            paragraph, self._merged.ends = self._merged, paragraph.ends
        self._merged = None if paragraph.ends else paragraph
        if paragraph.ends:
            yield paragraph


def _name(element: etree._Element | None) -> str:
    """An element's name without its namespace; none for comments and what is no element."""
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: etree._Element, name: str = "val") -> str:
    """An attribute in the element's own namespace."""
    space = str(element.tag).rpartition("}")[0]
    return str(element.get(f"{space}}}{name}", ""))


def _hidden(run: etree._Element) -> bool:
    """Whether a run of text is not shown."""
    for properties in run:
        if _name(properties) == "rPr":
            return any(
                _name(one) == "vanish" and _value(one) not in ("0", "false", "off")
                for one in properties
            )
    return False
