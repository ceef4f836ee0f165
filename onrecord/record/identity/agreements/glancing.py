"""Agreements without a name that are seen at once to be two: by the days that are told of them.

Two states and what an agreement is about bring very many together over the years. Where nothing but
that speaks for two, days far apart speak against them more.
"""

from functools import cache
from typing import NamedTuple

from onrecord.record.identity.agreements.evidence import SLACK, points, told_of, weeks_between
from onrecord.record.identity.agreements.profile import AgreementProfile
from onrecord.record.identity.days import Days, days

_CLASSED = frozenset({"ceasefire", "joint_statement"})  # of which it says something that both are


class Glance(NamedTuple):
    """The days of an agreement without a name, and by how many words it tells what it is about."""

    struck: Days | None
    turned: bool
    dates: tuple[Days, ...]
    about: int


def glance(one: AgreementProfile) -> Glance | None:
    """What is seen at once; None where more than parties, days and subject may tell which it is."""
    named = one.known or one.names or one.short or one.years or one.places or one.identifiers
    if named or one.lasts or one.heads or one.kind in _CLASSED:
        return None
    return Glance(days(one.struck), bool(one.turns), told_of(one), len(one.about))


def unlike(one: Glance, other: Glance) -> bool:
    """Whether all that parties and subject can say is less than what the days say against it."""
    points = _most()
    for_it = points.parties + points.root * min(one.about, other.about)
    if one.struck and other.struck:
        return one.struck.gap(other.struck) > SLACK and for_it + points.struck <= 0
    if one.turned or other.turned:
        if not (one.dates and other.dates):
            return False
        if not all(len(who.dates) > (who.struck is not None) for who in (one, other)):
            return False
        weeks = weeks_between(one.dates, other.dates)
    else:
        weeks = weeks_between(one.dates[:1], other.dates[:1])
    return weeks > 0 and for_it + points.week * weeks <= 0


class _Most(NamedTuple):
    """The most that parties and what is rare say, a root more; what days say against it."""

    parties: float
    root: float
    struck: float
    week: float


@cache
def _most() -> _Most:
    of = points()
    around = max(of["states around"], of["state around"])
    within = max(of[name] for name in ("parties within", "some parties", "same party"))
    parties = of["always"] + max(of["same parties"], within + around) + of["rarely about"]
    return _Most(
        parties + 0.01,
        of["about"],
        of["struck at other times"] + of["same turn"],
        of["weeks between"],
    )
