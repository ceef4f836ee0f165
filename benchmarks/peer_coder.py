"""The keyword coder of political events (`peer_keywords.py`), asked as the other peers are.

Run as `python -m benchmarks.peer_coder TASK KNOWLEDGE`; KNOWLEDGE holds the dictionaries.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks.lines import Answer, Request, serve
from benchmarks.peer_keywords import Coder


def events(requests: Iterable[Request]) -> Iterator[Answer]:
    """The event of each text."""
    return (asdict(_coder.code(request["text"])) for request in requests)


if __name__ == "__main__":
    _coder = Coder(Path(sys.argv[2]))
    serve({"event": events, "speed": events}, ())
