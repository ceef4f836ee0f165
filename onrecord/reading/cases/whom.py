"""What the constructions of cases find: whose turn it is, and what words stand around it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.cases.lexicon import Row, number_words
from onrecord.reading.modality import Group, Line
from onrecord.reading.modality.group import BREAKS
from onrecord.reading.turning import Ground
from onrecord.vocabulary import Modality, StepLabel

NOBODY = "nobody"  # stands in for those of whose case the report tells there
UNITS = {"years": "Y", "year": "Y", "months": "M", "month": "M", "weeks": "W", "week": "W",
         "days": "D", "day": "D"}  # fmt: skip
_WINDOW = 9  # words in which what a row needs must stand
_ABOUT = frozenset(
    "up to a an for about nearly almost over at least more than another of the between maximum "
    "total".split()
)


@dataclass(frozen=True, slots=True)
class Whom:
    """The persons of a turn, and what the construction says of it beyond its grammar.

    `weak` ones say nothing of persons who are not known to be held; `first` is where the telling
    starts, `label` the step where it is not the row's; `undated`: a date told there is of another
    verb («visited X in prison on Monday»).
    """

    persons: tuple[str, ...] = ()
    weak: bool = False
    modality: Modality | None = None
    first: int | None = None
    label: StepLabel | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of steps.tsv where it stands: the words `[at, last]` of a line."""

    line: Line
    at: int
    last: int
    row: Row
    group: Group

    @property
    def form(self) -> str:
        """Its first word."""
        return self.line.forms[self.at]

    @property
    def after(self) -> str:
        """The word behind it, "" at the end of the sentence."""
        return self.line.forms[self.last + 1] if self.last + 1 < len(self.line) else ""


def follows(line: Line, last: int, needs: frozenset[str]) -> bool:
    """Whether one of the words a row needs follows within its clause."""
    ahead = line.forms[last + 1 : last + 1 + _WINDOW]
    for index, word in enumerate(ahead):
        if word in needs:
            return True
        if word in BREAKS - {"-", ","} and index:
            return False
    return False


def duration_at(ground: Ground, line: Line, index: int) -> bool:
    """Whether a time, of any kind, starts at a word: «seized [a year ago]»."""
    if index >= len(line):
        return False
    start = line.starts[index]
    return any(t.start <= start + 2 for t in ground.times_in(start, line.ends[-1])[:1])


def length_behind(ground: Ground, line: Line, last: int) -> int:
    """The word behind the length of time that a word is followed by («up to 15 years»); 0 where
    none follows at once."""
    index = last + 1
    while index < len(line) and line.forms[index] in _ABOUT:
        index += 1
    if index >= len(line):
        return 0
    end = 0
    for time in ground.times_in(line.starts[last + 1], line.ends[-1])[:1]:
        if time.type == "DURATION" and time.start <= line.starts[index]:
            end = line.at(time.end - 1) + 1
    if not end and line.forms[index : index + 1] == ("life",):
        return index + 1
    while (
        index + 1 < len(line)
        and line.forms[index + 1] in UNITS
        and (line.forms[index].isdecimal() or line.forms[index] in number_words())
    ):
        end = max(end, index + 2)
        index += 3 if line.forms[index + 2 : index + 3] == ("and",) else 2
    return end
