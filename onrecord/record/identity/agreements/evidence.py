"""What speaks for and against two accounts being of one agreement, in points."""

from collections.abc import Mapping
from functools import cache

from onrecord.record.identity.agreements.blocks import blocks
from onrecord.record.identity.agreements.naming import bare, initials, number
from onrecord.record.identity.agreements.profile import AgreementProfile
from onrecord.record.identity.agreements.sides import common, names
from onrecord.record.identity.days import days
from onrecord.record.identity.protocol import Evidence
from onrecord.record.identity.wording import root
from onrecord.tables import rows


@cache
def _points() -> Mapping[str, float]:
    return {row["evidence"]: float(row["points"]) for row in rows("same_agreement")}


def evidence(one: AgreementProfile, other: AgreementProfile) -> Evidence:
    """Points by the name of the evidence (tables/same_agreement.tsv). Symmetric."""
    if not blocks(one) & blocks(other):
        return {"nothing in common": _points()["nothing in common"]}
    units = {"always": 1.0} | _names(one, other) | _parties(one, other) | _times(one, other)
    units |= _subjects(one, other)
    return {name: _points()[name] * unit for name, unit in units.items() if unit}


def same_name(one: AgreementProfile, other: AgreementProfile) -> bool:
    """Whether both have one name of the table, or one proper name of two words or more."""
    if one.known or other.known:
        return one.known == other.known
    names = {bare(name) for name in one.names} & {bare(name) for name in other.names}
    return any(len(words) > 1 for words in names) and one.fresh == other.fresh


def _names(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    """What their names say: of the table, proper ones, short ones, numbers in them."""
    both = bool(one.known and other.known)
    proper = {bare(name) for name in one.names}, {bare(name) for name in other.names}
    same = proper[0] & proper[1]
    full = [words for words in same if len(words) > 1]
    numbers = {number(name) for name in one.names}, {number(name) for name in other.names}
    letters = _letters(one, other)
    long = [{words for words in found if len(words) > 1} for found in proper]
    at_odds = bool(long[0] and long[1] and not same and not letters)
    return {
        "known name": float(both and one.known == other.known),
        "other known name": float(both and one.known != other.known),
        "name": float(bool(full)),
        "word of a name": float(bool(same) and not full),
        "short form": float(letters),
        "other name": float(
            at_odds or (bool(one.known) != bool(other.known) and bool(long[0] or long[1]))
        ),
        "other number": float(bool(numbers[0] and numbers[1]) and not numbers[0] & numbers[1]),
        "identifier": float(bool(set(one.identifiers) & set(other.identifiers))),
        "place": float(bool(_places(one) & _places(other))),
        "other place": float(
            bool(one.places and other.places and not _places(one) & _places(other))
        ),
    }


def _letters(one: AgreementProfile, other: AgreementProfile) -> bool:
    """Whether a short form of the one is one of the other, or stands for its name."""
    made = {initials(name) for name in one.names}, {initials(name) for name in other.names}
    short = set(one.short), set(other.short)
    return bool(short[0] & (short[1] | made[1]) or short[1] & made[0])


def _places(one: AgreementProfile) -> set[str]:
    """Where it was struck, and places that it may be named after: «the Geneva ceasefire»."""
    return {*one.places, *(" ".join(bare(name)) for name in one.names)}


def _parties(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    sizes = len(one.parties), len(other.parties)
    met = common(one.parties, other.parties) if all(sizes) else 0
    return {
        "same parties": float(met > 1 and met == max(sizes)),
        "parties within": float(met > 0 and met == min(sizes) and met < max(sizes)),
        "some parties": float(0 < met < min(sizes)),
        "same party": float(met == 1 and max(sizes) == 1),
        "other parties": float(all(sizes) and not met),
    } | _around(one, other)


def _around(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    """The states a report speaks of, for the parties that it does not tell."""
    if not (one.around or other.around):
        return {}
    sides = [set(who.around or names(who.parties)) for who in (one, other)]
    apart = all(sides) and not sides[0] & sides[1]
    return {
        "states around": float(len(sides[0] & sides[1]) > 1),
        "other states around": float(apart),
    }


def _roots(one: AgreementProfile) -> set[str]:
    return {root(word) for name in one.names for word in bare(name)}


_CLASSES = {"ceasefire": "ceasefire", "joint_statement": "joint_statement"}


def _subjects(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    shared = set(one.about) & set(other.about)
    within = set(one.about) & _roots(other) or set(other.about) & _roots(one)
    kinds = _CLASSES.get(one.kind), _CLASSES.get(other.kind)
    return {
        "about": float(min(len(shared), 3)),
        "about in the name": float(bool(within)),
        "about others": float(bool(one.about and other.about) and not shared),
        "other kind": float(kinds[0] != kinds[1] and bool(one.kind and other.kind)),
        "ceasefires": float(kinds == ("ceasefire", "ceasefire")),
    }


_SLACK = 3  # days between signing and coming into force, or told of by a day or two off
_MONTH, _YEAR = 31, 366


def _times(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    """When they were struck, in which years their names put them, what became of them when."""
    struck = days(one.struck), days(other.struck)
    found = {"same turn": float(bool(set(one.turns) & set(other.turns)))}
    found |= _named_years(one, other)
    if struck[0] and struck[1]:
        apart = struck[0].gap(struck[1])
        widest = max(part.last - part.first for part in struck if part)
        near = apart <= _SLACK
        found |= {
            "struck on one day": float(near and widest == 0),
            "struck in one month": float(near and 0 < widest <= _MONTH),
            "struck in one year": float(near and widest > _MONTH),
            "struck at other times": float(not near),
        }
        return found | {"new": float(one.fresh != other.fresh and not (near and widest == 0))}
    found["new"] = float(one.fresh != other.fresh)
    told = days(one.told), days(other.told)
    dated = struck[0] or told[0], struck[1] or told[1]
    if dated[0] and dated[1] and (told[0] or told[1]):
        weeks = min(dated[0].gap(dated[1]) // 7, 12)
        found["told in one week"] = float(weeks == 0)
        brief = "ceasefire" in (one.kind, other.kind)
        found["weeks between ceasefires" if brief else "weeks between"] = float(weeks)
    return found


def _named_years(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    """Years in a name («the 2010 treaty») against those of the other's name or striking."""
    first, second = _years(one), _years(other)
    asked = bool(one.years or other.years) and bool(first and second)
    return {
        "year": float(asked and bool(first & second)),
        "other year": float(asked and not first & second),
    }


def _years(one: AgreementProfile) -> set[str]:
    return {*one.years, *([one.struck[:4]] if one.struck else [])}
