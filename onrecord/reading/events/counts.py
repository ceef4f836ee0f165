"""Numbers beside an event: «killed at least 17», «expelled ten diplomats», «5,000 troops»."""

import re
from functools import cache
from typing import cast

from onrecord.facts import Count
from onrecord.tables import rows
from onrecord.text import Span
from onrecord.vocabulary import Counted, Mod

_MODS: tuple[tuple[str, Mod], ...] = (
    ("at least", "EQUAL_OR_MORE"),
    ("no fewer than", "EQUAL_OR_MORE"),
    ("more than", "MORE_THAN"),
    ("over", "MORE_THAN"),
    ("up to", "EQUAL_OR_LESS"),
    ("fewer than", "LESS_THAN"),
    ("less than", "LESS_THAN"),
    ("nearly", "LESS_THAN"),
    ("almost", "LESS_THAN"),
    ("about", "APPROX"),
    ("around", "APPROX"),
    ("some", "APPROX"),
)
_PEOPLE = re.compile(
    r"\s+(?:(?:more|other|\w+an|\w+ese|\w+ish|\w+i|government|armed|senior|police|embassy)\s+)*"
    r"(?:people|civilians|soldiers|troops|police(?:men)?|officers|fighters|militants|rebels|"
    r"protesters|protestors|demonstrators|men|women|children|persons|diplomats|officials|"
    r"students|journalists|activists|migrants|suspects|members|villagers|personnel|guards)\b"
)


@cache
def _numbers() -> dict[str, int]:
    named = {
        row["form"].lower(): row["value"]
        for row in rows("times")
        if row["class"] in ("number", "tens")
    }
    return {form: int(value) for form, value in named.items() if value.isdigit()}


@cache
def _pattern() -> re.Pattern[str]:
    mods = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words, _ in _MODS)
    words = "|".join(sorted(map(re.escape, _numbers()), key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?P<mod>{mods})\s+)?(?<![\w.,$€£])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|{words})"
        r"(?![\w%]|[.,]\d)",
        re.IGNORECASE,
    )


def count_behind(text: str, start: int, end: int, of: str) -> Count | None:
    """The first number of people between `start` and `end`, as a count of `of`."""
    for found in _pattern().finditer(text, start, end):
        if _PEOPLE.match(text, found.end()) is None:
            continue
        words = found["n"].lower()
        value = _numbers().get(words)
        if value is None:
            value = int(words.replace(",", ""))
        mod = " ".join((found["mod"] or "").lower().split())
        return Count(
            of=cast(Counted, of),
            value=value,
            mod=dict(_MODS).get(mod),
            span=Span.of(text, found.start(), found.end()),
        )
    return None
