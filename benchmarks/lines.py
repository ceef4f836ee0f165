"""How a reader is asked for its findings: JSON lines in, JSON lines out, each in a process alone.

A request has `text` and, where it is known, `written` (the day, as 2024-05-31). The answer has the
fields of the task, places as characters of the text:

- attribution: `attributions`, each with `cue`, `source` and `content` as lists of [start, end]
- names, places: `names`, each as [start, end, kind]
- times: `times`, each as [start, end, TIMEX3 type, value or null]
- event: `type` (empty for none) and `mode` (or null) as PLOVER has them, and the codes of the
  actors, `source` and `target`
- speed: everything that the reader does; what it answers is not looked at

After the answers one more line tells how long they took, all that a reader needs already loaded.
Standalone: peers import this in environments that have nothing of Onrecord.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any

Request = dict[str, Any]
Answer = dict[str, Any]
Reader = Callable[[Iterable[Request]], Iterable[Answer]]

WARM = {"text": "The minister said on Monday in Oslo that he would go.", "written": "2024-05-31"}


def serve(readers: Mapping[str, Reader], packages: Iterable[str]) -> None:
    """Answers what stands on standard input with the reader of the task in `sys.argv`.

    `packages` are those whose versions are told in the last line.
    """
    read = readers[sys.argv[1]]
    list(read([WARM]))
    begin, cpu = time.perf_counter(), _cpu()
    for answer in read(_requests()):
        print(json.dumps(answer))
    took = {"seconds": time.perf_counter() - begin, "cpu": _cpu() - cpu}
    print(json.dumps(took | {"versions": {name: version(name) for name in packages}}))


def _requests() -> Iterator[Request]:
    for line in sys.stdin:
        yield json.loads(line)


def _cpu() -> float:
    """Processor time of this process and of those that it has started and seen end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
