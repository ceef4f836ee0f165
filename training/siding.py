"""Learn for which state somebody acts where no word says it: the table `allegiance_weights`.

    python -m training.siding STORY ACTORS OWN [OWN …]

`STORY` is the list of a story's
reports, `ACTORS` its persons, each with a tab and a state; `OWN` are folders of our own reports
with readings. A log-linear model over the states that a report names and none of them
(`onrecord.reading.cast.evidence`). Prints the rows of the table, and how often a state that is
given would be right for reports left out in turn.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np

from onrecord import Reading, read, read_many
from onrecord.facts import decode_reading
from onrecord.reading.cast import allegiance
from onrecord.reading.cast.evidence import Clues, weigh
from onrecord.reading.cast.mention import Draft, Mention
from onrecord.reading.cast.players import Players
from onrecord.tables import rows

DECAY = 0.5
STEPS = 400
RATE = 0.02
FOLDS = 8
NONE = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whose state was asked for: where he stands, and what speaks for each state."""

    name: str
    kind: str
    span: tuple[int, int]
    evidence: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The evidence, the state that is right (NONE: none of these), and the report."""

    asked: Asked
    right: str
    report: str


class Listening:
    """Notes whatever the reader weighs."""

    def __init__(self) -> None:
        self.found: list[Asked] = []

    def __call__(
        self, players: Players, draft: Draft, first: Mention, clues: Clues
    ) -> dict[str, dict[str, float]]:
        page, run = players.page, first.name or first.run
        evidence = {
            code: dict(worth) for code, worth in weigh(players, draft, first, clues).items()
        }  # fmt: skip
        span = page.starts[run[0]], page.ends[run[1] - 1]
        self.found.append(Asked(draft.name, draft.kind, span, evidence))
        return evidence


def heard(source: str) -> list[Asked]:
    """Who the reader asks about in one report."""
    listening = Listening()
    with mock.patch.object(allegiance, "weigh", listening):
        read(source)
    return listening.found


def own(folder: Path) -> Iterator[Choice]:
    """The actors of our own reports, by their readings."""
    for path in sorted(folder.glob("*.txt")):
        gold = decode_reading(path.with_suffix(".reading.json").read_bytes())
        for asked in heard(str(path)):
            right = _right(gold, asked)
            if right is not None:
                yield Choice(asked, right, path.stem)


def _right(gold: Reading, asked: Asked) -> str | None:
    for actor in gold.actors:
        for one in actor.mentions:
            if actor.kind == asked.kind and (
                one.span.start < asked.span[1] and asked.span[0] < one.span.end
            ):
                return actor.represents or NONE
    return None


def told(story: Path, actors: Path) -> Iterator[Choice]:
    """The persons of a story, by the list of them."""
    states = dict(line.split("\t") for line in actors.read_text("utf-8").splitlines())
    listening = Listening()
    with mock.patch.object(allegiance, "weigh", listening):
        for one in read_many(story):
            assert isinstance(one, Reading), one
            for asked in listening.found:
                if asked.name in states:
                    yield Choice(asked, states[asked.name], one.report.id)
            listening.found.clear()


def fit(choices: Sequence[Choice], names: Sequence[str]) -> dict[str, float]:
    """The weights under which the right states are likeliest."""
    laid = [_matrix(choice, names) for choice in choices]
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        slope = -DECAY * weights
        for matrix, right in laid:
            likely = np.exp(matrix @ weights)
            slope += matrix[right] - likely @ matrix / likely.sum()
        weights += RATE * slope
    return dict(zip(names, weights.tolist(), strict=True))


def _matrix(choice: Choice, names: Sequence[str]) -> tuple[np.ndarray, int]:
    codes = sorted(choice.asked.evidence)
    laid = [[choice.asked.evidence[code].get(name, 0.0) for name in names] for code in codes]
    laid.append([float(name == "none") for name in names])
    return np.array(laid), codes.index(choice.right) if choice.right in codes else len(codes)


def left_out(choices: Sequence[Choice], names: Sequence[str]) -> list[tuple[Choice, str, float]]:
    """For each choice the likeliest state by weights learnt without its report."""
    reports = sorted({choice.report for choice in choices})
    found = []
    for fold in range(FOLDS):
        held = set(reports[fold::FOLDS])
        weights = fit([c for c in choices if c.report not in held], names)
        for choice in choices:
            if choice.report in held:
                with mock.patch.object(allegiance, "_weights", lambda learnt=weights: learnt):
                    likely = allegiance.chances(choice.asked.evidence)
                best = max(sorted(likely), key=lambda code: likely[code], default=NONE)
                found.append((choice, best, likely.get(best, 0.0)))
    return found


def main() -> None:
    """Learn, print, and say how good."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("story", type=Path)
    parser.add_argument("actors", type=Path)
    parser.add_argument("own", type=Path, nargs="+")
    given = parser.parse_args()
    choices = [choice for folder in given.own for choice in own(folder)]
    choices += told(given.story, given.actors)
    names = [row["feature"] for row in rows("allegiance_weights")]
    tried = left_out(choices, names)
    for sure in (0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        kept = [(choice, best) for choice, best, chance in tried if chance >= sure]
        right = sum(best == choice.right for choice, best in kept)
        print(f"# at {sure:.2f}: {len(kept)} of {len(tried)} given, {right} right")
    for name, weight in fit(choices, names).items():
        print(f"{name}\t{weight:.2f}")


if __name__ == "__main__":
    main()
