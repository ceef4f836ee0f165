"""Reports as reviewers left them: what a model may learn from, and be held against."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from onrecord.errors import InvalidVerdict
from onrecord.facts import Actor, Reading, Statement, facts
from onrecord.record.annotated import annotated
from onrecord.record.folding.judged import amended
from onrecord.record.verdicts import Verdict, standing
from onrecord.store.among import among
from onrecord.store.asking.standing import Standing
from onrecord.store.noting import by_hand
from onrecord.store.numbers import key, kind_number, number
from onrecord.store.points import Points
from onrecord.store.schema import PLACES, account, version
from onrecord.store.stored import stored
from onrecord.store.straight import Straight
from onrecord.store.verdicts import bare, every, keys_of
from onrecord.text import Span

_JUDGED = frozenset({"accept", "correct", "reject"})


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """A reading whose facts are as reviewers left them, and how many statements they judged.

    What nobody judged is as it was read; what was rejected is gone, what was told by hand is there
    (``by_hand`` counts it).
    """

    reading: Reading
    judged: int
    changed: int
    by_hand: int = 0


def judged_reports(connection: Connection, points: Points) -> Iterator[JudgedReport]:
    """Every version of a report of which something was accepted, corrected, rejected or told.

    A verdict on a statement of the record is one on each report's telling of it.
    """
    every_ = every(connection)
    verdicts = _last(every_)
    stands = Standing(Straight.of(connection), points, None)
    of_account = _spread(connection, stands, verdicts)
    for row in _versions(connection, {*of_account, *verdicts}):
        read = stored(connection, row.id)
        nodes = _nodes(connection, row.id)
        beside = [(note, one) for _, note, one in by_hand(connection, row.report, row.sha, None)]
        whole = annotated(read, beside)
        statements = [
            (told, _left(connection, stands, read, nodes, told, of_account.get(told.key)))
            for told in whole.reading.statements
        ]
        kept = tuple(now for _, now in statements if now is not None)
        yield JudgedReport(
            _without_rejected(replace(whole.reading, statements=kept), verdicts),
            judged=sum(told.key in of_account for told, _ in statements),
            changed=sum(told != now for told, now in statements),
            by_hand=len(whole.by_hand),
        )


class _Row(NamedTuple):
    id: int
    report: int
    sha: bytes


def _versions(connection: Connection, keys: Collection[str]) -> list[_Row]:
    """The versions that were read in which some keys are accounts, or beside which notes stand."""
    dialect, c = connection.dialect.name, version.c
    wanted = {number(bare(one)) for one in keys}
    told = select(account.c.version).where(among(dialect, account.c.key, wanted)).distinct()
    rows = connection.execute(
        select(c.id, c.report, c.text_sha256)
        .where(among(dialect, c.id, connection.scalars(told).all()), c.noted.is_(None))
    ).all()  # fmt: skip
    noted = connection.execute(
        select(c.noted, c.text_sha256).where(c.noted.is_not(None), c.until.is_(None)).distinct()
    ).all()
    more = [
        row
        for of, sha in noted
        for row in connection.execute(
            select(c.id, c.report, c.text_sha256).where(c.report == of, c.text_sha256 == sha)
        )
    ]
    found = {row.id: _Row(row.id, row.report, bytes(row.text_sha256)) for row in (*rows, *more)}
    return [found[id] for id in sorted(found)]


def _without_rejected(reading: Reading, verdicts: Mapping[str, Verdict]) -> Reading:
    """The reading without meetings, events and turns that were rejected, and what codes them."""

    def stays(one: Any) -> bool:
        judged = verdicts.get(one.key)
        return judged is None or judged.verdict != "reject"

    agreements = tuple(
        replace(one, changes=tuple(filter(stays, one.changes))) for one in reading.agreements
    )
    cases = tuple(replace(one, steps=tuple(filter(stays, one.steps))) for one in reading.cases)
    left = replace(
        reading, encounters=tuple(filter(stays, reading.encounters)), agreements=agreements,
        cases=cases,
    )  # fmt: skip
    there = {one.id for one in facts(left)}
    events = (one for one in filter(stays, reading.events) if one.of is None or one.of in there)
    return _pruned(replace(left, events=tuple(events)))


def _pruned(reading: Reading) -> Reading:
    """Without what refers to statements that are gone."""
    there = {one.id for one in reading.statements}

    def turn(one: Any) -> Any:
        kept = tuple(id for id in one.stated_in if id in there)
        return one if kept == one.stated_in else replace(one, stated_in=kept)

    return replace(
        reading,
        agreements=tuple(
            replace(one, changes=tuple(map(turn, one.changes))) for one in reading.agreements
        ),
        cases=tuple(replace(one, steps=tuple(map(turn, one.steps))) for one in reading.cases),
    )


def _last(given: tuple[Verdict, ...]) -> dict[str, Verdict]:
    """For each key the last verdict on it that stands."""
    found: dict[str, Verdict] = {}
    for one in standing(given):
        if one.verdict in _JUDGED:
            found |= dict.fromkeys(keys_of(one), one)
    return found


def _spread(
    connection: Connection, stands: Standing, verdicts: Mapping[str, Verdict]
) -> dict[str, Verdict]:
    """For each account of a statement the verdict on it, or on the thing that it is of."""
    dialect = connection.dialect.name
    statement = kind_number("statement")
    found: dict[str, Verdict] = {}
    for named, one in verdicts.items():
        mine = connection.scalars(
            select(account.c.node).where(
                account.c.key == number(named), account.c.kind == statement
            )
        ).all()
        if not mine:
            continue
        found.setdefault(named, one)
        if not any(of != bare(of) for of in one.of):
            found[named] = one  # about this telling alone
            continue
        nodes = [name for cluster in stands.of(mine).values() for name in cluster.nodes]
        keys = connection.scalars(
            select(account.c.key).where(among(dialect, account.c.node, nodes)).distinct()
        )
        for told in keys:
            found.setdefault(key(told), one)
    return found


def _nodes(connection: Connection, version: int) -> list[int]:
    """The nodes of a version's actors, in the order of its reading."""
    first = version << PLACES
    rows = connection.execute(
        select(account.c.node)
        .where(
            account.c.id >= first,
            account.c.id < first + (1 << PLACES),
            account.c.kind == kind_number("actor"),
        )
        .order_by(account.c.id)
    )
    return [row.node for row in rows]


