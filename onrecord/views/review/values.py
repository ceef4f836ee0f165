"""What a reviewer writes as a field's right value, as a correction has it."""

import json
from typing import Any

from onrecord.errors import InvalidVerdict, NotInRecord
from onrecord.record.folding.gathering import IDS
from onrecord.store.asking.answering import Answering
from onrecord.store.record import Record

_ALONE = ("person", "held_by", "of")  # fields that name one thing and no list


def value(record: Record, name: str, written: str) -> Any:
    """A value as written: ids for names (commas between), JSON where it looks so, else the words.

    NotInRecord where a name is of nothing, InvalidVerdict where it is of several or no JSON.
    """
    if name in IDS:
        ids = [_named(record, one.strip()) for one in written.split(",") if one.strip()]
        return (ids[0] if ids else None) if name in _ALONE else ids
    if written in ("", "null", "none"):
        return None
    if written[0] in "[{" or written in ("true", "false"):
        try:
            return json.loads(written)
        except (ValueError, RecursionError) as error:
            raise InvalidVerdict(f"{written[:40]!r} is no JSON.", "Mend it.") from error
    return written


def _named(record: Record, name: str) -> str:
    with record.reading() as connection:
        answering = Answering(connection, record.points, None)
        found = sorted(answering.naming.things(name, ("actor", "agreement", "case")).things)
        if not found:
            raise NotInRecord.named(name, answering.naming.near(name))
    if len(found) > 1:
        raise InvalidVerdict(f"{len(found)} are called {name!r}.", f"Give {' or '.join(found)}.")
    return found[0]
