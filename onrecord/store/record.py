"""A record: opened, asked, added to."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from types import TracebackType

from sqlalchemy import Connection, Engine

from onrecord.facts import Reading
from onrecord.record.identity import IDENTITIES
from onrecord.store import opening
from onrecord.store.noting import renote
from onrecord.store.points import Identities, Points
from onrecord.store.preparing import Ready, ready
from onrecord.store.remembering import Memories
from onrecord.store.straight import Straight
from onrecord.store.turns import Turns
from onrecord.store.writing import Written, write


class Record:
    """One record on disk; ``open_record`` makes it."""

    def __init__(self, engine: Engine, where: str, identities: Identities) -> None:
        self._engine = engine
        self._turns = Turns(engine)
        self._memories = Memories()
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

    def turn(self) -> str:
        """A word that is another after every commit, whoever makes it."""
        return self._turns.now()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the record at one moment, whoever writes meanwhile."""
        with opening.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def asked(self) -> Iterator[Straight]:
        """The same, to put questions to in plain SQL."""
        with self._turns.seen(self.reading) as (connection, turn):
            asked = Straight.of(connection)
            asked.memory = self._memories.at(turn) if turn else None
            yield asked

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes; all of it is kept, or nothing."""
        with opening.writing(self._engine) as connection:
            yield connection

    def ready(self, reading: Reading) -> Ready:
        """A reading made ready to be added; InvalidReading where it cannot be kept."""
        return ready(reading, self.points)

    def add(self, batch: Sequence[Reading | Ready], *, again: bool = False) -> Written:
        """Adds readings in one transaction; when this returns they are on disk.

        ``again``: also those of reports that were forgotten, whose stones are taken away.
        """
        made = [one if isinstance(one, Ready) else self.ready(one) for one in batch]
        with self.writing() as connection:
            now = int(time.time())
            written = write(connection, self.points, made, now, again=again)
            renote(connection, self.points, {one.report for one in made}, now)
            return written


def open_record(
    where: str | PathLike[str], *, create: bool = False, identities: Identities = IDENTITIES
) -> Record:
    """The record at ``where``: a path, or ``postgresql://USER@HOST/DATABASE``.

    ``create``: one is made where there is none; else RecordError.
    """
    engine = opening.engine(where, create=create)
    return Record(engine, opening.shown(fspath(where)), identities)
