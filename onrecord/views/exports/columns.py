"""The columns of the tables of a record: names, types and how a thing's cell is made.

One table a kind, and beside them the changes of agreements, the steps of cases and the tellings.
Dates stand as the record has them, with the first and the last day that they mean beside them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.facts import DateSlot, PlaceSlot
from onrecord.record.accounts import Kind
from onrecord.record.things import (
    ActorThing,
    AgreementThing,
    CaseStep,
    CaseThing,
    CountTold,
    EncounterThing,
    EventThing,
    LifeChange,
    StatementThing,
    Thing,
    ThingTelling,
    Vouched,
)
from onrecord.text import Span
from onrecord.views.exports.tellings import TurnTold, by_hand, disputed, said, telling_parts, turns
from onrecord.views.exports.titles import title
from onrecord.views.exports.whens import when

Type = Literal["text", "texts", "day", "whole", "number", "flag"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; a «texts» cell is a list of texts, a «day» a date."""

    name: str
    type: Type = "text"


def _columns(*names: str) -> tuple[Column, ...]:
    """Columns of text, but for those whose name ends in their type: «lat:number»."""
    return tuple(Column(*name.split(":")) for name in names)  # type: ignore[arg-type]


_DATE = ("date", "date_start:day", "date_end:day", "date_basis")
_PLACE = ("place", "country", "lat:number", "lon:number", "geonames:whole")
_WEIGHT = (
    "outlets:whole", "vouchers:whole", "terms:texts", "unnamed_only:flag", "retracted:flag",
    "first_reported", "last_reported",
)  # fmt: skip
_THING = ("reports:whole", "disputed:texts", "by_hand:texts")
_TURN = (
    "id", "key", "title", "of", "of_name", "what", "modality", "by:texts", "by_names:texts",
    *_DATE, "term",
)  # fmt: skip

TABLES: dict[str, tuple[Column, ...]] = {
    "statements": _columns(
        "id", "key", "title", "modality", "act", "mode", "speaker:texts", "speaker_names:texts",
        "addressees:texts", "addressee_names:texts", "targets:texts", "target_names:texts",
        "about:texts", "about_names:texts", "own_terms", "occasion", "content", "quoted", "cue",
        *_DATE, *_PLACE, "confidence:number", *_WEIGHT, *_THING,
    ),
    "encounters": _columns(
        "id", "key", "title", "modality", "format", "participants:texts",
        "participant_names:texts", "occasion", "duration", "duration_mod", *_DATE, *_PLACE,
        "words", "confidence:number", *_WEIGHT, *_THING,
    ),
    "agreements": _columns(
        "id", "name", "kind", "parties:texts", "party_names:texts", "variants:texts", "wikidata",
        "status", "status_since", "status_by:texts", *_WEIGHT, *_THING,
    ),
    "changes": _columns(
        *_TURN, "stated_in:texts", "words", "confidence:number", *_WEIGHT, "disputed:texts",
        "by_hand:texts",
    ),
    "cases": _columns(
        "id", "person", "person_name", "held_by", "held_by_name", "designation", "status",
        "status_since", "status_by:texts", *_WEIGHT, *_THING,
    ),
    "steps": _columns(
        *_TURN, "charge", *_PLACE, "stated_in:texts", "words", "confidence:number", *_WEIGHT,
        "disputed:texts", "by_hand:texts",
    ),
    "events": _columns(
        "id", "key", "title", "of", "type", "mode", "contexts:texts", "modality", "actor:texts",
        "actor_names:texts", "recipient:texts", "recipient_names:texts", "counts:texts", *_DATE,
        *_PLACE, "words", "confidence:number", *_WEIGHT, *_THING,
    ),
    "actors": _columns(
        "id", "name", "kind", "office", "represents", "sector", "unnamed:flag", "wikidata",
        "iso3166", "variants:texts", *_WEIGHT, *_THING,
    ),
    "tellings": _columns(
        "thing", "kind", "part", "number:whole", "key", "title", "modality", "report", "source",
        "url", "outlet", "published", "seen", "copy_of", "retracted:flag", "counted",
        "start:whole", "end:whole",
        "words", "terms", "vouched_by:texts", "confidence:number", "by_hand:texts",
    ),
}  # fmt: skip

