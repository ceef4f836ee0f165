"""What speaks for and against two accounts being of one statement, in points."""

from collections.abc import Mapping
from functools import cache

from onrecord.record.identity.days import days
from onrecord.record.identity.protocol import Evidence
from onrecord.record.identity.statements.blocks import blocks
from onrecord.record.identity.statements.profile import StatementProfile
from onrecord.record.identity.statements.quoting import Shared, said, shared
from onrecord.record.identity.statements.voices import voice
from onrecord.tables import rows


@cache
def _points() -> Mapping[str, float]:
    return {row["evidence"]: float(row["points"]) for row in rows("same_statement")}


def evidence(one: StatementProfile, other: StatementProfile) -> Evidence:
    """Points by the name of the evidence (tables/same_statement.tsv). Symmetric."""
    if blocks(one).isdisjoint(blocks(other)):
        return {"no words": _points()["no words"]}
    return met(one, other)


def met(one: StatementProfile, other: StatementProfile) -> Evidence:
    """The same for two that share a block."""
    points, units = _points(), measures(one, other)
    return {name: points[name] * unit for name, unit in units.items() if unit}


def measures(one: StatementProfile, other: StatementProfile) -> dict[str, float]:
    """How much there is of each evidence, in units of the table."""
    first, second = said(one.words), said(other.words)
    common = shared(first, second)
    who = voice(one.speaker, other.speaker)
    gap, told = _gap(one, other)
    near = _NEAR[who] * (1.0 if gap <= 1 else _LATER if gap <= _WEEK and not told else 0.0)
    told_alike = min(common.roots, _ROOTS) * near * (_TRANSLATED if common.both else 1.0)
    run = common.run * common.part
    same = set(one.about) & set(other.about)
    return {
        "always": 1.0,
        "quoted": min(run, _FULL),
        "long quotation": max(0.0, min(run, _LONG) - _FULL),
        "words in a row": 0.0 if common.both else min(common.plain, _LONGEST),
        "other quotation": float(common.both and common.part < _LITTLE),
        "said": told_alike * common.alike,
        "all said": told_alike * common.whole,
        "same words": float(one.words == other.words),
        "word for word": float(
            who == "other" and gap <= 1 and _in_doubt(one, other) and _verbatim(common)
        ),
        "speaker": float(who == "speaker"),
        "described speaker": float(who == "described"),
        "voice": float(who == "voice"),
        "speaker unknown": float(who == "unknown"),
        "other speaker": float(who == "other"),
        "same day": float(gap == 0),
        "said on other days": float(min(gap, _WEEK)) if told else 0.0,
        "told on other days": float(min(gap, _WEEK)) if not told else 0.0,
        "the opposite": float(first.turned != second.turned and common.part < _WHOLE),
        "one act": float(bool(one.family) and one.family == other.family),
        "other number": float(_apart(first.numbers, second.numbers)),
        "other act": float(_against(one.family, other.family)),
        "other modality": float(one.modality != other.modality),
        "about the same": float(bool(same)),
        "about others": float(bool(one.about and other.about and not same)),
    }


def _verbatim(common: Shared) -> bool:
    """Whether both quote, and nearly all that the shorter quotes, which is much."""
    return common.both and common.part >= _WHOLE and common.run >= _MUCH


def _in_doubt(one: StatementProfile, other: StatementProfile) -> bool:
    """Whether of a speaker it is not told for whom he or she speaks."""
    return any(not who.state for who in (*one.speaker, *other.speaker))


_MUCH = 4.0
_FULL, _LONG = 6.0, 20.0
_LITTLE, _WHOLE = 0.25, 0.9
_ROOTS = 5.0
_LONGEST = 8.0
# How far like words tell that two are one, by who said them; two quotations that differ are mostly
# two, or else one that was translated twice.
_NEAR = {"speaker": 1.0, "described": 0.9, "voice": 0.7, "unknown": 0.5, "other": 0.0}
_TRANSLATED = 0.5
_LATER = 0.6  # told within a week
_WEEK = 7


def _gap(one: StatementProfile, other: StatementProfile) -> tuple[int, bool]:
    """Days between the two, and whether both are days on which it was said."""
    first, second = days(one.day), days(other.day)
    if first is None or second is None:
        return 0, False
    said_on = one.basis == other.basis == "said"
    return first.gap(second), said_on


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _against(one: str, other: str) -> bool:
    return {one, other} in _OPPOSED


_OPPOSED = ({"agree", "refuse"}, {"praise", "blame"})
