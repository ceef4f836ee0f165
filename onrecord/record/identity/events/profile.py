"""What of an account of an event counts for telling which event it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.facts import Event, Reading
from onrecord.record.identity.days import days
from onrecord.record.identity.encounters.profile import (
    EncounterProfile,
    drawn,
    report_day,
    sketches,
)
from onrecord.record.identity.events.words import Spoken, turn
from onrecord.record.identity.sketches import Sketch, in_order
from onrecord.record.identity.stems import stem
from onrecord.vocabulary import EventType, Modality

_TAKEN = frozenset({"carried", "dateline", "publication"})
_ABOUT = 6  # words of the name of an agreement, or of a case's person


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProfile:
    """What was done by whom to whom, as one report tells it.

    ``encounter`` is all that counts where the event codes one. Where it codes another fact,
    ``label`` is what a statement does, how an agreement changes or which step a case takes, and
    ``about`` the words of the agreement's name or the person's. ``turn`` is the stem of the word
    that tells it, ``words`` the rarest around it. ``names``, ``numbers`` and ``report`` (the
    report's most telling words) only where it codes nothing. ``reported`` is the day of the report,
    only where the event has no day of its own. ``ordinal`` tells apart what one report tells apart
    and all else does not.
    """

    type: EventType
    encounter: EncounterProfile | None = None
    mode: str | None = None
    modality: Modality = "actual"
    actors: tuple[Sketch, ...] = ()
    recipients: tuple[Sketch, ...] = ()
    label: str = ""
    about: tuple[str, ...] = ()
    date: str | None = None
    taken: bool = False
    reported: str | None = None
    place: str | None = None
    country: str | None = None
    geonames: int | None = None
    counts: tuple[tuple[str, float], ...] = ()
    turn: str = ""
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    coded: bool = False
    ordinal: int = 0


def profiles(reading: Reading) -> Iterator[tuple[str, EventProfile]]:
    """The profile of each event of a reading, with its key, in the reading's order."""
    if not reading.events:
        return
    drawer = _Drawer(reading)
    met: dict[EventProfile, int] = {}
    for one in reading.events:
        plain = drawer.profile(one)
        again = met[plain] = met.get(plain, -1) + 1
        yield one.key, replace(plain, ordinal=again) if again else plain


class _Drawer:
    """Draws the profiles of one reading's events."""

    def __init__(self, reading: Reading) -> None:
        self.reported = report_day(reading)
        self.sketches = sketches(reading)
        met = (profile for _, profile in drawn(reading))
        self.encounters = dict(zip((one.id for one in reading.encounters), met, strict=True))
        self.turns = _turns(reading)
        self.spoken = Spoken(reading)
        self._whole: tuple[str, ...] | None = None

    def profile(self, one: Event) -> EventProfile:
        """The profile of one event."""
        met = self.encounters.get(one.of or "")
        if met is not None:
            return EventProfile(type=one.type, encounter=met)
        value = one.date.value.partition("T")[0] if one.date and one.date.value else None
        known = days(value)
        place = one.place
        spans = [telling.span for telling in one.tellings]
        tells = turn(min(spans, key=lambda s: (s.start, s.end)).text) if spans else ""
        around = self.spoken.around(spans, tells)
        turn_of = self.turns.get(one.of or "")
        return EventProfile(
            type=one.type,
            mode=one.mode,
            modality=one.modality,
            actors=self._who(one.actor),
            recipients=self._who(one.recipient),
            label=turn_of.label if turn_of else "",
            about=turn_of.about if turn_of else (),
            date=value if known else None,
            taken=bool(known and one.date and one.date.basis in _TAKEN),
            reported=None if known and known.exact else self.reported,
            place=place.name.casefold() if place else None,
            country=place.country if place else None,
            geonames=place.geonames if place else None,
            counts=tuple(sorted({(count.of, float(count.value)) for count in one.counts})),
            turn=tells,
            words=around.words,
            names=() if turn_of else around.names,
            numbers=() if turn_of else around.numbers,
            report=() if turn_of else self._report(),
            coded=turn_of is not None,
        )

    def _who(self, ids: tuple[str, ...]) -> tuple[Sketch, ...]:
        return in_order(self.sketches[i] for i in ids if i in self.sketches)

    def _report(self) -> tuple[str, ...]:
        if self._whole is None:
            self._whole = self.spoken.whole()
        return self._whole


@dataclass(frozen=True, slots=True)
class _Turn:
    """The label of a fact that an event codes, and what it is about."""

    label: str
    about: tuple[str, ...] = ()


def _turns(reading: Reading) -> Mapping[str, _Turn]:
    """The statements, changes and steps of a reading by their ids."""
    names = {actor.id: actor.name for actor in reading.actors}
    found = {one.id: _Turn(one.act) for one in reading.statements}
    for agreement in reading.agreements:
        called = _words(agreement.name)
        found |= {one.id: _Turn(one.change, called) for one in agreement.changes}
    for case in reading.cases:
        called = _words(names.get(case.person, ""))
        found |= {one.id: _Turn(one.step, called) for one in case.steps}
    return found


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted({stem(word) for word in name.split()}))[:_ABOUT]
