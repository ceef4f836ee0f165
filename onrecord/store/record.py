"""A record: opened, asked, added to."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from types import TracebackType

from sqlalchemy import Connection, Engine

from onrecord.facts import Reading
from onrecord.record.identity import IDENTITIES
from onrecord.store import opening, tracing
from onrecord.store.noting import renote
from onrecord.store.points import Identities, Points
from onrecord.store.preparing import Ready, ready
from onrecord.store.remembering import Memory, Shelf
from onrecord.store.straight import Straight
from onrecord.store.touching import EVERYTHING, Journal, Touched, enter
from onrecord.store.turns import Turns
from onrecord.store.writing import Written, write


class Record:
    """One record on disk; ``open_record`` makes it."""

    def __init__(self, engine: Engine, where: str, identities: Identities) -> None:
        self._engine = engine
        self._turns = Turns(engine)
        self._shelf = Shelf()
        self.journal = Journal()
        self.where = where
        self.points = Points(identities)

    @property
    def dialect(self) -> str:
        """Whose database it is: ``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    def __enter__(self) -> "Record":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._turns.close()
        self._engine.dispose()

    def turn(self) -> int:
        """How many writes there were that may have changed an answer, whoever made them."""
        return self._turns.now()

    @contextmanager
    def reading(self, *, rests: bool = False) -> Iterator[Connection]:
        """A transaction that sees the record at one moment, whoever writes meanwhile.

        ``rests``: who asks says what an answer rests on (``Straight.rests``); else it is not known.
        """
        trace = tracing.now()
        if trace is not None and not rests:
            trace.blind = True
        with opening.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def asked(self) -> Iterator[Straight]:
        """The same, to put questions to in plain SQL."""
        with self._turns.seen(lambda: opening.reading(self._engine)) as (connection, number):
            asked = Straight.of(connection)
            asked.number = number
            asked.memory = Memory(
                self._shelf, number, lambda *between: self.journal.since(asked, *between)
            )
            yield asked

    @contextmanager
    def writing(self, touched: Touched = EVERYTHING) -> Iterator[Connection]:
        """A transaction in which nobody else writes; all of it is kept, or nothing.

        ``touched`` is filled by whoever writes; as it is given, everything may be another.
        """
        with opening.writing(self._engine) as connection:
            yield connection
            enter(connection, touched)

    @contextmanager
    def bookkeeping(self) -> Iterator[Connection]:
        """The same for what no answer is made of: what is watched, and what rules have found."""
        with opening.writing(self._engine, books=True) as connection:
            yield connection

    def ready(self, reading: Reading) -> Ready:
        """A reading made ready to be added; InvalidReading where it cannot be kept."""
        return ready(reading, self.points)

    def add(self, batch: Sequence[Reading | Ready], *, again: bool = False) -> Written:
        """Adds readings in one transaction; when this returns they are on disk.

        ``again``: also those of reports that were forgotten, whose stones are taken away.
        """
        made = [one if isinstance(one, Ready) else self.ready(one) for one in batch]
        touched = Touched()
        with self.writing(touched) as connection:
            now = int(time.time())
            written = write(connection, self.points, made, now, again=again, reached=touched)
            if renote(connection, self.points, {one.report for one in made}, now):
                touched.everything = True
            return written


def open_record(
    where: str | PathLike[str], *, create: bool = False, identities: Identities = IDENTITIES
) -> Record:
    """The record at ``where``: a path, or ``postgresql://USER@HOST/DATABASE``.

    ``create``: one is made where there is none; else RecordError.
    """
    engine = opening.engine(where, create=create)
    return Record(engine, opening.shown(fspath(where)), identities)
