"""Names of the cases that statements are about: a thing brings those of actors and agreements."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.errors import NotInRecord
from onrecord.record.things import CaseThing, Thing
from onrecord.store.asking.opened import Record
from onrecord.store.asking.timeline import Moment
from onrecord.views.things import phrases

Item = TypeVar("Item", bound=Thing | Moment)
MOST = 12  # cases of one page that are asked for their name
NAMELESS = "a case"
_READ = 2  # accounts of a case that are read for it


def named(record: Record, items: Sequence[Item], as_of: str | None) -> list[Item]:
    """The same, the cases that they are about among their names."""
    things = [one if isinstance(one, Thing) else one.thing for one in items]
    missing = dict.fromkeys(
        one for thing in things for one in getattr(thing, "about", ()) if _nameless(thing, one)
    )
    if not missing:
        return list(items)
    known = {one: _case(record, one, as_of) for one in list(missing)[:MOST]}
    return [_with(one, known) for one in items]


def _nameless(thing: Thing, identifier: str) -> bool:
    return identifier.startswith("case-") and not thing.names.get(identifier)


def _with(item: Item, known: dict[str, str]) -> Item:
    thing = item if isinstance(item, Thing) else item.thing
    wanted = [one for one in getattr(thing, "about", ()) if _nameless(thing, one)]
    if not wanted:
        return item
    more = {one: known.get(one, NAMELESS) for one in wanted}
    made = replace(thing, names={**thing.names, **more})
    return made if isinstance(item, Thing) else replace(item, thing=made)  # type: ignore[return-value]


def _case(record: Record, identifier: str, as_of: str | None) -> str:
    try:
        case = record.show(identifier, as_of, _READ)
    except NotInRecord:  # decided anew since the list was asked for
        return NAMELESS
    return f"{phrases.title(case)}’s case" if isinstance(case, CaseThing) else phrases.title(case)
