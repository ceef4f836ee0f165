"""``read_many`` over a folder, to JSON. Usage: python -m benchmarks.own FOLDER WORKERS

Prints one line of JSON: the seconds from the files to the bytes of all readings, all that the
first needs already loaded; the processor time of all processes in them; and the words read.
"""

import json
import resource
import sys
import time
from pathlib import Path

from onrecord.batch import read_many
from onrecord.facts import Reading, encode


def main() -> None:
    """Reads every file of the folder once."""
    paths = sorted(Path(sys.argv[1]).iterdir())
    list(read_many(paths[:1]))
    begin, cpu = time.perf_counter(), _cpu()
    words = size = 0
    for result in read_many(paths, workers=int(sys.argv[2])):
        if not isinstance(result, Reading):
            raise SystemExit(f"{result.source}: {result.error}")
        words += len(result.report.text.split())
        size += len(encode(result))
    seconds, cpu = time.perf_counter() - begin, _cpu() - cpu
    print(json.dumps({"seconds": seconds, "cpu": cpu, "words": words, "bytes": size}))


def _cpu() -> float:
    """Processor time of this process and of those that it has started and seen end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
