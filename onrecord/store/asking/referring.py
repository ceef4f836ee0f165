"""What the ids of a reading are in the record: found in its facts, and told as references."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

import msgspec

from onrecord.facts import Case, Statement
from onrecord.record.accounts import Told
from onrecord.record.things import Ref


class Named(msgspec.Struct, array_like=True):
    """What of a packed actor a reference needs; fields as in ``facts.Actor``."""

    id: str
    name: str
    kind: Any
    office: str | None = None
    represents: str | None = None
    sector: str | None = None
    unnamed: bool = False
    identifiers: dict[str, str] = {}


def ids_in(told: Told) -> Iterator[str]:
    """Every id of its reading that stands in a fact."""
    yield from dict.fromkeys(_ids(told))


def _ids(value: Any) -> Iterator[str]:
    kind: Any = type(value)
    for name in _referring(kind):
        found = getattr(value, name)
        if isinstance(found, str):
            yield found
        elif found:
            yield from (one for one in found if isinstance(one, str))
    if isinstance(value, Statement):
        yield from (one.actor for one in value.vouched_by)
    for telling in getattr(value, "tellings", ()):
        yield from (one.actor for one in telling.vouched_by)
    for part in (*getattr(value, "changes", ()), *getattr(value, "steps", ())):
        yield from _ids(part)
    if isinstance(value, Case):
        yield value.person


@cache
def _referring(kind: Any) -> tuple[str, ...]:
    """The fields of a fact that ids stand in."""
    return tuple(name for name in _REFERRING if name in {one.name for one in fields(kind)})


_REFERRING = (
    "speaker", "addressees", "targets", "about", "participants", "parties", "by", "stated_in",
    "held_by", "actor", "recipient", "of",
)  # fmt: skip


def states_of(actor: Named | None) -> frozenset[str]:
    """The states that an actor is, or acts for."""
    if actor is None:
        return frozenset()
    own = actor.identifiers.get("iso3166") if actor.kind == "state" else None
    return frozenset(code for code in (own or actor.represents,) if code)


def reference(
    named: tuple[int, int, Named | None], called: Mapping[int, tuple[str, str]]
) -> Ref | None:
    """The thing that an id is of, by the id and the name that it has in the record."""
    _, told, actor = named
    if told not in called:
        return None
    id, name = called[told]
    if actor is None:
        return Ref(id=id, name=name)
    return Ref(
        id=id, name=name, kind=actor.kind, office=actor.office, represents=actor.represents,
        sector=actor.sector, unnamed=actor.unnamed,
    )  # fmt: skip
