"""Copies: reports whose texts are near-duplicates, so that they count as one source.

A wire report is run by many outlets: under another headline, with paragraphs cut, words changed
and some added. Two reports of one event that quote the same speech are no copies. So quotations
are left out, and the runs of four words that are left are compared: which part of those of the
shorter text stands in the longer one too. MinHash (Broder 1997; rensa) estimates it.

Measured on our own reports rewritten (tests/record/copy_texts.py: 132 copies, 144 pairs with the
same quotations and names in another's prose), at three thresholds:

    part of the shorter   precision   recall
    0.25                  1.00        0.98
    0.35                  1.00        0.96
    0.50                  1.00        0.76

Missed are copies of which half was cut, a tenth changed and as much added. Those negatives are
easy: real outlets lie on a scale. In ECB+ (Cybulska & Vossen 2014; 7,709 pairs of reports of one
topic) 2 in 100 pairs reach 0.35, half of all pairs 0.01; a sample of those from 0.35 on that we
read all had sentences of one agency report in common, those about 0.3 only in part. The estimate
is off by 0.05 on average.

The store looks for candidates by ``bands`` and asks ``copied``. Updates of a report under its own
address are versions of it, never copies.
"""

import re
import struct
import zlib
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate

from rensa import RMinHash

from onrecord.record.identity.events.words import rarity
from onrecord.record.identity.stems import stem
from onrecord.record.identity.wording import tokens
from onrecord.tables import rows

__all__ = ["COPY", "bands", "copied", "original", "signature"]

COPY = 0.35  # the part of the shorter text from which on it is a copy

_RUN = 4  # words of the runs that are compared
_PLACES = 256
_LONG = 6  # words of those by which candidates are found: two texts have few by chance
_RARE, _SOME = 2.0, 2  # how rare words are of which such a run has some: stock phrases have none
_BANDS = 24
_SEED = 20_260_301
_LEAST = 25  # runs of a text; with fewer only the same words are a copy
_SAME = 0.9
_LONGER = 5  # a text so many times as long takes a report in, and is no copy of it
_QUOTED = 0.6  # a text of which more than this is quoted is compared whole

_HEAD = struct.Struct(">I")
_BODY = struct.Struct(f">{_PLACES}I")
_TAIL = struct.Struct(f">{_BANDS}I")
# A quotation ends with its paragraph at the latest.
_QUOTATION = re.compile(r"“[^”\n]*(?:”|(?=\n)|\Z)|\"[^\"\n]*\"")


def signature(text: str) -> bytes:
    """What of a report's text is compared: always as many bytes, the same for the same text."""
    words = _own(text)
    runs, long = _runs(words, _RUN), _telling(words)
    return _HEAD.pack(len(runs)) + _digest(_BODY, _PLACES, runs) + _digest(_TAIL, _BANDS, long)


def bands(signature: bytes) -> tuple[int, ...]:
    """Numbers (31 bits) under which its likes are looked for; none for a text of a few words.

    Nearly every two copies have one in common, two other reports hardly ever.
    """
    found = _TAIL.unpack_from(signature, _HEAD.size + _BODY.size)
    if not any(found):
        return ()
    numbers = ((zlib.crc32(at.to_bytes(1, "big")) ^ of) >> 1 for at, of in enumerate(found))
    return tuple(dict.fromkeys(numbers))


def copied(one: bytes, other: bytes) -> float:
    """The part of the shorter text that stands in the other too, by two signatures: 0 to 1.

    0 where they cannot be copies: very short texts that differ, or one many times as long, which
    takes in another among much else. From ``COPY`` on they are copies. Symmetric.
    """
    import numpy as np  # long to import: who only asks compares none

    sizes: list[int] = sorted(_HEAD.unpack_from(signed)[0] for signed in (one, other))
    if not sizes[0] or sizes[1] > _LONGER * sizes[0]:
        return 0.0
    first, second = (np.frombuffer(s, ">u4", _PLACES, _HEAD.size) for s in (one, other))
    alike = float(np.count_nonzero(first == second)) / _PLACES
    if sizes[0] < _LEAST:
        return alike if alike >= _SAME else 0.0
    return min(1.0, alike * sum(sizes) / ((1 + alike) * sizes[0]))


def original(reports: Iterable[tuple[int, str]]) -> str:
    """Which of a group of copies is the original: of (counted, id) the earliest counted.

    ``counted`` are seconds; of several at one moment it is the one with the least id.
    """
    return min(reports)[1]


def _digest(packer: struct.Struct, places: int, runs: set[str]) -> bytes:
    if not runs:
        return bytes(packer.size)
    sketch = RMinHash(places, _SEED)
    sketch.update(runs)
    return packer.pack(*sketch.digest())


def _runs(words: list[str], size: int) -> set[str]:
    return set(map(" ".join, zip(*(words[at:] for at in range(size)), strict=False)))


def _telling(words: list[str]) -> set[str]:
    """Runs by which a copy is found; all of them where none has words that are rare enough.

    What every other report says («on condition of anonymity because») would find half of a record.
    """
    told = list(accumulate(map(_is_rare, words), initial=0))
    ends = range(_LONG, len(words) + 1)
    rare = [at for at in ends if told[at] - told[at - _LONG] >= _SOME]
    return {" ".join(words[at - _LONG : at]) for at in rare} or _runs(words, _LONG)


@lru_cache(maxsize=65536)
def _is_rare(word: str) -> bool:
    return rarity(stem(word)) >= _RARE


def _own(text: str) -> list[str]:
    """The words of a text that are its writer's, without quotations and page furniture."""
    lowered = text.lower()
    met = [phrase for phrase in _furniture() if phrase in lowered]
    if met:
        lines = (line for line in text.split("\n") if not any(p in line.lower() for p in met))
        text = "\n".join(lines)
    own = tokens(_QUOTATION.sub(" ", text))
    quoted = len(own) < (1 - _QUOTED) * len(text.split())
    return tokens(text) if quoted else own


@cache
def _furniture() -> tuple[str, ...]:
    listed = (row["words"] for row in rows("copy_words") if row["use"] == "furniture")
    return tuple(sorted(phrase for cell in listed for phrase in cell.split("|")))
