"""How agreements and cases stood, as JSON."""

from collections.abc import Sequence
from typing import Any

import msgspec

from onrecord.store.asking.opened import Stood
from onrecord.views.things.phrases import title


def as_json(found: Sequence[Stood], *, one: bool) -> bytes:
    """A list; of ``one`` name the thing that most reports tell of, with the ids of the others."""
    told: Any = [standing(each) for each in found]
    if one:
        told = {**told[0], "also": [each.thing.id for each in found[1:]]}
    return msgspec.json.format(msgspec.json.encode(told)) + b"\n"


def standing(stood: Stood) -> dict[str, Any]:
    """A thing's status and the changes it stands on, what is beside it, and the names of ids."""
    thing, told = stood.thing, stood.standing
    return {
        "id": thing.id,
        "thing": thing.thing,
        "name": title(thing),
        "at": str(stood.at) if stood.at else None,
        "status": told.status,
        "stands_on": told.stands_on,
        "before": told.before,
        "perhaps": told.perhaps,
        "beside": told.beside,
        "incidents": told.incidents,
        "ratified_by": told.ratified_by,
        "remaining": told.remaining,
        "tellings": thing.tellings,
        "names": thing.names,
    }
