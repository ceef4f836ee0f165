"""How well the gold reports are read, and the floors under it.

    python -m tests.gold.measure            the whole table, and what the floors would be
    python -m tests.gold.measure --write    raises floors.toml to what is measured, less --margin

A floor only moves up: where a figure lies below its floor, nothing is written and the command
says which. Run it from the root of the repository.
"""

import argparse
import math
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from onrecord.facts import Reading, decode_reading
from onrecord.pipeline import read
from onrecord.scoring import Scores, load_facts, pool, score, score_facts, table

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
MARGIN = 0.02
FACTS = "facts.share"
PARTS = ("reports", "second", "third", "aside")

_HEAD = """\
# The least that the product must reach on each part of tests/gold: precision, recall and F1 of
# each kind, the accuracy of each slot where its fact is matched (onrecord.scoring.score, all
# reports of the part pooled), and the mean share of the points of the facts files (score_facts,
# against the whole readings). test_floors.py holds them; `python -m tests.gold.measure --write`
# raises them.
"""


@dataclass(frozen=True, slots=True)
class Examined:
    """A gold report: the product's reading of it, the complete one, and its facts' share."""

    part: str
    stem: str
    reading: Reading
    gold: Reading
    share: float


def examine() -> tuple[Examined, ...]:
    """Every gold report, read by the product."""
    found = []
    for part in PARTS:
        for path in sorted((HERE / part).glob("*.txt")):
            gold = decode_reading(path.with_suffix(".reading.json").read_bytes())
            reading = read(str(path))
            share = score_facts(reading, load_facts(path.with_suffix(".toml")), gold).share
            found.append(Examined(part, path.stem, reading, gold, share))
    return tuple(found)


def pooled(examined: Iterable[Examined]) -> Scores:
    """The scores of all reports as one."""
    return pool(score(one.reading, one.gold) for one in examined)


def figures(examined: Iterable[Examined]) -> dict[str, float]:
    """All that has a floor, as `part/figure`; a measure of nothing is left out."""
    every = tuple(examined)
    found: dict[str, float] = {}
    for part in PARTS:
        reports = [one for one in every if one.part == part]
        if reports:
            found |= {f"{part}/{name}": value for name, value in _figures(reports).items()}
    return found


def _figures(reports: Sequence[Examined]) -> dict[str, float]:
    scores = pooled(reports)
    found: dict[str, float | None] = {}
    for kind, tally in scores.kinds.items():
        found[f"{kind}.precision"] = tally.precision
        found[f"{kind}.recall"] = tally.recall
        found[f"{kind}.f1"] = tally.f1
    found |= {name: slot.accuracy for name, slot in scores.slots.items()}
    found[FACTS] = sum(one.share for one in reports) / len(reports)
    return {name: value for name, value in found.items() if value is not None}


def floors() -> dict[str, float]:
    """The floors as they stand in the file, as `part/figure`."""
    with FLOORS.open("rb") as file:
        parts = tomllib.load(file)
    return {
        f"{part}/{name}": float(value)
        for part, held in parts.items()
        for name, value in held.items()
    }


def below(measured: Mapping[str, float], held: Mapping[str, float]) -> list[str]:
    """The floors that are not reached, in words; a figure that is gone is not reached."""
    return [
        f"{name}: {measured.get(name, 0.0):.3f} is below its floor {floor:.3f}"
        for name, floor in held.items()
        if measured.get(name, 0.0) < floor
    ]


def raised(
    measured: Mapping[str, float], held: Mapping[str, float], margin: float
) -> dict[str, float]:
    """The floors that the measured figures give, none below what it was.

    ValueError where a figure has fallen below its floor: that is a defect to mend, and no
    reason for another floor.
    """
    fallen = below(measured, held)
    if fallen:
        raise ValueError("\n".join(fallen))
    names = [*measured, *(name for name in held if name not in measured)]
    return {
        name: max(held.get(name, 0.0), _down(measured.get(name, 0.0) - margin)) for name in names
    }


def written(values: Mapping[str, float]) -> str:
    """The text of floors.toml."""
    text = _HEAD
    for part, held in groupby(values.items(), key=lambda item: item[0].partition("/")[0]):
        text += f"\n[{part}]\n"
        text += "".join(f'"{name.partition("/")[2]}" = {value:.3f}\n' for name, value in held)
    return text


def report(examined: Iterable[Examined]) -> str:
    """A table a part, with the facts' share of each report; of those set aside only their mean."""
    every = tuple(examined)
    lines: list[str] = []
    for part in PARTS:
        reports = [one for one in every if one.part == part]
        if not reports:
            continue
        mean = _figures(reports)[FACTS]
        lines += [f"{part}, {len(reports)} reports", table(pooled(reports))]
        lines.append(f"{'facts, share of points':24}{'mean':>10}{mean:8.3f}")
        if part != "aside":
            lines += [f"{one.stem:24}{one.share:10.3f}" for one in reports]
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """The command; 1 where a figure lies below its floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.gold.measure")
    parser.add_argument("--write", action="store_true", help="raise floors.toml")
    parser.add_argument("--margin", type=float, default=MARGIN, help="how far below (%(default)s)")
    asked = parser.parse_args()
    examined = examine()
    print(report(examined))
    try:
        values = raised(figures(examined), floors() if FLOORS.exists() else {}, asked.margin)
    except ValueError as error:
        print(f"No floor is lowered:\n{error}", file=sys.stderr)
        return 1
    if asked.write:
        FLOORS.write_text(written(values), encoding="utf-8")
    else:
        print(f"\n{written(values)}", end="")
    return 0


def _down(value: float) -> float:
    """Three digits, never more than the value."""
    return max(0.0, math.floor(value * 1000) / 1000)


if __name__ == "__main__":
    sys.exit(main())
