"""What waits for a reviewer: disputed and doubtful things first, with what a judgement needs."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from onrecord.facts import Actor, Mention
from onrecord.question import Asked, Question, listed
from onrecord.record.accounts import Kind
from onrecord.record.things import (
    EncounterThing,
    EventThing,
    StatementThing,
    Thing,
    ThingTelling,
)
from onrecord.record.verdicts import standing
from onrecord.store.among import among
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.nodes import belongs
from onrecord.store.numbers import key, kind_number, number
from onrecord.store.proposing import accounts_in
from onrecord.store.record import Record
from onrecord.store.schema import PLACES, account, body, node, version
from onrecord.store.stored import told_in
from onrecord.store.verdicts import bare

UNSURE = 0.8  # confidence below which a fact waits before others
AROUND = 200  # characters of the text on either side
_ASKED: dict[Kind, Asked] = {
    "statement": "statements", "encounter": "encounters", "agreement": "agreements",
    "case": "cases", "event": "events", "actor": "actors",
}  # fmt: skip
REVIEWED: tuple[Kind, ...] = ("encounter", "agreement", "case", "statement")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thing that waits, and why it comes where it does: «disputed: date», «unsure, 0.61»."""

    thing: Thing
    why: tuple[str, ...] = ()

    @property
    def urgency(self) -> tuple[int, float]:
        """What comes first: disputes, then the least sure."""
        doubt = getattr(self.thing, "confidence", 1.0)
        if self.thing.disputes:
            return (0, doubt)
        return (1, doubt) if doubt < UNSURE else (2, 0.0)


@dataclass(frozen=True, slots=True)
class Words:
    """A telling with the text around it: ``before``, the words themselves, ``after``."""

    telling: ThingTelling
    before: str
    words: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another value that a reviewer may choose: what is shown, why, and the correction it is."""

    label: str
    why: str
    correction: dict[str, Any]


def waiting(
    record: Record, given: dict[str, Any], kinds: Collection[Kind] = REVIEWED, *, most: int = 200
) -> list[Waiting]:
    """The things that fit what was ``given`` to narrow a question and have no verdict yet.

    Of each kind the ``most`` that the question gives first are looked at. Those of which reports
    disagree stand first, then the least sure, then the rest in the order of the question.
    """
    asking = Asking(record)
    found: list[Waiting] = []
    for kind in kinds:
        takes = {one.name for one in listed(_ASKED[kind])}
        if not given.keys() <= takes:
            continue
        question = Question.of(_ASKED[kind], {**given, "limit": str(most)})
        found += [
            Waiting(one, _why(one)) for one in asking.part(question).items if not _is_judged(one)
        ]
    return sorted(found, key=lambda one: one.urgency)


def _is_judged(thing: Thing) -> bool:
    """Whether a reviewer has said something of it, or all of it."""
    given = standing(thing.verdicts)
    told = all(one.by_hand and not one.by_hand[0].read for one in thing.tellings)
    return told or any(one.verdict in ("accept", "correct", "reject") for one in given)


def _why(thing: Thing) -> tuple[str, ...]:
    told = [f"disputed: {one.about}" for one in thing.disputes]
    doubt = getattr(thing, "confidence", 1.0)
    told += [f"unsure, {doubt:.2f}"] if doubt < UNSURE else []
    return tuple(dict.fromkeys(told))


def in_context(connection: Connection, thing: Thing, most: int = 5) -> list[Words]:
    """The words of a thing's tellings in their texts, the first ``most`` of them."""
    told = [one for one in thing.tellings if one.span][:most]
    wanted = {number(one.report) for one in told}
    texts: dict[str, list[str]] = {}
    rows = connection.execute(
        select(version.c.report, body.c.text)
        .join(body, body.c.version == version.c.id)
        .where(among(connection.dialect.name, version.c.report, wanted))
        .order_by(version.c.counted.desc())
    )
    for report, text in rows:
        texts.setdefault(key(report), []).append(text)
    return [words for one in told for words in _around(one, texts.get(one.report, ()))]


def _around(one: ThingTelling, texts: Iterable[str]) -> list[Words]:
    """In the newest version whose text has these very words there."""
    span = one.span
    for text in texts:
        if span and text[span.start : span.end] == span.text:
            line = text.count("\n", 0, span.start) + 1
            before, after = _before(text, span.start), _after(text, span.end)
            return [Words(one, before, span.text, after, line)]
    return []


def _before(text: str, start: int) -> str:
    """The rest of the line before a place; … and whole words where it is long."""
    begin = text.rfind("\n", 0, start) + 1
    if start - begin <= AROUND:
        return text[begin:start]
    return "… " + text[start - AROUND : start].partition(" ")[2]


