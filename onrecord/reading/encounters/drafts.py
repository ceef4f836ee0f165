"""What the readers of verbs and nouns hand on: one telling of an encounter, not yet merged."""

from dataclasses import dataclass

from onrecord.reading.encounters.named import Actors
from onrecord.vocabulary import Format, Modality


@dataclass(frozen=True, slots=True)
class Draft:
    """One telling: the words, who met, and what the grammar around them says.

    `back` points to an encounter told before («the talks»); `apart` says that it is another
    one than any told before («meet again», «the next round»); `off` that it was called off.
    `called` is a meeting to which one side called the other: «summoned him for Monday».
    `says` is a modality that its own word gives: «due in Oslo», «invited her to Oslo».
    `each` are those whom the others met one by one («met separately with»).
    `such` points to the one told just before («no such meeting»).
    `vague` is a noun of many meanings that only points back («the session»).
    `meant` are those it is between where no encounter told before is found: «that round of talks».
    `guessed` are participants whom nothing beside it names: «talks in Oslo failed».
    `partial` knows only some of those who met; `unseen` that others are told whom the cast lacks.
    `given` is taken for granted by what holds it («he urged him, in their meeting, to …»).
    `dated` is told only where its day is known («signed the pact in Oslo»).
    `place` is a range of the text that names the place visited.
    """

    start: int
    end: int
    format: Format
    participants: Actors
    noun: bool = False
    back: bool = False
    apart: bool = False
    meant: Actors = ()
    guessed: bool = False
    partial: bool = False
    unseen: bool = False
    off: bool = False
    given: bool = False
    called: bool = False
    says: Modality | None = None
    each: Actors = ()
    vague: bool = False
    such: bool = False
    dated: bool = False
    place: tuple[int, int] | None = None
    # the verb that governs a noun («held talks»), else the words themselves: for modality
    turn: tuple[int, int] | None = None