def _left(
    connection: Connection,
    stands: Standing,
    reading: Reading,
    nodes: list[int],
    told: Statement,
    verdict: Verdict | None,
) -> Statement | None:
    """A statement as reviewers left it; None where they rejected it."""
    if verdict is None or verdict.verdict == "accept":
        return told
    if verdict.verdict == "reject":
        return None
    correction: dict[str, Any] = dict(verdict.correction)
    if "speaker" not in correction:
        return _amended(told, verdict, correction)
    actors = [
        _here(connection, stands, reading, nodes, named) for named in correction.pop("speaker")
    ]
    speakers = tuple(one for one in actors if one is not None)
    source = tuple(span for one in speakers if (span := _nearest(one, told)))
    fresh = replace(told, speaker=tuple(one.id for one in speakers), source=source)
    return _amended(fresh, verdict, correction)


def _amended(told: Statement, verdict: Verdict, correction: dict[str, Any]) -> Statement:
    """With what a correction says of the words themselves; ids of the record mean nothing here."""
    own = {name: value for name, value in correction.items() if name in ("act", "mode", "modality")}
    try:
        return amended(told, replace(verdict, correction=own))
    except InvalidVerdict:
        return told


def _here(
    connection: Connection, stands: Standing, reading: Reading, nodes: list[int], named: str
) -> Actor | None:
    """The actor of a reading that a thing of the record is."""
    local = next((one for one in reading.actors if one.id == named), None)
    if local is not None:
        return local
    mine = connection.scalars(
        select(account.c.node).where(account.c.key == number(bare(named)))
    ).all()
    cluster = {name for one in stands.of(mine).values() for name in one.nodes}
    pairs = zip(reading.actors, nodes, strict=True)
    return next((actor for actor, name in pairs if name in cluster), None)


def _nearest(actor: Actor, told: Statement) -> Span | None:
    """The mention of an actor that stands nearest to a statement's words, outside of them."""
    around = (*told.cue, *told.content)
    if not around:
        return None
    place = around[0].start
    outside = [
        one.span
        for one in actor.mentions
        if not any(c.start <= one.span.start < c.end for c in told.content)
    ]
    return min(outside, key=lambda span: (abs(span.start - place), span.start), default=None)