# Which tables the things of a kind go to, tellings aside.
OF_KIND: dict[Kind, tuple[str, ...]] = {
    "statement": ("statements",), "encounter": ("encounters",),
    "agreement": ("agreements", "changes"), "case": ("cases", "steps"), "event": ("events",),
    "actor": ("actors",),
}  # fmt: skip


def rows(thing: Thing) -> Iterator[tuple[str, Row]]:
    """The rows of a thing, each with its table: itself, its changes or steps, its tellings."""
    table = OF_KIND[thing.thing][0]
    own = _OWN[type(thing)](thing)
    more = {
        "reports": thing.reports, "disputed": disputed(thing, thing),
        "by_hand": by_hand(thing.tellings),
    }  # fmt: skip
    yield table, {**own, **_weight(thing), **more}
    for told in turns(thing):
        yield OF_KIND[thing.thing][1], _turn(told)
    for number, (part, shown) in enumerate(telling_parts(thing)):
        yield "tellings", {"part": part, "title": shown, **_telling(thing, number)}


def _statement(s: StatementThing) -> Row:
    return {
        "id": s.id, "key": s.key, "title": title(s), "modality": s.modality, "act": s.act,
        "mode": s.mode,
        **_who(s, "speaker", "speaker_names", s.speaker),
        **_who(s, "addressees", "addressee_names", s.addressees),
        **_who(s, "targets", "target_names", s.targets),
        **_who(s, "about", "about_names", s.about),
        "own_terms": s.own_terms, "occasion": s.occasion, "content": _words(s.content),
        "quoted": _words(s.quoted), "cue": _words(s.cue), **_date(s.date), **_place(s.place),
        "confidence": s.confidence,
    }  # fmt: skip


def _encounter(e: EncounterThing) -> Row:
    return {
        "id": e.id, "key": e.key, "title": title(e), "modality": e.modality, "format": e.format,
        **_who(e, "participants", "participant_names", e.participants),
        "occasion": e.occasion,
        "duration": e.duration.value if e.duration else None,
        "duration_mod": e.duration.mod if e.duration else None,
        **_date(e.date), **_place(e.place), "words": _first(e.tellings),
        "confidence": e.confidence,
    }  # fmt: skip


def _agreement(g: AgreementThing) -> Row:
    return {
        "id": g.id, "name": g.name, "kind": g.kind,
        **_who(g, "parties", "party_names", g.parties),
        "variants": [one.name for one in g.variants],
        "wikidata": g.identifiers.get("wikidata"), **_status(g),
    }  # fmt: skip


def _case(c: CaseThing) -> Row:
    return {
        "id": c.id, "person": c.person, "person_name": c.names.get(c.person, c.person),
        "held_by": c.held_by,
        "held_by_name": c.names.get(c.held_by, c.held_by) if c.held_by else None,
        "designation": c.designation, **_status(c),
    }  # fmt: skip


def _event(v: EventThing) -> Row:
    return {
        "id": v.id, "key": v.key, "title": title(v), "of": v.of, "type": v.type, "mode": v.mode,
        "contexts": list(v.contexts), "modality": v.modality,
        **_who(v, "actor", "actor_names", v.actor),
        **_who(v, "recipient", "recipient_names", v.recipient),
        "counts": [_count(one) for one in v.counts], **_date(v.date), **_place(v.place),
        "words": _first(v.tellings), "confidence": v.confidence,
    }  # fmt: skip


