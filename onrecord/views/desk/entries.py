"""Things of the record as entries of a list: what is said of each, as plain data for a template."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.record.accounts import Kind
from onrecord.record.things import (
    ActorThing,
    AgreementThing,
    CaseStep,
    CaseThing,
    EncounterThing,
    EventThing,
    LifeChange,
    StatementThing,
    Thing,
    ThingTelling,
)
from onrecord.store.asking.timeline import Moment
from onrecord.views.dates import date_words
from onrecord.views.desk import tallies
from onrecord.views.desk.contexts import Piece, context
from onrecord.views.desk.links import Links
from onrecord.views.desk.tallies import Tally
from onrecord.views.desk.voices import Voice, chain
from onrecord.views.labels import TERMS
from onrecord.views.things import phrases
from onrecord.vocabulary import Modality, Terms

Turn = LifeChange | CaseStep
Texts = Mapping[tuple[str, str], str]  # of versions, by report and the time it counts as of


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the page of what has it."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing, or one turn in the life of one, in a list.

    ``lead``, ``verb`` and ``rest`` are its title: what stands bold, the act of a statement, whom it
    was said to. ``terms`` draw its line. ``words`` are those of its fullest telling, in context.
    ``when`` is the day of what has one; of what lasts, ``status`` is how it stands, and ``last``
    the day of its last report.
    """

    id: str
    kind: Kind
    href: str
    modality: Modality = "actual"
    terms: Terms = "unspecified"
    lead: str
    verb: str = ""
    rest: str = ""
    when: str = ""
    last: str = ""
    status: str = ""
    words: tuple[Piece, ...] = ()
    notes: tuple[str, ...] = ()
    about: tuple[Named, ...] = ()
    chain: tuple[Voice, ...] = ()
    outlet: str = ""
    report: str = ""
    tally: Tally
    disputes: tuple[str, ...] = ()
    hand: str = ""


def fullest(thing: Thing, turn: Turn | None = None) -> ThingTelling | None:
    """The telling whose words stand for a thing, or for one turn of it."""
    if turn is not None:
        told = [thing.tellings[at] for at in turn.told if at < len(thing.tellings)]
        return next((one for one in told if one.span), None)
    if isinstance(thing, StatementThing):
        carried = (one.told for one in thing.told if one.slot == "content" and one.told)
        for at in next(carried, ()):
            if at < len(thing.tellings):
                return thing.tellings[at]
    same = [one for one in thing.tellings if one.modality == getattr(thing, "modality", "actual")]
    return next((one for one in (*same, *thing.tellings) if one.span), None)


def wanted(items: Iterable[Thing | Moment]) -> set[tuple[str, str]]:
    """The versions whose texts are needed to show the words of some things in context."""
    found = set()
    for item in items:
        telling = fullest(*_parts(item))
        if telling is not None:
            found.add((telling.report, telling.counted))
    return found


def entries(items: Sequence[Thing | Moment], links: Links, texts: Texts) -> list[Entry]:
    """The entries of a list, in its order."""
    return [_entry(*_parts(item), links, texts) for item in items]


def in_context(thing: Thing, telling: ThingTelling, text: str | None) -> tuple[Piece, ...]:
    """The words of a telling in their sentence; of a statement those that are its content."""
    if isinstance(thing, StatementThing) and telling is fullest(thing) and thing.content:
        return context(text, thing.content, thing.cue)
    return context(text, (), [telling.span] if telling.span else ())


def _parts(item: Thing | Moment) -> tuple[Thing, Turn | None]:
    return (item, None) if isinstance(item, Thing) else (item.thing, item.turn)


def _entry(thing: Thing, turn: Turn | None, links: Links, texts: Texts) -> Entry:
    telling = fullest(thing, turn)
    text = texts.get((telling.report, telling.counted)) if telling else None
    shown = in_context(thing, telling, text) if telling else ()
    lead, verb, rest = _title(thing, turn)
    slot = getattr(turn or thing, "date", None)
    return Entry(
        id=thing.id, kind=thing.thing, href=links.thing(thing.id),
        modality=turn.modality if turn else getattr(thing, "modality", "actual"),
        terms=phrases.strongest((turn or thing).terms),
        lead=lead, verb=verb, rest=rest,
        when=date_words(slot.value) if slot and slot.value else "",
        last=date_words(thing.last_reported[:10]) if _lasts(thing) and not turn else "",
        status=phrases.status(thing.status) if not turn else "",
        words=shown if turn or _has_words(thing) else (),
        notes=tuple(filter(None, _notes(thing, turn))),
        about=_about(thing, links),
        chain=chain(thing, telling, links) if telling and (turn or _has_words(thing)) else (),
        outlet=(telling.outlet or telling.source) if telling else "",
        report=links.report(telling.report, telling.counted, telling.key) if telling else "",
        tally=tallies.of_turn(thing, turn) if turn else tallies.of_thing(thing),
        disputes=tuple(phrases.disputed(one) for one in thing.disputes) if not turn else (),
        hand=phrases.hands(thing) if not turn else "",
    )  # fmt: skip


def _has_words(thing: Thing) -> bool:
    return isinstance(thing, StatementThing | EncounterThing | EventThing)


def _lasts(thing: Thing) -> bool:
    return isinstance(thing, AgreementThing | CaseThing | ActorThing)


def _title(thing: Thing, turn: Turn | None) -> tuple[str, str, str]:
    if turn is not None:
        named = phrases.turn(turn)
        return f"{named[:1].upper()}{named[1:]}", "", phrases.title(thing)
    if isinstance(thing, StatementThing):
        speakers, rest = phrases.said(thing)
        if thing.modality != "actual":
            return speakers + rest, "", ""
        verb, _, objects = rest.strip().partition(" ")
        return speakers, verb, objects
    return phrases.title(thing), "", ""


def _notes(thing: Thing, turn: Turn | None) -> list[str]:
    """Where, on what occasion, by whom; on what terms a statement was made."""
    if turn is not None:
        return [phrases.turn_detail(thing, turn)]
    if isinstance(thing, StatementThing):
        terms = TERMS[phrases.strongest(thing.terms)]
        return [f"{terms[:1].upper()}{terms[1:]}", phrases.slots(thing)]
    if isinstance(thing, EncounterThing | EventThing):
        return [phrases.slots(thing)]
    if isinstance(thing, ActorThing | AgreementThing | CaseThing):
        return [phrases.kind_of(thing)]
    return []


def _about(thing: Thing, links: Links) -> tuple[Named, ...]:
    if not isinstance(thing, StatementThing):
        return ()
    return tuple(Named(phrases.name(thing, one), links.thing(one)) for one in thing.about)
