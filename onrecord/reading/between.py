"""What lies between a word and its predicate: other predicates, ends of sentences, other marks.

A parse would say how a word hangs on a predicate. How much stands between the two stands in for
it: a word behind another verb, or behind a full stop, mostly belongs to something else. The encoder
sees all of it and counts badly; so it is counted here, and the model learns what each combination
of counts is worth.
"""

from __future__ import annotations

import numpy as np

from onrecord.reading.links import FloatArray
from onrecord.reading.windows import IntArray

# The word pieces of . ! ? and of , ; : ( ) - – — " “ ”
STOPS = (1012, 999, 1029)
MARKS = (1010, 1025, 1024, 1006, 1007, 1011, 1516, 1517, 1000, 1523, 1524)
COUNTS = 4  # none, one, two, and three or more
KINDS = 3
BETWEENS = 2 * COUNTS**KINDS  # before the predicate, and after it


def counted(ids: IntArray, predicate: FloatArray) -> IntArray:
    """How many of each kind stand before each piece of a window, and in all: (KINDS, pieces + 1).

    `ids` are its word pieces, `predicate` has a row of scores of the head of predicates for each.
    """
    told = np.stack([predicate.argmax(-1) == 1, np.isin(ids, STOPS), np.isin(ids, MARKS)])
    found: IntArray = np.zeros((KINDS, len(ids) + 1), dtype=np.int64)
    np.cumsum(told, axis=1, out=found[:, 1:])
    return found


def between(counts: IntArray, pieces: range, first: int, last: int) -> IntArray:
    """What stands between each of some pieces and the predicate `[first, last)`, as one number.

    `counts` are those of `counted`; all pieces are counted in their window, and the predicate lies
    in `pieces`.
    """
    begins, ends = first - pieces.start, last - pieces.start
    seen = np.zeros((KINDS, len(pieces)), dtype=np.int64)
    seen[:, :begins] = counts[:, first, None] - counts[:, pieces.start + 1 : first + 1]
    seen[:, ends:] = counts[:, last : pieces.stop] - counts[:, last, None]
    np.minimum(seen, COUNTS - 1, out=seen)
    number: IntArray = (seen[0] * COUNTS + seen[1]) * COUNTS + seen[2]
    number[ends:] += COUNTS**KINDS
    return number
