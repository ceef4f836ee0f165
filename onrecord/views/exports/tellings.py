"""Which telling tells of what: the words of a thing, or of one of its changes or steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.record.accounts import Kind
from onrecord.record.things import (
    AgreementThing,
    CaseStep,
    CaseThing,
    EventThing,
    LifeChange,
    Thing,
    ThingTelling,
)
from onrecord.views.exports.kept import Kept
from onrecord.views.exports.titles import title, turn_title
from onrecord.views.safe import words
from onrecord.vocabulary import Terms

Turn = LifeChange | CaseStep


@dataclass(frozen=True, slots=True)
class TurnTold:
    """A change or step with the tellings that tell of it."""

    turn: Turn
    of: AgreementThing | CaseThing
    tellings: tuple[ThingTelling, ...]

    @property
    def title(self) -> str:
        """«New START: resumption asked»."""
        return turn_title(self.turn, self.of)

    @property
    def id(self) -> str:
        """An id made of its key, which outlives a re-reading."""
        return f"{'change' if isinstance(self.turn, LifeChange) else 'step'}-{self.turn.key}"


def turns(thing: Thing) -> Iterator[TurnTold]:
    """The changes of an agreement, the steps of a case; nothing of any other thing."""
    if isinstance(thing, AgreementThing | CaseThing):
        parts: Sequence[Turn] = thing.changes if isinstance(thing, AgreementThing) else thing.steps
        for turn in parts:
            told = tuple(thing.tellings[number] for number in turn.told)
            yield TurnTold(turn, thing, told)


def telling_parts(thing: Thing) -> list[tuple[str | None, str]]:
    """For each telling the id of the change or step that it tells of, and what, in its modality."""
    parts: list[tuple[str | None, str]] = [
        (None, title(thing, telling.modality)) for telling in thing.tellings
    ]
    for told in turns(thing):
        for number in told.turn.told:
            modality = thing.tellings[number].modality
            parts[number] = told.id, turn_title(told.turn, told.of, modality)
    return parts


def told_once(kept: Kept, kinds: Sequence[Kind]) -> Iterator[Thing]:
    """The things of some kinds, without events that only code a thing that is there itself."""
    for kind in kinds:
        for thing in kept.things(kind):
            coded = thing.of if isinstance(thing, EventThing) else None
            if not coded or coded.partition("-")[0] not in kinds:
                yield thing


def disputed(thing: Thing, fact: Thing | Turn) -> list[str]:
    """What reports disagree about: of the thing, or of one change or step of it."""
    own = (one.about for one in thing.disputes if fact is thing or one.of == fact.id)
    return sorted(set(own))


def said(tellings: Sequence[ThingTelling], most: int = 3) -> list[str]:
    """The words of the first tellings, each once, on one line each."""
    spans = (words(telling.span.text) for telling in tellings if telling.span)
    return list(dict.fromkeys(spans))[:most]


def by_hand(tellings: Sequence[ThingTelling]) -> list[str]:
    """The reviewers who told some of it by hand; none where all of it was read."""
    return list(dict.fromkeys(words(hand.by) for one in tellings for hand in one.by_hand))


def terms_of(telling: ThingTelling) -> Terms:
    """The terms of its outermost voucher; a reporter's own voice has none."""
    return telling.vouched_by[0].terms if telling.vouched_by else "unspecified"
