"""What each head of the model brings: `python -m training.earning`.

The gold reports are read with all heads, then with one head silent at a time: it finds nothing,
and the rules do without. A head earns its place where a figure falls.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from onrecord import sources
from onrecord.facts import Reading, decode_reading
from onrecord.reading.reader import unweighed
from onrecord.reading.spotting import Spotted, spot
from onrecord.report import Report
from onrecord.scoring import Scores, Share, load_facts, pool, score, score_facts
from onrecord.settings import Settings

PARTS = ("reports", "second", "third")
KINDS = ("statements", "encounters", "changes", "steps")


@dataclass(frozen=True, slots=True)
class Gold:
    """A report, its complete reading, and the file with its facts."""

    report: Report
    right: Reading
    facts: Path


def _mute(**answers: Callable[..., Any]) -> Callable[[Spotted], Spotted]:
    """What was spotted, with relations that answer so whatever they are asked."""

    def muted(spotted: Spotted) -> Spotted:
        relations = copy.copy(spotted.relations)
        own = type("Muted", (type(relations),), {n: _method(a) for n, a in answers.items()})
        relations.__class__ = own
        return replace(spotted, relations=relations)

    return muted


def _method(answer: Callable[..., Any]) -> Callable[..., Any]:
    return lambda _, *asked: answer(*asked)


HEADS: Mapping[str, Callable[[Spotted], Spotted]] = {
    "cue and link": lambda spotted: replace(spotted, attributions=()),
    "names": lambda spotted: replace(spotted, names=()),
    "places": lambda spotted: replace(spotted, places=()),
    "predicate": _mute(is_predicate=lambda *_: False, predicates=lambda: iter(())),
    "roles": _mute(roles=lambda *_: {}),
    "reference": _mute(stands_for=lambda _, candidates: [0.0] * len(candidates)),
}


def gold(folder: Path) -> Iterator[Gold]:
    """The reports of `tests/gold` that have a complete reading."""
    for part in PARTS:
        for path in sorted((folder / part).glob("*.txt")):
            (report,) = sources.reports(sources.capture(str(path), Settings()))
            right = decode_reading(path.with_suffix(".reading.json").read_bytes())
            yield Gold(report, right, path.with_suffix(".toml"))


@contextmanager
def without(head: str | None) -> Iterator[None]:
    """Readings made within have that head silent."""
    change = HEADS[head] if head else lambda spotted: spotted
    with patch("onrecord.reading.reader.spot", lambda *asked: change(spot(*asked))):
        yield


def figures(reports: list[Gold]) -> dict[str, float]:
    """F1 of the kinds of fact, the accuracy of all slots together, the share of the facts' points.

    All in per cent.
    """
    scores, shares = list[Scores](), 0.0
    for one in reports:
        reading = unweighed(one.report)
        scores.append(score(reading, one.right))
        shares += score_facts(reading, load_facts(one.facts), one.right).share
    pooled = pool(scores)
    every = sum(pooled.kinds.values(), start=type(pooled.kinds["statements"])())
    slots = sum(pooled.slots.values(), start=Share())
    speakers = pooled.slots["statements.speaker"]
    found = {"all": every.f1} | {kind: pooled.kinds[kind].f1 for kind in KINDS}
    found |= {"slots": slots.accuracy, "speaker": speakers.accuracy, "facts": shares / len(reports)}
    return {name: 100 * (value or 0.0) for name, value in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.earning", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"), help="(%(default)s)")
    args = parser.parse_args()
    reports = list(gold(args.gold))
    with without(None):
        whole = figures(reports)
    print(f"{'':16}" + "".join(f"{name:>12}" for name in whole))
    print(f"{'every head':16}" + "".join(f"{value:12.1f}" for value in whole.values()))
    for head in HEADS:
        with without(head):
            less = figures(reports)
        row = "".join(f"{less[name] - value:+12.1f}" for name, value in whole.items())
        print(f"without {head:8}" + row)


if __name__ == "__main__":
    main()
