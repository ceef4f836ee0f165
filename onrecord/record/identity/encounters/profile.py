"""What of an account of an encounter counts for telling which encounter it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.facts import Encounter, Reading
from onrecord.record.identity.days import days
from onrecord.record.identity.encounters.plurals import taken_apart
from onrecord.record.identity.encounters.words import count, occasion_words, of_before, stems
from onrecord.record.identity.ground import ground
from onrecord.record.identity.sentences import sentences
from onrecord.record.identity.sketches import Sketch, in_order
from onrecord.record.remembering import of_the_last
from onrecord.vocabulary import Format, Modality

# What a date stands on where no words of the telling give it.
_TAKEN = frozenset({"carried", "dateline", "publication"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterProfile:
    """Who met when, where and how, as one report tells it.

    ``taken``: the date stands in no words of the telling. ``reported`` is the day of the report
    and ``back`` says that it looks back to an encounter of before; both only where the encounter
    has no day of its own. ``words`` are a few stems of its sentences, only where neither day, place
    nor occasion tell which encounter it is: so that many reports of one meeting make few profiles.
    ``around`` are the two states that the report is about, where a participant's state is not told.
    ``count`` is the number of a round or session (0: not told). ``ordinal`` tells apart what one
    report tells apart and all else does not.
    """

    participants: tuple[Sketch, ...]
    around: tuple[str, ...] = ()
    format: Format
    modality: Modality
    date: str | None = None
    taken: bool = False
    reported: str | None = None
    back: bool = False
    place: str | None = None
    country: str | None = None
    geonames: int | None = None
    occasion: tuple[str, ...] = ()
    count: int = 0
    words: tuple[str, ...] = ()
    ordinal: int = 0


def profiles(reading: Reading) -> Iterator[tuple[str, EncounterProfile]]:
    """The profile of each encounter of a reading, with its key, in the reading's order."""
    yield from drawn(reading)


def sketches(reading: Reading) -> Mapping[str, Sketch]:
    """The sketch of each actor of a reading, by its id there."""
    return ground(reading).sketches


def report_day(reading: Reading) -> str | None:
    """The day of a report: when it came out, else when it was seen."""
    report = reading.report
    reported = report.published.value or report.seen
    return reported.partition("T")[0] if reported else None


@of_the_last
def drawn(reading: Reading) -> tuple[tuple[str, EncounterProfile], ...]:
    """``profiles``, remembered for the events that code encounters."""
    return tuple(_drawn(reading, sketches(reading)))


def _drawn(
    reading: Reading, actors: Mapping[str, Sketch]
) -> Iterator[tuple[str, EncounterProfile]]:
    reported, text = report_day(reading), reading.report.text
    met: dict[EncounterProfile, int] = {}
    for one in reading.encounters:
        who = {actors[a] for a in one.participants if a in actors}
        plain = _profile(one, in_order(who), reported, text)
        if any(not sketch.state for sketch in who):
            states = ground(reading).states
            plain = replace(plain, around=states)
            plain = replace(plain, participants=taken_apart(plain.participants, states))
        again = met[plain] = met.get(plain, -1) + 1
        yield one.key, replace(plain, ordinal=again) if again else plain


def _profile(
    one: Encounter, participants: tuple[Sketch, ...], reported: str | None, text: str
) -> EncounterProfile:
    told = tuple(sentences(text, [telling.span for telling in one.tellings]))
    value = one.date.value.partition("T")[0] if one.date and one.date.value else None
    known = days(value)
    dated = known is not None and known.exact
    place = one.place
    occasion = occasion_words(one.occasion)
    number = count(told)
    bare = not (dated or place or occasion or number)
    return EncounterProfile(
        participants=participants,
        format=one.format,
        modality=one.modality,
        date=value if known else None,
        taken=bool(known and one.date and one.date.basis in _TAKEN),
        reported=None if dated else reported,
        back=not known and of_before(told),
        place=place.name.casefold() if place else None,
        country=place.country if place else None,
        geonames=place.geonames if place else None,
        occasion=occasion,
        count=number,
        words=stems(told, most=4) if bare else (),
    )
