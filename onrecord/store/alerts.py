"""Rules of a watch, what each has found, and what of that is still to be sent.

How far a rule has looked, what it has told and what is to be sent are written together: a crash
costs nothing and tells nothing twice, save that what was being sent is sent again.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.question import Question
from onrecord.record.codec import encode
from onrecord.record.things import AgreementThing, CaseThing, Thing
from onrecord.store.among import among
from onrecord.store.asking.answering import KIND, Answering
from onrecord.store.numbers import hashed, kind_number
from onrecord.store.points import Points
from onrecord.store.schema import PLACES, alert, rule, told, version

When = Literal["new", "status"]
_SEEN = 500  # things whose status is noted, untold, when a rule begins


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for: things that answer a question, new ones or those of another status."""

    name: str
    question: Question
    when: When = "new"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that a rule has found; ``body`` is JSON, ``at`` in seconds since 1970."""

    id: str
    rule: str
    at: int
    thing: str
    body: bytes
    due: int | None = None
    tries: int = 0
    problem: str | None = None


def follow(
    connection: Connection, points: Points, rules: Sequence[Rule], now: int, send: Collection[str]
) -> list[Alert]:
    """What the rules find in reports that came since each last looked; it is kept.

    A rule that is new, or asks otherwise than before, begins now: what is there is not told.
    ``send`` are the rules whose alerts are to be sent to somebody.
    """
    last = connection.scalar(select(func.max(version.c.id))) or 0
    known = {row.name: row for row in connection.execute(select(rule))}
    gone = known.keys() - {one.name for one in rules}
    for name in gone:
        connection.execute(delete(rule).where(rule.c.name == name))
    found: list[Alert] = []
    for one in rules:
        asked = _written(one)
        before = known.get(one.name)
        if before is None or before.question != asked:
            _begin(connection, points, one, asked, last, now)
            continue
        if before.versions == last:
            continue
        after = min(before.versions, last)  # reports may have been forgotten since
        answering = Answering(connection, points, None)
        for thing in fresh(answering, one.question, after):
            if _is_told(connection, one, thing):
                continue
            due = now if one.name in send else None
            made = _alert(one, thing, now, due, last)
            row = {name: getattr(made, name) for name in Alert.__slots__}
            connection.execute(insert(alert).values(row))
            found.append(made)
        connection.execute(update(rule).where(rule.c.name == one.name).values(versions=last))
    return found


def fresh(answering: Answering, question: Question, after: int) -> Iterator[Thing]:
    """The things that answer a question and that versions numbered above ``after`` tell of."""
    means = answering.means(question)
    if means.nobody:
        return
    kind = kind_number(KIND[question.asked])
    asked = "SELECT DISTINCT node FROM account WHERE id >= :first AND kind = :kind"
    nodes = answering.asked.column(asked, first=(after + 1) << PLACES, kind=kind)
    clusters = {one.name: one for one in answering.standing.of(nodes).values()}
    for heard, thing in answering.folding.of([clusters[name] for name in sorted(clusters)]):
        if thing is not None and answering.fits(thing, heard, means):
            yield thing


def waiting(connection: Connection, now: int) -> list[Alert]:
    """What is to be sent now, the oldest first."""
    rows = connection.execute(
        select(alert).where(alert.c.due <= now).order_by(alert.c.at, alert.c.id)
    )
    return [Alert(**row._mapping) for row in rows]


def settled(connection: Connection, one: Alert) -> None:
    """Keeps where an alert stands: its ``due``, ``tries`` and ``problem``."""
    connection.execute(
        update(alert)
        .where(alert.c.id == one.id)
        .values(due=one.due, tries=one.tries, problem=one.problem)
    )


def alerts(connection: Connection, name: str, most: int = 50) -> list[Alert]:
    """What a rule has found, the newest first."""
    rows = connection.execute(
        select(alert)
        .where(alert.c.rule == name)
        .order_by(alert.c.at.desc(), alert.c.id)
        .limit(most)
    )
    return [Alert(**row._mapping) for row in rows]


def rules(connection: Connection) -> list[tuple[str, int]]:
    """The rules that are followed, by name, with how much each has found."""
    count = func.count(alert.c.id)
    rows = connection.execute(
        select(rule.c.name, count)
        .join(alert, alert.c.rule == rule.c.name, isouter=True)
        .group_by(rule.c.name)
        .order_by(rule.c.name)
    )
    return [(name, many) for name, many in rows]


def _written(one: Rule) -> str:
    given = {"asked": one.question.asked, "when": one.when, **one.question.given()}
    return msgspec.json.encode(given, order="deterministic").decode()


def _begin(
    connection: Connection, points: Points, one: Rule, asked: str, last: int, now: int
) -> None:
    for table in (rule, told):
        name = table.c.name if table is rule else table.c.rule
        connection.execute(delete(table).where(name == one.name))
    row = {"name": one.name, "question": asked, "versions": last, "since": now}
    connection.execute(insert(rule).values(row))
    if one.when == "status":
        answering = Answering(connection, points, None)
        means = answering.means(one.question)
        for at, found in enumerate(answering.found(means)):
            if at == _SEEN:
                break
            _is_told(connection, one, found.thing)


def _is_told(connection: Connection, one: Rule, thing: Thing) -> bool:
    """Whether this was told before, under whatever id and in this status; from now on it was."""
    standing = ""
    if one.when == "status":
        assert isinstance(thing, AgreementThing | CaseThing)
        if thing.status is None:
            return True
        standing = thing.status.value
    keys = {thing.id.partition("-")[2], *(telling.key for telling in thing.tellings)}
    marks = {hashed("told", key) for key in keys}
    mine = (told.c.rule == one.name) & among(connection.dialect.name, told.c.mark, marks)
    rows = connection.execute(select(told.c.mark, told.c.standing).where(mine))
    known = {row.mark: row.standing for row in rows}
    if any(known.get(mark) != standing for mark in marks):
        connection.execute(delete(told).where(mine))
        new = [{"rule": one.name, "mark": mark, "standing": standing} for mark in sorted(marks)]
        connection.execute(insert(told), new)
    return standing in known.values()


def _alert(one: Rule, thing: Thing, now: int, due: int | None, last: int) -> Alert:
    name = f"{hashed('alert', one.name, thing.id, str(now), str(last)):016x}"
    body = msgspec.json.encode({
        "id": name, "rule": one.name, "when": one.when, "at": now,
        "thing": msgspec.Raw(encode(thing)),
    })  # fmt: skip
    return Alert(name, one.name, now, thing.id, body, due)
