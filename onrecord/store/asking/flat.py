"""Things as rows of plain values, one a thing: for spreadsheets, data frames and Arrow.

One set of columns serves every kind, so that a timeline is one table. Names stand where a thing has
ids; what has several values has them in one cell, parted by «; ». Dates and listed values are the
contract's own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.facts import DateSlot, PlaceSlot
from onrecord.record.positions import Position
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
)
from onrecord.store.asking.searching import Hit
from onrecord.store.asking.timeline import Moment
from onrecord.text import Span

PARTED = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing, or one turn in the life of one; the names are the columns.

    ``what`` is the act, format, change, step, event type or kind; ``actor`` who says, meets, signs,
    holds or does it; ``of`` the agreement, or the person of a case; ``lasts`` a duration or term;
    ``outlets`` counts independent outlets, ``vouchers`` those who stand behind it in the end.
    ``by_hand`` names the reviewers who told some of it by hand; none where it was only read.
    """

    thing: str
    id: str
    date: str | None = None
    date_basis: str | None = None
    name: str | None = None
    what: str | None = None
    modality: str | None = None
    actor: str | None = None
    addressees: str | None = None
    targets: str | None = None
    recipient: str | None = None
    of: str | None = None
    about: str | None = None
    mode: str | None = None
    terms: str | None = None
    unnamed_only: bool = False
    retracted: bool = False
    occasion: str | None = None
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    lasts: str | None = None
    charge: str | None = None
    counts: str | None = None
    status: str | None = None
    since: str | None = None
    words: str | None = None
    quoted: str | None = None
    outlets: int = 0
    vouchers: int = 0
    reports: int = 0
    disputes: str | None = None
    first_reported: str | None = None
    last_reported: str | None = None
    urls: str | None = None
    by_hand: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRow:
    """One report that a search found; ``passages`` have marks around the words looked for."""

    report: str
    counted: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    passages: str | None = None
    facts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """One position, with what changed against the one before."""

    statement: str
    date: str | None = None
    reported: str | None = None
    act: str | None = None
    mode: str | None = None
    terms: str | None = None
    changed: str | None = None
    alike: float | None = None
    words: str | None = None
    new: str | None = None
    gone: str | None = None
    outlets: int = 0
    vouchers: int = 0


Flat = Row | HitRow | PositionRow


def row_type(asked: str) -> type[Flat]:
    """The type of the rows of an answer."""
    return {"search": HitRow, "positions": PositionRow}.get(asked, Row)


def flat(item: Any) -> Flat:
    """A thing, an entry of a timeline, a hit or a position as a row."""
    if isinstance(item, Hit):
        return _hit(item)
    if isinstance(item, Position):
        return _position(item)
    return row(item.thing, item.turn) if isinstance(item, Moment) else row(item)


def _hit(hit: Hit) -> HitRow:
    return HitRow(
        report=hit.report,
        counted=hit.counted,
        published=hit.published,
        outlet=hit.outlet,
        title=hit.title,
        url=hit.url,
        source=hit.source,
        passages=_joined(passage.marked() for passage in hit.passages),
        facts=_joined(dict.fromkeys(fact.id for fact in hit.facts)),
    )


def _position(one: Position) -> PositionRow:
    return PositionRow(
        statement=one.statement,
        date=one.date,
        reported=one.reported,
        act=one.act,
        mode=one.mode,
        terms=one.own_terms,
        changed=_joined(one.changed),
        alike=one.alike,
        words=one.words,
        new=_joined(one.new),
        gone=_joined(one.gone),
        outlets=one.outlets,
        vouchers=one.vouchers,
    )


def row(thing: Thing, turn: LifeChange | CaseStep | None = None) -> Row:
    """A thing as a row; with ``turn``, that one turn of an agreement or a case."""
    if turn is not None:
        return _turn(thing, turn)
    own = _OWN[type(thing)](thing)
    tellings = range(len(thing.tellings))
    return _row(thing, own, tellings, thing)


def named(thing: Thing, ids: Iterable[str]) -> str | None:
    """The names of what ids of the record stand for, in one cell."""
    return _joined(thing.names.get(one, one) for one in ids)


def words_of(thing: Thing, told: Iterable[int] | None = None) -> tuple[str, ...]:
    """The words of a thing's tellings (all, or those numbered), each once."""
    some = range(len(thing.tellings)) if told is None else told
    spans = (thing.tellings[number].span for number in some if number < len(thing.tellings))
    return tuple(dict.fromkeys(span.text for span in spans if span))


