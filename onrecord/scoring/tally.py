"""Counts that add up: precision, recall and F1 of kinds, accuracy of slots."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

KINDS = ("statements", "encounters", "changes", "steps")


@dataclass(frozen=True, slots=True)
class Tally:
    """``matched`` of ``given`` items (the reading's) meet one of the ``wanted`` (gold's).

    A measure of nothing is None: the precision where nothing was given, the recall where
    nothing was wanted.
    """

    matched: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was given that is right."""
        return self.matched / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """The share of what was wanted that was given."""
        return self.matched / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both: 2 matched / (given + wanted)."""
        both = self.given + self.wanted
        return 2 * self.matched / both if both else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.matched + other.matched, self.given + other.given, self.wanted + other.wanted
        )


@dataclass(frozen=True, slots=True)
class Share:
    """How often a slot was ``right``, ``of`` how many matched items where it matters."""

    right: int = 0
    of: int = 0

    @property
    def accuracy(self) -> float | None:
        """The share that is right; None of nothing."""
        return self.right / self.of if self.of else None

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Scores:
    """The tallies of ``statements``, ``encounters``, ``changes``, ``steps``, and their slots.

    Slots are named by kind and slot, such as ``statements.speaker``.
    """

    kinds: Mapping[str, Tally] = field(default_factory=dict)
    slots: Mapping[str, Share] = field(default_factory=dict)
    reports: int = 1

    @property
    def all(self) -> Tally:
        """The four kinds together."""
        return sum(self.kinds.values(), Tally())


_C = TypeVar("_C", Tally, Share)


def pool(many: Iterable[Scores]) -> Scores:
    """Many reports as one: counts are added (micro-average), so that long reports weigh more."""
    scores = list(many)
    return Scores(
        kinds=_added([one.kinds for one in scores], Tally()),
        slots=_added([one.slots for one in scores], Share()),
        reports=sum(one.reports for one in scores),
    )


def table(scores: Scores) -> str:
    """The scores as lines of text: a row a kind, then a row a slot."""
    lines = [f"{'':24}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>8}{'given':>8}{'gold':>8}"]
    for name, tally in [*scores.kinds.items(), ("all", scores.all)]:
        lines.append(
            f"{name:24}{_figure(tally.precision):>10}{_figure(tally.recall):>8}"
            f"{_figure(tally.f1):>8}{tally.matched:>8}{tally.given:>8}{tally.wanted:>8}"
        )
    lines.append(f"{'slot, where matched':24}{'accuracy':>10}{'right':>8}{'of':>8}")
    for name, share in scores.slots.items():
        lines.append(f"{name:24}{_figure(share.accuracy):>10}{share.right:>8}{share.of:>8}")
    return "\n".join(lines)


def _added(many: list[Mapping[str, _C]], nothing: _C) -> dict[str, _C]:
    total: dict[str, _C] = {}
    for one in many:
        for name, count in one.items():
            total[name] = total.get(name, nothing) + count
    return total


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
