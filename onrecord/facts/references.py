"""Which ids a reading refers to, from where, and what kind of thing each must be."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.facts.types import Reading, Voucher
from onrecord.facts.walk import facts

# Patterns of ids, by what they name.
ACTOR = ("a[0-9]+",)
STATEMENT = ("s[0-9]+",)
TOPIC = ("g[0-9]+", "c[0-9]+")
FACT = ("s[0-9]+", "e[0-9]+", "g[0-9]+-[0-9]+", "c[0-9]+-[0-9]+")

_ACTORS = ("speaker", "addressees", "targets", "participants", "by", "actor", "recipient")

Reference = tuple[str, str, tuple[str, ...]]


def references(reading: Reading) -> Iterator[Reference]:
    """(where, the id that stands there, patterns of which its target must meet one)."""
    for fact in facts(reading):
        for name in _ACTORS:
            yield from _each(f"{fact.id}.{name}", getattr(fact, name, ()), ACTOR)
        yield from _each(f"{fact.id}.about", getattr(fact, "about", ()), TOPIC)
        yield from _each(f"{fact.id}.stated_in", getattr(fact, "stated_in", ()), STATEMENT)
        of = getattr(fact, "of", None)
        if of is not None:
            yield f"{fact.id}.of", of, FACT
        yield from _vouchers(fact.id, getattr(fact, "vouched_by", ()))
        for at, telling in enumerate(getattr(fact, "tellings", ())):
            yield from _vouchers(f"{fact.id}.tellings[{at}]", telling.vouched_by)
    for agreement in reading.agreements:
        yield from _each(f"{agreement.id}.parties", agreement.parties, ACTOR)
    for case in reading.cases:
        held_by = () if case.held_by is None else (case.held_by,)
        yield from _each(f"{case.id}.person", (case.person,), ACTOR)
        yield from _each(f"{case.id}.held_by", held_by, ACTOR)


def _vouchers(where: str, chain: Sequence[Voucher]) -> Iterator[Reference]:
    for at, voucher in enumerate(chain):
        yield f"{where}.vouched_by[{at}].actor", voucher.actor, ACTOR


def _each(where: str, ids: Iterable[str], kinds: tuple[str, ...]) -> Iterator[Reference]:
    for given in ids:
        yield where, given, kinds
