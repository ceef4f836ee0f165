"""Memory is not looked through for cycles while a report is read.

A reading is made of very many small values, nearly all of which live until it is done and hang
in no cycle; Python's collector looks at them again and again and finds nothing. It catches up
when the reading is done.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Within it no collection starts by itself; afterwards the collector is as it was before."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()
