"""What stands beside an expression and makes it a time, or keeps it from being one.

The words are those of `times_context.tsv`; the cases asked for are the rules' names, words that
are vague (``soon``), and ``may`` (the month that is a name and a verb too), ``may_strict`` (where
a person of that name is in the text), ``one`` (a duration of «a» or «one»), ``over`` (the modifier
that is a preposition too), ``minutes`` (which a meeting also has) and ``listed`` (the second day
of «April 24 and 25»).
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.tables import rows

_REACH = 40
_YEAR = r"(?:1[5-9]|20)\d\d"
_PERSON_MAY = re.compile(
    r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister|Secretary|President|Senator|Sen\.|Brian|Elaine)"
    r"\s(?:[A-Z]\w+\s)?May\b"
)


@dataclass(frozen=True, slots=True)
class _Law:
    need_before: re.Pattern[str] | None
    need_after: re.Pattern[str] | None
    bar_before: re.Pattern[str] | None
    bar_after: re.Pattern[str] | None


@cache
def _laws() -> dict[str, _Law]:
    words: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows("times_context"):
        words[row["what"], row["law"], row["side"]].append(row["words"].replace("{year}", _YEAR))

    def before(found: list[str]) -> re.Pattern[str] | None:
        joined = rf"(?:(?<!\w)|(?=\W))(?:{'|'.join(found)})\s*\Z"
        return re.compile(joined, re.IGNORECASE) if found else None

    def after(found: list[str]) -> re.Pattern[str] | None:
        return re.compile(rf"\s*(?:{'|'.join(found)})", re.IGNORECASE) if found else None

    return {
        what: _Law(
            before(words[what, "need", "before"]),
            after(words[what, "need", "after"]),
            before(words[what, "bar", "before"]),
            after(words[what, "bar", "after"]),
        )
        for what in {row["what"] for row in rows("times_context")}
    }


@cache
def _titles() -> re.Pattern[str]:
    words = [row["words"] for row in rows("times_context") if row["what"] == "title"]
    return re.compile("|".join(words))


def is_title(words: str) -> bool:
    """Whether the words, letter for letter, are a programme's title rather than a time."""
    return _titles().fullmatch(words) is not None


def allowed(case: str, text: str, start: int, end: int) -> bool:
    """Whether what stands beside ``text[start:end]`` lets it be a time in this case."""
    law = _laws().get(case)
    if law is None:
        return True
    left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if law.bar_before and law.bar_before.search(left):
        return False
    if law.bar_after and law.bar_after.match(right):
        return False
    if law.need_before is None and law.need_after is None:
        return True
    return bool(
        (law.need_before and law.need_before.search(left))
        or (law.need_after and law.need_after.match(right))
    )


@lru_cache(maxsize=2)
def names_a_may(text: str) -> bool:
    """Whether the text knows a person of the name of May."""
    return _PERSON_MAY.search(text) is not None
