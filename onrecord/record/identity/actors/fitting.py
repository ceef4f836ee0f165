"""How a component of actors is decided: the best described first, nobody by a guess.

Average linkage would put a surname that two families bear to one of them by the order of names.
Here the well told are put together first; whoever is told by less joins where it fits one alone,
or one far better than all others, and else stays by itself. A short name never brings two
together.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations

from onrecord.record.clusters import NEVER, Pair, clusters
from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.names import parsed
from onrecord.record.identity.actors.sketching import Sketch

__all__ = ["fitted", "level"]

# How much better than all others a fit must be where there are several: what one office counts.
LEAD = 2.0
# The same for a surname alone, beside a cluster that may be of the same one: what a state counts.
LEAD_IN_ONE = 0.9
# From which points on two are surely not one.
OTHERS = -1.0
_SHORT = 4  # the level of names with initials
_BARE = 5  # the level of single names
_NOT_THAT_NAME = -4.0  # from which points on a name does not fit at all


def fitted(
    sketches: Mapping[int, Sketch],
    points: Mapping[Pair, float],
    *,
    apart: AbstractSet[Pair] = frozenset(),
    together: AbstractSet[Pair] = frozenset(),
) -> list[list[int]]:
    """The clusters of one component: sorted lists of names, in the order of their first.

    ``points`` and pairs as in ``clusters``; points that are missing are made from the sketches.
    """
    component = _Component(sketches, dict(points), apart)
    made: list[list[int]] = []
    groups = _groups(sketches, together, apart)
    for level in sorted({component.level(group) for group in groups}):
        made = component.placed([one for one in groups if component.level(one) == level], made)
    return sorted(sorted(one) for one in made)


def _groups(
    names: Iterable[int], together: AbstractSet[Pair], apart: AbstractSet[Pair]
) -> list[list[int]]:
    """What a reviewer has joined, as one; where a split forbids it, the split holds."""
    ordered = sorted(names)
    known = set(ordered)
    pairs = {pair: 1.0 for pair in together if known.issuperset(pair)}
    if not pairs:
        return [[name] for name in ordered]
    return clusters(ordered, {}, apart=apart & set(combinations(ordered, 2)), together=set(pairs))


class _Component:
    """Sketches by name, with the points of their pairs."""

    def __init__(
        self, sketches: Mapping[int, Sketch], points: dict[Pair, float], apart: AbstractSet[Pair]
    ) -> None:
        self._sketches = sketches
        self._points = points
        self._apart = apart

    def level(self, group: list[int]) -> int:
        """How well the best of a group is described: 0 best."""
        return min(level(self._sketches[name]) for name in group)

    def placed(self, groups: list[list[int]], made: list[list[int]]) -> list[list[int]]:
        """``made`` with the groups of one level: where they fit, else among themselves."""
        homes = {at: self._home(group, made) for at, group in enumerate(groups)}
        joined = [list(one) for one in made]
        free = []
        for at, group in enumerate(groups):
            home = homes[at]
            if home is None:
                free.append(group)
            elif home < 0 or self._barred(group, joined[home]):
                joined.append(list(group))
            else:
                joined[home] += group
        return joined + self._among(free)

    def _barred(self, group: list[int], home: list[int]) -> bool:
        return any(_pair(a, b) in self._apart for a in group for b in home)

    def _home(self, group: list[int], made: list[list[int]]) -> int | None:
        """Which cluster a group fits: its place, None where none does, -1 where several do."""
        fits = sorted(((self._fit(group, one), at) for at, one in enumerate(made)), reverse=True)
        fits = [fit for fit in fits if fit[0] > 0]
        if not fits:
            return None
        best, home = fits[0]
        for fit, other in fits[1:]:
            one = self.level(group) == _BARE and self._mean(made[home], made[other]) > 0
            if best - fit < (LEAD_IN_ONE if one else LEAD):
                return -1
        return home

    def _among(self, groups: list[list[int]]) -> list[list[int]]:
        """Groups of one level by average linkage, without those that fit two who are not one."""
        names = range(len(groups))
        points = {(a, b): self._mean(groups[a], groups[b]) for a, b in combinations(names, 2)}
        near: dict[int, list[int]] = {name: [] for name in names}
        for (a, b), value in points.items():
            if value > 0:
                near[a].append(b)
                near[b].append(a)
        torn = {
            name
            for name, likes in near.items()
            if any(
                _of(points, a, b) <= OTHERS
                and abs(_of(points, name, a) - _of(points, name, b)) < LEAD
                for a, b in combinations(likes, 2)
            )
        }
        made = clusters([name for name in names if name not in torn], points)
        return [[n for at in one for n in groups[at]] for one in made] + [groups[at] for at in torn]

    def _fit(self, group: list[int], home: list[int]) -> float:
        """How well a group fits a cluster; for a short name what fits it best in there says it."""
        values = [self._pair_points(a, b) for a in group for b in home]
        if self.level(group) < _SHORT or min(values) <= _NOT_THAT_NAME:
            return self._mean(group, home)
        return max(values)

    def _mean(self, group: list[int], other: list[int]) -> float:
        values = [self._pair_points(a, b) for a in group for b in other]
        return NEVER if min(values) <= NEVER else sum(values) / len(values)

    def _pair_points(self, one: int, other: int) -> float:
        pair = _pair(one, other)
        if pair in self._apart:
            return NEVER
        if pair not in self._points:
            told = likeness(self._sketches[one], self._sketches[other])
            self._points[pair] = sum(told.values())
        return self._points[pair]


def _of(points: Mapping[Pair, float], one: int, other: int) -> float:
    return points[_pair(one, other)]


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def level(sketch: Sketch) -> int:
    """How well a sketch tells who it is, 0 best: identified, full names by what else is told,
    names with initials, single names."""
    if sketch.sort != "person" or sketch.ident:
        return 0
    name = parsed(sketch.name)
    if name.bare:
        return _BARE
    if sketch.short:
        return _SHORT
    return 3 - bool(sketch.state) - bool(sketch.office or sketch.walk)
