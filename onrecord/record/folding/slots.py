"""One value for a slot from what many tellings say of it, and the sides where they disagree.

A value that is only vaguer than another («February» beside «28 February») is no other value: it
speaks for the finer one. Of finest values that cannot all be right the one that most independent
outlets give stands; the others are not lost, they are sides of a dispute.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from onrecord.facts import DateSlot, DurationSlot, PlaceSlot
from onrecord.record.folding.gathering import Gathered, Heard
from onrecord.record.folding.where import Where, same_place, vaguer_place, where
from onrecord.record.identity.days import Days
from onrecord.record.periods import Interval, covers, duration, overlap, period
from onrecord.record.things import Indices
from onrecord.vocabulary import Mod

V = TypeVar("V")
M = TypeVar("M")

# A date that stands in the words or was carried from words before; the others are taken from when
# the report came out, and neither make a dispute nor beat words.
TOLD_BASES = frozenset({None, "words", "carried"})
_BASIS = {"words": 0, None: 1, "carried": 2, "dateline": 3, "publication": 4}


@dataclass(frozen=True, slots=True)
class Claim(Generic[V]):
    """A value and the tellings that give it."""

    value: V
    told: Indices


@dataclass(frozen=True, slots=True)
class Meaning(Generic[V, M]):
    """A claim with what its value means, for comparing."""

    claim: Claim[V]
    means: M
    text: str


@dataclass(frozen=True, slots=True)
class Value(Generic[V, M]):
    """One value that tellings give: what it means, how it is shown, and which give it."""

    text: str
    means: M
    shown: V
    told: Indices


@dataclass(frozen=True, slots=True)
class Likeness(Generic[M]):
    """How meanings are compared: whether both can be right, whether one is only vaguer."""

    agree: Callable[[M, M], bool]
    vaguer: Callable[[M, M], bool]


def _days_agree(one: Days, other: Days) -> bool:
    return one.gap(other) == 0


def _days_vaguer(one: Days, other: Days) -> bool:
    return one != other and one.covers(other)


def _interval_vaguer(one: Interval, other: Interval) -> bool:
    return one != other and covers(one, other)


DAYS: Likeness[Days] = Likeness(_days_agree, _days_vaguer)
NUMBERS: Likeness[Interval] = Likeness(overlap, _interval_vaguer)
PLACES: Likeness[Where] = Likeness(same_place, vaguer_place)


def claims(heard: Iterable[Heard], name: str) -> list[Claim[Any]]:
    """What the parts say in the slot ``name``, those that say nothing left out."""
    found = []
    for one in heard:
        value = getattr(one.part, name, None)
        if value and getattr(value, "value", value) is not None:
            found.append(Claim(value, one.of_slot(value)))
    return found


def dates(told: Iterable[Claim[DateSlot]]) -> list[Meaning[DateSlot, Days]]:
    """Claims of dates that name days, words before what is taken from the report's own date."""
    found = [
        Meaning(one, days, one.value.value or "")
        for one in told
        if (days := period(one.value.value)) is not None
    ]
    said = [one for one in found if one.claim.value.basis in TOLD_BASES]
    return said or found


def stated_dates(told: Iterable[Claim[DateSlot]]) -> list[Meaning[DateSlot, Days]]:
    """Claims of dates that stand on words: those that can be disputed."""
    return [one for one in dates(told) if one.claim.value.basis in TOLD_BASES]


def durations(told: Iterable[Claim[DurationSlot]]) -> list[Meaning[DurationSlot, Interval]]:
    """Claims of durations that say a number."""
    return [
        Meaning(one, meant, f"{_MOD_WORDS.get(_mod(one.value) or '', '')}{one.value.value}")
        for one in told
        if (meant := duration(one.value.value, _mod(one.value))) is not None
    ]


def _mod(slot: DurationSlot) -> Mod | None:
    return getattr(slot, "mod", None)  # a term has none


_MOD_WORDS = {
    "LESS_THAN": "<", "MORE_THAN": ">", "EQUAL_OR_LESS": "≤", "EQUAL_OR_MORE": "≥", "APPROX": "~",
}  # fmt: skip


def places(told: Iterable[Claim[PlaceSlot]]) -> list[Meaning[PlaceSlot, Where]]:
    """Claims of places."""
    return [Meaning(one, where(one.value), one.value.name) for one in told]


def values(meant: Iterable[Meaning[V, M]]) -> list[Value[V, M]]:
    """The different values, first told first; each is shown as the telling has it whose date
    stands on the strongest words."""
    met: dict[str, list[Meaning[V, M]]] = {}
    for one in meant:
        met.setdefault(one.text, []).append(one)
    found = []
    for text, same in met.items():
        shown = same[0]
        if len(same) > 1:
            shown = min(same, key=lambda m: (_basis(m.claim.value), m.claim.told))
        told = same[0].claim.told if len(same) == 1 else _united(m.claim.told for m in same)
        found.append(Value(text, shown.means, shown.claim.value, told))
    return sorted(found, key=lambda value: (value.told, value.text))


def finest(given: Sequence[Value[V, M]], like: Likeness[M]) -> list[Value[V, M]]:
    """Those that no other one is a finer value of."""
    return [
        one
        for one in given
        if not any(like.vaguer(one.means, other.means) for other in given if other is not one)
    ]


