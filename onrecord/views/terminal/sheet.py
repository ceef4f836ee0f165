"""Lines of a terminal page: styled pieces, wrapped under themselves, with notes at the right."""

from collections.abc import Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from onrecord.views.terminal.look import Look

Piece = tuple[str, str]  # text and rich style
_GAP = 2


class Sheet:
    """A page that grows line by line; ``text()`` gives it whole."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._console = Console(
            file=StringIO(),
            width=look.width,
            force_terminal=look.colour,
            no_color=not look.colour,
            color_system="auto" if look.colour else None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )
        self._lines: list[Text] = []

    def blank(self) -> None:
        """An empty line."""
        self._lines.append(Text())

    def add(
        self,
        prefix: Sequence[Piece],
        body: Sequence[Piece],
        right: str = "",
        *,
        hang: Sequence[Piece] | None = None,
    ) -> None:
        """A paragraph: ``prefix``, then ``body`` wrapped under itself.

        ``right`` stands at the right edge of the last line, or of one more where it finds no
        room. Further lines begin with ``hang``; by default with as much space as ``prefix``.
        """
        first, whole, note = self._text(prefix), self._text(body), self.look.shown(right)
        further = Text(" " * first.cell_len) if hang is None else self._text(hang)
        room = max(12, self.look.width - max(first.cell_len, further.cell_len))
        lines = list(whole.wrap(self._console, room, overflow="fold")) or [Text()]
        rows = [(first if number == 0 else further) + line for number, line in enumerate(lines)]
        for row in rows:
            row.rstrip()
        if cell_len(note) > room - _GAP:
            for line in Text(note).wrap(self._console, room, overflow="fold"):
                rows.append(further + line)
        elif note:
            if rows[-1].cell_len + _GAP + cell_len(note) > self.look.width:
                rows.append(further.copy())
            space = self.look.width - rows[-1].cell_len - cell_len(note)
            rows[-1].append(" " * max(_GAP, space) + note)
        self._lines += rows

    def cut(self, body: Sequence[Piece]) -> None:
        """One line, cut at a word with … where it is too long."""
        whole = self._text(body)
        if whole.cell_len > self.look.width:
            mark = self.look.shown(" …")
            lines = whole.wrap(self._console, self.look.width - cell_len(mark), overflow="fold")
            whole = lines[0]
            whole.rstrip()
            whole.append(mark)
        self._lines.append(whole)

    def padded(self, text: str, width: int) -> str:
        """Text as it is shown, with spaces up to a column; at least two."""
        shown = self.look.shown(text)
        return shown + " " * max(_GAP, width - cell_len(shown))

    def text(self) -> str:
        """The page, with escapes only where the look has colour."""
        file = StringIO()
        self._console.file = file
        for line in self._lines:
            self._console.print(line, soft_wrap=True)
        return file.getvalue()

    def _text(self, pieces: Sequence[Piece]) -> Text:
        return Text.assemble(*((self.look.shown(text), style) for text, style in pieces))
