"""Whom a report names for people it has told of before: «It named them as X and Y»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.reading.cases.company import ALONE
from onrecord.reading.cases.lexicon import counted
from onrecord.reading.cases.together import NEAR, Antecedent
from onrecord.reading.cases.turns import Found
from onrecord.reading.turning import Ground

_BACK = 90  # code points from «named» to the first name
_TITLES = 4  # words of titles between «as» and a name


def named_as(
    ground: Ground, found: Sequence[Found], before: Sequence[Antecedent]
) -> dict[str, tuple[str, ...]]:
    """The groups and described persons of whom a case is told, with those named for them."""
    told = [
        (one.turn.start, p) for one in found for p in one.persons
        if ground.kind_of(p) == "group" or p.startswith(ALONE)
    ]  # fmt: skip
    if not told:
        return {}
    who: dict[str, tuple[str, ...]] = {}
    people = [*before, *((s.start, (s.actor,)) for s in ground.outermost()
                         if s.form == "name" and ground.kind_of(s.actor) == "person")]  # fmt: skip
    for start, named in people:
        match = _naming().search(ground.text, max(0, start - _BACK), start)
        if match is None:
            continue
        alone = len(named) == 1
        last = [p for at, p in told if start - NEAR < at < match.start()
                and p.startswith(ALONE) == alone]  # fmt: skip
        if last and (not alone or match["one"]):
            who.setdefault(last[-1], named)
    return who


@cache
def _naming() -> re.Pattern[str]:
    verbs = "|".join(sorted(counted("named_as")))
    return re.compile(
        rf"\b(?:{verbs})\s+(?:(?:(?P<one>him|her|the\s+(?:man|woman|suspect))|them|both"
        rf"|(?:the|all)\s+\w+(?:\s+\w+)?)\s+)?as\s+(?:[\w’'-]+\s+){{0,{_TITLES}}}\Z",
        re.IGNORECASE,
    )
