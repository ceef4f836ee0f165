"""The tables that a line is judged by: classes of openings (layout.tsv) and lists of words."""

from __future__ import annotations

import re
from functools import cache

from onrecord.tables import rows
from onrecord.tables.states import outlets, regions, states

LONGEST = 400  # characters of a line that are looked at: furniture is shorter
_OPENING = r"[(\[*•·>\s–—-]{0,6}"


@cache
def _patterns(what: str) -> tuple[re.Pattern[str], ...]:
    found: list[re.Pattern[str]] = []
    for case, flags in (("any", re.IGNORECASE), ("as", 0)):
        parts = [r["pattern"] for r in rows("layout") if r["what"] == what and r["case"] == case]
        if parts:
            found.append(re.compile(_OPENING + "(?:" + "|".join(parts) + ")", flags))
    return tuple(found)


def opens(what: str, line: str) -> re.Match[str] | None:
    """The match of a line with a class of layout.tsv, None where it is none of it."""
    for pattern in _patterns(what):
        found = pattern.match(line, 0, LONGEST)
        if found:
            return found
    return None


@cache
def words(what: str) -> frozenset[str]:
    """A list of layout_words.tsv."""
    return frozenset(
        w for r in rows("layout_words") if r["what"] == what for w in r["words"].split("|")
    )


@cache
def abbreviations(kind: str) -> frozenset[str]:
    """A list of layout_abbreviations.tsv, without the full stop."""
    return frozenset(
        w for r in rows("layout_abbreviations") if r["kind"] == kind for w in r["words"].split("|")
    )


@cache
def agencies() -> dict[str, str]:
    """Names of news outlets as printed → the name that the outlets' table gives first."""
    return {name: o.name for o in outlets().values() for name in (o.name, *o.names)}


@cache
def known_places() -> frozenset[str]:
    """Names of states, capitals and regions, in lower case."""
    named = [n for s in states().values() for n in (s.name, *s.names, *s.capitals)]
    named += [n for r in regions().values() for n in (r.name, *r.names)]
    return frozenset(n.lower() for n in named)
