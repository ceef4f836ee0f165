"""Questions that stay, what each has found, and what of that is still to be sent.

How far a question has looked, what it has told and what is to be sent are written together: a crash
costs nothing and tells nothing twice, save that what was being sent is sent again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.question import Question
from onrecord.record.codec import encode
from onrecord.record.things import AgreementThing, CaseThing, Thing
from onrecord.store.among import among
from onrecord.store.asking.answering import KIND, Answering
from onrecord.store.numbers import hashed, kind_number, number
from onrecord.store.points import Points
from onrecord.store.schema import PLACES, account, alert, delivery, rule, told, version

When = Literal["new", "status"]
_SEEN = 500  # things whose status is noted, untold, when a rule begins
# What fits a question narrowed by these alone fitted it from its first report on.
_LASTING = frozenset({
    "by", "to", "about", "between", "act", "mode", "type", "place", "text", "since", "until",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for: things that answer any of its questions, new ones or of another status.

    ``owner`` is who saved it; None: it stands in a watch's file of rules.
    """

    name: str
    questions: tuple[Question, ...]
    when: When = "new"
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that a rule has found; ``body`` is JSON, ``at`` in seconds since 1970.

    ``number`` counts what the record's rules have found; what is found later has a higher one.
    """

    id: str
    rule: str
    at: int
    thing: str
    body: bytes
    due: int | None = None
    tries: int = 0
    problem: str | None = None
    number: int = 0


def follow(
    connection: Connection, points: Points, rules: Sequence[Rule], now: int, send: Collection[str]
) -> list[Alert]:
    """What the rules of a file, and those that are saved, find in reports that came since each
    last looked; it is kept.

    A rule that is new, or asks otherwise than before, begins now: what is there is not told. One
    of a file that is there no more is forgotten. ``send`` are those of the file whose alerts are to
    be sent to somebody.
    """
    last = latest(connection)
    rows = {row.name: row for row in connection.execute(select(rule))}
    gone = {name for name, row in rows.items() if row.owner is None} - {one.name for one in rules}
    for name in gone:
        connection.execute(delete(rule).where(rule.c.name == name))
    found: list[Alert] = []
    for one in rules:
        before = rows.get(one.name)
        if before is None or before.question != written(one):
            begin(connection, points, one, now)
        elif before.versions < last or before.versions > last:
            found += look(connection, points, one, before, now, sent=one.name in send)
    return found + follow_saved(connection, points, now)


def follow_saved(connection: Connection, points: Points, now: int) -> list[Alert]:
    """The same of what is saved alone."""
    last = latest(connection)
    saved = (rule.c.owner.is_not(None)) & (rule.c.versions != last)
    found: list[Alert] = []
    for row in connection.execute(select(rule).where(saved).order_by(rule.c.name)).all():
        found += look(connection, points, read(row), row, now, sent=row.webhook is not None)
    return found


def behind(connection: Connection) -> bool:
    """Whether something that is saved has not looked at the last reports."""
    last = latest(connection)
    saved = (rule.c.owner.is_not(None)) & (rule.c.versions != last)
    return connection.execute(select(rule.c.name).where(saved).limit(1)).first() is not None


def latest(connection: Connection) -> int:
    """How far the record has come."""
    return connection.scalar(select(func.max(version.c.id))) or 0


def look(
    connection: Connection, points: Points, one: Rule, row: Any, now: int, *, sent: bool
) -> list[Alert]:
    """What a rule finds in what came since it last looked, as its ``row`` says; it is kept."""
    last = latest(connection)
    after = min(row.versions, last)  # reports may have been forgotten since
    answering = Answering(connection, points, None)
    found: list[Alert] = []
    for thing in _fresh(answering, one, after):
        if _is_told(connection, one, thing) or _was_there(connection, one, thing, row.began):
            continue
        made = _alert(connection, one, thing, now, now if sent else None)
        connection.execute(insert(alert).values({n: getattr(made, n) for n in Alert.__slots__}))
        found.append(made)
    connection.execute(update(rule).where(rule.c.name == one.name).values(versions=last))
    return found


def _fresh(answering: Answering, one: Rule, after: int) -> Iterator[Thing]:
    met: set[str] = set()
    for question in one.questions:
        for thing in fresh(answering, question, after):
            if thing.id not in met:
                met.add(thing.id)
                yield thing


def fresh(answering: Answering, question: Question, after: int) -> Iterator[Thing]:
    """The things that answer a question and that versions numbered above ``after`` tell of."""
    means = answering.means(question)
    if means.nobody:
        return
    kind = kind_number(KIND[question.asked])
    asked = "SELECT DISTINCT node FROM account WHERE id >= :first AND kind = :kind"
    nodes = answering.asked.column(asked, first=(after + 1) << PLACES, kind=kind)
    clusters = {one.name: one for one in answering.standing.of(nodes).values()}
    worth = sorted(answering.drawing.among(means, clusters))
    for heard, thing in answering.folding.of([clusters[name] for name in worth]):
        if thing is not None and answering.fits(thing, heard, means):
            yield thing


def waiting(connection: Connection, now: int) -> list[Alert]:
    """What is to be sent now, the oldest first."""
    rows = connection.execute(select(alert).where(alert.c.due <= now).order_by(alert.c.number))
    return [Alert(**row._mapping) for row in rows]


def claimed(connection: Connection, some: Sequence[Alert], now: int, until: int) -> list[Alert]:
    """Those of some alerts that are still to be sent, taken by the caller until a moment.

    Who is ended before that has sent them or not: then they are due again, and are sent once more.
    """
    mine = []
    for one in some:
        here = (alert.c.id == one.id) & (alert.c.due <= now)
        if connection.execute(update(alert).where(here).values(due=until)).rowcount:
            mine.append(one)
    return mine


def settled(connection: Connection, one: Alert, at: int) -> None:
    """Keeps where an alert stands after a try: its ``due``, ``tries`` and ``problem``; logs it."""
    connection.execute(
        update(alert)
        .where(alert.c.id == one.id)
        .values(due=one.due, tries=one.tries, problem=one.problem)
    )
    last = connection.scalar(select(func.max(delivery.c.number))) or 0
    row = {"number": last + 1, "alert": one.id, "rule": one.rule, "at": at, "problem": one.problem}
    connection.execute(insert(delivery).values(row))


def alerts(connection: Connection, name: str, most: int = 50) -> list[Alert]:
    """What a rule has found, the newest first."""
    rows = connection.execute(
        select(alert).where(alert.c.rule == name).order_by(alert.c.number.desc()).limit(most)
    )
    return [Alert(**row._mapping) for row in rows]


def rules(connection: Connection) -> list[tuple[str, int]]:
    """The rules of a watch's file that are followed, by name, with how much each has found."""
    count = func.count(alert.c.id)
    rows = connection.execute(
        select(rule.c.name, count)
        .join(alert, alert.c.rule == rule.c.name, isouter=True)
        .where(rule.c.owner.is_(None))
        .group_by(rule.c.name)
        .order_by(rule.c.name)
    )
    return [(name, many) for name, many in rows]


