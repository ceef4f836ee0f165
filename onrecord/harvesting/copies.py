"""Near-duplicates among all archives of a harvest: the first is read, the others are named.

    archives ─sign─▶ signatures ─group─▶ of each archive, which reports are whose copies

First is what comes first by the name of its archive and its place there: so the same is read
whatever is done first, and by whom. The signatures are the record's (``onrecord.record.copies``),
the measure is stricter: what is not read must say the same, not just come from one source. Another
text at the same address is a version and is read. Two texts that differ in one figure are
near-duplicates: whoever must have both reads without.
"""

import hashlib
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from onrecord.record.copies import bands, copied, signature
from onrecord.report import Report

ALIKE = 0.9  # the part of the shorter text that stands in the longer
LENGTHS = 0.9  # the shorter by the longer
# Of 24 bands near-duplicates share some 18, and next to none of them fewer than four.
LEAST = 4
MOST = 100  # reports under one band that others are compared with

_SIZE = len(signature(""))
_ROW = struct.Struct(f">IIIQQ{_SIZE}s")
ROW = _ROW.size  # bytes of a report's row

Place = tuple[int, int]
"""Where a report stands in its archive: the number of its document, and its number in that."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose copy a report is: its id and its archive; which part of the shorter text they share."""

    of: str
    archive: str
    alike: float


@dataclass(frozen=True, slots=True)
class _Signed:
    place: Place
    words: int
    id: int
    url: int
    signature: bytes


def row(place: Place, report: Report) -> bytes:
    """What of a report is compared with others: always ``ROW`` bytes."""
    url = int.from_bytes(hashlib.sha256(report.url.encode()).digest()[:8]) if report.url else 0
    words = len(report.text.split())
    return _ROW.pack(*place, words, int(report.id, 16), url, signature(report.text))


def grouped(archives: Mapping[str, Sequence[bytes]]) -> dict[str, dict[Place, Copy]]:
    """Of each archive its copies and whose they are; the archives' rows are given by name.

    What is compared stays where it is (rows may lie in a file); held are the bands that two reports
    or more have.
    """
    shared = _shared(archives)
    under: dict[int, list[tuple[str, _Signed]]] = defaultdict(list)
    found: dict[str, dict[Place, Copy]] = {}
    for name in _in_turn(archives):
        copies = found[name] = {}
        for raw in archives[name]:
            one = _signed(raw)
            mine = [band for band in bands(one.signature) if band in shared]
            copy = _copy(one, (other for band in mine for other in under.get(band, ())))
            if copy is not None:
                copies[one.place] = copy
                continue
            for band in mine:
                if len(under[band]) < MOST:
                    under[band].append((name, one))
    return found


def _in_turn(archives: Iterable[str]) -> list[str]:
    return sorted(archives)


def digest(copies: Mapping[Place, Copy]) -> str:
    """The same for the same copies."""
    told = [(*place, copy.of, copy.archive, copy.alike) for place, copy in sorted(copies.items())]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def _shared(archives: Mapping[str, Sequence[bytes]]) -> set[int]:
    """The bands that more than one report has: all others lead nowhere."""
    import numpy as np  # long to import

    each = [
        np.fromiter(
            (band for raw in rows for band in bands(_signed(raw).signature)), dtype=np.uint32
        )
        for rows in archives.values()
    ]
    if not each:
        return set()
    found, counts = np.unique(np.concatenate(each), return_counts=True)
    return set(found[counts > 1].tolist())


def _copy(one: _Signed, candidates: Iterable[tuple[str, _Signed]]) -> Copy | None:
    """Whose copy a report is, of those that share a band with it; of several, of the first."""
    for name, other in _in_order(candidates):
        if one.url == other.url or one.id == other.id:
            continue
        short, long = sorted((one.words, other.words))
        if short < LENGTHS * long:
            continue
        alike = copied(one.signature, other.signature)
        if alike >= ALIKE:
            return Copy(f"{other.id:016x}", name, round(alike, 3))
    return None


def _in_order(candidates: Iterable[tuple[str, _Signed]]) -> Iterator[tuple[str, _Signed]]:
    """Those that share enough bands, the first first; each stands there once for each band."""
    found: dict[tuple[str, Place], tuple[str, _Signed]] = {}
    shared: Counter[tuple[str, Place]] = Counter()
    for name, one in candidates:
        found[name, one.place] = name, one
        shared[name, one.place] += 1
    return (found[key] for key in sorted(found) if shared[key] >= LEAST)


def _signed(raw: bytes) -> _Signed:
    document, part, words, id_, url, signed = _ROW.unpack(raw)
    return _Signed((document, part), words, id_, url, signed)
