"""Adding readings: a batch is one transaction, each report wholly in or out.

    versions ─▶ rows out, rows in ─▶ sums of nodes ─▶ likes, components, clusters ─▶ things

Whatever the order and the batches, the record is the same: every choice is by content.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from onrecord.record.identity.rules import rules
from onrecord.record.review import parted
from onrecord.record.verdicts import Verdict
from onrecord.store.judging import judged_in, judged_now, judgements, singled_out
from onrecord.store.migrations import note_rules
from onrecord.store.nodes import Changes, drop_bare, known, sum_up
from onrecord.store.points import Points
from onrecord.store.preparing import Ready
from onrecord.store.reaching import judged_of, parts, reach, told_of
from onrecord.store.rows import (
    apart_in,
    heard,
    insert_versions,
    remove_versions,
    spoken,
    write_counted,
)
from onrecord.store.settling import Judged, settle
from onrecord.store.summing import sum_things
from onrecord.store.touching import Touched
from onrecord.store.versions import Held, Shelf, remember, write_times

What = Literal["added", "version", "renewed", "there", "forgotten"]
"""What adding a reading came to: a new report; another version of one; a better reading of a
version that was there; nothing, for it was there; nothing, for the report was forgotten."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch came to, reading by reading, and how many things it touched."""

    what: tuple[What, ...]
    things: int


def write(
    connection: Connection,
    points: Points,
    batch: Sequence[Ready],
    now: int,
    *,
    again: bool = False,
    reached: Touched | None = None,
) -> Written:
    """Writes a batch in the caller's transaction; ``now`` in seconds since 1970.

    ``again``: also what was forgotten; its stone is taken away. What is touched is put into
    ``reached``.
    """
    reached = reached or Touched()
    verdicts = judgements(connection)
    batch = [singled_out(one, points, parted(verdicts)) for one in batch] if verdicts else batch
    if again and remember(connection, {one.report for one in batch}):
        reached.everything = True
    shelf = Shelf(connection, {one.report for one in batch}, now)
    what: list[What] = [
        "forgotten" if one.report in shelf.forgotten else shelf.put(one) for one in batch
    ]
    held = shelf.follow()
    if not held:
        return Written(tuple(what), 0)
    note_rules(connection, rules())
    reached.written = True
    versions = [one.id for one in held]
    touched = judged_in(connection, verdicts, versions)
    stood = told_of(connection, shelf.beside(held))
    reached.nodes |= stood
    reached.things |= stood
    changes = replace(connection, held, now)
    touched |= judged_in(connection, verdicts, versions)
    reached.things |= judged_of(connection, versions)
    things = follow(connection, points, changes, verdicts, touched, reached)
    return Written(tuple(what), things)


def replace(connection: Connection, held: Sequence[Held], now: int) -> Changes:
    """Writes the rows of versions that have changed; what that does to nodes."""
    changes = Changes()
    turned = [one for one in held if one.stood is not None]
    lost = [one.id for one in turned if one.spoke]
    for name, _ in spoken(connection, lost):
        changes.lost[name] += 1
    changes.apart |= apart_in(connection, lost)
    changes.bare |= remove_versions(connection, [one.id for one in turned if one.ready])
    kept = [one for one in turned if not one.ready]
    write_times(connection, kept)
    for one in kept:
        if one.stood.counted != one.counted:
            write_counted(connection, one)
    insert_versions(connection, held, now)
    again = [one.id for one in turned if one.speaks and not one.ready]
    changes.apart |= apart_in(connection, again)
    for name, one_more in spoken(connection, again):
        changes.gained[name].append(one_more)
    for one in held:
        if one.ready is None:
            continue
        changes.nodes.update(one.ready.nodes)
        if one.speaks:
            changes.apart |= one.ready.apart
            for name, one_more in heard(one, one.ready):
                changes.gained[name].append(one_more)
    return changes


def follow(
    connection: Connection,
    points: Points,
    changes: Changes,
    verdicts: Sequence[Verdict],
    touched: Collection[int] = (),
    reached: Touched | None = None,
) -> int:
    """Brings nodes and things up to date after rows have changed; how many things it touched.

    ``touched`` are more components that are to be decided anew. What is touched of nodes and things
    is put into ``reached``.
    """
    there = known(connection, {*changes.names, *(n for pair in changes.apart for n in pair)})
    before = {one.thing for one in there.values() if one.thing is not None}
    stood = parts(there)
    turned = {*touched, *sum_up(connection, there, changes)}
    turned |= {there[name].component for pair in changes.apart for name in pair if name in there}
    turned |= drop_bare(connection, points, there, changes.bare | changes.lost.keys())
    judged, alias = judged_now(connection, points, verdicts, changes.nodes)
    moved = settle(connection, points, changes, there.keys(), turned, Judged(judged, alias))
    met = known(connection, changes.names)
    things = {one.thing for one in met.values() if one.thing is not None}
    sum_things(connection, things | before | moved)
    if reached is not None:
        reached.nodes |= changes.names
        reach(connection, reached, stood, parts(met), moved)
    return len(things | moved)
