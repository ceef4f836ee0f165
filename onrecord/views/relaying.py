"""The order in which outlets told a thing, as the description of a drawing."""

from collections.abc import Callable

from onrecord.drawing import Relay, Teller
from onrecord.record.relaying import Relayed, relayed
from onrecord.record.things import ActorThing, Thing
from onrecord.views.dates import date_words
from onrecord.views.safe import words
from onrecord.views.things import phrases

MOST = 24  # reports that one drawing has


def relay(thing: Thing, link: Callable[[Relayed], str] = lambda one: "") -> Relay | None:
    """Who told a thing in which order; None of an actor, and where one report alone does."""
    order = relayed(thing) if not isinstance(thing, ActorThing) else ()
    if len(order) < 2:
        return None
    return Relay(
        title=f"The order in which it was told: {phrases.title(thing)}",
        kind=thing.thing,
        tellers=tuple(_teller(one, order, link) for one in order[:MOST]),
        left_out=max(0, len(order) - MOST),
    )


def _teller(one: Relayed, order: tuple[Relayed, ...], link: Callable[[Relayed], str]) -> Teller:
    whom = words(order[one.of].outlet) if one.of is not None else words(_named(one.credit))
    hand = "by hand" if one.by_hand else ""
    return Teller(
        name=words(one.outlet),
        when=date_words(_minutes(one.counted)),
        part=one.part,
        of=one.of if one.of is not None and one.of < MOST else None,
        added=phrases.several_words(one.added),
        note=phrases.listed(whom if one.part == "copy" else "", hand),
        link=link(one),
    )


def _named(credit: str) -> str:
    """A copy's source in words: an agency by name; a report that is not here has none."""
    return "" if len(credit) == 16 and all(c in "0123456789abcdef" for c in credit) else credit


def _minutes(counted: str) -> str:
    """When a report counts as of, to the minute; a day alone where it is the end of one."""
    return counted[:10] if counted.endswith("T23:59:59Z") else f"{counted[:16]}Z"
