"""Whether a thing, as it is folded, is what was asked for; and on which days it happened."""

from collections.abc import Iterable

from onrecord.question import Question
from onrecord.record.identity.days import Days
from onrecord.record.periods import period
from onrecord.record.sourcing import Classes
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
from onrecord.record.weighing import outlet_named, outlet_told
from onrecord.store.asking.gathering import Heard
from onrecord.store.asking.meaning import Meaning
from onrecord.store.asking.naming import Who
from onrecord.store.asking.words import Sought
from onrecord.tables.states import state
from onrecord.vocabulary import Terms

_NOT_TOLD: Classes = frozenset({"not_told"})


def fits(thing: Thing, heard: Heard, meaning: Meaning) -> bool:
    """Whether the thing is what was asked for.

    Whom it is about was looked up in the accounts themselves where that is no field of the thing.
    """
    question = meaning.question
    return (
        _persons(thing, heard, meaning)
        and _labels(thing, question)
        and _weight(thing, question)
        and _told(thing, heard, question)
        and in_time(thing, question)
        and (question.place is None or _placed(thing, question.place))
        and all(said(thing, words) for words in meaning.words)
    )


def happened(thing: Thing) -> Days | None:
    """The days on which a thing may have happened; None where they are not told.

    Those of an agreement or a case reach from its first turn to its last.
    """
    if isinstance(thing, StatementThing | EncounterThing | EventThing):
        return period(thing.date.value) if thing.date else None
    found = [days for turn in turns(thing) if turn.date and (days := period(turn.date.value))]
    if not found:
        return None
    return Days(min(one.first for one in found), max(one.last for one in found))


def turns(thing: Thing) -> tuple[LifeChange | CaseStep, ...]:
    """The changes of an agreement, the steps of a case."""
    if isinstance(thing, AgreementThing):
        return thing.changes
    return thing.steps if isinstance(thing, CaseThing) else ()


def in_time(thing: Thing, question: Question) -> bool:
    """Whether all of the days it may have happened on are among those asked for.

    Of an agreement or a case one turn that did is enough.
    """
    if question.since is None and question.until is None:
        return True
    if isinstance(thing, AgreementThing | CaseThing):
        return any(turn_in_time(turn, question) for turn in turns(thing))
    return _within(happened(thing), question)


def turn_in_time(turn: LifeChange | CaseStep, question: Question) -> bool:
    """The same for one turn."""
    return _within(period(turn.date.value) if turn.date else None, question)


def said(thing: Thing, words: Sought) -> bool:
    """Whether the words stand in one place of what is told of it, or in its name."""
    return any(words.hits(text) for text in _texts(thing))


def _within(days: Days | None, question: Question) -> bool:
    if question.since is None and question.until is None:
        return True
    if days is None:
        return False
    first = question.since.toordinal() if question.since else days.first
    last = question.until.toordinal() if question.until else days.last
    return first <= days.first and days.last <= last


def _persons(thing: Thing, heard: Heard, meaning: Meaning) -> bool:
    by, to = acting(thing), aimed(thing)
    if meaning.by is not None and not _any(by, meaning.by, thing, heard):
        return False
    if meaning.to is not None and not _any(to, meaning.to, thing, heard):
        return False
    if meaning.between is None:
        return True
    one, other = meaning.between
    if isinstance(thing, EncounterThing | AgreementThing):
        return _sides(by, one, other, thing, heard)
    both = (*by, *to)
    return _across(by, to, one, other, thing, heard) or (
        isinstance(thing, EventThing) and not to and _sides(both, one, other, thing, heard)
    )


def acting(thing: Thing) -> tuple[str, ...]:
    """Who says, meets, signs, holds or does it: ids of the record."""
    match thing:
        case StatementThing():
            return thing.speaker
        case EncounterThing():
            return thing.participants
        case EventThing():
            return thing.actor
        case AgreementThing():
            return (*thing.parties, *(who for one in thing.changes for who in one.by))
        case CaseThing():
            held = (thing.held_by,) if thing.held_by else ()
            return (*held, *(who for one in thing.steps for who in one.by))
    return (thing.id,)


def aimed(thing: Thing) -> tuple[str, ...]:
    """Whom it is said to, aimed at or falls on."""
    if isinstance(thing, StatementThing):
        return (*thing.addressees, *thing.targets)
    return thing.recipient if isinstance(thing, EventThing) else ()


