"""Merges that contradict each other: an account that would join what a reviewer has split.

«A and B were split; C would join both.» Evidence alone must not choose: it is shown to a reviewer,
who says of which it is, or that it is of neither. Which of two it stands with until then is decided
as ever, by what is nearest.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from onrecord.record.review import Bonds, Nodes
from onrecord.record.verdicts import Verdict, standing


@dataclass(frozen=True, slots=True)
class Between:
    """A node that evidence ties to both sides of a split, with the points for each."""

    split: Verdict
    node: int
    one: float
    other: float


def between(
    verdicts: Iterable[Verdict],
    nodes: Nodes,
    judged: Bonds,
    mates: Callable[[Collection[int]], Collection[int]],
    points: Callable[[int, int], float],
) -> Iterator[Between]:
    """Every node between the sides of a split that holds, of which nobody has judged.

    ``nodes`` are those of accounts by key, ``mates`` gives the nodes that hang together with some,
    ``points`` the evidence for two.
    """
    off = {one.verdict.id for one in judged.contradictions}
    said = judged.together | judged.apart
    for split in standing(verdicts):
        if split.verdict != "split" or split.id in off:
            continue
        one, other = (
            {node for key in keys for node in nodes.get(key, ())}
            for keys in (split.of, split.against)
        )
        if not one or not other:
            continue
        sides = one | other
        for node in sorted(set(mates(sides)) - sides):
            if any((min(node, end), max(node, end)) in said for end in sides):
                continue
            found = [max(points(node, end) for end in side) for side in (one, other)]
            if min(found) > 0:
                yield Between(split, node, *found)
