"""``read_many`` over a folder, to JSON. Usage: python -m benchmarks.own FOLDER WORKERS

Prints one line of JSON: the seconds from the files to the bytes of all readings, all that the
first needs already loaded, and the words read.
"""

import json
import sys
import time
from pathlib import Path

from onrecord.batch import read_many
from onrecord.facts import Reading, encode


def main() -> None:
    """Reads every file of the folder once."""
    paths = sorted(Path(sys.argv[1]).iterdir())
    list(read_many(paths[:1]))
    begin = time.perf_counter()
    words = size = 0
    for result in read_many(paths, workers=int(sys.argv[2])):
        if not isinstance(result, Reading):
            raise SystemExit(f"{result.source}: {result.error}")
        words += len(result.report.text.split())
        size += len(encode(result))
    seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "words": words, "bytes": size}))


if __name__ == "__main__":
    main()
