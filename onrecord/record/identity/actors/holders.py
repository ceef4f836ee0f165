"""Who a name or an office stands for by the tables of leaders and much-named persons.

They give holders with their years; where the sources end, nobody is guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.record.identity.actors.matching import match
from onrecord.record.identity.actors.names import Name, frequent, parsed
from onrecord.record.identity.actors.offices import agree, office_class
from onrecord.record.identity.actors.spelling import light
from onrecord.tables import rows
from onrecord.tables.holders import Term as Held
from onrecord.tables.holders import terms as held_terms
from onrecord.tables.persons import Person, lookup
from onrecord.tables.states import split

__all__ = [
    "Holder",
    "by_name",
    "by_office",
    "by_past",
    "by_term",
    "inferred",
    "named_in_tables",
    "offices_in_tables",
]

# The last year that the sources speak of; an open end says nothing of later years.
_LAST = {"leaders": 2022, "persons": 2025}


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of the tables: an identifier (Wikidata item, else the name) and the name there."""

    ident: str
    name: str
    code: str


Term = tuple[int, int, Holder]


@cache
def _terms(table: str) -> dict[tuple[str, str], tuple[Term, ...]]:
    """By state and class of office: first and last year, and who held it."""
    found: dict[tuple[str, str], list[Term]] = {}
    for row in rows(table):
        since, until = row["since"], row["until"] or str(_LAST[table])
        if since.isdigit() and until.isdigit():
            key = (row["code"], office_class(row["office"], row["code"]))
            holder = _holder(lookup(row["name"])[0], row["code"])
            found.setdefault(key, []).append((int(since), int(until), holder))
    return {key: tuple(terms) for key, terms in found.items()}


def _holder(person: Person, code: str) -> Holder:
    if person.qid:
        return Holder(person.qid, person.name, code)
    return _identified(code).get(person.name) or Holder(str(parsed(person.name)), person.name, code)


@cache
def _identified(code: str) -> dict[str, Holder]:
    """Those of a state whom one source names without identifier, another otherwise and with it."""
    people = [
        lookup(row["name"])[0] for table in _LAST for row in rows(table) if row["code"] == code
    ]
    known = [Holder(one.qid, one.name, code) for one in people if one.qid]
    found = {}
    for name in {one.name for one in people if not one.qid}:
        fits = [one for one in known if _one_name(name, one.name, code)]
        holder = _only(fits)
        if holder is not None:
            found[name] = holder
    return found


def _one_name(one: str, known: str, code: str) -> bool:
    """Whether a name has all of a known one: with less of it, it may be a relative's."""
    met = match(parsed(one), parsed(known), {code})
    whole = len(parsed(one).words) >= len(parsed(known).words)
    return whole and met.kind == "full name" and not (met.turned or met.often)


def _in(year: int, terms: Iterable[Term]) -> list[Holder]:
    return [one for since, until, one in terms if since <= year <= until]


def _only(held: list[Holder]) -> Holder | None:
    """The one person among them, under the first of the names that the tables give; else None."""
    return held[0] if len({one.ident for one in held}) == 1 else None


@lru_cache(maxsize=4096)
def by_office(code: str, office: str, year: int) -> Holder | None:
    """Who alone held an office of a state in a year; None where two did, or nobody is known.

    The leaders have every term; of the much-named persons one is told with all its years, so
    they are asked only of years without a leader.
    """
    for table in _LAST:
        held = _in(year, _terms(table).get((code, office), ()))
        if held:
            return _only(held)
    return None


def by_term(name: Name, code: str, office: str, year: int | None) -> Holder | None:
    """The holder of an office whom a name fits, if only its surname; of several that year's."""
    terms = [
        term
        for table in _LAST
        for term in _terms(table).get((code, office), ())
        if _fits(name, parsed(term[2].name), code)
    ]
    holder = _only([one for *_, one in terms])
    return holder or (_only(_in(year, terms)) if year else None)


def _fits(name: Name, held: Name, code: str) -> bool:
    other = name.suffix and name.suffix != held.suffix
    return not other and match(name, held, {code}).kind != "other name"


def inferred(name: str, code: str) -> Holder:
    """Whom a reading inferred from an office and a day, by the name in the table of holders."""
    known = [one for one in lookup(name) if one.code == code]
    if known:
        return _holder(known[0], code)
    qid = next((term.qid for term in _held(code) if term.name == name), "")
    return Holder(qid or str(parsed(name)), name, code)


@cache
def _held(code: str) -> tuple[Held, ...]:
    """The terms in all offices of a state, as the table of holders has them."""
    return tuple(term for (of, _), held in held_terms().items() if of == code for term in held)


@cache
def _sounding(code: str) -> dict[str, tuple[Held, ...]]:
    """The terms of a state's holders by how each word of their names sounds."""
    found: dict[str, list[Held]] = {}
    for term in _held(code):
        for word in parsed(term.name).words:
            found.setdefault(light(word), []).append(term)
    return {word: tuple(terms) for word, terms in found.items()}


def by_past(name: str, code: str, office: str, year: int | None) -> Holder | None:
    """Who of a state's holders a name fits: a full one, or a surname with the office, that year."""
    of_code = _sounding(code) if code else {}
    near = {
        term: None for word in parsed(name).words for term in of_code.get(light(word), ())
    }  # in the table's order
    if not near:
        return None
    whole = [inferred(one.name, code) for one in near if _one_name(name, one.name, code)]
    if whole:
        return _only(whole)
    then = [
        inferred(one.name, code)
        for one in near
        if year and one.office == office and one.since.year <= year <= one.until.year
        and _fits(parsed(name), parsed(one.name), code)
    ]  # fmt: skip
    return _only(then)


def by_name(name: str, code: str, office: str) -> Holder | None:
    """The person of that full name who acts for that state, or holds that office.

    Of a name that many bear it must be both, where both are told.
    """
    found = lookup(name)
    there = [one for one in found if one.code == code]
    holding = [one for one in found if agree(office_class(one.office, one.code), office) == 1]
    if frequent(parsed(name)) and code and office:
        return _only([_holder(one, one.code) for one in there if one in holding])
    return _only([_holder(one, one.code) for one in there or holding])


@cache
def _told() -> dict[str, tuple[frozenset[str], frozenset[tuple[str, str]]]]:
    """The names of each holder, and the states and offices."""
    names: dict[str, set[str]] = {}
    offices: dict[str, set[tuple[str, str]]] = {}
    for table in _LAST:
        for row in rows(table):
            ident = _holder(lookup(row["name"])[0], row["code"]).ident
            names.setdefault(ident, set()).update((row["name"], *split(row.get("names", ""))))
            offices.setdefault(ident, set()).add(
                (row["code"], office_class(row["office"], row["code"]))
            )
    for code, office in held_terms():
        for one in held_terms()[code, office]:
            ident = inferred(one.name, code).ident
            names.setdefault(ident, set()).add(one.name)
            offices.setdefault(ident, set()).add((code, office))
    return {ident: (frozenset(names[ident]), frozenset(offices[ident])) for ident in names}


def named_in_tables(ident: str) -> frozenset[str]:
    """The names in the tables of the holder with that identifier."""
    return _told()[ident][0] if ident in _told() else frozenset()


def offices_in_tables(ident: str, code: str) -> tuple[str, ...]:
    """The classes of the offices of a state that the tables give to a holder."""
    held = _told()[ident][1] if ident in _told() else ()
    return tuple(sorted(office for state, office in held if state == code))
