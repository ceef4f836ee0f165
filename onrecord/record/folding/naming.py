"""What a thing is called: its variants, its identifiers, who held what office when."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from onrecord.record.folding.gathering import Gathered
from onrecord.record.folding.slots import Claim, most
from onrecord.record.things import Indices, Variant
from onrecord.tables.offices import offices


def variants(gathered: Gathered, names: Iterable[Claim[str]]) -> tuple[Variant, ...]:
    """Every name as written, the most widely told first, with the tellings that use it."""
    met: dict[str, set[int]] = {}
    for one in names:
        met.setdefault(one.value, set()).update(one.told)
    told = {name: tuple(sorted(at)) for name, at in met.items()}
    ordered = sorted(told, key=lambda name: (-gathered.outlets(told[name]), told[name], name))
    return tuple(Variant(name=name, told=told[name]) for name in ordered)


def identifiers(
    gathered: Gathered, given: Sequence[tuple[Mapping[str, str], Indices]]
) -> dict[str, str]:
    """Of each scheme the identifier that most independent outlets' readings give."""
    schemes = sorted({scheme for found, _ in given for scheme in found})
    chosen = {
        scheme: most(gathered, [Claim(f[scheme], told) for f, told in given if scheme in f])
        for scheme in schemes
    }
    return {scheme: claim.value for scheme, claim in chosen.items() if claim is not None}


def one_at_a_time(office: str) -> str | None:
    """The first name of an office that one person holds at a time; None for roles and titles."""
    return _offices().get(office.casefold())


@cache
def _offices() -> dict[str, str]:
    return {
        name.casefold(): office.name
        for office in offices().values()
        if office.form == "office"
        for name in (office.name, *office.names)
    }
