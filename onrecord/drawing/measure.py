"""How wide words are, roughly: no font is at hand where a drawing is made.

Widths are those of common sans-serif fonts (Liberation Sans, Inter), in em, rounded up, so that
what finds room here has room in a browser.
"""

import unicodedata

_WIDTHS = {
    **dict.fromkeys("iljI.,:;'’‘|!·", 0.29),
    **dict.fromkeys("ftr()[]/-“” ", 0.36),
    **dict.fromkeys("mwMW@—%", 0.92),
    **dict.fromkeys("abcdeghknopqsuvxyzF", 0.58),
}  # fmt: skip
_CAPITAL, _WIDE, _REST = 0.72, 1.05, 0.6
_BOLD = 1.07


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text of a size in pixels."""
    ems = sum(_of(char) for char in text)
    return ems * size * (_BOLD if bold else 1.0)


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as has room, with … for the rest."""
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(text + "…", size, bold=bold) > room:
        text = text[:-1].rstrip()
    return text + "…"


def _of(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    return _CAPITAL if char.isupper() else _REST
