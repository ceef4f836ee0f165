"""Who held an office of a state on a day, where the table of holders leaves no doubt."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.tables import rows

__all__ = ["MARGIN", "Term", "gathered", "holder", "terms"]

# Around the day of a hand-over nobody is told: lists differ by days, and so do reports.
MARGIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's term; ``office`` is a class of office_classes.tsv, both days are counted in.

    ``inner``: it lasted at least that long. ``qid`` is the Wikidata item, empty where not known.
    """

    code: str
    office: str
    name: str
    qid: str
    since: date
    until: date
    inner: bool


@cache
def terms() -> dict[tuple[str, str], tuple[Term, ...]]:
    """The terms of each office of a state, the earliest first."""
    return gathered(rows("holders"))


def gathered(told: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], tuple[Term, ...]]:
    """The terms of rows by state and office; of two that overlap the one told first stands.

    Ours do not overlap: it is one of one's own that stands before them.
    """
    found: dict[tuple[str, str], list[Term]] = {}
    for row in told:
        days = date.fromisoformat(row["since"]), date.fromisoformat(row["until"])
        inner = row["bounds"] == "inner"
        term = Term(row["code"], row["office"], row["name"], row["qid"], *days, inner)
        held = found.setdefault((term.code, term.office), [])
        if all(term.until <= one.since or one.until <= term.since for one in held):
            held.append(term)
    return {key: tuple(sorted(held, key=lambda t: t.since)) for key, held in found.items()}


def holder(code: str, office: str, day: date) -> Term | None:
    """The one term that a day lies in, a margin from its ends; None where there is a doubt.

    A hand-over to oneself (a second term that follows the first) is none.
    """
    held = terms().get((code, office), ())
    at = bisect_right(held, day, key=lambda t: t.since) - 1
    if at < 0 or not held[at].until >= day:
        return None
    one = held[at]
    near = [t for t in held if t.since <= day + MARGIN and t.until >= day - MARGIN and t is not one]
    if any(t.name != one.name for t in near):
        return None
    whole = one.inner or (_reaches(held, one, day - MARGIN) and _reaches(held, one, day + MARGIN))
    return one if whole else None


def _reaches(held: tuple[Term, ...], one: Term, day: date) -> bool:
    """Whether a holder held the office on that day too, if in another term."""
    return any(t.name == one.name and t.since <= day <= t.until for t in held)
