"""Very many profiles that may be of one thing, decided without looking at every pair.

Up to ``MANY`` profiles every pair counts. Beyond, some are decided first, the way a component
is (those of least name, which are hashes: a sample that no order of adding chooses), and each of
the others joins the cluster whose members it fits best, in the mean, or none. Whoever fits none
is decided in the next round in the same way. Work grows with the number of profiles. The idea is
that of Cutting, Karger, Pedersen & Tukey's «Buckshot» (1992), in rounds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Any, Protocol, TypeVar, runtime_checkable

from onrecord.record.clusters import Pair
from onrecord.record.identity.deciding import decide
from onrecord.record.identity.protocol import Identity

__all__ = ["MANY", "Ranking", "decide_many", "tied"]

P = TypeVar("P")
P_contra = TypeVar("P_contra", contravariant=True)
Of = Callable[[int, int], float]

MANY = 128
_CORE = 64  # profiles that are decided by every pair, in each round
_SAMPLE = 12  # members of a cluster that others are held against


@runtime_checkable
class Ranking(Protocol[P_contra]):
    """A room that wants the best told decided first, and nobody placed by a guess."""

    @property
    def lead(self) -> float:
        """How much better than all other clusters the one must be that a profile joins."""

    def rank(self, profile: P_contra) -> int:
        """How well a profile tells what it is of: 0 best."""


def decide_many(
    identity: Identity[P],
    profiles: Mapping[int, P],
    of: Of,
    *,
    apart: AbstractSet[Pair] = frozenset(),
    together: AbstractSet[Pair] = frozenset(),
) -> list[list[int]]:
    """The things that the profiles of one component tell of, however many: sorted lists.

    ``of`` gives the sum of the evidence for two. Pairs in ``apart`` and ``together`` have the
    smaller name first.
    """
    if len(profiles) <= MANY:
        return _whole(identity, profiles, of, sorted(profiles), apart, together)
    judged = {name for pair in together for name in pair}
    room: Any = identity
    rank = room.rank if isinstance(room, Ranking) else _same
    order = sorted(profiles, key=lambda n: (n not in judged, rank(profiles[n]), n))
    blocks = {name: identity.blocks(profiles[name]) for name in order}
    barred = _neighbours(apart)
    lead = room.lead if isinstance(room, Ranking) else 0.0
    found: list[list[int]] = []
    while order:
        size = max(_CORE, sum(name in judged for name in order))
        core, rest = order[:size], order[size:]
        made = _whole(identity, profiles, of, core, apart, together)
        samples = [one[:_SAMPLE] for one in made]
        near = _near(samples, blocks)
        order = []
        for name in rest:
            homes = sorted({at for block in blocks[name] for at in near.get(block, ())})
            fits = sorted((-_mean(of, name, samples[at]), at) for at in homes)
            if not fits or fits[0][0] >= 0:
                order.append(name)
            elif len(fits) > 1 and fits[1][0] < 0 and fits[1][0] - fits[0][0] < lead:
                found.append([name])
            elif barred[name].isdisjoint(made[fits[0][1]]):
                made[fits[0][1]].append(name)
            else:
                order.append(name)
        found += made
    return sorted(map(sorted, _rejoined(identity, profiles, of, found, apart, barred)))


def _rejoined(
    identity: Identity[P],
    profiles: Mapping[int, P],
    of: Of,
    found: list[list[int]],
    apart: AbstractSet[Pair],
    barred: Mapping[int, set[int]],
) -> list[list[int]]:
    """Clusters of several rounds that are one thing, put together by some members of each."""
    if len(found) > MANY or len(found) < 2:
        return found
    samples = [sorted(one)[: min(_SAMPLE, MANY // len(found))] for one in found]
    at = {name: number for number, names in enumerate(samples) for name in names}
    bound = {pair for names in samples for pair in combinations(names, 2)}
    joined: list[list[int]] = []
    for group in _whole(identity, profiles, of, at, apart, bound):
        whole: list[int] = []
        for number in sorted({at[name] for name in group}):
            names = found[number]
            if any(not barred[name].isdisjoint(whole) for name in names):
                joined.append(names)
            else:
                whole += names
        joined.append(whole)
    return joined


def tied(identity: Identity[P], profiles: Mapping[int, P], of: Of) -> list[Pair]:
    """Pairs that evidence ties, enough of them to tell what hangs together.

    Only those that share a block are looked at, and of these none that hang together already.
    """
    here: dict[str, list[int]] = defaultdict(list)
    for name in sorted(profiles):
        for block in identity.blocks(profiles[name]):
            here[block].append(name)
    joined = Joined()
    found: list[Pair] = []
    for block in sorted(here):
        groups: list[list[int]] = []
        for name in here[block]:
            found += joined.met(groups, name, lambda one, other: of(one, other) > 0)
    return found


class Joined:
    """What hangs together, as far as it has been told."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, name: int) -> int:
        """One of those that the name hangs together with, the same for all of them."""
        above = self._above
        top = name
        while above.get(top, top) != top:
            top = above[top]
        while name != top:
            above[name], name = top, above.get(name, name)
        return top

    def tie(self, one: int, other: int) -> None:
        """The two hang together."""
        first, second = self.of(one), self.of(other)
        self._above[max(first, second)] = min(first, second)

    def met(
        self,
        groups: list[list[int]],
        name: int,
        alike: Callable[[int, int], bool],
        end: Callable[[int], int] = int,
    ) -> list[Pair]:
        """The ties of a name to some groups, each of which hangs together; then it is in one.

        With a group that the name hangs together with already none is looked for. ``end`` gives
        what hangs together in a name's stead: the component that it stands in.
        """
        mine, apart, found = [name], [], []
        for group in groups:
            if self.of(end(group[0])) != self.of(end(name)):
                like = next((other for other in group if alike(name, other)), None)
                if like is None:
                    apart.append(group)
                    continue
                self.tie(end(name), end(like))
                found.append((end(name), end(like)))
            few, mine = sorted((mine, group), key=len)
            mine += few
        groups[:] = [*apart, mine]
        return found


def _same(profile: object) -> int:
    return 0


def _whole(
    identity: Identity[P],
    profiles: Mapping[int, P],
    of: Of,
    names: Iterable[int],
    apart: AbstractSet[Pair],
    together: AbstractSet[Pair],
) -> list[list[int]]:
    """Decided by every pair."""
    ordered = sorted(names)
    inside = set(ordered)
    return decide(
        identity,
        {name: profiles[name] for name in ordered},
        {pair: of(*pair) for pair in combinations(ordered, 2)},
        apart={pair for pair in apart if inside.issuperset(pair)},
        together={pair for pair in together if inside.issuperset(pair)},
    )


def _neighbours(pairs: Iterable[Pair]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def _near(samples: list[list[int]], blocks: Mapping[int, frozenset[str]]) -> Mapping[str, set[int]]:
    """Which clusters have a member in each block."""
    found: dict[str, set[int]] = defaultdict(set)
    for at, names in enumerate(samples):
        for name in names:
            for block in blocks[name]:
                found[block].add(at)
    return found


def _mean(of: Of, name: int, others: list[int]) -> float:
    return sum(of(name, other) for other in others) / len(others)
