"""schema.org as JSON-LD: reports, actors, what was said, what happened, in one graph.

Direct words that were said are a Quotation; what is told in a report's own words of what somebody
said is a Claim. What happened, is planned or was called off is an Event, the last two with their
``eventStatus``; what was asked, denied or is only possible is no event, but a Claim of the reports
that tell it, named by noun and modality.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.facts import DateSlot, PlaceSlot
from onrecord.record.accounts import Kind
from onrecord.record.things import (
    ActorThing,
    CaseStep,
    EncounterThing,
    EventThing,
    StatementThing,
    Thing,
    ThingTelling,
)
from onrecord.views.dates import date_words
from onrecord.views.exports.chunks import LeftOut, Once, document, plain
from onrecord.views.exports.kept import Kept
from onrecord.views.exports.names import report_address, urn, wikidata
from onrecord.views.exports.tellings import TurnTold, by_hand, said, told_once, turns
from onrecord.views.exports.titles import title
from onrecord.views.exports.whens import when
from onrecord.views.fragments import page_address
from onrecord.views.safe import words
from onrecord.vocabulary import ActorKind, Modality

KINDS: tuple[Kind, ...] = ("statement", "encounter", "agreement", "case", "event", "actor")

CONTEXT = "https://schema.org"
_TYPES: dict[ActorKind, str] = {
    "person": "Person", "office": "Person", "unnamed_source": "Person",
    "state": "GovernmentOrganization", "government_body": "GovernmentOrganization",
    "organization": "Organization", "group": "Organization", "document": "CreativeWork",
}  # fmt: skip
_EVENT_STATUS: dict[Modality, str | None] = {
    "actual": None,
    "planned": "https://schema.org/EventScheduled",
    "failed": "https://schema.org/EventCancelled",
}
Node = dict[str, Any]


def pieces(kept: Kept, kinds: Sequence[Kind], left_out: LeftOut) -> Iterator[bytes]:
    """The file in pieces."""
    graph = Graph(kept)
    nodes = (node for one in told_once(kept, kinds) for node in graph.nodes(one))
    return document({"@context": CONTEXT}, "@graph", nodes)


class Graph:
    """Makes the nodes of things; whatever they name comes before them, each once."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._once = Once()

    def nodes(self, thing: Thing) -> Iterator[Node]:
        """The thing's own node or nodes, and what they name."""
        match thing:
            case ActorThing():
                yield from self._actor(thing.id, thing)
            case StatementThing():
                yield from self._statement(thing)
            case EncounterThing():
                yield from self._happening(
                    thing.id, title(thing), thing.modality, thing.date, thing.place,
                    thing.tellings, attendee=thing.participants,
                )  # fmt: skip
            case EventThing():
                yield from self._happening(
                    thing.id, title(thing), thing.modality, thing.date, thing.place,
                    thing.tellings, organizer=thing.actor, about=thing.recipient,
                )  # fmt: skip
        for told in turns(thing):
            yield from self._turn(told)

    def _turn(self, told: TurnTold) -> Iterator[Node]:
        turn = told.turn
        place = turn.place if isinstance(turn, CaseStep) else None
        yield from self._happening(
            told.id, told.title, turn.modality, turn.date, place, told.tellings,
            organizer=turn.by,
        )  # fmt: skip

    def _happening(
        self,
        identifier: str,
        name: str,
        modality: Modality,
        date: DateSlot | None,
        place: PlaceSlot | None,
        tellings: Sequence[ThingTelling],
        **who: tuple[str, ...],
    ) -> Iterator[Node]:
        yield from self._reports(tellings)
        told = {
            "@id": urn("thing", identifier),
            "name": name,
            "identifier": identifier,
            "description": " … ".join(said(tellings)),
            "contributor": _hands(tellings),
        }
        if modality not in _EVENT_STATUS:
            yield plain({**told, "@type": "Claim", "appearance": _articles(tellings)})
            return
        for role in who.values():
            yield from self._actors(role)
        people = {role: _ids(ids) for role, ids in who.items()}
        status = _EVENT_STATUS[modality]
        yield plain(
            {
                **told,
                "@type": "Event",
                **people,
                **_dates(date),
                "location": _place(place),
                "eventStatus": status,
                "subjectOf": _articles(tellings),
            }
        )

    def _statement(self, s: StatementThing) -> Iterator[Node]:
        yield from self._reports(s.tellings)
        text = " … ".join(words(span.text) for span in s.quoted or s.content)
        node: Node = {
            "@id": urn("thing", s.id),
            "name": title(s),
            "identifier": s.id,
            "text": text,
            "contributor": _hands(s.tellings),
        }
        if s.modality != "actual":
            yield plain({**node, "@type": "Claim", "appearance": _articles(s.tellings)})
            return
        yield from self._actors(s.speaker)
        speakers = _ids(s.speaker)
        date = {"dateCreated": s.date.value if s.date and when(s.date) else None}
        if s.quoted:
            node |= {"@type": "Quotation", "spokenByCharacter": speakers, "creator": speakers}
            yield plain({**node, **date, "citation": _articles(s.tellings)})
        else:
            node |= {"@type": "Claim", "creator": speakers}
            yield plain({**node, **date, "appearance": _articles(s.tellings)})

    def _actors(self, identifiers: Sequence[str]) -> Iterator[Node]:
        for identifier in identifiers:
            yield from self._actor(identifier, None)

    def _actor(self, identifier: str, known: ActorThing | None) -> Iterator[Node]:
        if self._once.first(identifier):
            actor = known or self._kept.actor(identifier)
            if actor:
                yield plain(
                    {
                        "@id": urn("thing", identifier),
                        "@type": _TYPES[actor.kind],
                        "name": words(actor.name),
                        "identifier": identifier,
                        "jobTitle": words(actor.office or "")
                        if _TYPES[actor.kind] == "Person" else None,
                        "description": "unnamed source" if actor.unnamed else None,
                        "sameAs": wikidata(actor.identifiers.get("wikidata")),
                    }
                )  # fmt: skip

    def _reports(self, tellings: Sequence[ThingTelling]) -> Iterator[Node]:
        for telling in tellings:
            if self._once.first(telling.report):
                report = self._kept.report(telling.report, telling.counted)
                outlet = {"@type": "Organization", "name": words(telling.outlet or "")}
                yield plain(
                    {
                        "@id": report_address(telling.url, telling.report),
                        "@type": "NewsArticle",
                        "identifier": telling.report,
                        "headline": words(report.title or "") if report else None,
                        "author": [
                            {"@type": "Person", "name": words(one)} for one in report.authors
                        ] if report else None,
                        "publisher": outlet if telling.outlet else None,
                        "datePublished": telling.published,
                        "url": page_address(telling.url),
                    }
                )  # fmt: skip


def _ids(identifiers: Sequence[str]) -> list[Node]:
    return [{"@id": urn("thing", one)} for one in identifiers]


def _articles(tellings: Sequence[ThingTelling]) -> list[Node]:
    found = dict.fromkeys(report_address(one.url, one.report) for one in tellings)
    return [{"@id": one} for one in found]


def _hands(tellings: Sequence[ThingTelling]) -> list[Node]:
    """The reviewers who told some of it by hand."""
    return [{"@type": "Person", "name": one} for one in by_hand(tellings)]


def _dates(slot: DateSlot | None) -> Node:
    """The first and the last day that are meant; one that is no day is also told in words."""
    found = when(slot)
    if found is None:
        return {}
    days = {"startDate": found.first.isoformat(), "endDate": found.last.isoformat()}
    return days if found.exact else {**days, "disambiguatingDescription": date_words(found.value)}


def _place(place: PlaceSlot | None) -> Node | None:
    if place is None:
        return None
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    country = {"@type": "PostalAddress", "addressCountry": place.country}
    return plain(
        {
            "@type": "Place",
            "name": words(place.name),
            "address": country if place.country else None,
            "geo": geo if place.lat is not None and place.lon is not None else None,
        }
    )
