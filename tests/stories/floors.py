"""The floors under how well stories become one record.

    python -m tests.stories.floors            what is measured, and what the floors would be
    python -m tests.stories.floors --write    raises floors.toml to what is measured, less --margin

A floor only moves up: where a figure lies below its floor, nothing is written and the command
says which. Run it from the root of the repository.
"""

import argparse
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from onrecord.facts import Reading
from tests.gold.measure import MARGIN, raised
from tests.stories.measure import HERE, Score, compared, readings
from tests.stories.statuses import given, told
from tests.stories.things import Story, story

STORIES = ("harbour",)
FLOORS = HERE / "floors.toml"

_HEAD = """\
# The least that merging must reach on each story of tests/stories: B-cubed precision, recall and F1
# of each kind over all tellings that a careful reader lists (a telling that the reading lacks is
# alone in the record: that is the reader's loss), and over those that were found (`joined`: the
# part of merging alone), with the share found; and `status.right`, the share of days on
# which the record says how things stood as the reader does. test_stories.py holds them; `python -m
# tests.stories.floors --write` raises them.
"""


def measured(one: Story, read: Mapping[str, Reading]) -> dict[str, float]:
    """All that is measured of a story, as `story/figure`."""
    found = figures(one.name, compared(one, read))
    statuses = given(read.values(), told(HERE / one.name))
    right = sum(value == stood.value for stood, value in statuses.items())
    return found | {f"{one.name}/status.right": right / len(statuses) if statuses else 1.0}


def figures(name: str, scores: Mapping[str, tuple[Score, Score]]) -> dict[str, float]:
    """B-cubed of each kind, as `story/figure`."""
    found: dict[str, float] = {}
    for kind, (every, had) in scores.items():
        found[f"{name}/{kind}.found"] = had.count / every.count if every.count else 1.0
        for which, score in (("all", every), ("joined", had)):
            found[f"{name}/{kind}.{which}.precision"] = score.precision
            found[f"{name}/{kind}.{which}.recall"] = score.recall
            found[f"{name}/{kind}.{which}.f1"] = score.f1
    return found


def floors(file: Path = FLOORS) -> dict[str, float]:
    """The floors as they stand in the file, as `story/figure`."""
    held = tomllib.loads(file.read_text("utf-8"))
    return {f"{name}/{key}": float(v) for name, part in held.items() for key, v in part.items()}


def written(values: Mapping[str, float]) -> str:
    """The text of floors.toml."""
    text, last = _HEAD, None
    for name, value in values.items():
        story_, _, figure = name.partition("/")
        text += "" if story_ == last else f"\n[{story_}]\n"
        text += f'"{figure}" = {value:.3f}\n'
        last = story_
    return text


def main() -> int:
    """The command; 1 where a figure lies below its floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.stories.floors")
    parser.add_argument("--write", action="store_true", help="raise floors.toml")
    parser.add_argument("--margin", type=float, default=MARGIN, help="how far below (%(default)s)")
    asked = parser.parse_args()
    found: dict[str, float] = {}
    for name in STORIES:
        one = story(HERE / name)
        found |= measured(one, readings(one))
    try:
        values = raised(found, floors() if FLOORS.exists() else {}, asked.margin)
    except ValueError as error:
        print(f"No floor is lowered:\n{error}", file=sys.stderr)
        return 1
    text = written(values)
    if asked.write:
        FLOORS.write_text(text, encoding="utf-8")
    for name, value in found.items():
        print(f"{name:40}{value:8.3f}   floor {values[name]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
