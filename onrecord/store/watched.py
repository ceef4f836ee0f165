"""What is watched and what was sighted there: the memory of ``onrecord.watching``.

An entry that was sighted waits until it is done or given up, whatever happens meanwhile: so nothing
that a feed has named is lost when it has moved on, and nothing is asked for twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.store.among import among
from onrecord.store.numbers import hashed
from onrecord.store.schema import sighted, watched


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is watched; moments in seconds since 1970, ``due`` None: no more."""

    place: int
    address: str
    parent: int | None
    title: str | None
    form: str | None
    etag: str | None
    modified: str | None
    looked: int | None
    due: int | None
    failures: int
    problem: str | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a place has named: where it is, and the mark by which a change of it is known."""

    place: int
    entry: int
    address: str
    title: str | None
    published: str | None
    mark: str
    due: int | None
    tries: int = 0
    problem: str | None = None


def place_of(address: str) -> int:
    """The number of a place."""
    return hashed("place", address)


def entry_of(id_: str) -> int:
    """The number of an entry, by what its list calls it."""
    return hashed("entry", id_)


def watch(
    connection: Connection,
    addresses: Iterable[tuple[str, str | None]],
    now: int,
    parent: int | None = None,
) -> int:
    """Watches places, given with their titles, from now on; how many were not watched before.

    A place that was given up is looked at again where a person names it (no ``parent``).
    """
    there = {one.place: one.due for one in places(connection)}
    new = 0
    for address, title in addresses:
        of = place_of(address)
        if of not in there:
            new += 1
            row = {"place": of, "address": address, "parent": parent, "title": title, "due": now}
            connection.execute(insert(watched).values(row | {"failures": 0}))
            there[of] = now
        elif parent is None and there[of] is None:
            again = update(watched).where(watched.c.place == of)
            connection.execute(again.values(due=now, failures=0, problem=None))
    return new


def unwatch(connection: Connection, address: str) -> int:
    """Lets go of a place and of all that it has named; how many places that were. 0: of none."""
    gone = [place_of(address)]
    every = places(connection)
    for of in gone:  # grows as it goes
        gone += [one.place for one in every if one.parent == of and one.place not in gone]
    count = sum(one.place in gone for one in every)
    for table in (sighted, watched):
        connection.execute(delete(table).where(among(connection.dialect.name, table.c.place, gone)))
    return count


def places(connection: Connection) -> list[Place]:
    """Every place that is watched, by its address."""
    rows = connection.execute(select(watched).order_by(watched.c.address))
    return [Place(**row._mapping) for row in rows]


def looked_at(connection: Connection, seen: Place) -> None:
    """Keeps what a look at a place has come to."""
    row = {
        name: getattr(seen, name)
        for name in ("title", "form", "etag", "modified", "looked", "due", "failures", "problem")
    }
    connection.execute(update(watched).where(watched.c.place == seen.place).values(row))


def sight(connection: Connection, named: Sequence[Sighting], now: int) -> list[Sighting]:
    """Notes what a place names; those that are new or have changed, in the order given."""
    there = marks(connection, [one.entry for one in named])
    found = []
    for one in named:
        mark = there.get((one.place, one.entry))
        if mark == one.mark:
            continue
        if mark is not None:
            here = (sighted.c.place == one.place) & (sighted.c.entry == one.entry)
            connection.execute(delete(sighted).where(here))
        row = {name: getattr(one, name) for name in Sighting.__slots__} | {"seen": now}
        connection.execute(insert(sighted).values(row))
        there[one.place, one.entry] = one.mark
        found.append(one)
    return found


def marks(connection: Connection, entries: Sequence[int]) -> dict[tuple[int, int], str]:
    """The marks of those of the entries that were sighted, by place and entry."""
    c = sighted.c
    rows = connection.execute(
        select(c.place, c.entry, c.mark).where(among(connection.dialect.name, c.entry, entries))
    )
    return {(row.place, row.entry): row.mark for row in rows}


def waiting(connection: Connection, now: int, each: int) -> list[Sighting]:
    """What is to be fetched now, what has waited longest first; of each place at most ``each``."""
    c = sighted.c
    order = (c.due, c.place, c.entry)
    turn = func.row_number().over(partition_by=c.place, order_by=order).label("turn")
    due = select(sighted, turn).where(c.due <= now).subquery()
    rows = connection.execute(
        select(*(due.c[name] for name in Sighting.__slots__))
        .where(due.c.turn <= each)
        .order_by(due.c.due, due.c.place, due.c.entry)
    )
    return [Sighting(**row._mapping) for row in rows]


def settled(connection: Connection, one: Sighting) -> None:
    """Keeps where a sighting stands: its ``due``, ``tries`` and ``problem``."""
    c = sighted.c
    connection.execute(
        update(sighted)
        .where(c.place == one.place, c.entry == one.entry, c.mark == one.mark)
        .values(due=one.due, tries=one.tries, problem=one.problem)
    )


def counts(connection: Connection) -> dict[int, tuple[int, int, int]]:
    """Of each place how much it has named: done, waiting, given up."""
    c = sighted.c
    given_up = c.due.is_(None) & c.problem.is_not(None)
    rows = connection.execute(
        select(c.place, func.count(), func.count(c.due), func.count().filter(given_up)).group_by(
            c.place
        )
    )
    return {place: (many - open_ - failed, open_, failed) for place, many, open_, failed in rows}
