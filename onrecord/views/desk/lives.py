"""The life of an agreement or a case as rows of a table, newest first."""

from dataclasses import dataclass

from onrecord.errors import NotInRecord
from onrecord.record.periods import period
from onrecord.record.status import standing_at
from onrecord.record.things import AgreementThing, CaseThing
from onrecord.store.asking.opened import Record
from onrecord.views.dates import date_words
from onrecord.views.desk import tallies
from onrecord.views.desk.contexts import Piece
from onrecord.views.desk.entries import Texts, Turn, fullest
from onrecord.views.desk.links import Links
from onrecord.views.desk.tallies import Tally
from onrecord.views.desk.tellings import telling_context
from onrecord.views.things import phrases
from onrecord.vocabulary import Modality

ACCOUNTS = 400  # accounts of a thing that a page reads; of more, the first and the last
_THEN = 6  # earlier days whose status is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change or step."""

    label: str
    modality: Modality
    when: str
    by: str
    words: tuple[Piece, ...]
    href: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Then:
    """What the record said at the end of an earlier day; ``href`` opens the page as of it."""

    day: str
    said: str
    href: str


def turns(thing: AgreementThing | CaseThing) -> tuple[Turn, ...]:
    """The changes of an agreement, the steps of a case."""
    return thing.changes if isinstance(thing, AgreementThing) else thing.steps


def rows(thing: AgreementThing | CaseThing, links: Links, texts: Texts) -> list[Row]:
    """The life of a thing, newest first; what has no date at the end."""
    return [_row(thing, one, links, texts) for one in sorted(turns(thing), key=_place)]


def _place(turn: Turn) -> tuple[bool, int, str]:
    days = period(turn.date.value) if turn.date else None
    return (days is None, -days.first if days else 0, turn.id)


def _row(thing: AgreementThing | CaseThing, turn: Turn, links: Links, texts: Texts) -> Row:
    telling = fullest(thing, turn)
    text = texts.get((telling.report, telling.counted)) if telling else None
    label = phrases.turn(turn)
    return Row(
        label=f"{label[:1].upper()}{label[1:]}",
        modality=turn.modality,
        when=date_words(turn.date.value if turn.date else None),
        by=phrases.turn_detail(thing, turn),
        words=telling_context(thing, telling, text) if telling else (),
        href=links.report(telling.report, telling.counted, telling.key) if telling else "",
        tally=tallies.of_turn(thing, turn),
    )


def labels(thing: AgreementThing | CaseThing) -> dict[int, str]:
    """By the place of a telling, the turn that it tells."""
    return {at: phrases.turn(turn) for turn in turns(thing) for at in turn.told}


def then(record: Record, thing: AgreementThing | CaseThing, as_of: str | None) -> list[Then]:
    """What the record said at the end of the days on which a turn was first reported, newest
    first: each says how the thing stood by what was known."""
    found = []
    days = sorted({one.first_reported[:10] for one in turns(thing)}, reverse=True)
    for day in days[:_THEN]:
        try:
            then_ = record.show(thing.id, day, ACCOUNTS)
        except NotInRecord:  # nobody had told of it by the end of that day
            continue
        if not isinstance(then_, AgreementThing | CaseThing):
            continue
        said = phrases.status(then_.status) or "nothing had happened"
        beside = standing_at(then_).beside[-1:]
        told = "; ".join([said, *map(phrases.turn, beside)])
        found.append(Then(date_words(day), told, Links(day).thing(thing.id)))
    return found
