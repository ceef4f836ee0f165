"""Who a name or an office stands for by the tables of leaders and much-named persons.

They give holders with their years; where the sources end, nobody is guessed.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.record.identity.actors.names import parsed
from onrecord.record.identity.actors.offices import agree, office_class
from onrecord.tables import rows
from onrecord.tables.persons import Person, lookup
from onrecord.tables.states import split

__all__ = ["Holder", "by_name", "by_office", "by_surname", "named_in_tables"]

# The last year that the sources speak of; an open end says nothing of later years.
_LAST = {"leaders": 2022, "persons": 2025}


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the tables: an identifier (Wikidata item, else the name) and the name there."""

    ident: str
    name: str
    code: str


@cache
def _terms() -> dict[tuple[str, str], tuple[tuple[int, int, Holder], ...]]:
    """By state and class of office: first and last year, and who held it."""
    found: dict[tuple[str, str], list[tuple[int, int, Holder]]] = {}
    known: dict[tuple[str, str], int] = {}
    for table, last in _LAST.items():
        for row in rows(table):
            since, until = row["since"], row["until"] or str(last)
            if since.isdigit() and until.isdigit():
                holder = _holder(lookup(row["name"])[0], row["code"])
                key = (row["code"], office_class(row["office"]))
                first = max(int(since), known.get(key, 0) + 1)
                if first <= int(until):
                    found.setdefault(key, []).append((first, int(until), holder))
        known = {key: max(end for _, end, _ in terms) for key, terms in found.items()}
    return {key: tuple(terms) for key, terms in found.items()}


def _holder(person: Person, code: str) -> Holder:
    return Holder(person.qid or str(parsed(person.name)), person.name, code)


@lru_cache(maxsize=4096)
def by_office(code: str, office: str, year: int) -> Holder | None:
    """Who alone held an office of a state in a year; None where two did, or nobody is known."""
    held = {
        holder.ident: holder
        for since, until, holder in _terms().get((code, office), ())
        if since <= year <= until
    }
    return next(iter(held.values())) if len(held) == 1 else None


def by_surname(word: str, code: str, office: str, year: int | None) -> Holder | None:
    """The holder of an office whose name has that word; of several the one of that year."""
    terms = [
        term for term in _terms().get((code, office), ()) if word in parsed(term[2].name).words[1:]
    ]
    if len({holder.ident for *_, holder in terms}) > 1:
        terms = [term for term in terms if year and term[0] <= year <= term[1]]
    held = {holder.ident: holder for *_, holder in terms}
    return next(iter(held.values())) if len(held) == 1 else None


def by_name(name: str, code: str, office: str) -> Holder | None:
    """The person of that full name who acts for that state, or holds that office of a state."""
    met = [
        person
        for person in lookup(name)
        if person.code == code or (not code and agree(office_class(person.office), office))
    ]
    held = {holder.ident: holder for holder in (_holder(one, one.code) for one in met)}
    return next(iter(held.values())) if len(held) == 1 else None


@cache
def _names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for table in _LAST:
        for row in rows(table):
            ident = _holder(lookup(row["name"])[0], row["code"]).ident
            found.setdefault(ident, set()).update((row["name"], *split(row.get("names", ""))))
    return {ident: frozenset(names) for ident, names in found.items()}


def named_in_tables(ident: str) -> frozenset[str]:
    """The names in the tables of the holder with that identifier."""
    return _names().get(ident, frozenset())