def _actor(a: ActorThing) -> Row:
    return {
        "id": a.id, "name": a.name, "kind": a.kind, "office": a.office,
        "represents": a.represents, "sector": a.sector, "unnamed": a.unnamed,
        "wikidata": a.identifiers.get("wikidata"), "iso3166": a.identifiers.get("iso3166"),
        "variants": [one.name for one in a.variants],
    }  # fmt: skip


def _turn(told: TurnTold) -> Row:
    turn, of = told.turn, told.of
    step = turn if isinstance(turn, CaseStep) else None
    own = {"charge": step.charge, **_place(step.place)} if step else {}
    return {
        "id": told.id, "key": turn.key, "title": told.title, "of": of.id,
        "of_name": of.name if isinstance(of, AgreementThing) else of.names.get(of.person),
        "what": turn.change if isinstance(turn, LifeChange) else turn.step,
        "modality": turn.modality, **_who(of, "by", "by_names", turn.by), **_date(turn.date),
        "term": turn.term.value if turn.term else None, **own,
        "stated_in": list(turn.stated_in), "words": _first(told.tellings),
        "confidence": turn.confidence, **_weight(turn), "disputed": disputed(of, turn),
        "by_hand": by_hand(told.tellings),
    }  # fmt: skip


def _telling(thing: Thing, number: int) -> Row:
    telling = thing.tellings[number]
    return {
        "thing": thing.id, "kind": thing.thing, "number": number,
        "key": telling.key, "modality": telling.modality,
        "report": telling.report, "source": telling.source, "url": telling.url,
        "outlet": telling.outlet, "published": telling.published, "seen": telling.seen,
        "copy_of": telling.copy_of, "retracted": telling.retracted, "counted": telling.counted,
        "start": telling.span.start if telling.span else None,
        "end": telling.span.end if telling.span else None,
        "words": telling.span.text if telling.span else None,
        "terms": telling.vouched_by[0].terms if telling.vouched_by else None,
        "vouched_by": [_voucher(thing, one) for one in telling.vouched_by],
        "confidence": telling.confidence, "by_hand": by_hand([telling]),
    }  # fmt: skip


def _weight(of: Thing | LifeChange | CaseStep) -> Row:
    return {
        "outlets": of.outlets, "vouchers": of.vouchers, "terms": list(of.terms),
        "unnamed_only": of.unnamed_only, "retracted": of.retracted,
        "first_reported": of.first_reported, "last_reported": of.last_reported,
    }  # fmt: skip


def _who(thing: Thing, ids: str, names: str, who: Sequence[str]) -> Row:
    return {ids: list(who), names: [thing.names.get(one, one) for one in who]}


def _status(thing: Thing) -> Row:
    status = thing.status
    if status is None:
        return {}
    return {"status": status.value, "status_since": status.since, "status_by": list(status.by)}


def _date(slot: DateSlot | None) -> Row:
    found = when(slot)
    return {
        "date": slot.value if slot else None,
        "date_start": found.first if found else None,
        "date_end": found.last if found else None,
        "date_basis": slot.basis if slot else None,
    }


def _place(place: PlaceSlot | None) -> Row:
    if place is None:
        return {}
    return {
        "place": place.name, "country": place.country, "lat": place.lat, "lon": place.lon,
        "geonames": place.geonames,
    }  # fmt: skip


def _words(spans: Sequence[Span]) -> str | None:
    return " … ".join(span.text for span in spans) or None


def _first(tellings: Sequence[ThingTelling]) -> str | None:
    return next(iter(said(tellings, 1)), None)


def _count(count: CountTold) -> str:
    amount = " ".join(part for part in (count.mod, repr(count.value), count.unit) if part)
    return f"{count.of}={amount}"


def _voucher(thing: Thing, one: Vouched) -> str:
    return f"{thing.names.get(one.actor, one.actor)} ({one.terms})"


_OWN: dict[type[Thing], Callable[[Any], Row]] = {
    StatementThing: _statement, EncounterThing: _encounter, AgreementThing: _agreement,
    CaseThing: _case, EventThing: _event, ActorThing: _actor,
}  # fmt: skip
