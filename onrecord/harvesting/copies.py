"""Near-duplicates within one archive: the first is read, the others are named.

The signatures are the record's (``onrecord.record.copies``), the measure is stricter: what is not
read must say the same, not just come from one source. Another text at the same address is a
version and is read. Two texts that differ in one figure are near-duplicates: whoever must have
both reads without.
"""

from collections import defaultdict, deque
from dataclasses import dataclass

from onrecord.record.copies import bands, copied, signature
from onrecord.report import Report

ALIKE = 0.9  # the part of the shorter text that stands in the longer
LENGTHS = 0.9  # the shorter by the longer
REMEMBERED = 20_000  # reports of an archive among which copies are found: about 50 MB


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose copy a report is, by id, and which part of the shorter text the two share."""

    of: str
    alike: float


@dataclass(frozen=True, slots=True)
class _Met:
    id: str
    url: str | None
    words: int
    signature: bytes


class Met:
    """The reports of an archive that were met last."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._line: deque[_Met] = deque()
        self._under: dict[int, list[_Met]] = defaultdict(list)
        self._remembered = remembered

    def copy(self, report: Report) -> Copy | None:
        """Whose copy a report is; None for one that is to be read, which is then remembered."""
        one = _Met(report.id, report.url, len(report.text.split()), signature(report.text))
        for other in self._candidates(one):
            if one.url == other.url or one.id == other.id:
                continue
            short, long = sorted((one.words, other.words))
            alike = copied(one.signature, other.signature)
            if alike >= ALIKE and short >= LENGTHS * long:
                return Copy(other.id, round(alike, 3))
        self._remember(one)
        return None

    def _candidates(self, one: _Met) -> list[_Met]:
        """Those that share a band, in the order in which they were met."""
        found = {id(other): other for band in bands(one.signature) for other in self._at(band)}
        return sorted(found.values(), key=self._line.index) if len(found) > 1 else [*found.values()]

    def _at(self, band: int) -> list[_Met]:
        return self._under.get(band, [])

    def _remember(self, one: _Met) -> None:
        self._line.append(one)
        for band in bands(one.signature):
            self._under[band].append(one)
        if len(self._line) > self._remembered:
            gone = self._line.popleft()
            for band in bands(gone.signature):
                self._under[band].remove(gone)
                if not self._under[band]:
                    del self._under[band]
