"""The forms of a verb of English: «withdraw» → withdraws, withdrew, withdrawn, withdrawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.tables import rows

_SHORT = re.compile(
    r".*[^aeiou][aeiou][bdgklmnprt]\Z"
)  # «ban», «admit»: the last letter may double
_SIBILANT = re.compile(r".*(?:s|x|z|ch|sh|o)\Z")


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {row["base"]: (row["past"], row["participle"]) for row in rows("irregular_verbs")}


_OWNERS = ("its", "their", "his", "her")


def listed(cell: str) -> Iterator[str]:
    """The forms of a cell of words separated by |: of «~give ITS assent to», every form of the
    verb, with every word for whose assent it is."""
    for word in cell.split("|"):
        for form in sorted(forms(word[1:])) if word.startswith("~") else (word,):
            if " ITS " in form:
                yield from (form.replace(" ITS ", f" {owner} ") for owner in _OWNERS)
            else:
                yield form


def forms(verb: str) -> frozenset[str]:
    """Every form of a verb of one word or several; of several words, the first one changes.

    Where spelling leaves two ways open («admited», «admitted») both are given.
    """
    first, space, rest = verb.partition(" ")
    return frozenset(form + space + rest for form in _forms(first))


def participles(verb: str) -> frozenset[str]:
    """The forms that make a passive."""
    first, space, rest = verb.partition(" ")
    return frozenset(form + space + rest for form in _past(first)[1])


def _forms(base: str) -> set[str]:
    past, participle = _past(base)
    return {base, _third(base), *past, *participle, *_ing(base)}


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if _SIBILANT.match(base) else "s")


def _past(base: str) -> tuple[set[str], set[str]]:
    if base in _irregular():
        past, participle = _irregular()[base]
        return {past}, {participle}
    if base.endswith("e"):
        regular = {base + "d"}
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        regular = {base[:-1] + "ied"}
    else:
        regular = {base + "ed"} | ({base + base[-1] + "ed"} if _SHORT.match(base) else set())
    return regular, regular


def _ing(base: str) -> set[str]:
    if base.endswith("ie"):
        return {base[:-2] + "ying"}
    if base.endswith("e") and not base.endswith(("ee", "oe")):
        return {base[:-1] + "ing"}
    return {base + "ing"} | ({base + base[-1] + "ing"} if _SHORT.match(base) else set())