def _row(
    thing: Thing,
    own: dict[str, object],
    told: Iterable[int],
    weighed: Thing | LifeChange | CaseStep,
) -> Row:
    numbers = list(told)
    tellings = [thing.tellings[number] for number in numbers if number < len(thing.tellings)]
    made: dict[str, object] = {
        "thing": thing.thing,
        "id": thing.id,
        "terms": _joined(weighed.terms),
        "unnamed_only": weighed.unnamed_only,
        "retracted": weighed.retracted,
        "status": thing.status.value if thing.status else None,
        "since": thing.status.since if thing.status else None,
        "words": _joined(words_of(thing, numbers)),
        "outlets": weighed.outlets,
        "vouchers": weighed.vouchers,
        "reports": len({telling.report for telling in tellings}),
        "disputes": _joined(dict.fromkeys(dispute.about for dispute in thing.disputes)),
        "first_reported": weighed.first_reported,
        "last_reported": weighed.last_reported,
        "urls": _joined(dict.fromkeys(telling.url for telling in tellings if telling.url)),
        "by_hand": _joined(dict.fromkeys(hand.by for one in tellings for hand in one.by_hand)),
    }
    return Row(**{**made, **own})  # type: ignore[arg-type]


def _turn(thing: Thing, turn: LifeChange | CaseStep) -> Row:
    step = turn if isinstance(turn, CaseStep) else None
    own = {
        **_dated(turn.date),
        **(_placed(step.place) if step else {}),
        "what": turn.step if isinstance(turn, CaseStep) else turn.change,
        "modality": turn.modality,
        "actor": named(thing, turn.by),
        "of": name_of(thing),
        "lasts": turn.term.value if turn.term else None,
        "charge": step.charge if step else None,
    }
    return _row(thing, own, turn.told, turn)


def name_of(thing: Thing) -> str | None:
    """What a thing that has a name is called: an actor, an agreement, the person of a case."""
    if isinstance(thing, ActorThing | AgreementThing):
        return thing.name
    return thing.names.get(thing.person, thing.person) if isinstance(thing, CaseThing) else None


def _actor(thing: ActorThing) -> dict[str, object]:
    return {"name": thing.name, "what": thing.kind, "country": thing.represents,
            "of": thing.office}  # fmt: skip


def _statement(thing: StatementThing) -> dict[str, object]:
    return {
        **_dated(thing.date),
        **_placed(thing.place),
        "what": thing.act,
        "modality": thing.modality,
        "actor": named(thing, thing.speaker) or _said(thing.source),
        "addressees": named(thing, thing.addressees),
        "targets": named(thing, thing.targets),
        "about": named(thing, thing.about),
        "mode": thing.mode,
        "occasion": thing.occasion,
        "words": _said(thing.content or thing.cue),
        "quoted": _said(thing.quoted),
    }


def _encounter(thing: EncounterThing) -> dict[str, object]:
    return {
        **_dated(thing.date),
        **_placed(thing.place),
        "what": thing.format,
        "modality": thing.modality,
        "actor": named(thing, thing.participants),
        "occasion": thing.occasion,
        "lasts": _amount(thing.duration.value, thing.duration.mod) if thing.duration else None,
    }


def _agreement(thing: AgreementThing) -> dict[str, object]:
    return {"name": thing.name, "what": thing.kind, "actor": named(thing, thing.parties)}


def _case(thing: CaseThing) -> dict[str, object]:
    holder = (thing.held_by,) if thing.held_by else ()
    return {"name": name_of(thing), "what": thing.designation, "actor": named(thing, holder)}


def _event(thing: EventThing) -> dict[str, object]:
    return {
        **_dated(thing.date),
        **_placed(thing.place),
        "what": f"{thing.type} {thing.mode}" if thing.mode else thing.type,
        "modality": thing.modality,
        "actor": named(thing, thing.actor),
        "recipient": named(thing, thing.recipient),
        "counts": _joined(
            f"{one.of}={_amount(repr(one.value), one.mod)} {one.unit or ''}".strip()
            for one in thing.counts
        ),
    }


_OWN: dict[type[Thing], Callable[[Any], dict[str, object]]] = {
    ActorThing: _actor, StatementThing: _statement, EncounterThing: _encounter,
    AgreementThing: _agreement, CaseThing: _case, EventThing: _event,
}  # fmt: skip


def _dated(date: DateSlot | None) -> dict[str, object]:
    return {"date": date.value, "date_basis": date.basis} if date else {}


def _placed(place: PlaceSlot | None) -> dict[str, object]:
    if place is None:
        return {}
    return {"place": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}


def _amount(value: str | None, mod: str | None) -> str:
    return " ".join(part for part in (mod, value) if part)


def _said(spans: Iterable[Span]) -> str | None:
    return _joined(dict.fromkeys(span.text for span in spans))


def _joined(parts: Iterable[str]) -> str | None:
    return PARTED.join(parts) or None
