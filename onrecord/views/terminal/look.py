"""How a terminal shows the language of the record: glyphs, lines, colours, width.

Kind: glyph and colour. Modality: shape, type and words. Terms: the line. Never colour alone.
"""

import os
import shutil
from dataclasses import dataclass
from typing import TextIO

from onrecord.vocabulary import Modality, Terms

WIDEST = 96
NARROWEST = 40

KINDS = {"statement": "“", "encounter": "∞", "agreement": "§", "case": "▥"}
MODALITIES: dict[Modality, str] = {
    "actual": "●", "planned": "○", "asked": "▷", "denied": "⊘", "failed": "✕", "possible": "◌",
}  # fmt: skip
TERMS: dict[Terms, str] = {
    "on_record": "┃", "on_background": "┇", "off_record": "┊", "anonymous": "┊",
    "document": "║", "unspecified": "│",
}  # fmt: skip
LINKS: dict[Terms, str] = {
    "on_record": "━━", "on_background": "╌╌", "off_record": "┈┈", "anonymous": "┈┈",
    "document": "══", "unspecified": "──",
}  # fmt: skip
HAND = "✎"  # what a reviewer told by hand
# Middle tones, to be read on light and on dark ground.
COLOURS = {
    "statement": "#3a7fc8", "encounter": "#12857b", "agreement": "#9468cf", "case": "#bd5b2b",
}  # fmt: skip

# For encodings without them; what words themselves use is put in the nearest ASCII too.
ASCII = str.maketrans(
    {
        "“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "—": "--", "–": "-",
        "…": "...", "·": "-", "\xa0": " ", "≠": "!=", "✎": "+",
        "∞": "oo", "§": "S", "▥": "#", "◷": "t", "◎": "p",
        "●": "*", "○": "o", "▷": ">", "⊘": "/", "✕": "x", "◌": "?",
        "┃": "|", "┇": ":", "┊": ".", "║": "=", "│": " ",
        "━": "-", "╌": ":", "┈": ".", "═": "=", "─": "-", "█": "#", "▏": ".",
    }
)  # fmt: skip
_NEEDED = "".join({*KINDS.values(), *MODALITIES.values(), *TERMS.values(), *LINKS.values(), "«»·…"})


@dataclass(frozen=True, slots=True)
class Look:
    """The terminal or file that is written to."""

    width: int = WIDEST
    colour: bool = False
    encoding: str = "utf-8"

    @classmethod
    def of(cls, stream: TextIO) -> "Look":
        """What a stream can show: plain where it is no terminal or NO_COLOR is set."""
        terminal = stream.isatty()
        colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        columns = shutil.get_terminal_size((WIDEST, 24)).columns if terminal else WIDEST
        width = max(NARROWEST, min(columns, WIDEST))
        return cls(width, colour, stream.encoding or "utf-8")

    @property
    def rule(self) -> str:
        """A line across, between readings."""
        return "─" * self.width

    @property
    def ascii(self) -> bool:
        """Whether the encoding lacks what is needed."""
        try:
            _NEEDED.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return True
        return False

    def shown(self, text: str) -> str:
        """Text in the characters that there are."""
        return text.translate(ASCII) if self.ascii else text

    def encoded(self, text: str) -> bytes:
        """Text as the bytes that are written; what the encoding still lacks becomes ``?``."""
        return self.shown(text).encode(self.encoding, "replace")
