"""FollowTheMoney entities, one a line: actors, reports, what happened, who said what.

Reports are Articles; actors Person, PublicBody, Organization or LegalEntity; encounters, coded
events, changes and steps Events with everybody involved and the articles as proof; a statement is
a Documentation of its speaker by each article, and an UnknownLink to whom it is aimed at.
What did not happen is named by noun and modality and bears no date: a timeline that knows nothing
of modality would show it as done. Its date stands in the summary.

Schemata and properties are those of followthemoney 4 (opensanctions, MIT).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.facts import DateSlot, PlaceSlot
from onrecord.record.accounts import Kind
from onrecord.record.things import (
    ActorThing,
    CaseStep,
    CaseThing,
    EncounterThing,
    EventThing,
    StatementThing,
    Thing,
    ThingTelling,
)
from onrecord.views.dates import date_words
from onrecord.views.exports.chunks import LeftOut, Once, line
from onrecord.views.exports.kept import Kept
from onrecord.views.exports.tellings import TurnTold, by_hand, said, terms_of, told_once, turns
from onrecord.views.exports.titles import title
from onrecord.views.exports.whens import when
from onrecord.views.fragments import page_address
from onrecord.views.labels import TERMS
from onrecord.views.safe import words
from onrecord.vocabulary import ActorKind, Modality

KINDS: tuple[Kind, ...] = ("actor", "statement", "encounter", "agreement", "case", "event")

_SCHEMATA: dict[ActorKind, str] = {
    "person": "Person", "office": "LegalEntity", "state": "PublicBody",
    "government_body": "PublicBody", "organization": "Organization", "group": "Organization",
    "unnamed_source": "LegalEntity", "document": "Document",
}  # fmt: skip
Entity = dict[str, Any]


def pieces(kept: Kept, kinds: Sequence[Kind], left_out: LeftOut) -> Iterator[bytes]:
    """The file in pieces, an entity each."""
    money = Money(kept)
    for thing in told_once(kept, kinds):
        yield from map(line, money.entities(thing))


class Money:
    """Makes entities of things; whatever they refer to comes before them, each once."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._once = Once()

    def entities(self, thing: Thing) -> Iterator[Entity]:
        """The thing's own entities, and what they refer to."""
        match thing:
            case ActorThing():
                yield from self._actor(thing.id, thing)
                yield from self._mentions(thing)
            case StatementThing():
                yield from self._statement(thing)
            case EncounterThing():
                yield from self._happening(
                    thing.id, title(thing), thing.modality, thing.date, thing.place,
                    thing.participants, thing.tellings, ["encounter", thing.format],
                )  # fmt: skip
            case EventThing():
                yield from self._happening(
                    thing.id, title(thing), thing.modality, thing.date, thing.place,
                    (*thing.actor, *thing.recipient), thing.tellings, ["event", thing.type],
                )  # fmt: skip
        for told in turns(thing):
            yield from self._turn(told)

    def _turn(self, told: TurnTold) -> Iterator[Entity]:
        turn, of = told.turn, told.of
        who = (of.person, *turn.by) if isinstance(of, CaseThing) else turn.by
        place = turn.place if isinstance(turn, CaseStep) else None
        yield from self._happening(
            told.id, told.title, turn.modality, turn.date, place, who, told.tellings, [of.thing]
        )

    def _happening(
        self,
        identifier: str,
        name: str,
        modality: Modality,
        date: DateSlot | None,
        place: PlaceSlot | None,
        who: tuple[str, ...],
        tellings: Sequence[ThingTelling],
        keywords: list[str],
    ) -> Iterator[Entity]:
        yield from self._reports(tellings)
        for one in who:
            yield from self._actor(one, None)
        happened = modality == "actual"
        told = date_words(date.value) if date and date.value else ""
        yield _entity(
            identifier,
            "Event",
            name=name,
            summary="" if happened else f"Not told as done: {modality}. {told}".strip(),
            **(_dates(date) if happened else {}),
            location=words(place.name) if place else "",
            country=_country(place.country if place else None),
            involved=who,
            keywords=[*keywords, modality],
            notes=_hands(tellings),
            description=said(tellings),
            sourceUrl=_addresses(tellings),
            proof=_proof(tellings),
        )

    def _statement(self, s: StatementThing) -> Iterator[Entity]:
        yield from self._reports(s.tellings)
        for one in (*s.speaker, *s.targets):
            yield from self._actor(one, None)
        told: dict[str, Any] = {
            "summary": [title(s), *_hands(s.tellings)],
            "status": s.modality,
            "description": " … ".join(words(span.text) for span in s.content),
            "date": _dates(s.date).get("date", "") if s.modality == "actual" else "",
        }
        for telling in _by_report(s.tellings):
            for speaker in s.speaker:
                yield _entity(
                    f"{s.id}.{telling.report}.{speaker}",
                    "Documentation",
                    document=f"report-{telling.report}",
                    entity=speaker,
                    role=TERMS[terms_of(telling)] if telling.vouched_by else TERMS[s.own_terms],
                    sourceUrl=_addresses([telling]),
                    **told,
                )
        for speaker in s.speaker:
            for target in s.targets:
                yield _entity(
                    f"{s.id}.{speaker}.{target}",
                    "UnknownLink",
                    subject=speaker,
                    object=target,
                    role=title(s),
                    proof=_proof(s.tellings),
                    sourceUrl=_addresses(s.tellings),
                    **told,
                )

    def _actor(self, identifier: str, known: ActorThing | None) -> Iterator[Entity]:
        if not self._once.first(identifier):
            return
        actor = known or self._kept.actor(identifier)
        if actor:
            schema = _SCHEMATA[actor.kind]
            name = words(actor.name)
            own = {"position": words(actor.office or "")} if schema == "Person" else {}
            own |= {"title": name, "fileName": name} if schema == "Document" else {}
            yield _entity(
                identifier,
                schema,
                name=name,
                weakAlias=sorted({words(one.name) for one in actor.variants} - {name}),
                country=_country(actor.represents),
                wikidataId=actor.identifiers.get("wikidata", ""),
                notes="Unnamed source" if actor.unnamed else "",
                **own,
            )

    def _mentions(self, actor: ActorThing) -> Iterator[Entity]:
        yield from self._reports(actor.tellings)
        for telling in _by_report(actor.tellings):
            yield _entity(
                f"mention.{actor.id}.{telling.report}",
                "Mention",
                document=f"report-{telling.report}",
                resolved=actor.id,
                name=words(actor.name),
                detectedSchema=_SCHEMATA[actor.kind],
                contextCountry=_country(actor.represents),
            )

    def _reports(self, tellings: Sequence[ThingTelling]) -> Iterator[Entity]:
        for telling in tellings:
            if self._once.first(telling.report):
                report = self._kept.report(telling.report, telling.counted)
                name = words((report.title if report else "") or telling.url or telling.source)
                yield _entity(
                    f"report-{telling.report}",
                    "Article",
                    title=name,
                    name=name,
                    fileName=telling.report,
                    author=[words(one) for one in report.authors] if report else "",
                    publisher=words(telling.outlet or ""),
                    publishedAt=_dates(DateSlot(value=telling.published)).get("date", ""),
                    sourceUrl=_addresses([telling]),
                )


