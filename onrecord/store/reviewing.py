"""Reviewing: a verdict is written and holds at once, or nothing is written.

    verdict ─▶ contradictions? ─▶ row ─▶ accounts of their own ─▶ components decided anew ─▶ things

The record is the same whether a verdict came before the reports it is about, after them, or among
others that were given with it: what it does is worked out from all verdicts and all accounts.
"""

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.errors import InvalidVerdict
from onrecord.record.notes import about as about_of
from onrecord.record.notes import note
from onrecord.record.review import Bonds, Contradiction, parted
from onrecord.record.things import Thing
from onrecord.record.verdicts import Verdict, standing
from onrecord.store.among import among
from onrecord.store.asking.folded import Folding
from onrecord.store.asking.standing import Standing
from onrecord.store.judging import judged_now, judgements
from onrecord.store.noting import noted, renote, reports_of
from onrecord.store.numbers import number
from onrecord.store.points import Points
from onrecord.store.preparing import ready
from onrecord.store.record import Record
from onrecord.store.resting import rested
from onrecord.store.schema import account, node, version
from onrecord.store.stored import stored
from onrecord.store.straight import Straight
from onrecord.store.subjects import accounts_of
from onrecord.store.verdicts import bare, every, keys_of, put
from onrecord.store.versions import Held
from onrecord.store.writing import follow, replace

