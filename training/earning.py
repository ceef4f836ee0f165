"""What each head of the model brings: `python -m training.earning`.

The gold reports are read with all heads, then with one head silent at a time: it finds nothing,
and the rules do without. A head earns its place where a figure falls.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from onrecord import sources
from onrecord.facts import Reading, decode_reading, letters, words
from onrecord.reading.asides import Asides
from onrecord.reading.reader import unweighed
from onrecord.reading.relations import Relations
from onrecord.reading.spotting import spot
from onrecord.report import Report
from onrecord.scoring import Scores, Share, Tally, load_facts, pool, score, score_facts
from onrecord.scoring.pairing import paired
from onrecord.settings import Settings

PARTS = ("reports", "second", "third")
KINDS = ("statements", "encounters", "changes", "steps")


@dataclass(frozen=True, slots=True)
class Gold:
    """A report, its complete reading, and the file with its facts."""

    report: Report
    right: Reading
    facts: Path


def _less(**fields: Any) -> AbstractContextManager[Any]:
    """Readings in which nothing of these fields is spotted."""
    return patch("onrecord.reading.reader.spot", lambda *asked: replace(spot(*asked), **fields))


def _mute(kind: type, **answers: Any) -> AbstractContextManager[Any]:
    """Readings in which these methods give these answers, whatever they are asked."""
    return patch.multiple(kind, **answers)


HEADS: Mapping[str, Callable[[], AbstractContextManager[Any]]] = {
    "cue and link": lambda: _less(attributions=()),
    "names": lambda: _less(names=()),
    "places": lambda: _less(places=()),
    "predicate": lambda: _mute(
        Relations, is_predicate=lambda *_: False, predicates=lambda _: iter(())
    ),
    "roles": lambda: _mute(Relations, roles=lambda *_: {}),
    "reference": lambda: _mute(
        Relations, stands_for=lambda _, anaphor, candidates: [0.0] * len(candidates)
    ),
    "politics": lambda: _mute(Asides, politics=lambda _: ()),
    "event": lambda: _mute(Asides, events=lambda _: ()),
    "type": lambda: _mute(Asides, types_told=lambda _: []),
}


def gold(folder: Path) -> Iterator[Gold]:
    """The reports of `tests/gold` that have a complete reading."""
    for part in PARTS:
        for path in sorted((folder / part).glob("*.txt")):
            (report,) = sources.reports(sources.capture(str(path), Settings()))
            right = decode_reading(path.with_suffix(".reading.json").read_bytes())
            yield Gold(report, right, path.with_suffix(".toml"))


def figures(reports: list[Gold]) -> dict[str, float]:
    """F1 of the kinds of fact, of events and places; accuracy of slots; share of facts' points.

    All in per cent. Events match by type, places by where they stand; not every event that a fact
    could be coded as stands in the complete readings, so that their level tells little.
    """
    scores, shares = list[Scores](), 0.0
    told, located = Tally(), Tally()
    for one in reports:
        reading = unweighed(one.report)
        scores.append(score(reading, one.right))
        shares += score_facts(reading, load_facts(one.facts), one.right).share
        told += _events(reading, one.right)
        located += _places(reading, one.right)
    pooled = pool(scores)
    every = sum(pooled.kinds.values(), start=Tally())
    slots = sum(pooled.slots.values(), start=Share())
    found = {"all": every.f1} | {kind: pooled.kinds[kind].f1 for kind in KINDS}
    found |= {"events": told.f1, "places": located.f1, "slots": slots.accuracy}
    found |= {"speaker": pooled.slots["statements.speaker"].accuracy}
    found |= {"modality": _modality(pooled), "facts": shares / len(reports)}
    return {name: 100 * (value or 0.0) for name, value in found.items()}


def _modality(pooled: Scores) -> float | None:
    slots = (share for name, share in pooled.slots.items() if name.endswith(".modality"))
    return sum(slots, start=Share()).accuracy


def _events(ours: Reading, gold: Reading) -> Tally:
    told = [[letters(words(event)) for event in one.events] for one in (ours, gold)]

    def worth(i: int, j: int) -> float:
        common = len(told[0][i] & told[1][j])
        same = ours.events[i].type == gold.events[j].type
        return common if same and 2 * common >= min(len(told[0][i]), len(told[1][j])) else 0

    count = len(ours.events), len(gold.events)
    return Tally(len(paired(*count, worth)), *count)


def _places(ours: Reading, gold: Reading) -> Tally:
    found, wanted = ({place.span.start for place in one.places} for one in (ours, gold))
    return Tally(len(found & wanted), len(found), len(wanted))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.earning", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"), help="(%(default)s)")
    args = parser.parse_args()
    reports = list(gold(args.gold))
    whole = figures(reports)
    print(f"{'':16}" + "".join(f"{name:>11}" for name in whole))
    print(f"{'every head':16}" + "".join(f"{value:11.1f}" for value in whole.values()))
    for head, silent in HEADS.items():
        with silent():
            less = figures(reports)
        row = "".join(f"{less[name] - value:+11.1f}" for name, value in whole.items())
        print(f"{f'no {head}':16}" + row)


if __name__ == "__main__":
    main()
