"""One actor from many accounts: its names, and what office it was told to hold when."""

from collections.abc import Sequence

from onrecord.facts import Actor
from onrecord.record.folding.gathering import Gathered, Heard
from onrecord.record.folding.naming import identifiers, one_at_a_time, variants
from onrecord.record.folding.slots import Claim, claims, most
from onrecord.record.folding.whole import carried, whole
from onrecord.record.things import ActorThing, Holding


def fold(id: str, gathered: Gathered) -> ActorThing:
    """The actor. Office and state are the last that two independent outlets told; ``offices`` has
    all that were told, also what one report alone got wrong."""
    heard = gathered.heard
    names = [Claim(_of(one).name, one.told) for one in heard]
    kind = most(gathered, claims(_named(heard), "kind"))
    called = [Claim(_of(one).name, one.told) for one in _named(heard)]
    name = most(gathered, _full(called) if kind and kind.value == "person" else called)
    assert kind is not None
    assert name is not None  # every account of an actor has a name and a kind
    offices = _offices(gathered, heard)
    office = _by_now(gathered, [Claim(o.office, o.told) for o in offices if o.office])
    represents = _by_now(gathered, [Claim(o.represents, o.told) for o in offices if o.represents])
    sector = most(gathered, claims(heard, "sector"))
    return ActorThing(
        **whole(
            id,
            "actor",
            gathered,
            carried=[
                *carried("name", name.told),
                *carried("kind", kind.told),
                *carried("office", office.told if office else None),
                *carried("represents", represents.told if represents else None),
                *carried("sector", sector.told if sector else None),
            ],
        ),
        name=name.value,
        kind=kind.value,
        office=office.value if office else None,
        represents=represents.value if represents else None,
        sector=sector.value if sector else None,
        unnamed=any(_of(one).unnamed for one in heard),
        identifiers=identifiers(gathered, [(_of(one).identifiers, one.told) for one in heard]),
        variants=variants(gathered, names),
        offices=offices,
    )


def _of(one: Heard) -> Actor:
    assert isinstance(one.part, Actor)
    return one.part


def _named(heard: Sequence[Heard]) -> Sequence[Heard]:
    """Where some reports name who holds an office and others only the office, those that name."""
    if {_of(one).kind for one in heard} != {"person", "office"}:
        return heard
    return [one for one in heard if _of(one).kind == "person"]


def _full(names: Sequence[Claim[str]]) -> list[Claim[str]]:
    """The names of a person that give more than one word, where there are any."""
    return [claim for claim in names if " " in claim.value] or list(names)


def _offices(gathered: Gathered, heard: Sequence[Heard]) -> tuple[Holding, ...]:
    """Each office for each state, by whatever name, from its first report to its last."""
    met: dict[tuple[str, str | None], list[Heard]] = {}
    for one in heard:
        actor = _of(one)
        if actor.office or actor.represents:
            office = actor.office or ""
            name = one_at_a_time(office) or office.casefold()
            met.setdefault((name, actor.represents), []).append(one)
    found = []
    for (_, represents), who in met.items():
        told = sorted(at for one in who for at in one.told)
        shown = most(gathered, [Claim(_of(o).office or "", o.told) for o in who])
        weight = gathered.weigh(told)
        found.append(
            Holding(
                office=(shown.value if shown else "") or None,
                represents=represents,
                first_reported=weight.first,
                last_reported=weight.last,
                told=tuple(told),
            )
        )
    return tuple(sorted(found, key=lambda h: (h.first_reported, h.told)))


def _by_now(gathered: Gathered, told: Sequence[Claim[str]]) -> Claim[str] | None:
    """Of some values that follow each other the one told last by two independent outlets at least;
    where none is, the one most told, then the one told last.

    So one report's slip unseats nobody, and a new holder is known with the second outlet.
    """
    met: dict[str, list[int]] = {}
    shown: dict[str, str] = {}
    for one in told:
        name = one_at_a_time(one.value) or one.value.casefold()
        met.setdefault(name, []).extend(one.told)
        shown.setdefault(name, one.value)

    def rank(name: str) -> tuple[bool, int, str, list[int]]:
        founded = gathered.outlets(met[name]) > 1
        last = max(gathered.stands[at].counted for at in met[name])
        return founded, 0 if founded else len(met[name]), last, sorted(met[name])

    if not met:
        return None
    name = max(met, key=rank)
    return Claim(shown[name], tuple(sorted(met[name])))