def _entity(identifier: str, schema: str, **properties: str | Iterable[str]) -> Entity:
    """An entity with the properties that say something, each a list of different texts."""
    lists = {
        name: [value] if isinstance(value, str) else list(dict.fromkeys(value))
        for name, value in properties.items()
    }
    told = {name: [one for one in values if one] for name, values in lists.items()}
    said_of = {name: values for name, values in told.items() if values}
    return {"id": identifier, "schema": schema, "properties": said_of}


def _by_report(tellings: Sequence[ThingTelling]) -> list[ThingTelling]:
    return list({telling.report: telling for telling in reversed(tellings)}.values())[::-1]


def _dates(slot: DateSlot | None) -> dict[str, str]:
    """A day, month or year as FollowTheMoney has it; anything else by its first and last day."""
    found = when(slot)
    if found is None:
        return {}
    value = found.value.partition("T")[0]
    if len(value) in (4, 7, 10) and value.replace("-", "").isdecimal():
        return {"date": value}
    return {"startDate": found.first.isoformat(), "endDate": found.last.isoformat()}


def _country(code: str | None) -> str:
    return code.lower() if code else ""


def _hands(tellings: Sequence[ThingTelling]) -> list[str]:
    return [f"By hand: {one}" for one in by_hand(tellings)]


def _addresses(tellings: Iterable[ThingTelling]) -> list[str]:
    return [address for one in tellings if (address := page_address(one.url))]


def _proof(tellings: Iterable[ThingTelling]) -> list[str]:
    return [f"report-{one.report}" for one in tellings]