def _after(text: str, end: int) -> str:
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    if stop - end <= AROUND:
        return text[end:stop]
    return text[end : end + AROUND].rpartition(" ")[0] + " …"


def candidates(
    connection: Connection, answering: Answering, thing: Thing, most: int = 9
) -> list[Candidate]:
    """Other values for what is doubtful: who else may have spoken, which date or place others tell.

    They are in no report's debt: what is chosen is a correction of the whole thing.
    """
    found = _sides(thing)
    if isinstance(thing, StatementThing):
        found += _speakers(connection, answering, thing)
    return found[:most]


def _sides(thing: Thing) -> list[Candidate]:
    if not isinstance(thing, EncounterThing | EventThing | StatementThing):
        return []
    return [
        Candidate(f"{one.about}: {side.value}", _count(len(side.tellings)), {one.about: side.value})
        for one in thing.disputes
        if one.about in ("date", "place") and one.of is None
        for side in one.sides
    ]


def _count(tellings: int) -> str:
    return f"{tellings} telling{'' if tellings == 1 else 's'}"


def _speakers(
    connection: Connection, answering: Answering, thing: StatementThing
) -> list[Candidate]:
    """The people named nearest to the words in the fullest telling's report, and nobody."""
    at = next((one for one in thing.tellings if one.span), None)
    if at is None or at.span is None:
        return []
    here = connection.scalar(
        select(account.c.version).where(account.c.key == number(bare(thing.id))).limit(1)
    )
    if here is None:
        return []
    place = at.span.start
    near: list[tuple[int, int, Actor]] = []
    for name, actor in _actors(connection, here):
        if actor.kind in ("document",):
            continue
        named = [m for m in actor.mentions if m.form in ("name", "title", "description")]
        near += [(min(abs(m.span.start - place) for m in named), name, actor)] if named else []
    near.sort(key=lambda one: (one[0], one[1]))
    called = answering.folding.calling.of([name for _, name, _ in near])
    found: list[Candidate] = []
    for _, name, actor in near:
        if name not in called or called[name][0] in thing.speaker:
            continue
        id, shown = called[name]
        if any(one.correction["speaker"] == [id] for one in found):
            continue
        found.append(Candidate(shown, _where(actor.mentions, place), {"speaker": [id]}))
    return [*found[:6], Candidate("no one named", "the words keep no speaker", {"speaker": []})]


def _where(mentions: Sequence[Mention], place: int) -> str:
    nearest = min(mentions, key=lambda one: abs(one.span.start - place))
    side = "before" if nearest.span.start < place else "after"
    return f"«{nearest.span.text}», {abs(nearest.span.start - place)} characters {side}"


def _actors(connection: Connection, number_: int) -> list[tuple[int, Actor]]:
    c = account.c
    here = c.id >= number_ << PLACES, c.id < (number_ + 1) << PLACES
    told = told_in(connection, *here, c.kind == kind_number("actor"))
    return [(one.node, one.told) for one in told if isinstance(one.told, Actor)]


def mergeable(
    connection: Connection, answering: Answering, thing: Thing, most: int = 9
) -> list[Thing]:
    """Things of its kind that evidence ties to it, though not to one: those a reviewer may merge.

    The most told first.
    """
    nodes = connection.scalars(
        select(account.c.node).where(account.c.key == number(bare(thing.id))).distinct()
    ).all()
    components = connection.scalars(select(node.c.component).where(node.c.id.in_(nodes))).all()
    tied = belongs(connection.dialect.name, "component", components)
    mates = connection.scalars(select(node.c.id).where(tied)).all()
    clusters = set(answering.standing.of(mates).values()) - set(
        answering.standing.of(nodes).values()
    )
    folded = answering.folding.of(sorted(clusters, key=lambda one: one.name)[: most * 3])
    found = [one for _, one in folded if one is not None]
    return sorted(found, key=lambda one: (-one.reports, one.id))[:most]


def accounts_told(connection: Connection, thing: Thing) -> list[tuple[str, str, str]]:
    """Of each account of a thing its key, the outlet (else the report), and when it counts."""
    keys = accounts_in(connection, thing.id)
    rows = connection.execute(
        select(account.c.key, version.c.outlet, version.c.source, version.c.published)
        .join(version, version.c.id == account.c.version)
        .where(
            among(connection.dialect.name, account.c.key, {number(one) for one in keys}),
            version.c.until.is_(None),
        )
    )
    told = {
        key(of): (outlet or source, published or "no date")
        for of, outlet, source, published in rows
    }
    return [(one, *told[one]) for one in keys if one in told]
