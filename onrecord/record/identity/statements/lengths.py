"""One sentence quoted in many lengths: two pieces of it have no word in common, and are one.

Where some profile of a component quotes the whole sentence, pieces that stand in it are not told
apart by having nothing in common.
"""

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from onrecord.record.identity.statements.profile import StatementProfile
from onrecord.record.identity.statements.quoting import inside
from onrecord.record.identity.statements.voices import voice

Pair = tuple[int, int]

# What two pieces of one quoted sentence count for each other: little, but nothing against.
PIECES = 0.5


def reread(
    profiles: Mapping[int, StatementProfile], points: Mapping[Pair, float]
) -> dict[Pair, float]:
    """The points of each pair of a component, pieces of one sentence known as such."""
    near: dict[int, list[int]] = defaultdict(list)
    for (one, other), value in points.items():
        if value > 0:
            near[one].append(other)
            near[other].append(one)
    found = dict(points)
    for whole, around in sorted(near.items()):
        pieces: dict[int, list[int]] = defaultdict(list)
        for one in sorted(around):
            at = inside(profiles[one].words, profiles[whole].words)
            if at is not None:
                pieces[at].append(one)
        for group in pieces.values():
            for pair in combinations(group, 2):
                if found.get(pair, 0.0) < PIECES and _one_voice(profiles, pair):
                    found[pair] = PIECES
    return found


def _one_voice(profiles: Mapping[int, StatementProfile], pair: Pair) -> bool:
    one, other = (profiles[name] for name in pair)
    return voice(one.speaker, other.speaker) != "other" and one.modality == other.modality