def _any(ids: Iterable[str], who: Who, thing: Thing, heard: Heard) -> bool:
    return any(_is(one, who, thing, heard) for one in ids)


def _is(id: str, who: Who, thing: Thing, heard: Heard) -> bool:
    if id in who.things:
        return True
    if who.code is None:
        return False
    if isinstance(thing, ActorThing):
        return thing.represents == who.code or thing.identifiers.get("iso3166") == who.code
    return who.code in heard.acting.get(id, ())


def _sides(ids: tuple[str, ...], one: Who, other: Who, thing: Thing, heard: Heard) -> bool:
    """Whether both are among them, as two."""
    first = [id for id in ids if _is(id, one, thing, heard)]
    second = [id for id in ids if _is(id, other, thing, heard)]
    return any(a != b for a in first for b in second)


def _across(
    by: tuple[str, ...], to: tuple[str, ...], one: Who, other: Who, thing: Thing, heard: Heard
) -> bool:
    """Whether one speaks to, or acts upon, the other, in either direction."""
    return any(
        _any(by, first, thing, heard) and _any(to, second, thing, heard)
        for first, second in ((one, other), (other, one))
    )


def _labels(thing: Thing, question: Question) -> bool:
    if question.act and not (isinstance(thing, StatementThing) and thing.act in question.act):
        return False
    if question.mode and not (isinstance(thing, StatementThing) and thing.mode in question.mode):
        return False
    if question.type and not (isinstance(thing, EventThing) and thing.type in question.type):
        return False
    if question.modality:
        parts = turns(thing) if isinstance(thing, AgreementThing | CaseThing) else (thing,)
        return any(getattr(one, "modality", None) in question.modality for one in parts)
    return True


def _weight(thing: Thing, question: Question) -> bool:
    if question.max_sources is not None and thing.outlets > question.max_sources:
        return False
    return question.min_sources is None or thing.outlets >= question.min_sources


def _told(thing: Thing, heard: Heard, question: Question) -> bool:
    """Whether it is told on the terms, by the sources and the outlet, and is of the sample."""
    if question.sample and heard.cluster.name % question.sample:
        return False
    if question.terms and not terms_of(thing, question.outlet).intersection(question.terms):
        return False
    if question.source and not sources_of(thing, heard, question.outlet).intersection(
        question.source
    ):
        return False
    return question.outlet is None or bool(tellings_of(thing, question.outlet))


def tellings_of(thing: Thing, outlet: str | None) -> tuple[ThingTelling, ...]:
    """The tellings of an outlet, by any of its names; all for None."""
    if outlet is None:
        return thing.tellings
    wanted = outlet_named(outlet)
    return tuple(one for one in thing.tellings if outlet_told(one) == wanted)


def terms_of(thing: Thing, outlet: str | None = None) -> frozenset[Terms]:
    """The terms on which an outlet (None: anybody) tells a thing."""
    if outlet is None:
        return frozenset(thing.terms)
    return frozenset(map(terms_told, tellings_of(thing, outlet)))


def sources_of(thing: Thing, heard: Heard, outlet: str | None = None) -> Classes:
    """The classes of the sources that an outlet (None: anybody) has it from."""
    told = (classes_told(one, heard) for one in tellings_of(thing, outlet))
    return frozenset().union(*told)


def terms_told(one: ThingTelling) -> Terms:
    """The terms of a telling: those of the outermost who vouches, else its own."""
    own: Terms = one.slots.get("terms", "unspecified")
    return one.vouched_by[0].terms if one.vouched_by else own


def classes_told(one: ThingTelling, heard: Heard) -> Classes:
    """The classes of the source of a telling."""
    return heard.sources.get(one.key, _NOT_TOLD)


def _placed(thing: Thing, place: str) -> bool:
    known = state(place)
    code, folded = known.code if known else None, place.casefold()
    for one in (thing, *turns(thing)):
        slot = getattr(one, "place", None)
        if slot is None:
            continue
        if slot.name.casefold() == folded or (code is not None and slot.country == code):
            return True
    return False


def _texts(thing: Thing) -> Iterable[str]:
    """The words that a question looks in: of each telling, and names."""
    if isinstance(thing, StatementThing):
        yield " … ".join(span.text for span in thing.content)
    for name in ("name", "occasion"):
        if value := getattr(thing, name, None):
            yield value
    for variant in getattr(thing, "variants", ()):
        yield variant.name
    for telling in thing.tellings:
        if telling.span:
            yield telling.span.text
