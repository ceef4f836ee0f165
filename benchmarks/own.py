"""``read_many`` over a folder of texts. Usage: python -m benchmarks.own FOLDER WORKERS

Prints one line of JSON: the seconds for all texts, the model already loaded.
"""

import json
import sys
import time
from pathlib import Path

from onrecord.batch import read_many
from onrecord.facts import Reading
from onrecord.pipeline import read
from onrecord.report import Capture


def main() -> None:
    """Reads every text of the folder once."""
    paths = sorted(Path(sys.argv[1]).glob("*.txt"))
    read(Capture(raw=b"The minister said so on Tuesday.", source="first"))
    begin = time.perf_counter()
    found = 0
    for result in read_many(paths, workers=int(sys.argv[2])):
        if not isinstance(result, Reading):
            raise SystemExit(f"{result.source}: {result.error}")
        found += len(result.statements)
    print(json.dumps({"seconds": time.perf_counter() - begin, "found": found}))


if __name__ == "__main__":
    main()
