"""The names by which a question finds an actor, as they are looked up."""

from collections.abc import Iterator

from onrecord.record.identity.actors.bodies import acronym
from onrecord.record.identity.actors.holders import named_in_tables, offices_in_tables
from onrecord.record.identity.actors.names import named_by_first, parsed
from onrecord.record.identity.actors.offices import held_by_one
from onrecord.record.identity.actors.sketching import Sketch
from onrecord.record.identity.actors.spelling import folded, light, one_english
from onrecord.tables.states import states

__all__ = ["looked_up", "names_of"]


def looked_up(name: str) -> frozenset[str]:
    """A name as asked for («Zelenskyy», «the EU»): the forms under which ``names_of`` has it."""
    return frozenset(filter(None, (_plain(name), _spoken(name))))


def _plain(name: str) -> str:
    """A name without case, accents and «the», in one English."""
    return one_english(folded(name)).removeprefix("the ")


def _spoken(name: str) -> str:
    """A personal name in the one spelling of its sounds."""
    return " ".join(map(light, parsed(name).words))


def names_of(one: Sketch) -> frozenset[str]:
    """The names under which a question finds an actor, in the forms of ``looked_up``.

    A person's full name and surname, and the office with its state; an office with its state, and
    its holder's name where it is known; a body alone and with its state, an acronym; whoever is
    only described, by these words.
    """
    if one.sort == "person":
        named = map(_spoken, _names_of_person(one))
        offices = offices_in_tables(one.ident, one.state) or (one.office,)
        held = (name for office in offices for name in _with_state(_in_words(office), one.state))
        return frozenset(filter(None, (*named, *map(_plain, held))))
    holder = map(_spoken, _names_of_holder(one)) if one.sort == "office" else ()
    return frozenset(filter(None, (*map(_plain, _names(one)), *holder)))


def _names_of_holder(one: Sketch) -> Iterator[str]:
    """The names of whoever is known to have held an office that a report names alone."""
    for name in named_in_tables(one.ident):
        words = parsed(name).words
        yield name
        yield from words[:1] if named_by_first(one.state) else words[-1:]


def _names_of_person(one: Sketch) -> Iterator[str]:
    words = parsed(one.name).words
    yield one.name
    yield from words if named_by_first(one.state) else words[1:]
    yield f"{words[0]} {words[-1]}"
    yield from named_in_tables(one.ident)


def _names(one: Sketch) -> Iterator[str]:
    name = _in_words(one.office) if one.sort == "office" else one.name
    yield name
    if one.sort in ("body", "state"):
        yield acronym(one.name)
    entry = states().get(one.state)
    if one.sort == "state" and entry is not None:
        yield from (entry.code, *entry.names)
    elif one.sort in ("body", "office"):
        yield from _with_state(name, one.state)


def _in_words(office: str) -> str:
    """A class of offices held by one as it is said («foreign minister»); "" for others."""
    if not held_by_one(office):
        return ""
    rank, _, field = office.partition(":")
    return f"{field} {rank}".strip()


def _with_state(name: str, code: str) -> Iterator[str]:
    """A body or an office with the state that it is of: «Kenyan army», «president of Kenya»."""
    entry = states().get(code)
    if not name or entry is None:
        return
    yield f"{name} of {entry.name}"
    for owner in (entry.name, *entry.adjectives[:1]):
        yield f"{owner} {name}"
