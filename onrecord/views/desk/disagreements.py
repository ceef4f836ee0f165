"""Where reports disagree: both sides of equal width, each with words, terms and tally."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record.things import CaseStep, Dispute, LifeChange, Side, Thing, ThingTelling
from onrecord.views.dates import date_words, duration_words, is_duration
from onrecord.views.desk import tallies
from onrecord.views.desk.contexts import Piece
from onrecord.views.desk.entries import Texts
from onrecord.views.desk.links import Links
from onrecord.views.desk.tallies import Tally
from onrecord.views.desk.tellings import telling_context
from onrecord.views.safe import words
from onrecord.views.things import phrases
from onrecord.vocabulary import Terms

_WORDS = 2  # tellings of a side whose words are shown
_QUESTIONS = {
    "date": "When?", "place": "Where?", "participants": "Who took part?",
    "number": "How many?", "denial": "Did it happen?",
}  # fmt: skip
# What a side holds that is a modality and no words.
_TURNED = {"actual": "told as done", "denied": "denied"}


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one telling of a side."""

    words: tuple[Piece, ...]
    outlet: str
    href: str


@dataclass(frozen=True, slots=True)
class Column:
    """One side: what it holds, in which words, on what terms, on how many sources.

    ``quoted``: it holds words of a report. ``followed`` says that the record follows this side, and
    why. ``href``: the statement whose words they are, where these are not the thing's own.
    """

    value: str
    terms: Terms
    said: tuple[Said, ...]
    tally: Tally
    quoted: bool
    followed: str
    href: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One dispute of a thing."""

    question: str
    of: str
    columns: tuple[Column, ...]


def disagreements(thing: Thing, links: Links, texts: Texts) -> list[Disagreement]:
    """The disputes of a thing."""
    return [_one(thing, dispute, links, texts) for dispute in thing.disputes]


def wanted(thing: Thing) -> set[tuple[str, str]]:
    """The versions whose texts are needed to show both sides."""
    return {
        (one.report, one.counted)
        for dispute in thing.disputes
        for side in dispute.sides
        for one in _tellings(thing, side)[:_WORDS]
    }


def _one(thing: Thing, dispute: Dispute, links: Links, texts: Texts) -> Disagreement:
    lengths = dispute.about == "number" and all(is_duration(o.value) for o in dispute.sides)
    question = "How long?" if lengths else _QUESTIONS[dispute.about]
    columns = tuple(_column(thing, dispute, side, links, texts) for side in dispute.sides)
    return Disagreement(question, _of(thing, dispute), columns)


def _of(thing: Thing, dispute: Dispute) -> str:
    """The change, step or number that it is about, in words."""
    if turn := _turn(thing, dispute):
        return phrases.turn(turn)
    if (dispute.of or "").startswith("statement-"):
        return ""  # its words are one of the sides
    return words((dispute.of or "").replace("_", " "))


def _turn(thing: Thing, dispute: Dispute) -> LifeChange | CaseStep | None:
    """The change or step that a dispute is about, if it is about one."""
    turns = (*getattr(thing, "changes", ()), *getattr(thing, "steps", ()))
    return next((one for one in turns if dispute.of in (one.id, one.key)), None)


def _column(thing: Thing, dispute: Dispute, side: Side, links: Links, texts: Texts) -> Column:
    tellings = _tellings(thing, side)
    said = tuple(
        Said(
            telling_context(thing, one, texts.get((one.report, one.counted))),
            words(one.outlet or one.source),
            links.report(one.report, one.counted, one.key),
        )
        for one in tellings[:_WORDS]
    )
    elsewhere = side.tellings and not tellings and dispute.about == "denial"
    return Column(
        value=value(dispute.about, side.value),
        terms=phrases.strongest([tallies.effective(one) for one in tellings]),
        said=said,
        tally=tallies.of_side(tellings, side.outlets),
        quoted=dispute.about == "denial" and side.value not in _TURNED,
        followed=_followed(thing, dispute, side),
        href=links.thing(f"statement-{side.tellings[0]}") if elsewhere else "",
    )


def _followed(thing: Thing, dispute: Dispute, side: Side) -> str:
    """That what is told of the thing, or its status, is this side's, and why; else nothing."""
    if side.value != _kept(thing, dispute):
        return ""
    if dispute.about == "denial":
        return "The record follows this one: what is told as done; the denial stands beside it."
    most = max(one.outlets for one in dispute.sides if one is not side)
    if side.outlets > most:
        return "The record follows this one: more sources."
    return "The record follows this one: no fewer sources, and the closer or earlier words."


def _kept(thing: Thing, dispute: Dispute) -> str | None:
    """The value that the record has in the place of what is disputed."""
    of = _turn(thing, dispute) or thing
    match dispute.about:
        case "date":
            return getattr(getattr(of, "date", None), "value", None)
        case "place":
            return getattr(getattr(of, "place", None), "name", None)
        case "denial" if getattr(of, "modality", "") == "actual":
            return "actual"
    return None


def value(about: str, told: str) -> str:
    """What a side holds, in words."""
    if about == "denial":
        return _TURNED.get(told) or words(told)
    if about == "date":
        return date_words(told)
    return duration_words(told) if is_duration(told) else words(told)


def _tellings(thing: Thing, side: Side) -> Sequence[ThingTelling]:
    """One telling of each report that stands on a side, in the order of the thing."""
    keys = set(side.tellings)
    found: dict[str, ThingTelling] = {}
    for one in thing.tellings:
        if one.key in keys and one.span is not None:
            found.setdefault(one.report, one)
    return list(found.values())
