"""In which order outlets told a thing: who had it first, who copied it, who added something.

What a report adds is worked out from what its tellings say against all that was told before it: a
participant, a day, a place, a number, a turn that no earlier report gave. A copy is a report that
says whom it has its text from, or whose text is nearly another's (``copies.py``, ``credits.py``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from onrecord.record.things import Thing, ThingTelling

Part = Literal["first", "copy", "added", "same"]
# What is said of a thing, and what it is called; words themselves are no addition.
ADDED = {
    "speaker": "who says it", "addressees": "to whom", "targets": "at whom",
    "participants": "who took part", "format": "how they met", "date": "the day",
    "place": "the place", "duration": "how long", "occasion": "the occasion", "parties": "a party",
    "change": "a turn", "step": "a turn", "by": "by whom", "term": "for how long",
    "charge": "the charge", "held_by": "who holds", "counts": "a number", "recipient": "to whom",
    "actor": "who did it", "office": "an office", "represents": "for whom",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Relayed:
    """One report in the order: ``of`` is the place in it of the report that it copies.

    ``credit`` names whom a copy has it from where that report is not here; ``added`` is what it
    gives that none before it did. ``by_hand``: only a reviewer says that it tells of the thing.
    """

    report: str
    outlet: str
    counted: str
    url: str | None
    part: Part
    of: int | None = None
    credit: str = ""
    added: tuple[str, ...] = ()
    by_hand: bool = False


def relayed(thing: Thing) -> tuple[Relayed, ...]:
    """The reports that tell of a thing now, in the order in which they count."""
    groups: dict[tuple[str, str], list[ThingTelling]] = {}
    for one in thing.tellings:
        groups.setdefault((one.counted, one.report), []).append(one)
    known: set[tuple[str, bytes]] = set()
    places: dict[str, int] = {}
    outlets: dict[str, int] = {}
    found: list[Relayed] = []
    for at, name in enumerate(sorted(groups)):
        told = groups[name]
        first = told[0]
        said = set(_said(told))
        fresh = tuple(dict.fromkeys(ADDED[slot] for slot, _ in sorted(said - known)))
        copied = first.copy_of
        of = places.get(copied or "", outlets.get((copied or "").casefold()))
        part: Part = "copy" if copied else "first" if not at else "added" if fresh else "same"
        found.append(
            Relayed(
                report=first.report, outlet=first.outlet or first.source, counted=first.counted,
                url=first.url, part=part, of=of if copied else None,
                credit=(copied or "") if copied and of is None else "",
                added=fresh if part == "added" or (part == "copy" and at) else (),
                by_hand=all(one.by_hand and not one.by_hand[0].read for one in told),
            )
        )  # fmt: skip
        known |= said
        places[first.report] = at
        outlets.setdefault((first.outlet or "").casefold(), at)
    return tuple(found)


def _said(told: Iterable[ThingTelling]) -> Iterator[tuple[str, bytes]]:
    """What some tellings say, by slot; of lists each member, of a day or a place its value."""
    for one in told:
        for slot in ADDED.keys() & one.slots.keys():
            for value in _values(one.slots[slot]):
                yield slot, msgspec.json.encode(value, order="deterministic")


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        yield from (_plain(each) for each in value)
    else:
        yield _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        named = value.get("value", value.get("name"))
        return {"of": value.get("of"), "is": named}
    return value
