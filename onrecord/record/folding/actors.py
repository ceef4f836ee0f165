"""One actor from many accounts: its names, and what office it was told to hold when."""

from collections.abc import Sequence

from onrecord.facts import Actor
from onrecord.record.folding.gathering import Gathered, Heard
from onrecord.record.folding.naming import identifiers, variants
from onrecord.record.folding.slots import Claim, claims, most
from onrecord.record.folding.whole import carried, whole
from onrecord.record.things import ActorThing, Holding


def fold(id: str, gathered: Gathered) -> ActorThing:
    """The actor. Office and state are those that were told last; ``offices`` has all of them."""
    heard = gathered.heard
    names = [Claim(_of(one).name, one.told) for one in heard]
    kind = most(gathered, claims(heard, "kind"))
    name = most(gathered, _full(names) if kind and kind.value == "person" else names)
    assert kind is not None
    assert name is not None  # every account of an actor has a name and a kind
    offices = _offices(gathered, heard)
    now = _latest(offices)
    sector = most(gathered, claims(heard, "sector"))
    represents = now.represents if now else None
    return ActorThing(
        **whole(
            id,
            "actor",
            gathered,
            carried=[
                *carried("name", name.told),
                *carried("kind", kind.told),
                *carried("office", now.told if now and now.office else None),
                *carried("represents", now.told if now and represents else None),
                *carried("sector", sector.told if sector else None),
            ],
        ),
        name=name.value,
        kind=kind.value,
        office=now.office if now else None,
        represents=represents,
        sector=sector.value if sector else None,
        unnamed=any(_of(one).unnamed for one in heard),
        identifiers=identifiers(gathered, [(_of(one).identifiers, one.told) for one in heard]),
        variants=variants(gathered, names),
        offices=offices,
    )


def _of(one: Heard) -> Actor:
    assert isinstance(one.part, Actor)
    return one.part


def _full(names: Sequence[Claim[str]]) -> list[Claim[str]]:
    """The names of a person that give more than one word, where there are any."""
    return [claim for claim in names if " " in claim.value] or list(names)


def _offices(gathered: Gathered, heard: Sequence[Heard]) -> tuple[Holding, ...]:
    """Each office for each state, from its first report to its last; first told first."""
    met: dict[tuple[str, str | None], list[Heard]] = {}
    for one in heard:
        actor = _of(one)
        if actor.office or actor.represents:
            name = ((actor.office or "").casefold(), actor.represents)
            met.setdefault(name, []).append(one)
    found = []
    for who in met.values():
        told = sorted(at for one in who for at in one.told)
        shown = most(gathered, [Claim(_of(o).office or "", o.told) for o in who])
        weight = gathered.weigh(told)
        found.append(
            Holding(
                office=(shown.value if shown else "") or None,
                represents=_of(who[0]).represents,
                first_reported=weight.first,
                last_reported=weight.last,
                told=tuple(told),
            )
        )
    return tuple(sorted(found, key=lambda h: (h.first_reported, h.told)))


def _latest(offices: Sequence[Holding]) -> Holding | None:
    """What was told last; an office before a state alone."""
    named = [one for one in offices if one.office] or list(offices)
    return max(named, key=lambda one: (one.last_reported, len(one.told), one.told), default=None)
