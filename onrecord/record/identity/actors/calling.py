"""The names by which a question finds an actor, as they are looked up."""

from collections.abc import Iterator

from onrecord.record.identity.actors.bodies import acronym
from onrecord.record.identity.actors.holders import named_in_tables
from onrecord.record.identity.actors.names import named_by_first, parsed
from onrecord.record.identity.actors.sketching import Sketch
from onrecord.record.identity.actors.spelling import folded, light
from onrecord.tables.states import states

__all__ = ["looked_up", "names_of"]


def looked_up(name: str) -> frozenset[str]:
    """A name as asked for («Zelenskyy», «the EU»): the forms under which ``names_of`` has it."""
    plain = folded(name).removeprefix("the ")
    return frozenset(filter(None, (plain, _spoken(name))))


def _spoken(name: str) -> str:
    """A personal name in the one spelling of its sounds."""
    return " ".join(map(light, parsed(name).words))


def names_of(one: Sketch) -> frozenset[str]:
    """The names under which a question finds an actor, in the forms of ``looked_up``.

    A person's full name and surname, an office or a body alone and with its state, an acronym;
    whoever is only described, by these words.
    """
    if one.sort == "person":
        return frozenset(filter(None, map(_spoken, _names_of_person(one))))
    return frozenset(filter(None, map(folded, _names(one))))


def _names_of_person(one: Sketch) -> Iterator[str]:
    words = parsed(one.name).words
    yield one.name
    yield from words if named_by_first(one.state) else words[1:]
    yield f"{words[0]} {words[-1]}"
    yield from named_in_tables(one.ident)


def _names(one: Sketch) -> Iterator[str]:
    yield one.name.replace(":", " ")
    if one.sort in ("body", "state"):
        yield acronym(one.name)
    entry = states().get(one.state)
    if one.sort == "state" and entry is not None:
        yield from (entry.code, *entry.names)
    elif one.sort in ("body", "office") and entry is not None:
        for owner in (entry.name, *entry.adjectives[:1]):
            yield f"{owner} {one.name}"
