"""Search: reports with the words, the words lit, and the facts that they stand in."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.record.positions import Position
from onrecord.store.asking.searching import Hit, Passage
from onrecord.views.dates import date_words
from onrecord.views.desk import filters
from onrecord.views.desk.links import Links
from onrecord.views.desk.visits import KeptRoute, Visit
from onrecord.views.safe import words
from onrecord.views.things import phrases
from onrecord.views.things.asked import asked
from onrecord.views.things.nothing import nothing

router = APIRouter(include_in_schema=False, route_class=KeptRoute)
FACTS = 8  # of one report that are shown


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a passage, and whether it was looked for."""

    text: str
    sought: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact whose words were met: its kind, its words, its page."""

    kind: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Found:
    """One report that has the words."""

    title: str
    outlet: str
    when: str
    href: str
    passages: tuple[tuple[Stretch, ...], ...]
    facts: tuple[Fact, ...]


@router.get("/search")
def search(request: Request) -> Response:
    """Reports with the words; without any the form alone."""
    visit = Visit.of(request)
    if visit.emptied():
        return RedirectResponse(visit.emptied(), 303)
    question = visit.question("search")
    answer = asked(visit.record, question) if question.text else None
    items = answer.items if answer else ()
    more = answer.cursor if answer else None
    return visit.page(
        "search.html",
        title="Search",
        about="Words, a “phrase in quotation marks”, a prefix*.",
        question=question,
        q=question.text or "",
        notes=answer.notes if answer else (),
        fields=filters.fields(question),
        narrowed=filters.narrowed(question),
        found=[_found(one, visit.links) for one in items],
        more=visit.links.asking(question, cursor=more) if more else "",
        first=visit.links.asking(question, cursor=None) if question.cursor else "",
        nothing=nothing(visit.record, question) if answer and not items else "",
    )


def _found(hit: Hit, links: Links) -> Found:
    facts = {one.id: Fact(one.thing, words(one.words), links.thing(one.id)) for one in hit.facts}
    return Found(
        words(hit.title or "Untitled report"),
        words(hit.outlet or hit.source),
        date_words(hit.published or hit.counted[:10]),
        links.report(hit.report, hit.counted),
        tuple(stretches(one) for one in hit.passages),
        tuple(facts.values())[:FACTS],
    )


def stretches(passage: Passage) -> tuple[Stretch, ...]:
    """A passage cut at the words that were looked for; they are its own letters in order."""
    text, at, found = passage.span.text, 0, []
    for start, end in passage.marks:
        found += [Stretch(text[at:start], False), Stretch(text[start:end], True)]
        at = end
    found.append(Stretch(text[at:], False))
    return tuple(one for one in found if one.text)


@router.get("/positions")
def positions(request: Request) -> Response:
    """What an actor said about a subject, in order, with what changed."""
    visit = Visit.of(request)
    if visit.emptied():
        return RedirectResponse(visit.emptied(), 303)
    question = visit.question("positions")
    items: tuple[Position, ...] = ()
    if question.by and question.about:
        items = tuple(asked(visit.record, question).items)
    return visit.page(
        "positions.html",
        title="Positions",
        about="What somebody has said about something, the first first, and what changed.",
        question=question,
        fields=filters.fields(question),
        narrowed=_named(visit, filters.narrowed(question)),
        asks=bool(question.by and question.about),
        positions=[
            (one, date_words(one.date or one.reported[:10]), visit.links.thing(one.statement))
            for one in items
        ],
    )


def _named(visit: Visit, narrowed: str) -> str:
    """The same with names in the place of ids."""
    for word in narrowed.split():
        if word.startswith(("actor-", "case-", "agreement-")):
            thing = visit.record.show(word, visit.as_of, 2)
            narrowed = narrowed.replace(word, phrases.title(thing))
    return narrowed
