"""How much of one text stands in another: by runs of words, in linear time, in every script."""

import re
from collections.abc import Iterable

# A word; of scripts written without spaces every character is one.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\u0e00-\u0eff"
    r"\u1000-\u109f\u1780-\u17ff]|[^\W_]+"
)
_RUN = 4  # words in a row
_DENSE = "\u3040"  # from here on a character says as much as a short word


def words(text: str) -> list[str]:
    """The words of a text in lower case, without marks."""
    return _WORD.findall(text.casefold())


def size(text: str) -> int:
    """How long a text is to read, in characters of an alphabet; of Chinese one counts three."""
    if text.isascii() or max(text) < _DENSE:
        return len(text)
    dense = sum(1 for char in text if char >= _DENSE and char.isalpha())
    return len(text) + 2 * dense


class Heap:
    """The runs of words of a text, to ask how much of another stands there."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.runs: set[tuple[str, ...]] = set()
        self.lines: set[tuple[str, ...]] = set()
        self.count = 0
        for line in lines:
            said = words(line)
            self.count += len(said)
            self.lines.add(tuple(said))
            self.runs.update(zip(*(said[n:] for n in range(_RUN)), strict=False))

    def share(self, text: str | list[str]) -> float:
        """The share of a text (or of its words) that stands here, 0 to 1.

        A short one must be a line of its own.
        """
        said = words(text) if isinstance(text, str) else text
        if tuple(said) in self.lines:
            return 1.0 if said else 0.0
        if len(said) < _RUN:
            return 0.0
        met = sum(run in self.runs for run in zip(*(said[n:] for n in range(_RUN)), strict=False))
        return met / (len(said) - _RUN + 1)
