"""Measure the reader on a corpus: `python -m training.evaluate TASK PATH`.

PATH is a file or folder in the corpus' own format. Prints a table and, last, one line of JSON:
`{"task": …, "n": …, "scores": {…}}`, figures in percent.
"""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from pathlib import Path

from training.tally import Measured

# Each is a module of training.tasks with `measure(path) -> Measured`, loaded when it is asked for.
TASKS = (
    "attribution",
    "times",
    "names-politics",
    "names-newswire",
    "roles",
    "coreference",
    "pronouns",
    "reference",
    "places",
    "event-type",
    "event-coreference",
    "modality",
)


def measure(task: str, path: Path) -> Measured:
    """The figures of one task on the corpus at `path`."""
    module = import_module(f"training.tasks.{task.replace('-', '_')}")
    measured: Measured = module.measure(path)
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("path", type=Path)
    args = parser.parse_args()
    found = measure(args.task, args.path)
    columns = list(dict.fromkeys(name for row in found.table.values() for name in row))
    print(f"{'':20}" + "".join(f"{name:>12}" for name in columns))
    for name, row in found.table.items():
        cells = (f"{row[c]:12.1f}" if c in row else f"{'':12}" for c in columns)
        print(f"{name:20}" + "".join(cells))
    print(json.dumps({"task": args.task, "n": found.n, "scores": found.scores}))


if __name__ == "__main__":
    main()
