"""One telling of an encounter with its slots, as merging sees it."""

from dataclasses import dataclass

from onrecord.facts import DateSlot, DurationSlot, PlaceSlot, Telling
from onrecord.reading.encounters.named import Actors
from onrecord.vocabulary import Format, Modality


@dataclass(frozen=True, slots=True)
class Told:
    """One telling with its slots, as merging sees it."""

    telling: Telling
    format: Format
    participants: Actors
    modality: Modality
    date: DateSlot | None
    place: PlaceSlot | None
    duration: DurationSlot | None
    occasion: str | None
    back: bool
    apart: bool
    headline: bool
    noun: str  # the noun that points back, empty for a verb
    partial: bool = False
    guessed: bool = False
    unseen: bool = False
    such: bool = False
    meant: Actors = ()
    nowhere: str = ""  # the name of a place that no table has
