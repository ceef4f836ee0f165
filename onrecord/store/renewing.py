"""Clusters that other rules decided: known as such, and decided anew.

A record notes every set of rules that had a part in deciding it. Where they are not today's alone,
everything that is made of readings is made once more, in one transaction: whoever asks meanwhile
is answered from what stood before, and where it is cut short that is what stays.
"""

from collections.abc import Callable
from itertools import islice

from sqlalchemy import Connection, delete, func, insert, select

from onrecord.record.identity.rules import rules
from onrecord.record.review import parted
from onrecord.store.judging import judged_in, judgements
from onrecord.store.preparing import ready
from onrecord.store.record import Record
from onrecord.store.rows import BATCH
from onrecord.store.schema import apart, block, called, decided, entry, node, role, thing, version
from onrecord.store.stored import stored
from onrecord.store.versions import Held
from onrecord.store.writing import follow, replace


def is_settled(connection: Connection) -> bool:
    """Whether everything was decided by today's rules."""
    return set(connection.scalars(select(decided.c.rules))) == {rules()}


def awaited(record: Record, *, always: bool = False) -> int | None:
    """How many versions of reports are to be decided anew; None where other rules had no part.

    ``always``: all there are, whoever decided them.
    """
    with record.reading() as connection:
        if is_settled(connection) and not always:
            return None
        return connection.scalar(select(func.count()).select_from(version)) or 0


def renew(record: Record, tell: Callable[[], None]) -> int:
    """Decides a whole record anew; how many versions there are. ``tell`` is called for each.

    Memory does not grow with the record; it takes about as long as adding its readings did.
    """
    with record.writing() as connection:
        for made in (node, block, apart, role, entry, called, thing):
            connection.execute(delete(made))
        c = version.c
        rows = iter(connection.execute(select(c.id).order_by(c.id)).scalars().all())
        while some := list(islice(rows, BATCH)):
            _again(connection, record, some)
            for _ in some:
                tell()
        connection.execute(delete(decided))
        connection.execute(insert(decided).values(rules=rules()))
        return connection.scalar(select(func.count()).select_from(version)) or 0


def _again(connection: Connection, record: Record, some: list[int]) -> None:
    """Writes the rows of some versions once more, and what they do to nodes and things."""
    verdicts = judgements(connection)
    alone = parted(verdicts)
    found = connection.execute(select(version).where(version.c.id.in_(some)).order_by(version.c.id))
    held = [
        Held(
            row.id, row.report, row.text_sha256, row.counted,
            ready(stored(connection, row.id), record.points, alone), row, row.until,
        )
        for row in found.all()
    ]  # fmt: skip
    changes = replace(connection, held, 0)
    # The nodes that the accounts were of went with all others.
    changes.lost.clear()
    changes.bare.clear()
    touched = judged_in(connection, verdicts, some)
    follow(connection, record.points, changes, verdicts, touched)
