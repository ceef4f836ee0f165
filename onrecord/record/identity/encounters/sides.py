"""Who stands for whom: the participants of two accounts laid side by side."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from onrecord.record.identity.encounters.words import ranks
from onrecord.record.identity.sketches import Sketch, alike, same_side

# How far two participants must be alike to be taken for one.
_ONE = 0.3


@dataclass(frozen=True, slots=True)
class Sides:
    """How many participants of two accounts are the same, and how many are left over.

    ``people``: one person, or one office and its holder. ``bodies``: one state, body or group.
    ``behalf``: a state and somebody who acts for it, or who seems to.
    ``near``: somebody of whom no state is told, in a report about the state of the other.
    ``vague``: two of whom too
    little is told to say that they are one or two. ``opposed``: pairs of those left over on both
    sides, who speak against one encounter. ``beyond``: those that only one account has.
    ``fewest`` is the number of participants of the account that names fewer.
    """

    people: int
    bodies: int
    behalf: int
    near: int
    vague: int
    opposed: int
    beyond: int
    fewest: int


_PERSON, _BODY, _BEHALF, _NEAR, _VAGUE = 5, 4, 3, 2, 1
Party = tuple[Sketch, ...]


@lru_cache(maxsize=16384)
def sides(
    one: Party, other: Party, around: tuple[str, ...] = (), about: tuple[str, ...] = ()
) -> Sides:
    """Lay two lists of participants side by side; symmetric.

    ``around`` are the states that the report of the one is about, ``about`` those of the other.

    The surest pairs are taken first (greedily: lists are short, and who is surely one has hardly
    ever a choice); of equals those that come first by content.
    """
    (one, around), (other, about) = sorted(((one, around), (other, about)), key=repr)
    open_pairs = sorted(
        (-level, i, j)
        for i, mine in enumerate(one)
        for j, yours in enumerate(other)
        if (level := _nearer(mine, yours, around, about))
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    count = Counter[int]()
    for level, i, j in open_pairs:
        if i not in taken[0] and j not in taken[1]:
            count[-level] += 1
            taken[0].add(i)
            taken[1].add(j)
    left = len(one) - len(taken[0]), len(other) - len(taken[1])
    return Sides(
        people=count[_PERSON],
        bodies=count[_BODY],
        behalf=count[_BEHALF],
        near=count[_NEAR],
        vague=count[_VAGUE],
        opposed=min(left),
        beyond=max(left) - min(left),
        fewest=min(len(one), len(other)),
    )


def _nearer(one: Sketch, other: Sketch, around: tuple[str, ...], about: tuple[str, ...]) -> int:
    """``_level``, for two of whom too little is told with what the reports are about."""
    level = _level(one, other)
    if level == _VAGUE and (one.state in about if one.state else other.state in around):
        return _NEAR
    return level


@lru_cache(maxsize=16384)
def _level(one: Sketch, other: Sketch) -> int:
    """What two participants are to each other, 0 for two that are not the same. Symmetric."""
    single = one.sort in _SINGLE and other.sort in _SINGLE
    office = bool(_office(one)) and one.office == other.office and one.sort != other.sort
    if alike(one, other) >= _ONE or (single and office and same_side(one, other)):
        return _PERSON if single else _BODY
    if same_side(one, other):
        return 0 if _two(one, other) else _BEHALF
    if _called(one, other) or _called(other, one):
        return _BEHALF
    if (one.state and other.state) or not _open(one, other):
        return 0
    return _BEHALF if single and office else _VAGUE


_SINGLE = frozenset({"person", "office"})


def _two(one: Sketch, other: Sketch) -> bool:
    """Whether two who act for one state are surely not one: two people, two offices."""
    if one.sort == other.sort:
        return one.sort in _SINGLE
    if one.sort in _SINGLE and other.sort in _SINGLE:
        return bool(_office(one) and _office(other)) or bool(one.ident and other.ident)
    return False


def _office(one: Sketch) -> str:
    """The office of an actor; a rank («general») is none, for who has one may have another."""
    return "" if one.office in ranks() else one.office


def _called(one: Sketch, other: Sketch) -> bool:
    """Whether one is a name alone («Smith»), and a name of the other."""
    bare = one.sort == "described" and not one.state
    return bare and other.sort in ("person", "described") and one.name in other.name.split()


def _open(one: Sketch, other: Sketch) -> bool:
    """Whether two of whom one has no state told may be one: a person, and who is not named.

    «Nasibli», of whom that report does not say for whom he speaks, may be the foreign minister or
    the delegation; but not one of another name, nor a body, which has a state or none.
    """
    if one.sort == other.sort:
        return one.sort == "described"
    pair = {one.sort, other.sort}
    if "described" in pair:
        return True
    if _office(one) and _office(other) and one.office != other.office:
        return False
    return "person" in pair and bool(pair & {"office", "state"})
