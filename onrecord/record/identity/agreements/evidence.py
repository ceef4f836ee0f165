"""What speaks for and against two accounts being of one agreement, in points."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from onrecord.record.identity.agreements.blocks import blocks
from onrecord.record.identity.agreements.naming import bare, initials, is_rare, number, roots, sorts
from onrecord.record.identity.agreements.profile import AgreementProfile
from onrecord.record.identity.agreements.sides import common, names
from onrecord.record.identity.days import Days, days
from onrecord.record.identity.protocol import Evidence
from onrecord.record.identity.sketches import Sketch
from onrecord.tables import rows

# Points that two count for at most which nobody would look for one by the other.
UNSOUGHT = -1.0


@cache
def points() -> Mapping[str, float]:
    """The points of a unit of each piece of evidence."""
    return {row["evidence"]: float(row["points"]) for row in rows("same_agreement")}


def evidence(one: AgreementProfile, other: AgreementProfile) -> Evidence:
    """Points by the name of the evidence (tables/same_agreement.tsv). Symmetric."""
    found = met(one, other)
    if sum(found.values()) > UNSOUGHT and not blocks(one) & blocks(other):
        found["unsought"] = UNSOUGHT - sum(found.values())
    return found


def met(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    """The same for two that share a block."""
    units = {"always": 1.0}
    if _tells_names(one) or _tells_names(other):
        units |= _names(one, other)
    units |= _sorts(one, other) | _parties(one, other) | _times(one, other) | _subjects(one, other)
    of = points()
    return {name: of[name] * unit for name, unit in units.items() if unit}


def _tells_names(one: AgreementProfile) -> bool:
    """Whether it has anything that two are compared in by name."""
    return bool(one.known or one.names or one.short or one.lasts or one.places or one.identifiers)


def same_name(one: AgreementProfile, other: AgreementProfile) -> bool:
    """Whether both have one name of the table, or one proper name of two words or more."""
    if one.known or other.known:
        return one.known == other.known
    names = {bare(name) for name in one.names} & {bare(name) for name in other.names}
    return any(len(words) > 1 for words in names) and one.fresh == other.fresh


def told_twice(one: AgreementProfile, other: AgreementProfile) -> bool:
    """Whether one report's two accounts are of one.

    They have one name; or both are ceasefires, one by name («the Loja deal») and one without, and
    nothing tells them apart.
    """
    if same_name(one, other):
        return True
    if {one.kind, other.kind} != {"ceasefire"} or bool(one.names) == bool(other.names):
        return False
    return all(value > 0 for name, value in evidence(one, other).items() if name != "always")


def _names(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    """What their names say: of the table, proper ones, short ones, numbers in them."""
    both = bool(one.known and other.known)
    proper = _bare(one.names), _bare(other.names)
    same = proper[0] & proper[1]
    full = [words for words in same if len(words) > 1]
    numbers = _numbers(one.names), _numbers(other.names)
    letters = _letters(one, other)
    long = [{words for words in found if len(words) > 1} for found in proper]
    at_odds = bool(long[0] and long[1] and not same and not letters)
    return {
        "known name": float(both and one.known == other.known),
        "other known name": float(both and one.known != other.known),
        "name": float(bool(full)),
        "word of a name": float(bool(same) and not full and not _as_written(one, other)),
        "name of one word": float(bool(same) and not full and _as_written(one, other)),
        "short form": float(letters),
        "other name": float(
            at_odds or (bool(one.known) != bool(other.known) and bool(long[0] or long[1]))
        ),
        "other number": float(bool(numbers[0] and numbers[1]) and not numbers[0] & numbers[1]),
        "other length": float(bool(one.lasts and other.lasts) and one.lasts != other.lasts),
        "identifier": float(bool(set(one.identifiers) & set(other.identifiers))),
        "place": float(bool(_places(one) & _places(other))),
        "other place": float(
            bool(one.places and other.places and not _places(one) & _places(other))
        ),
    }


def _sorts(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    """Whether both are called a protocol, an annex; or one that, and the other a treaty."""
    heads = {*one.heads, *sorts(one.names)}, {*other.heads, *sorts(other.names)}
    if not all(heads):
        return {}
    shared = heads[0] & heads[1]
    return {
        "head": float(bool(shared - {"treaty"})),
        "other head": float(not shared),
    }


def _as_written(one: AgreementProfile, other: AgreementProfile) -> bool:
    """Whether a name of one word stands in both, head and all: «Loja protocol»."""
    return any(len(bare(name)) == 1 for name in set(one.names) & set(other.names))


def _letters(one: AgreementProfile, other: AgreementProfile) -> bool:
    """Whether a short form of the one is one of the other, or stands for its name."""
    made = _initials(one.names), _initials(other.names)
    short = set(one.short), set(other.short)
    return bool(short[0] & (short[1] | made[1]) or short[1] & made[0])


def _places(one: AgreementProfile) -> set[str]:
    """Where it was struck, and places that it may be named after: «the Geneva ceasefire»."""
    return {*one.places, *(" ".join(bare(name)) for name in one.names)}


def _parties(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    few, many = sorted((len(one.parties), len(other.parties)))
    if not few:
        return _around(one, other)
    met = common(one.parties, other.parties)
    if not met:
        return {"other parties": 1.0} | _around(one, other)
    if met > 1 and met == many:
        return {"same parties": 1.0}
    if met < few:
        truce = {"some parties to a ceasefire": 1.0} if _truces(one, other) else {}
        return {"some parties": 1.0} | truce | _around(one, other)
    return {"parties within" if met < many else "same party": 1.0} | _around(one, other)


def _truces(one: AgreementProfile, other: AgreementProfile) -> bool:
    return one.kind == other.kind == "ceasefire"


def _around(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    """The states a report speaks of, where both do not tell the same parties."""
    sides = _sides(one.around, one.parties), _sides(other.around, other.parties)
    shared = len(sides[0] & sides[1])
    if shared > 1:
        return {"states around": 1.0}
    if shared:
        return {"state around" if min(map(len, sides)) < 2 else "other side around": 1.0}
    if all(sides) and not (one.parties and other.parties):
        return {"other states around": 1.0}
    return {}


# What follows is asked of the same names for each pair that they stand in.


@lru_cache(maxsize=16384)
def _sides(around: tuple[str, ...], parties: tuple[Sketch, ...]) -> frozenset[str]:
    return frozenset((*around, *names(parties)))


@lru_cache(maxsize=16384)
def _bare(names: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(map(bare, names))


@lru_cache(maxsize=16384)
def _numbers(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(number, names))


@lru_cache(maxsize=16384)
def _initials(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(initials, names))


@lru_cache(maxsize=16384)
def _roots(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(roots(name) for name in names))


_CLASSES = {"ceasefire": "ceasefire", "joint_statement": "joint_statement"}


def _subjects(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    found: dict[str, float] = {}
    shared = set(one.about).intersection(other.about)
    if shared:
        found["about"] = float(min(len(shared), 3))
        found["rarely about"] = float(any(map(is_rare, shared)))
    if one.names or other.names:
        within = set(one.about) & _roots(other.names) or set(other.about) & _roots(one.names)
        found["about in the name"] = float(bool(within))
        found["rare in the name"] = float(any(map(is_rare, within)))
    if shared and len(shared) == min(len(one.about), len(other.about)):
        found["called alike"] = float(not set(one.heads).isdisjoint(other.heads))
    if one.about and other.about and not shared:
        found["about others"] = 1.0
    kinds = _CLASSES.get(one.kind), _CLASSES.get(other.kind)
    if kinds[0] != kinds[1]:
        found["other kind"] = float(bool(one.kind and other.kind))
    elif kinds[0]:
        found["ceasefires" if _truces(one, other) else "joint statements"] = 1.0
    return found


SLACK = 3  # days between signing and coming into force, or told of by a day or two off
_WEEK, _MONTH, _YEAR = 7, 31, 366
_MOST_WEEKS = 12
_HOLDS = 3  # weeks for which a ceasefire is told of while it holds


def _times(one: AgreementProfile, other: AgreementProfile) -> dict[str, float]:
    """When they were struck, in which years their names put them, what became of them when."""
    struck = days(one.struck), days(other.struck)
    found = {"same turn": float(bool(set(one.turns) & set(other.turns)))}
    found |= _named_years(one, other)
    if struck[0] and struck[1]:
        apart = struck[0].gap(struck[1])
        widest = max(part.last - part.first for part in struck if part)
        near = apart <= SLACK
        found |= {
            "struck on one day": float(near and widest == 0),
            "struck in one month": float(near and 0 < widest <= _MONTH),
            "struck in one year": float(near and widest > _MONTH),
            "struck at other times": float(not near),
        }
        return found | {"new": float(one.fresh != other.fresh and not (near and widest == 0))}
    found["new"] = float(one.fresh != other.fresh)
    dated = struck[0] or days(one.told), struck[1] or days(other.told)
    if dated[0] and dated[1]:
        found["told in one week"] = float(dated[0].gap(dated[1]) < _WEEK)
    weeks = _weeks(one, other)
    if "ceasefire" in (one.kind, other.kind):
        found["weeks between ceasefires"] = float(max(0, weeks - _HOLDS))
    elif not _as_written(one, other):
        found["weeks between"] = float(weeks)
    return found


def _weeks(one: AgreementProfile, other: AgreementProfile) -> int:
    """Weeks between the days on which they were struck, else told of; 0 where one tells neither.

    Of what has turned since the nearest of all days count: it may have been struck long before.
    """
    turned = bool(one.turns or other.turns)
    if turned and not all(who.turns or who.told for who in (one, other)):
        return 0
    dates = told_of(one), told_of(other)
    return weeks_between(*dates) if turned else weeks_between(*(found[:1] for found in dates))


def weeks_between(one: Iterable[Days], other: Sequence[Days]) -> int:
    """Whole weeks between the nearest of some days, up to twelve; 0 where none are told."""
    gaps = [first.gap(second) for first in one for second in other]
    return min(min(gaps, default=0) // _WEEK, _MOST_WEEKS)


def told_of(one: AgreementProfile) -> tuple[Days, ...]:
    """When it was struck, when something became of it, when it is told of; what is known of it."""
    return _dates(one.struck, one.turns, one.told)


@lru_cache(maxsize=16384)
def _dates(struck: str | None, turns: tuple[str, ...], told: str | None) -> tuple[Days, ...]:
    turned = (turn.rpartition(" ")[2] for turn in turns)
    return tuple(found for value in (struck, *turned, told) if (found := days(value)))


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
