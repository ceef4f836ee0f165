"""Leaders, ministers and other much-named persons, and what a given name tells of gender."""

from dataclasses import dataclass
from functools import cache

from onrecord.tables import rows
from onrecord.tables.offices import Gender
from onrecord.tables.places import fold
from onrecord.tables.states import split

__all__ = ["Person", "gender_of", "lookup"]

_GENDERS: dict[str, Gender] = {"m": "m", "f": "f", "u": "u"}


@dataclass(frozen=True, slots=True)
class Person:
    """A person in one office of the state `code`; years as the sources give them.

    `since` and `until` are a year, or «<=1999», «>=2003» where only visits show it; empty `since`
    is unknown, empty `until` open or unknown. `qid` is the Wikidata item, empty where not known.
    """

    name: str
    names: tuple[str, ...]
    qid: str
    code: str
    office: str
    since: str
    until: str


@cache
def _index() -> dict[str, tuple[Person, ...]]:
    leaders = rows("leaders")
    qids = {fold(row["name"]): row["qid"] for row in reversed(leaders) if row["qid"]}
    found: dict[str, list[Person]] = {}
    for row in (*rows("persons"), *leaders):
        names = split(row.get("names", ""))
        keys = dict.fromkeys(fold(name) for name in (row["name"], *names))
        qid = row.get("qid") or next((qids[key] for key in keys if key in qids), "")
        person = Person(
            row["name"], names, qid, row["code"], row["office"], row["since"], row["until"]
        )
        for key in keys:
            held = found.setdefault(key, [])
            if not any((p.code, p.office) == (person.code, person.office) for p in held):
                held.append(person)
    return {key: tuple(persons) for key, persons in found.items()}


def lookup(name: str) -> tuple[Person, ...]:
    """What is known of a person by full name, accents, case and hyphens aside: one a office.

    Names are not unique: whoever uses an answer checks it against the words around the name.
    """
    return _index().get(fold(name), ())


@cache
def _given() -> dict[str, Gender]:
    return {fold(row["name"]): _GENDERS[row["gender"]] for row in rows("given_names")}


def gender_of(name: str) -> Gender:
    """m or f where the first word of `name` is a given name that tells, else u."""
    words = fold(name).split()
    given = _given()
    if "-" in name and len(words) > 1:  # Jean-Claude, Frank-Walter
        joined = given.get(" ".join(words[:2]))
        if joined:
            return joined
    return given.get(words[0], "u") if words else "u"
