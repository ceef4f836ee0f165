"""Merges that contradict each other in a record, each with both ways out and their words."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from onrecord.errors import InvalidVerdict
from onrecord.record.conflicting import Between, between
from onrecord.record.things import Thing
from onrecord.record.verdicts import Verdict
from onrecord.store.among import among
from onrecord.store.belonging import members
from onrecord.store.judging import judged_now, judgements
from onrecord.store.numbers import KINDS, key, number
from onrecord.store.points import Points
from onrecord.store.record import Record
from onrecord.store.reviewing import Outcome, give, in_vain, things_of
from onrecord.store.schema import account, node
from onrecord.store.straight import Straight
from onrecord.store.verdicts import now, put

Way = Literal["one", "other", "neither"]
MOST = 100  # conflicts that are told of


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A and B were split by a reviewer, and reports would join both to C.

    ``keys`` are those of C's accounts, ``words`` what they say; ``one`` and ``other`` are A and B
    as they stand, with the evidence for each in points. ``stands`` says with which C is now, None
    where with neither. The ``id`` is drawn from the split and C.
    """

    id: str
    split: Verdict
    keys: tuple[str, ...]
    words: str
    outlet: str
    report: str
    one: Thing
    other: Thing
    points: tuple[float, float]
    stands: Way | None = None


def conflicts(record: Record) -> tuple[Conflict, ...]:
    """What is to be judged, in the order in which the splits were given."""
    with record.reading() as connection:
        found = _found(connection, record.points)[:MOST]
        told = [_told(connection, record.points, one) for one in found]
    return tuple(one for one in told if one)


def settle(record: Record, conflict: Conflict, way: Way, *, by: str, why: str = "") -> Outcome:
    """Says of which it is: ``one``, ``other`` or ``neither``; what that did."""
    return give(record, verdict(conflict, way, at=now(), by=by, why=why))


def verdict(conflict: Conflict, way: Way, *, at: str, by: str, why: str = "") -> Verdict:
    """The verdict by which a conflict is settled; InvalidVerdict for a way that there is not."""
    split, mine = conflict.split, conflict.keys
    if way == "one":
        return Verdict.given("merge", (*mine, *split.of), at=at, by=by, why=why)
    if way == "other":
        return Verdict.given("merge", (*mine, *split.against), at=at, by=by, why=why)
    if way == "neither":
        both = (*split.of, *split.against)
        return Verdict.given("split", mine, against=both, at=at, by=by, why=why)
    raise InvalidVerdict(f"{str(way)[:20]!r} is no way out.", "Say one, other or neither.")


def against(record: Record, merge: Verdict) -> tuple[Verdict, ...]:
    """The verdicts that stand against a merge that is not given yet; none where it may be."""
    with in_vain(record) as connection:
        put(connection, merge)
        judged, _ = judged_now(connection, record.points, judgements(connection))
        found = [one.before for one in judged.contradictions if one.verdict.id == merge.id]
    return found[0] if found else ()


def give_over(record: Record, one: Verdict, over: Collection[str], *, by: str) -> Outcome:
    """Gives a merge in place of what stands against it, which is taken back first.

    ``over`` names these verdicts: InvalidVerdict where other ones stand against it by now.
    """
    stand = {each.id for each in against(record, one)}
    if stand != set(over):
        raise InvalidVerdict(
            "What stands against this merge has changed.", "Look at it again, and then decide."
        )
    for each in sorted(stand):
        give(record, Verdict.given("undo", [each], at=now(), by=by, why=f"for merge {one.id}"))
    return give(record, Verdict.given("merge", one.of, at=now(), by=by, why=one.why))


def _found(connection: Connection, points: Points) -> list[Between]:
    verdicts = judgements(connection)
    splits = [one for one in verdicts if one.verdict == "split"]
    if not splits:
        return []
    judged, _ = judged_now(connection, points, verdicts)
    asked = Straight.of(connection)
    nodes: dict[str, set[int]] = defaultdict(set)
    keys = {number(one) for split in splits for one in (*split.of, *split.against)}
    for told, name in asked.rows("SELECT key, node FROM account WHERE key IN :keys", keys=keys):
        nodes[key(told)].add(name)
    known: dict[int, tuple[int, Any]] = {}

    def mates(some: Collection[int]) -> list[int]:
        rows = asked.rows(_MATES, nodes=some)
        for name, kind, package, _ in rows:
            known[name] = kind, points.profile(KINDS[kind], name, package)
        return [name for name, _, _, speaks in rows if speaks]

    def evidence(one: int, other: int) -> float:
        if one not in known or other not in known:
            return 0.0
        profiles = {name: known[name][1] for name in (one, other)}
        return points.of(KINDS[known[one][0]], one, other, profiles)

    return list(between(verdicts, nodes, judged, mates, evidence))


_MATES = members("component", "id, kind, profile, accounts")


def _told(connection: Connection, points: Points, found: Between) -> Conflict | None:
    split = found.split
    rows = connection.execute(
        select(account.c.key, account.c.counted, node.c.thing)
        .join(node, node.c.id == account.c.node)
        .where(account.c.node == found.node)
        .order_by(account.c.counted, account.c.key)
    ).all()
    keys = tuple(dict.fromkeys(key(row.key) for row in rows))
    if not keys:
        return None
    mine = rows[0].thing
    one, other = (things_of(connection, points, side) for side in (split.of, split.against))
    whole = things_of(connection, points, keys[:1])
    if not one or not other or not whole:
        return None
    told = next((t for t in whole[0].tellings if t.key in keys), whole[0].tellings[0])
    sides = {
        name: way
        for way, side in (("one", split.of), ("other", split.against))
        for name in _things(connection, side)
    }
    return Conflict(
        id=f"{split.id}-{keys[0]}", split=split, keys=keys,
        words=told.span.text if told.span else "", outlet=told.outlet or told.source,
        report=told.report, one=one[0], other=other[0],
        points=(round(found.one, 3), round(found.other, 3)),
        stands=sides.get(mine),  # type: ignore[arg-type]
    )  # fmt: skip


def _things(connection: Connection, keys: Collection[str]) -> set[int]:
    here = among(connection.dialect.name, account.c.key, {number(one) for one in keys})
    named = select(node.c.thing).join(account, account.c.node == node.c.id).where(here)
    return {one for one in connection.scalars(named.distinct()) if one is not None}
