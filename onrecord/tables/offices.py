"""Offices, titles and roles of persons, with the sector and whether the holder acts for a state."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.tables import rows
from onrecord.tables.states import split

__all__ = ["Gender", "Office", "offices", "plural"]

Gender = Literal["m", "f", "u"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office («foreign minister»), a role («lawyer») or a title before a name («Sen.»).

    `sector` is PLOVER's and empty where the word alone does not tell; `for_state` says whether
    whoever holds it acts for a state; `gender` is what the word itself gives away (u: nothing).
    """

    name: str
    names: tuple[str, ...]
    sector: str
    for_state: bool
    gender: Gender
    form: Literal["office", "role", "title"]


_GENDERS: dict[str, Gender] = {"m": "m", "f": "f", "u": "u"}
_FORMS: dict[str, Literal["office", "role", "title"]] = {
    "office": "office",
    "role": "role",
    "title": "title",
}


@cache
def offices() -> dict[str, Office]:
    """The offices of offices.tsv by name."""
    return {
        row["name"]: Office(
            row["name"],
            split(row["names"]),
            row["sector"],
            row["state"] == "yes",
            _GENDERS[row["gender"]],
            _FORMS[row["form"]],
        )
        for row in rows("offices")
    }


_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "spokesperson": "spokespersons",
    "attorney general": "attorneys general",
    "attaché": "attachés",
    "chief": "chiefs",
    "staff": "staff",
    "troops": "troops",
    "authorities": "authorities",
    "wife": "wives",
}


def plural(name: str) -> str:
    """The plural of an office: «ministers of state», «secretaries-general», «spokeswomen»."""
    for joint in (" of ", " for ", " in ", " to ", "-in-chief", "-general", "-elect", " at large"):
        head, found, rest = name.partition(joint)
        if found:
            return plural(head) + found + rest
    start, space, last = name.rpartition(" ")
    if last in ("general", "d'affaires") and start and not start.endswith(_RANKS):
        return f"{plural(start)} {last}"
    return start + space + _plural_word(last)


_RANKS = ("major", "lieutenant", "brigadier", "army", "retired", "four-star")


def _plural_word(word: str) -> str:
    for ending, plural_ending in _IRREGULAR.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + plural_ending
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