def best(
    gathered: Gathered, meant: Iterable[Meaning[V, M]], like: Likeness[M]
) -> Value[V, M] | None:
    """The finest value that most independent outlets give or allow.

    Of equals the one that stands on words, is longest (most precise in writing), has the more
    outlets for itself, was told first.
    """
    given = values(meant)
    if len(given) < 2:
        return given[0] if given else None

    def rank(one: Value[V, M]) -> tuple[Any, ...]:
        allowed = _united(o.told for o in given if o is one or like.vaguer(o.means, one.means))
        own = -gathered.outlets(one.told)
        basis = _basis(one.shown)
        return -gathered.outlets(allowed), basis, -len(one.text), own, one.told, one.text

    return min(finest(given, like), key=rank)


def sides(meant: Iterable[Meaning[V, M]], like: Likeness[M]) -> list[tuple[str, Indices]]:
    """The values that cannot all be right, each with the tellings that give or allow only it.

    Finest values that agree (also by way of a third) are one side, named by the one told most
    often. Fewer than two: no dispute.
    """
    given = values(meant)
    if len(given) < 2:
        return []
    groups: list[list[Value[V, M]]] = []
    for one in finest(given, like):
        near = [g for g in groups if any(like.agree(one.means, o.means) for o in g)]
        groups = [g for g in groups if g not in near] + [[o for g in near for o in g] + [one]]
    if len(groups) < 2:
        return []
    found: list[tuple[str, Indices]] = []
    allowed: dict[int, list[Indices]] = {}
    for one in given:
        fits = [
            at
            for at, group in enumerate(groups)
            if any(o is one or like.agree(one.means, o.means) for o in group)
        ]
        if len(fits) == 1:
            allowed.setdefault(fits[0], []).append(one.told)
    for at, group in enumerate(groups):
        often = max(group, key=lambda o: (len(o.told), [-n for n in o.told]))
        found.append((often.text, _united(allowed[at])))
    return sorted(found, key=lambda side: (side[1], side[0]))


def fold_date(gathered: Gathered, told: Sequence[Claim[DateSlot]]) -> DateSlot | None:
    """The date of many; one that names no day («199X») only where none does."""
    found = best(gathered, dates(told), DAYS)
    if found is None:
        plain = most(gathered, [Claim(c.value.value, c.told) for c in told])
        if plain is None:
            return None
        shown = min((c for c in told if c.value.value == plain.value), key=lambda c: c.told)
        return replace(shown.value, told=plain.told)
    return replace(found.shown, told=found.told)


def fold_place(gathered: Gathered, told: Sequence[Claim[PlaceSlot]]) -> PlaceSlot | None:
    """The place of many."""
    found = best(gathered, places(told), PLACES)
    return replace(found.shown, told=found.told) if found else None


def fold_duration(gathered: Gathered, told: Sequence[Claim[DurationSlot]]) -> DurationSlot | None:
    """The duration of many."""
    found = best(gathered, durations(told), NUMBERS)
    if found is None:
        first = min(told, key=lambda c: c.told, default=None)
        return replace(first.value, told=first.told) if first else None
    return replace(found.shown, told=found.told)


def most(
    gathered: Gathered, told: Iterable[Claim[V]], prefer: Callable[[V], int] | None = None
) -> Claim[V] | None:
    """The value that most independent outlets give, with all tellings that give it; of equals the
    least by ``prefer``, then the one told first. Case, and the order of a list, make no value."""
    met: dict[Any, list[int]] = {}
    shown: dict[Any, V] = {}
    for one in sorted(told, key=lambda c: c.told):
        name: Any = one.value
        if isinstance(name, str):
            name = name.casefold()
        elif isinstance(name, tuple):
            name = tuple(sorted(name))
        met.setdefault(name, []).extend(one.told)
        shown.setdefault(name, one.value)
    if not met:
        return None
    name = min(
        met, key=lambda n: (-gathered.outlets(met[n]), prefer(shown[n]) if prefer else 0, met[n])
    )
    return Claim(shown[name], tuple(sorted(set(met[name]))))


def united(gathered: Gathered, told: Iterable[Claim[tuple[str, ...]]]) -> dict[str, Indices]:
    """All members of many lists, the most widely told first, each with the tellings that name it.

    A state that only stands for its representative elsewhere («Russia» beside «Lavrov») is told by
    him: it is left out where no account names it beside one who represents it.
    """
    met: dict[str, list[int]] = {}
    beside: set[str] = set()
    for one in told:
        sides_ = {id: gathered.side(id) for id in one.value}
        for id in one.value:
            met.setdefault(id, []).extend(one.told)
            if any(o != id and side == sides_[id] for o, side in sides_.items()):
                beside.add(id)
    acted = {gathered.side(id) for id in met if not _is_state(gathered, id)}
    kept = [
        id
        for id in met
        if id in beside or not (_is_state(gathered, id) and gathered.side(id) in acted)
    ]
    place = {id: at for at, id in enumerate(met)}  # first told, then as first listed
    kept.sort(key=lambda id: (-gathered.outlets(met[id]), met[id][0], place[id]))
    return {id: tuple(sorted(set(met[id]))) for id in kept}


def _is_state(gathered: Gathered, id: str) -> bool:
    ref = gathered.refs.get(id)
    return ref is not None and ref.kind == "state"


def _united(told: Iterable[Indices]) -> Indices:
    return tuple(sorted({at for some in told for at in some}))


def _basis(value: Any) -> int:
    return _BASIS.get(getattr(value, "basis", None), 1)
