"""Whole lines that are no part of an article by their words: the table page_phrases."""

import re
from functools import cache, lru_cache

from onrecord.tables import rows

_LONGEST = 1_000  # characters of a line that are looked at
_BEFORE = re.compile(r"^[\W_]*", re.UNICODE)


def is_phrase(what: str, line: str) -> bool:
    """Whether a line is of the kind, by its words; marks before them do not matter."""
    return _is_phrase(what, line[:_LONGEST].strip())


@lru_cache(maxsize=8_192)
def _is_phrase(what: str, line: str) -> bool:
    # The same lines are asked about again, on one page and on all pages of an outlet.
    bare = _BEFORE.sub("", line, count=1)
    pattern = _pattern(what)
    return bool(pattern.match(line) or (bare != line and pattern.match(bare)))


def found_credit(line: str) -> int | None:
    """Where a credit begins in a line, behind a stop, a bar or a bracket; None without one."""
    for gap in _GAP.finditer(line):
        if _credit().match(line, gap.end()):
            return gap.end()
    return None


def has_agency(words: str) -> bool:
    """Whether a word of these names an agency or tells of pictures; capitals matter."""
    return _agency().search(words) is not None


def holds(what: str, line: str) -> bool:
    """Whether the words of a kind stand anywhere in a line."""
    return _pattern(what).search(line[:_LONGEST]) is not None


def named_in(what: str, line: str) -> str | None:
    """What a line names by a pattern of the kind: its group; None where it names nothing."""
    for pattern in _each(what):
        found = pattern.search(line[:_LONGEST])
        if found:
            return found[1]
    return None


def cut(what: str, line: str) -> str:
    """A line without the words of a kind, wherever they stand in it."""
    return _pattern(what).sub("", line)


_GAP = re.compile(
    r"^|(?:[.!?…”\"’)\]]|\s[|/·–—-])\s+(?=\W{0,2}\S)|\s(?=[(\[©])|[。！？][”」』]?(?=\w)"
    r"|\s(?=(?:Photo|Photograph|Foto|Image|Picture|Credit|Bild|Crédit|Фото|Source|Quelle)s?"
    r"(?:\s(?:by|credit))?\s?[:：])"
)


@cache
def _pattern(what: str) -> re.Pattern[str]:
    patterns = [row["pattern"] for row in rows("page_phrases") if row["what"] == what]
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _each(what: str) -> tuple[re.Pattern[str], ...]:
    patterns = [row["pattern"] for row in rows("page_phrases") if row["what"] == what]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _credit() -> re.Pattern[str]:
    """A credit to the end of the line, as written: capitals tell agencies from words."""
    patterns = [row["pattern"] for row in rows("page_phrases") if row["what"] == "credit"]
    return re.compile(rf"[(\[]?\s?(?:{'|'.join(patterns)})")


@cache
def _agency() -> re.Pattern[str]:
    patterns = [row["pattern"] for row in rows("page_phrases") if row["what"] == "agency"]
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")
