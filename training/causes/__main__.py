"""Why a figure is missed: `python -m training.causes TASK PATH`.

Prints a table for each figure of the task: its causes of error, how often each is found and how
many points the figure would gain if it alone were mended. Last comes a line of JSON.
"""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from pathlib import Path

# Each is a module here with `causes(path)`, which gives a table for each figure.
TASKS = (
    "attribution",
    "names-newswire",
    "roles",
    "coreference",
    "pronouns",
    "places",
    "event-type",
)
_MODULES = {"names-newswire": "names"}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.causes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", type=int, default=0, help="examples of each cause (%(default)s)")
    args = parser.parse_args()
    name = _MODULES.get(args.task, args.task.replace("-", "_"))
    found = import_module(f"training.causes.{name}").causes(args.path)
    for figure, causes in found.items():
        print(f"{figure:56}{'errors':>8}{'gain':>8}")
        for cause, row in causes.table().items():
            errors = f"{row['errors']:8.0f}" if "errors" in row else " " * 8
            gain = f"{row['gain']:8.1f}" if "gain" in row else ""
            print(f"  {cause:54}{errors}{gain}")
            for example in getattr(causes, "examples", {}).get(cause, ())[: args.show]:
                print(f"      {example}")
    tables = {figure: causes.table() for figure, causes in found.items()}
    print(json.dumps({"task": args.task, "causes": tables}))


if __name__ == "__main__":
    main()
