"""What short texts tell of cases and agreements, as outlets of many kinds put it.

The lists were written before the reader was asked. What it misses stays in them: the floors say
how much it must find, and how seldom it may tell what a text does not.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord import Reading, read

HERE = Path(__file__).parent
_BEHIND = "\n\nAn agency reported it on Tuesday."  # makes a headline of what ends in no full stop


class Told(NamedTuple):
    """A fact that a reading has: the names of whom or what it is of, label and modality."""

    names: frozenset[str]
    label: str
    modality: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact that a text tells: a word of whose it is, what may stand for it."""

    word: str
    either: frozenset[tuple[str, str]]
    needed: bool

    def is_told_by(self, one: Told) -> bool:
        """Whether a fact of a reading is this one."""
        named = any(self.word in name for name in one.names)
        return named and (one.label, one.modality) in self.either


def listed(file: str) -> Iterator[tuple[str, list[Wanted]]]:
    """The texts of a list, each with what it tells."""
    for line in (HERE / file).read_text("utf-8").splitlines()[1:]:
        text, _, cell = line.partition(" => ")
        facts = [one.strip() for one in cell.split(";") if one.strip() and one != "none"]
        yield text, [wanted(one) for one in facts]


def wanted(cell: str) -> Wanted:
    """«?Brill:appealed/failed|actual|sentenced»: a label holds for the modalities behind it."""
    word, _, labels = cell.removeprefix("?").partition(":")
    either: set[tuple[str, str]] = set()
    last = ""
    for one in labels.split("|"):
        label, _, modality = one.partition("/")
        if label in _MODALITIES:
            either.add((last, label))
        else:
            last = label
            either.add((label, modality or "actual"))
    return Wanted(word.lower(), frozenset(either), needed=not cell.startswith("?"))


_MODALITIES = frozenset({"actual", "planned", "asked", "denied", "failed", "possible"})


def of_cases(reading: Reading) -> Iterator[Told]:
    """The steps of a reading."""
    names = {
        one.id: frozenset({one.name.lower(), *(m.span.text.lower() for m in one.mentions)})
        for one in reading.actors
    }
    for case in reading.cases:
        for step in case.steps:
            yield Told(names[case.person], step.step, step.modality)


def of_agreements(reading: Reading) -> Iterator[Told]:
    """The changes of a reading."""
    for one in reading.agreements:
        names = frozenset({one.name.lower(), *(m.span.text.lower() for m in one.mentions)})
        for change in one.changes:
            yield Told(names, change.change, change.modality)


def counted(wants: Iterable[Wanted], told: Iterable[Told]) -> tuple[int, int, int]:
    """How many needed facts are told, how many are not, and how many are told besides."""
    left, found, missed = list(told), 0, 0
    wants = sorted(wants, key=lambda one: not one.needed)
    for want in wants:
        hit = next((one for one in left if want.is_told_by(one)), None)
        if hit is not None:
            left.remove(hit)
        found += want.needed and hit is not None
        missed += want.needed and hit is None
    besides = [one for one in left if not any(want.is_told_by(one) for want in wants)]
    return found, missed, len(besides)


def reading_of(text: str, folder: Path) -> Reading:
    """The reading of a short text."""
    whole = text if text.endswith((".", "?", "!", "”")) else text + _BEHIND
    file = folder / "report.txt"
    file.write_text(whole + "\n", "utf-8")
    found = read(str(file))
    assert isinstance(found, Reading)
    return found


@pytest.mark.parametrize(
    ("file", "told", "recall", "precision"),
    [
        ("outlets_cases.txt", of_cases, 0.82, 0.97),
        ("outlets_agreements.txt", of_agreements, 0.90, 0.98),
    ],
)
def test_what_outlets_tell(
    file: str,
    told: Callable[[Reading], Iterator[Told]],
    recall: float,
    precision: float,
    tmp_path: Path,
) -> None:
    counts = [counted(wants, told(reading_of(text, tmp_path))) for text, wants in listed(file)]
    found, missed, besides = (sum(column) for column in zip(*counts, strict=True))
    assert found / (found + missed) >= recall
    assert found / (found + besides) >= precision


def test_a_fact_besides_and_one_missed_are_seen() -> None:
    want = wanted("?Brill:appealed/failed|actual")
    brill = frozenset({"ada brill"})
    assert want.is_told_by(Told(brill, "appealed", "actual"))
    assert counted([wanted("Brill:charged")], [Told(brill, "charged", "denied")]) == (0, 1, 1)
    assert counted([want], []) == (0, 0, 0)
