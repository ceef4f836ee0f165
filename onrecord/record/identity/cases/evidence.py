"""What speaks for and against two accounts being of one case, in points."""

from collections.abc import Mapping
from functools import cache, lru_cache

from onrecord.record.identity.actors.matching import match
from onrecord.record.identity.actors.names import frequent, parsed
from onrecord.record.identity.cases.blocks import blocks, many
from onrecord.record.identity.cases.profile import TAKEN, CaseProfile
from onrecord.record.identity.days import days
from onrecord.record.identity.protocol import Evidence
from onrecord.tables import rows

# Points that two count for at most which nobody would look for one by the other.
UNSOUGHT = -1.0


@cache
def _points() -> Mapping[str, float]:
    return {row["evidence"]: float(row["points"]) for row in rows("same_case")}


def evidence(one: CaseProfile, other: CaseProfile) -> Evidence:
    """Points by the name of the evidence (tables/same_case.tsv). Symmetric."""
    units = {"always": 1.0} | _persons(one, other) | _ground(one, other) | _times(one, other)
    found = {name: _points()[name] * unit for name, unit in units.items() if unit}
    if sum(found.values()) > UNSOUGHT and not blocks(one) & blocks(other):
        found["unsought"] = UNSOUGHT - sum(found.values())
    return found


def _persons(one: CaseProfile, other: CaseProfile) -> dict[str, float]:
    """What names and descriptions say."""
    found = {
        "nation": float(bool(set(one.nations) & set(other.nations))),
        "other nation": float(_apart(one.nations, other.nations)),
    }
    if not (one.name and other.name):
        return found | _trades(one, other) | _not_named(one, other)
    kind, spelled = _match(one.name, other.name)
    if kind in _BARE:
        found |= _trades(one, other)
    often = frequent(parsed(one.name)) or frequent(parsed(other.name))
    return found | {
        kind: 1.0,
        "other spelling": float(spelled < 1),
        "frequent name": float(often and kind != "other name"),
        "identifier": float(bool(one.ident) and one.ident == other.ident),
    }


_BARE = frozenset({"surname", "single name"})  # what the person is counts where names are short


def _trades(one: CaseProfile, other: CaseProfile) -> dict[str, float]:
    return {
        "trade": float(bool(set(one.trades) & set(other.trades))),
        "other trade": float(_apart(one.trades, other.trades)),
    }


def _not_named(one: CaseProfile, other: CaseProfile) -> dict[str, float]:
    several = bool(one.count), bool(other.count)
    return {
        "not named": 1.0,
        "count": float(many(one) and one.count == other.count),
        "uneven count": float(many(one) and one.count == other.count and int(one.count) % 10 > 0),
        "states around": float(len(_sides(one) & _sides(other)) > 1),
        "other count": float(all(several) and one.count != other.count),
        "one and several": float(any(several) and bool(one.name or other.name)),
    }


def _sides(one: CaseProfile) -> set[str]:
    """The states of a case that tells of several: what the report is about, theirs, the holder."""
    return {*one.around, *one.nations, *filter(None, (one.holder,))} if one.count else set()


@lru_cache(maxsize=16384)
def _match(one: str, other: str) -> tuple[str, float]:
    met = match(parsed(one), parsed(other), frozenset())
    return met.kind, met.spelled


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both tell something, and nothing in common."""
    return bool(one and other) and not set(one) & set(other)


def _ground(one: CaseProfile, other: CaseProfile) -> dict[str, float]:
    """Who holds the person, and on what charge."""
    named = bool(one.name and other.name)
    apart = _apart(one.charges, other.charges)
    found = {
        "charge": float(bool(set(one.charges) & set(other.charges))),
        "other charge": float(named and apart),
        "other charge of one not named": float(apart and not named),
    }
    if one.holder and other.holder:
        same = one.holder == other.holder
        found |= {"holder": float(same), "other holder": float(not same)}
    return found


_DAYS, _WEEKS = 3, 60  # detained and, days later, arrested; told of by some weeks off
_MONTH = 31
_YEAR, _YEARS = 365, 5.0
_NEAR = 45


def _times(one: CaseProfile, other: CaseProfile) -> dict[str, float]:
    """Whether they were taken at one time, and whether the one was free before the other was."""
    taken = days(one.taken), days(other.taken)
    found: dict[str, float] = _steps(one, other)
    if taken[0] and taken[1]:
        gap = taken[0].gap(taken[1])
        width = max(taken[0].last - taken[0].first, taken[1].last - taken[1].first)
        found |= {
            "taken on one day": float(gap <= _DAYS and width == 0),
            "taken in one month": float(gap == 0 and 0 < width <= _MONTH),
            "taken in one year": float(gap == 0 and width > _MONTH),
            "taken some days apart": float(
                _DAYS < gap <= _WEEKS or (width > 0 and 0 < gap <= _WEEKS)
            ),
            "taken long apart": float(gap > _WEEKS),
        }
    before = _before(one, other) or _before(other, one)
    found["free before"] = float(before)
    found["free, and a step behind"] = float(
        not before and (_goes_on(one, other) or _goes_on(other, one))
    )
    between = _between(one, other)
    found["years between"] = min(between // _YEAR, _YEARS)
    named = bool(one.name and other.name)
    found["told near"] = float(between <= _NEAR and (not named or _bare(one) or _bare(other)))
    return found


def _bare(one: CaseProfile) -> bool:
    """Whether of a person no more than a surname is told, which few have."""
    name = parsed(one.name)
    return name.bare and not frequent(name)


def _steps(one: CaseProfile, other: CaseProfile) -> dict[str, float]:
    """Further steps that both date alike: sentenced on one day."""
    later = [{s for s in who.steps if s.split()[0] not in TAKEN} for who in (one, other)]
    return {"step": float(min(len(later[0] & later[1]), 2))}


def _before(one: CaseProfile, other: CaseProfile) -> bool:
    """Whether the one was free, or was told of, before the other was taken."""
    taken = days(other.taken)
    known = days(one.ended) or days(one.told)
    return bool(taken and known) and known.last < taken.first if taken and known else False


def _goes_on(one: CaseProfile, other: CaseProfile) -> bool:
    """Whether the one was free in a year before the last step of the other, who never was."""
    if not (one.ended and other.last) or other.ended:
        return False
    return one.ended[:4] < other.last


def _between(one: CaseProfile, other: CaseProfile) -> float:
    """Days between what the two tell."""
    spans = []
    for who in (one, other):
        steps = [step.split()[1] for step in who.steps]
        dates = [days(date) for date in (*steps, who.taken, who.ended, who.last, who.told)]
        known = [date for date in dates if date]
        if not known:
            return float(_NEAR + 1)
        spans.append((min(d.first for d in known), max(d.last for d in known)))
    return float(max(0, spans[0][0] - spans[1][1], spans[1][0] - spans[0][1]))