def written(one: Rule) -> str:
    """The questions of a rule as JSON, and when it tells: one as it is, several as a list."""
    given = [{"asked": q.asked, "when": one.when, **q.given()} for q in one.questions]
    whole: Any = given[0] if len(given) == 1 else given
    return msgspec.json.encode(whole, order="deterministic").decode()


def read(row: Any) -> Rule:
    """The rule of a row."""
    whole = msgspec.json.decode(row.question)
    given: list[dict[str, Any]] = whole if isinstance(whole, list) else [whole]
    when = given[0]["when"]
    return Rule(row.name, tuple(_question(one) for one in given), when, row.owner)


def _question(given: Mapping[str, Any]) -> Question:
    narrows = {name: value for name, value in given.items() if name not in ("asked", "when")}
    return Question.of(given["asked"], narrows)


def begin(connection: Connection, points: Points, one: Rule, now: int, **more: Any) -> None:
    """Begins to follow a rule: what is there already is not told. ``more``: columns of its row."""
    for table in (rule, told):
        name = table.c.name if table is rule else table.c.rule
        connection.execute(delete(table).where(name == one.name))
    last = latest(connection)
    row = {
        "name": one.name, "question": written(one), "versions": last, "since": now,
        "owner": one.owner, "began": last, **more,
    }  # fmt: skip
    connection.execute(insert(rule).values(row))
    if one.when == "status":
        answering = Answering(connection, points, None)
        for question in one.questions:
            means = answering.means(question)
            for at, found in enumerate(answering.found(means)):
                if at == _SEEN:
                    break
                _is_told(connection, one, found.thing)


def _standing(one: Rule, thing: Thing) -> str | None:
    """The status that is told of a thing, empty where a rule looks at none; None: it has none."""
    if one.when == "new":
        return ""
    assert isinstance(thing, AgreementThing | CaseThing)
    return thing.status.value if thing.status else None


def _is_told(connection: Connection, one: Rule, thing: Thing) -> bool:
    """Whether this was told before, under whatever id and in this status; from now on it was."""
    standing = _standing(one, thing)
    if standing is None:
        return True
    marks = {hashed("told", key) for key in _keys(thing)}
    mine = (told.c.rule == one.name) & among(connection.dialect.name, told.c.mark, marks)
    rows = connection.execute(select(told.c.mark, told.c.standing).where(mine))
    known = {row.mark: row.standing for row in rows}
    if any(known.get(mark) != standing for mark in marks):
        connection.execute(delete(told).where(mine))
        new = [{"rule": one.name, "mark": mark, "standing": standing} for mark in sorted(marks)]
        connection.execute(insert(told), new)
    return standing in known.values()


def _was_there(connection: Connection, one: Rule, thing: Thing, began: int | None) -> bool:
    """Whether reports from before the rule told the thing, which fitted then as it does now."""
    narrows = {name for question in one.questions for name in question.given()}
    if one.when == "status" or began is None or not narrows <= _LASTING:
        return False
    keys = [number(key) for key in _keys(thing)]
    here = among(connection.dialect.name, account.c.key, keys)
    before = select(account.c.id).where(here, account.c.id < (began + 1) << PLACES).limit(1)
    return connection.execute(before).first() is not None


def _keys(thing: Thing) -> set[str]:
    return {thing.id.partition("-")[2], *(telling.key for telling in thing.tellings)}


def _alert(connection: Connection, one: Rule, thing: Thing, now: int, due: int | None) -> Alert:
    """An alert; its id follows from what it tells, and from how often the rule told of it."""
    mine = (alert.c.rule == one.name) & (alert.c.thing == thing.id)
    often = connection.scalar(select(func.count()).select_from(alert).where(mine)) or 0
    last = connection.scalar(select(func.max(alert.c.number))) or 0
    name = f"{hashed('alert', one.name, thing.id, _standing(one, thing) or '', str(often)):016x}"
    body = msgspec.json.encode({
        "id": name, "rule": one.name, "when": one.when, "at": now,
        "thing": msgspec.Raw(encode(thing)),
    })  # fmt: skip
    return Alert(name, one.name, now, thing.id, body, due, number=last + 1)
