"""One thing of the record: a page for each kind, with every report's words."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.drawing import life_svg
from onrecord.errors import NotInRecord
from onrecord.question import Asked, Question, moment
from onrecord.record.things import (
    ActorThing,
    AgreementThing,
    CaseThing,
    EncounterThing,
    EventThing,
    StatementThing,
    Thing,
)
from onrecord.store.asking.gathering import LISTED
from onrecord.views import drawn
from onrecord.views.dates import date_words
from onrecord.views.desk import disagreements, entries, lives, tallies, tellings
from onrecord.views.desk.entries import Named
from onrecord.views.desk.lives import ACCOUNTS
from onrecord.views.desk.naming import named
from onrecord.views.desk.picturing import life_picture, relay_picture
from onrecord.views.desk.rooms.lists import shown
from onrecord.views.desk.visits import KeptRoute, Visit
from onrecord.views.things import phrases, writing

router = APIRouter(include_in_schema=False, route_class=KeptRoute)

TOLD = 2_000  # … and a file
FEW = 8  # things beside it that a page shows
LATELY = 30  # statements of an actor that its subjects are taken of: the newest
OF_AN_ACTOR = 100  # accounts of an actor that its page reads: many are in every other report


@router.get("/things/{identifier}.json")
def as_json(request: Request, identifier: str) -> Response:
    """The thing as JSON; of very many tellings the first and the last."""
    visit = Visit.of(request)
    thing = visit.record.show(identifier, visit.as_of, TOLD)
    return Response(writing.json_one(thing), media_type="application/json")


@router.get("/things/{identifier}.svg")
def as_picture(request: Request, identifier: str) -> Response:
    """The life of an agreement or a case as a picture of its own."""
    visit = Visit.of(request)
    thing = visit.record.show(identifier, visit.as_of, TOLD)
    if not isinstance(thing, AgreementThing | CaseThing):
        raise NotInRecord("Only agreements and cases are drawn.", "Ask for one of these.")
    known = moment(visit.as_of) if visit.as_of else None
    life = drawn.life(thing, as_of=known.date() if known else None)
    return Response(life_svg(drawn.short_life(life)), media_type="image/svg+xml")


@router.get("/things/{identifier}/why")
def why(request: Request, identifier: str) -> Response:
    """Which words and which evidence made the accounts one thing."""
    visit = Visit.of(request)
    thing = visit.record.show(identifier, visit.as_of, LISTED)
    reasons = visit.record.why(thing.id, visit.as_of)
    return visit.page(
        "why.html",
        title=f"Why one: {phrases.title(thing)}",
        thing=thing,
        named=phrases.title(thing),
        reasons=reasons,
        relay=relay_picture(thing, visit.links),
    )


@router.get("/things/{identifier}")
def page(request: Request, identifier: str) -> Response:
    """The page of a thing; the id of any of its accounts leads to its own."""
    visit = Visit.of(request)
    most = OF_AN_ACTOR if identifier.startswith("actor-") else ACCOUNTS
    thing = visit.record.show(identifier, visit.as_of, most)
    if thing.id != identifier:
        return RedirectResponse(visit.links.thing(thing.id), 307)
    (thing,) = named(visit.record, [thing], visit.as_of)
    wanted = tellings.wanted(thing.tellings[: tellings.MOST]) | disagreements.wanted(thing)
    texts = visit.reports.texts(wanted | entries.wanted([thing]))
    labels = lives.labels(thing) if isinstance(thing, AgreementThing | CaseThing) else {}
    told = tellings.by_report(thing, thing.tellings, visit.links, texts, labels)
    said: dict[str, Any] = {
        "thing": thing,
        "title": phrases.title(thing),
        "entry": entries.entries([thing], visit.links, texts)[0],
        "tally": tallies.of_thing(thing),
        "facts": [one for one in facts(visit, thing) if one[1]],
        "reports": told,
        "left_out": max(0, len(thing.tellings) - tellings.MOST),
        "earlier": tellings.by_report(thing, thing.earlier, visit.links, {}, {}),
        "disputes": disagreements.disagreements(thing, visit.links, texts),
        "others": [],
        "history": _history(thing),
        "relay": relay_picture(thing, visit.links),
        "verdicts": [(one.at[:10], one.verdict, one.by, one.why) for one in thing.verdicts],
    }
    if isinstance(thing, AgreementThing | CaseThing):
        said["rows"] = lives.rows(thing, visit.links, texts)
        said["picture"] = life_picture(thing, visit.as_of) if said["rows"] else None
        said["then"] = lives.then(visit.record, thing, visit.as_of)
    return visit.page("thing.html", **said | _beside(visit, thing))


def facts(visit: Visit, thing: Thing) -> list[tuple[str, Sequence[Named]]]:
    """What is said of a thing beside its title: names of fields, and values that may be links."""

    def linked(*ids: str | None) -> list[Named]:
        return [Named(phrases.name(thing, one), visit.links.thing(one)) for one in ids if one]

    def plain(*values: str | None) -> list[Named]:
        return [Named(value, "") for value in values if value]

    found = _FACTS[type(thing)](thing, linked, plain)
    days = dict.fromkeys((thing.first_reported[:10], thing.last_reported[:10]))
    return [*found, ("Reported", plain(" to ".join(map(date_words, days))))]


Say = Callable[..., list[Named]]


def _statement(thing: StatementThing, linked: Say, plain: Say) -> list[tuple[str, list[Named]]]:
    return [
        ("Speaker", linked(*thing.speaker)),
        ("To", linked(*thing.addressees)),
        ("Aimed at", linked(*thing.targets)),
        ("About", linked(*thing.about)),
        ("When", plain(_date(thing))),
        ("Where", plain(_place(thing))),
        ("Occasion", plain(thing.occasion)),
    ]


def _encounter(thing: EncounterThing, linked: Say, plain: Say) -> list[tuple[str, list[Named]]]:
    return [
        ("Who", linked(*thing.participants)),
        ("When", plain(_date(thing))),
        ("Where and how", plain(phrases.slots(thing))),
    ]


def _event(thing: EventThing, linked: Say, plain: Say) -> list[tuple[str, list[Named]]]:
    codes = phrases.listed(thing.type, thing.mode or "", *thing.contexts)
    coded = linked(thing.of) if thing.of and thing.of in thing.names else []
    return [
        ("Actor", linked(*thing.actor)),
        ("Recipient", linked(*thing.recipient)),
        ("When", plain(_date(thing))),
        ("Where and how many", plain(phrases.slots(thing))),
        ("PLOVER", plain(codes)),
        ("Codes", coded),
    ]


def _agreement(thing: AgreementThing, linked: Say, plain: Say) -> list[tuple[str, list[Named]]]:
    others = [one.name for one in thing.variants if one.name != thing.name]
    return [("Parties", linked(*thing.parties)), ("Also called", plain(*others[:FEW]))]


def _case(thing: CaseThing, linked: Say, plain: Say) -> list[tuple[str, list[Named]]]:
    return [
        ("Person", linked(thing.person)),
        ("Held by", linked(thing.held_by)),
        ("Called", plain(thing.designation)),
    ]


def _actor(thing: ActorThing, linked: Say, plain: Say) -> list[tuple[str, list[Named]]]:
    others = [one.name for one in thing.variants if one.name != thing.name]
    offices = [
        f"{one.office} ({phrases.told_from_to(one.first_reported, one.last_reported)})"
        for one in thing.offices
        if one.office
    ]
    known = [f"{name} {value}" for name, value in thing.identifiers.items()]
    return [
        ("Also called", plain(*others[:FEW])),
        ("Offices", plain(*offices[:FEW])),
        ("Known as", plain(*known)),
    ]


def _date(thing: StatementThing | EncounterThing | EventThing) -> str:
    return date_words(thing.date.value) if thing.date and thing.date.value else ""


def _place(thing: StatementThing) -> str:
    place = thing.place
    return phrases.comma(place.name, place.country or "") if place else ""


_FACTS: dict[type[Thing], Callable[[Any, Say, Say], list[tuple[str, list[Named]]]]] = {
    StatementThing: _statement, EncounterThing: _encounter, EventThing: _event,
    AgreementThing: _agreement, CaseThing: _case, ActorThing: _actor,
}  # fmt: skip


def _history(thing: Thing) -> list[tuple[str, str, str]]:
    """What a thing was told to be, from when to when; nothing where it was always the same."""
    turns = getattr(thing, "history", ())
    return [
        (
            one.modality,
            date_words(one.date),
            phrases.told_from_to(one.first_reported, one.last_reported),
        )
        for one in turns
        if len(turns) > 1
    ]


def _beside(visit: Visit, thing: Thing) -> dict[str, Any]:
    """Other things that belong on the page."""
    if isinstance(thing, AgreementThing | CaseThing):
        return {"statements": _few(visit, "statements", about=thing.id)}
    if isinstance(thing, EncounterThing) and len(thing.participants) == 2:
        others = _few(visit, "encounters", between=list(thing.participants), limit=FEW + 1)
        return {"others": [one for one in others if one.id != thing.id][:FEW]}
    if isinstance(thing, ActorThing):
        said = _found(visit, "statements", by=thing.id, limit=LATELY)
        return {
            "encounters": _few(visit, "encounters", by=thing.id, limit=2 * FEW),
            "statements": shown(visit, said[:FEW]),
            "subjects": _subjects_of(visit, thing, said),
            "agreements": _few(visit, "agreements", by=thing.id),
        }
    return {}


def _few(visit: Visit, asked: Asked, **given: Any) -> list[entries.Entry]:
    return shown(visit, _found(visit, asked, **given))


def _found(visit: Visit, asked: Asked, **given: Any) -> Sequence[Thing]:
    question = Question.of(asked, {"limit": FEW, "as_of": visit.as_of, **given})
    items: Sequence[Thing] = visit.record.part(question).items
    return items


def _subjects_of(
    visit: Visit, thing: ActorThing, said: Sequence[Thing]
) -> list[tuple[str, str, int]]:
    """What an actor spoke about most lately, with the address of its positions, and how often."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for one in named(visit.record, said, visit.as_of):
        for subject in getattr(one, "about", ()):
            counts[subject] = counts.get(subject, 0) + 1
            names[subject] = phrases.name(one, subject)
    ranked = sorted(counts, key=lambda one: (-counts[one], names[one], one))
    return [
        (names[one], visit.links.to("/positions", by=thing.id, about=one), counts[one])
        for one in islice(ranked, FEW)
    ]
