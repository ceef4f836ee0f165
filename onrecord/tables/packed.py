"""A big table kept as the bytes it is, sorted, its lines found by their key.

A dictionary of three hundred thousand names would take a second to make and 80 MB to keep.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left

__all__ = ["Packed"]

_STEP = 16  # of so many lines one has its key kept, where the search begins


class Packed:
    """The lines of a table, found by their key: the first cell, or, where that is empty, the
    second in lower case. `data` is sorted by the keys' UTF-8; every line ends in a line feed.
    """

    def __init__(self, data: bytes) -> None:
        import numpy as np  # long to import

        ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n")).astype(np.int32)
        self._data = data
        self._ends = array("i", ends.tobytes())
        self._starts = array("i", np.concatenate(([0], ends[:-1] + 1)).astype(np.int32).tobytes())
        self._signposts = [self[number] for number in range(0, len(ends), _STEP)]

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        """The key of a line."""
        first, second, *_ = self._line(number).split(b"\t", 2)
        if first:
            return first
        return second.lower() if second.isascii() else second.decode().lower().encode()

    def find(self, key: str) -> list[int]:
        """The numbers of the lines of that key, in order; none of them is an empty list."""
        wanted = key.encode()
        high = bisect_left(self._signposts, wanted)
        at = bisect_left(self, wanted, max(0, high - 1) * _STEP, min(high * _STEP, len(self)))
        found: list[int] = []
        while at < len(self) and self[at] == wanted:
            found.append(at)
            at += 1
        return found

    def cells(self, number: int) -> list[str]:
        """The cells of a line."""
        return self._line(number).decode().split("\t")

    def _line(self, number: int) -> bytes:
        return self._data[self._starts[number] : self._ends[number]]
