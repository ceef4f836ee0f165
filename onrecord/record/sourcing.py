"""Which kinds of sources a telling rests on: named or not, and on whose side.

The source of a telling is whose terms count for it: the outermost of those who vouch for it, else,
of a statement, who speaks. Sides follow from a readable table (``source_classes.tsv``) by what a
reading says of an actor: its kind, its sector, whom it represents. Where that says nothing, the
class is not told; nothing is guessed.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from onrecord.facts import Statement, Telling
from onrecord.record.folding.gathering import parts, resolve, tellings
from onrecord.record.things import Ref, Testimony
from onrecord.record.weighing import UNNAMED_TERMS
from onrecord.tables import rows
from onrecord.vocabulary import SourceClass, Terms

Classes = frozenset[SourceClass]

_NOBODY: Classes = frozenset({"not_told"})
_REPORTER: Classes = frozenset({"reporter"})


def sources(testimonies: Iterable[Testimony]) -> dict[str, Classes]:
    """For each fact of what these tell and that speak, by its key, the classes of its sources."""
    found: dict[str, Classes] = {}
    for one in testimonies:
        for part in parts(one) if one.source.speaks else ():
            key = getattr(part, "key", "") or one.key
            told = (_of_telling(one, part, telling) for telling in tellings(part))
            found[key] = found.get(key, frozenset()).union(*told)
    return found


def _of_telling(testimony: Testimony, part: object, telling: Telling) -> Classes:
    if telling.vouched_by:
        outer = telling.vouched_by[0]
        return classes(resolve(testimony, outer.actor), outer.terms)
    if not isinstance(part, Statement):
        return _REPORTER
    said = [classes(resolve(testimony, who), part.terms) for who in part.speaker]
    return frozenset().union(*said) if said else _NOBODY


def classes(who: Ref | None, terms: Terms) -> Classes:
    """The classes of one source; ``not_told`` where its side is not known."""
    if who is None or who.kind is None:
        return _NOBODY
    side = _side(who.kind, who.sector, who.represents)
    if who.kind == "document":
        return frozenset({side})
    hidden = who.unnamed or who.kind == "unnamed_source" or terms in UNNAMED_TERMS
    return frozenset({"unnamed" if hidden else "named", side})


@cache
def _side(kind: str, sector: str | None, represents: str | None) -> SourceClass:
    told: Mapping[str, str | None] = {"kind": kind, "sector": sector, "represents": represents}
    for row in rows("source_classes"):
        value = told[row["on"]]
        if value and row["value"] in (value, "*"):
            return row["class"] or "not_told"  # type: ignore[return-value]
    return "not_told"
