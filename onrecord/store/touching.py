"""The journal of a record: what each write touched, so that what it did not touch can be kept.

A row for every write that may change an answer, numbered without a gap. A row tells the nodes that
had an account put in, taken out, or that began or ceased to speak; and the things whose nodes, id
or name may be others now. One that tells neither says that everything may be another. Old rows go:
of what is not told any more, everything is said.

The journal is no part of what a record says: it is not copied, compared or exported.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    delete,
    func,
    insert,
    select,
)

if TYPE_CHECKING:
    from onrecord.store.straight import Straight

JOURNAL = MetaData()
journal = Table(
    "journal",
    JOURNAL,
    Column(
        "number",
        BigInteger().with_variant(Integer(), "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("nodes", LargeBinary),  # packed numbers; both null: everything
    Column("things", LargeBinary),
)

KEPT = 256  # rows of the journal
MOST = 4_000  # nodes of one write that are told; of more everything may be another

# The tables in which a record keeps books of its own work: no answer is made of them.
BOOKS = frozenset({"watched", "sighted", "rule", "told", "seen", "delivery", "alert"})
_WRITES = re.compile(r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.I)
_READS = re.compile(r"\s*(?:SELECT|WITH|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b", re.I)


@dataclass(slots=True)
class Touched:
    """What a write touches; ``everything``: it cannot be said, or it is too much to say.

    ``written``: there was a write, be it of a report that tells of nothing.
    """

    nodes: set[int] = field(default_factory=set)
    things: set[int] = field(default_factory=set)
    everything: bool = False
    written: bool = False

    def touches(self, nodes: AbstractSet[int], things: AbstractSet[int]) -> bool:
        """Whether any of these is touched."""
        if self.everything:
            return bool(nodes or things)
        return not (self.nodes.isdisjoint(nodes) and self.things.isdisjoint(things))


EVERYTHING = Touched(everything=True)


def enter(connection: Connection, touched: Touched) -> None:
    """Notes in the caller's transaction what it has touched; nothing where that is nothing."""
    if not (touched.everything or touched.written):
        return
    number = (connection.scalar(select(func.max(journal.c.number))) or 0) + 1
    told = not touched.everything and len(touched.nodes) + len(touched.things) <= MOST
    connection.execute(
        insert(journal).values(
            number=number,
            nodes=_packed(touched.nodes) if told else None,
            things=_packed(touched.things) if told else None,
        )
    )
    connection.execute(delete(journal).where(journal.c.number <= number - KEPT))


def is_bookkeeping(statement: str) -> bool:
    """Whether a statement changes nothing but the books."""
    written = _WRITES.match(statement)
    return written[1].lower() in BOOKS if written else bool(_READS.match(statement))


class Journal:
    """The rows of one record's journal that this process has read."""

    def __init__(self) -> None:
        self._rows: dict[int, Touched] = {}
        self._last = 0
        self._lock = Lock()

    def since(self, asked: "Straight", before: int, number: int) -> Sequence[Touched]:
        """What was touched after the write ``before`` up to ``number``, known here."""
        if number <= before:
            return ()
        with self._lock:
            if number > self._last:
                last = max(self._last, number - KEPT)
                with asked.aside():
                    self._read(asked.rows(_ROWS, last=last, number=number))
                self._last = number
            found = [
                self._rows.get(one) for one in range(max(before + 1, number - KEPT), number + 1)
            ]
        known = [one for one in found if one is not None]
        return known if len(known) == number - before else (EVERYTHING,)

    def _read(self, rows: Iterable[Sequence[Any]]) -> None:
        for number, nodes, things in rows:
            told = nodes is not None and things is not None
            self._rows[number] = (
                Touched(_unpacked(nodes), _unpacked(things)) if told else EVERYTHING
            )
        for old in [one for one in self._rows if one <= max(self._rows) - KEPT]:
            del self._rows[old]


_ROWS = "SELECT number, nodes, things FROM journal WHERE number > :last AND number <= :number"


def _packed(names: Collection[int]) -> bytes:
    return msgspec.msgpack.encode(sorted(names))


def _unpacked(packed: bytes) -> set[int]:
    return msgspec.msgpack.decode(packed, type=set[int])
