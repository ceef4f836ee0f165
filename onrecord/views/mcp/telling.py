"""What an assistant is told of a thing: a line, its words, their reports, who vouches for them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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
from onrecord.store.asking.searching import Hit
from onrecord.text import Span
from onrecord.views.desk.contexts import context, plain
from onrecord.views.safe import words
from onrecord.views.things import phrases

Texts = Mapping[tuple[str, str], str]
Told = dict[str, Any]

QUOTES = 2  # of a thing in a list
LIFE = 60  # turns of an agreement or a case
WORDS = 900  # characters of one quotation
SHORT = 200  # characters of a name, a title, an address


def quoted(text: str, most: int = WORDS) -> str:
    """Words of a report: one line in «», nothing in it that is not seen, not too long."""
    shown = words(text)
    return f"«{shown if len(shown) <= most else shown[: most - 1] + '…'}»"


def short(text: str | None) -> str | None:
    """A name, a title or an address, made safe to show."""
    shown = words(text or "")
    return (shown if len(shown) <= SHORT else shown[: SHORT - 1] + "…") or None


def said(fields: Mapping[str, Any]) -> Told:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], (), {})}


def chosen(
    thing: Thing, most: int = QUOTES, turn: LifeChange | CaseStep | None = None
) -> list[ThingTelling]:
    """The tellings that are shown of a thing, or of one ``turn`` in its life.

    One for each side where reports disagree; then of different reports, those first that told it
    first. The fullest words of a statement come first.
    """
    tellings = [thing.tellings[at] for at in turn.told] if turn else list(thing.tellings)
    tellings = [one for one in tellings if one.span is not None]
    if isinstance(thing, StatementThing):
        tellings.sort(key=lambda one: -len(one.span.text) if one.span else 0)
    sides = [set(side.tellings) for dispute in thing.disputes[:1] for side in dispute.sides]
    first = [next((one for one in tellings if one.key in keys), None) for keys in sides]
    reports = {one.report: one for one in reversed(tellings)}
    others = [one for one in tellings if reports[one.report] is one]
    ordered = [one for one in (*first, *others, *tellings) if one is not None]
    return list({id(one): one for one in ordered}.values())[: max(most, len(sides))]


def wanted(tellings: Iterable[ThingTelling]) -> set[tuple[str, str]]:
    """The versions whose texts are needed to show some tellings."""
    return {(one.report, one.counted) for one in tellings}


def brief(thing: Thing, texts: Texts, turn: LifeChange | CaseStep | None = None) -> Told:
    """A thing, or one turn in its life, as a list has it."""
    shown = chosen(thing, QUOTES, turn)
    total = len(turn.told) if turn else len(thing.tellings)
    told = {
        **head(thing),
        "quotes": [quote(thing, one, texts) for one in shown],
        "more_quotes": max(0, total - len(shown)) or None,
    }
    return said(told)


def head(thing: Thing) -> Told:
    """What a thing is, in short."""
    date = getattr(thing, "date", None)
    place = getattr(thing, "place", None)
    told = {
        "id": thing.id,
        "thing": thing.thing,
        "what": short(phrases.title(thing)),
        "is": short(_is(thing)),
        "date": date.value if date else None,
        "place": short(place.name) if place else None,
        "modality": _modality(thing),
        "terms": list(thing.terms),
        "status": short(phrases.status(thing.status)),
        "independent_sources": thing.outlets,
        "reports": thing.reports,
        "vouchers": thing.vouchers,
        "only_unnamed_sources": thing.unnamed_only or None,
        "retracted": "every report that tells it is taken back" if thing.retracted else None,
        "disputed": [short(phrases.disputed(one)) for one in thing.disputes],
        "first_reported": thing.first_reported,
        "last_reported": thing.last_reported,
        "by_hand": short(phrases.hands(thing)),
    }
    return said(told)


def whole(thing: Thing) -> Told:
    """What a thing is, at length, but for its tellings."""
    turns = []
    if isinstance(thing, AgreementThing | CaseThing):
        lives = thing.changes if isinstance(thing, AgreementThing) else thing.steps
        turns = [
            said(
                {
                    "turn": short(phrases.turn(one)),
                    "detail": short(phrases.turn_detail(thing, one)),
                    "date": one.date.value if one.date else None,
                    "modality": one.modality,
                    "independent_sources": one.outlets,
                    "told_by": [short(thing.tellings[at].outlet) for at in one.told[:3]],
                }
            )
            for one in lives[:LIFE]
        ]
    names = thing.variants if isinstance(thing, ActorThing | AgreementThing) else ()
    offices = thing.offices if isinstance(thing, ActorThing) else ()
    told = {
        **head(thing),
        "names": [short(one.name) for one in names[:20]],
        "offices": [short(one.office) for one in offices[:20] if one.office],
        "life": turns,
        "reviewed": [short(f"{one.verdict} by {one.by}: {one.why}") for one in thing.verdicts[:10]],
    }
    return said(told)


def quote(thing: Thing, one: ThingTelling, texts: Texts) -> Told:
    """One telling: its words in their sentence, the report, and who stands behind it there."""
    spans: Sequence[Span] = [one.span] if one.span else []
    told = {
        "words": quoted(plain(context(texts.get((one.report, one.counted)), spans))),
        "report": one.report,
        "outlet": short(one.outlet or one.source),
        "published": one.published or one.counted,
        "url": short(one.url),
        "modality": None if one.modality == "actual" else one.modality,
        "vouched_by": vouched(thing, one),
        "copy_of": short(one.copy_of),
        "retracted": one.retracted or None,
        "by_hand": short(phrases.by_hand(one)),
    }
    return said(told)


def vouched(thing: Thing, one: ThingTelling) -> list[Told] | str:
    """Who stands behind a telling, from the report inwards."""
    if not one.vouched_by:
        return "the report itself"
    return [
        said(
            {
                "name": short(phrases.name(thing, link.actor)),
                "terms": link.terms,
                "occasion": short(link.occasion),
            }
        )
        for link in one.vouched_by
    ]


def hit(one: Hit) -> Told:
    """A report that a search found."""
    told = {
        "report": one.report,
        "title": short(one.title),
        "outlet": short(one.outlet or one.source),
        "published": one.published or one.counted,
        "url": short(one.url),
        "quotes": [quoted(each.marked("[", "]")) for each in one.passages],
        "facts": [
            {"id": fact.id, "thing": fact.thing, "words": quoted(fact.words, 300)}
            for fact in one.facts[:10]
        ],
    }
    return said(told)


def _is(thing: Thing) -> str:
    if isinstance(thing, ActorThing | AgreementThing | CaseThing):
        return phrases.kind_of(thing)
    if isinstance(thing, StatementThing | EncounterThing | EventThing):
        return phrases.slots(thing)
    return ""


def _modality(thing: Thing) -> str | None:
    found = getattr(thing, "modality", None)
    return None if found == "actual" else found