_BINDING = frozenset({"merge", "split", "undo"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verdict did: the things that it is about as they were and as they are now.

    ``new`` is False where the very same verdict was there already. ``freed`` are verdicts that
    were held off by what this one undoes, and hold now.
    """

    verdict: Verdict
    before: tuple[Thing, ...] = ()
    after: tuple[Thing, ...] = ()
    new: bool = True
    freed: tuple[Verdict, ...] = ()


class Undone(Exception):
    """Ends a preview: nothing of it is written."""


def give(record: Record, one: Verdict) -> Outcome:
    """Writes a verdict and lets it hold, in one transaction.

    InvalidVerdict where it does not fit what it is about, contradicts verdicts that stand, or is
    about nothing in the record.
    """
    with record.writing() as connection:
        return _given(connection, record.points, one)


def preview(record: Record, one: Verdict) -> Outcome:
    """What a verdict would do; nothing is written. It fails as ``give`` would."""
    outcome: Outcome | None = None
    with in_vain(record) as connection:
        outcome = _given(connection, record.points, one)
    assert outcome is not None
    return outcome


def take_in(record: Record, verdicts: Collection[Verdict]) -> int:
    """Writes verdicts from elsewhere, also about what is not there; how many are new.

    Of those that contradict each other the later ones do not hold: ``contradictions`` tells them.
    """
    with record.writing() as connection:
        return take(connection, record.points, verdicts)


def take(connection: Connection, points: Points, verdicts: Collection[Verdict]) -> int:
    """The same in a transaction of the caller's."""
    before = judgements(connection)
    new = [one for one in verdicts if put(connection, one)]
    if any(one.verdict in _BINDING for one in new):
        rebind(connection, points, before, judgements(connection))
    renote(connection, points, _noted(connection, new), int(time.time()))
    return len(new)


def contradictions(connection: Connection, points: Points) -> tuple[Contradiction, ...]:
    """Verdicts that do not hold because of others that were given before them."""
    return _bonds(connection, points, judgements(connection)).contradictions


def orphans(connection: Connection) -> tuple[Verdict, ...]:
    """Standing verdicts about keys of which the record has no fact: shown, never lost."""
    return tuple(one for one in standing(every(connection)) if not accounts_of(connection, one))


def things_of(
    connection: Connection,
    points: Points,
    keys: Collection[str],
    moment: int | None = None,
    *,
    strict: bool = False,
) -> tuple[Thing, ...]:
    """The things that accounts with these keys are of, as of a moment (seconds since 1970).

    ``strict``: InvalidVerdict where a correction of one does not fit it.
    """
    dialect = connection.dialect.name
    named = {number(bare(one)) for one in keys}
    nodes = connection.scalars(
        select(account.c.node).where(among(dialect, account.c.key, named)).distinct()
    ).all()
    verdicts = every(connection, moment) if moment is not None else ()
    asked = Straight.of(connection)
    stands = Standing(asked, points, moment, verdicts)
    clusters = {one.name: one for one in stands.of(nodes).values()}
    folding = Folding(asked, stands, strict=strict)
    told = folding.of([clusters[name] for name in sorted(clusters)])
    return tuple(sorted((one for _, one in told if one), key=lambda one: one.id))


def _given(connection: Connection, points: Points, one: Verdict) -> Outcome:
    if one.verdict == "note":
        return _noting(connection, points, one)
    keys = _about(connection, one)
    one = rested(connection, one)
    binding = one.verdict in _BINDING
    held = judgements(connection)
    was = _bonds(connection, points, held) if binding else Bonds()
    before = things_of(connection, points, keys)
    if not put(connection, one):
        return Outcome(one, before, before, new=False)
    if not binding:
        return Outcome(one, before, _fitting(connection, points, keys, one))
    holds = judgements(connection)
    rebind(connection, points, held, holds)
    renote(connection, points, _noted(connection, [one]), int(time.time()))
    found = _bonds(connection, points, holds)
    _refuse(one, was.contradictions, found.contradictions)
    off = {c.verdict.id for c in found.contradictions}
    stands = {v.id for v in standing(holds)} - off
    freed = tuple(c.verdict for c in was.contradictions if c.verdict.id in stands)
    return Outcome(one, before, things_of(connection, points, keys), freed=freed)


def _noting(connection: Connection, points: Points, one: Verdict) -> Outcome:
    """Facts by hand; InvalidVerdict where their words are not those of their report."""
    told = note(one)
    before = things_of(connection, points, one.of)
    if not put(connection, one):
        return Outcome(one, before, before, new=False)
    report = number(told.report)
    given = list(noted(connection, {report}))
    mine = [each.reading for each in given if each.note == one.id]
    if not mine:
        raise InvalidVerdict(
            f"The note {one.id} does not fit the report {told.report}: its words do not stand "
            "there, or the record has no such report.",
            "Look the report up with `onrecord search`, and give the words as it has them.",
        )
    if set(one.of) != set(about_of(mine[0])):
        raise InvalidVerdict(
            f"The note {one.id} names other facts than it tells.", "Give it with `onrecord note`."
        )
    renote(connection, points, {report}, int(time.time()))
    after = things_of(connection, points, accounts_of(connection, one).values())
    return Outcome(one, before, after)


def _noted(connection: Connection, verdicts: Collection[Verdict]) -> set[int]:
    """The reports of notes among some verdicts, and among what these take back."""
    every_ = {one.id: one for one in every(connection)} if verdicts else {}
    found: dict[str, Verdict] = {}
    waiting = [one for one in verdicts if one.verdict in ("note", "undo")]
    while waiting:
        one = waiting.pop()
        if one.id not in found:
            found[one.id] = one
            waiting += [every_[id] for id in one.of if one.verdict == "undo" and id in every_]
    return reports_of(found.values())


def _bonds(connection: Connection, points: Points, verdicts: Sequence[Verdict]) -> Bonds:
    judged, _ = judged_now(connection, points, verdicts)
    return judged


def _fitting(
    connection: Connection, points: Points, keys: Collection[str], one: Verdict
) -> tuple[Thing, ...]:
    """The things with a verdict that was given now; InvalidVerdict where that one does not fit."""
    try:
        return things_of(connection, points, keys, strict=True)
    except InvalidVerdict as error:
        if one.id in error.what:
            raise
    return things_of(connection, points, keys)  # another, from elsewhere, does not: passed over


def _about(connection: Connection, one: Verdict) -> frozenset[str]:
    """The keys of what a verdict is about; InvalidVerdict where it is about nothing here."""
    if one.verdict in ("merge", "split"):
        _refuse_shape(one)
    if one.verdict == "undo":
        undone = [v for v in every(connection) if v.id in one.of]
        if missing := set(one.of) - {v.id for v in undone}:
            raise InvalidVerdict(
                f"There is no verdict {sorted(missing)[0]} to undo.",
                "Look the id up with `onrecord review --list`.",
            )
        subjects = (accounts_of(connection, _behind(connection, v)) for v in undone)
        return frozenset(key for of in subjects for key in of.values())
    found = accounts_of(connection, one)
    if lacking := keys_of(one) - found.keys():
        raise InvalidVerdict(
            f"The record has no fact with the key {sorted(lacking)[0]}.",
            "Look it up with `onrecord search`; `onrecord add` its report first.",
        )
    return frozenset(found.values())


def _behind(connection: Connection, one: Verdict) -> Verdict:
    """What an undoing is about in the end."""
    while one.verdict == "undo":
        one = next(v for v in every(connection) if v.id in one.of)
    return one


def _refuse_shape(one: Verdict) -> None:
    if one.verdict == "merge" and len({bare(named) for named in one.of}) < 2:
        raise InvalidVerdict("A merge names one account only.", "Name two or more that are one.")
    if one.verdict == "split" and not one.against:
        raise InvalidVerdict("A split does not say from what.", "Name accounts in `against`.")
    if both := {bare(k) for k in one.of} & {bare(k) for k in one.against}:
        raise InvalidVerdict(
            f"The account {sorted(both)[0]} is split off from itself.", "Name two that differ."
        )


def _refuse(one: Verdict, was: Collection[Contradiction], now: Collection[Contradiction]) -> None:
    known = {c.verdict.id for c in was}
    for found in now:
        if found.verdict.id in known:
            continue
        others = found.before if found.verdict.id == one.id else (found.verdict,)
        told = [f"{v.verdict} {v.id} by {v.by}, {v.at[:10]}" for v in others]
        raise InvalidVerdict.contradicts(one.verdict, told)


def rebind(
    connection: Connection,
    points: Points,
    before: Collection[Verdict],
    after: Collection[Verdict],
) -> int:
    """Decides anew what merges, splits and their undoing touch; how many things that touched."""
    changed = {one.id: one for one in standing(before)}.keys() ^ {
        one.id: one for one in standing(after)
    }.keys()
    about_ = [one for one in (*before, *after) if one.id in changed]
    keys = {key for one in about_ for key in (*one.of, *one.against)}
    alone, was = parted(after), parted(before)
    held = _turned(connection, points, alone ^ was, alone)
    touched = _components(connection, keys)
    changes = replace(connection, held, int(time.time()))
    touched |= _components(connection, keys)
    return follow(connection, points, changes, tuple(after), touched)


def _turned(
    connection: Connection, points: Points, keys: Collection[str], alone: Collection[str]
) -> list[Held]:
    """Versions of which an account gets a node of its own."""
    if not keys:
        return []
    dialect = connection.dialect.name
    named = [number(key) for key in keys]
    versions = connection.scalars(
        select(account.c.version).where(among(dialect, account.c.key, named)).distinct()
    ).all()
    rows = connection.execute(select(version).where(among(dialect, version.c.id, versions)))
    return [
        Held(
            row.id, row.report, row.text_sha256, row.counted,
            ready(stored(connection, row.id), points, alone), row, row.until,
        )
        for row in rows
    ]  # fmt: skip


def _components(connection: Connection, keys: Collection[str]) -> set[int]:
    named = [number(bare(key)) for key in keys]
    return set(
        connection.scalars(
            select(node.c.component)
            .join(account, account.c.node == node.c.id)
            .where(among(connection.dialect.name, account.c.key, named))
            .distinct()
        )
    )


@contextmanager
def in_vain(record: Record) -> Iterator[Connection]:
    """A transaction of which nothing is kept."""
    try:
        with record.writing() as connection:
            yield connection
            raise Undone
    except Undone:
        pass
