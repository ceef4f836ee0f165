"""Words parted at the end of a line, put together where it is sure that they are one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord.tables import rows

_ENDS_PARTED = re.compile(r"([^\W\d_]+)-$")
_BEGINS = re.compile(r"[^\W\d_]+")
_HANGS = re.compile(r"\w-$")
_GOES_ON = re.compile(r"\w")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a document has within its lines, in small letters."""

    within: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Words":
        """Those of all lines, but for what stands at the end with a hyphen."""
        found: Counter[str] = Counter()
        for line in lines:
            found.update(word.casefold() for word in _WORD.findall(_ENDS_PARTED.sub("", line)))
        return cls(frozenset(found))

    def joined(self, lines: Sequence[str]) -> str:
        """The lines of a paragraph as one: a word parted by a hyphen is one word or keeps it."""
        found: list[str] = []
        for above, below in pairwise(lines):
            hangs = _HANGS.search(above[-2:]) and _GOES_ON.match(below)
            if not hangs or below.split(None, 1)[0] in _words("apart"):
                found += (above, " ")
            else:
                found.append(above[:-1] if self._parted(above, below) else above)
        return "".join([*found, *lines[-1:]])

    def _parted(self, above: str, below: str) -> bool:
        """Whether the hyphen at the end of a line stands within one word."""
        first, second = _ENDS_PARTED.search(above), _BEGINS.match(below)
        if first is None or second is None or not second.group().islower():
            return False
        return self._is_one(first[1], second.group())

    def _is_one(self, first: str, second: str) -> bool:
        """The document has it so elsewhere, or what follows is an ending and never a word."""
        whole, hyphened = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
        if hyphened in self.within:
            return False
        return whole in self.within or second in _words("ending")


@cache
def _words(what: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("hyphens") if row["what"] == what)
