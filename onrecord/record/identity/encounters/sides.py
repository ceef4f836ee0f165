"""Who stands for whom: the participants of two accounts laid side by side."""

from dataclasses import dataclass
from functools import lru_cache

from onrecord.record.identity.sketches import Sketch, alike, same_side

# How far two participants must be alike to be taken for one.
_ONE = 0.3


@dataclass(frozen=True, slots=True)
class Sides:
    """How many participants of two accounts are the same, and how many are left over.

    ``people``: one person, or one office and its holder. ``bodies``: one state, body or group.
    ``behalf``: a state and somebody who acts for it. ``opposed``: pairs of those left over on both
    sides, who speak against one encounter; ``vague``: such pairs where one is described so that it
    might be anybody. ``beyond``: those that only one account has. ``fewest`` is the number of
    participants of the account that names fewer.
    """

    people: int
    bodies: int
    behalf: int
    opposed: int
    vague: int
    beyond: int
    fewest: int

    @property
    def matched(self) -> int:
        """How many participants of one have a counterpart in the other."""
        return self.people + self.bodies + self.behalf


@lru_cache(maxsize=65536)
def sides(one: tuple[Sketch, ...], other: tuple[Sketch, ...]) -> Sides:
    """Lay two lists of participants side by side; symmetric.

    The surest pairs are taken first (greedily: lists are short, and who is surely one has hardly
    ever a choice); of equals those that come first by content.
    """
    one, other = sorted((one, other), key=repr)
    open_pairs = sorted(
        (-level, i, j)
        for i, mine in enumerate(one)
        for j, yours in enumerate(other)
        if (level := _level(mine, yours))
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    count = {_PERSON: 0, _BODY: 0, _BEHALF: 0}
    for level, i, j in open_pairs:
        if i not in taken[0] and j not in taken[1]:
            count[-level] += 1
            taken[0].add(i)
            taken[1].add(j)
    left = len(one) - len(taken[0]), len(other) - len(taken[1])
    anybody = sum(
        not who.state and who.sort == "described"
        for side, met in zip((one, other), taken, strict=True)
        for at, who in enumerate(side)
        if at not in met
    )
    vague = min(anybody, *left)
    return Sides(
        people=count[_PERSON],
        bodies=count[_BODY],
        behalf=count[_BEHALF],
        opposed=min(left) - vague,
        vague=vague,
        beyond=max(left) - min(left),
        fewest=min(len(one), len(other)),
    )


_PERSON, _BODY, _BEHALF = 3, 2, 1


@lru_cache(maxsize=65536)
def _level(one: Sketch, other: Sketch) -> int:
    """What two participants are to each other, 0 for two that are not the same."""
    single = one.sort in _SINGLE and other.sort in _SINGLE
    if alike(one, other) >= _ONE or (single and _holds(one, other)):
        return _PERSON if single else _BODY
    if same_side(one, other):
        return 0 if _two(one, other) else _BEHALF
    return _BEHALF if _called(one, other) or _called(other, one) else 0


_SINGLE = frozenset({"person", "office"})


def _holds(one: Sketch, other: Sketch) -> bool:
    """Whether one may be the holder of the other's office, in so many words."""
    offices = one.office == other.office != ""
    return one.sort != other.sort and offices and same_side(one, other)


def _called(one: Sketch, other: Sketch) -> bool:
    """Whether one is a name alone («Smith»), and a name of the other."""
    bare = one.sort == "described" and not one.state
    return bare and other.sort in ("person", "described") and one.name in other.name.split()


def _two(one: Sketch, other: Sketch) -> bool:
    """Whether two who act for one state are surely not one: two people, two offices."""
    if one.sort == other.sort:
        return one.sort in _SINGLE
    if one.sort in _SINGLE and other.sort in _SINGLE:
        return bool(one.office and other.office) or bool(one.ident and other.ident)
    return False
