"""The words of cases: steps, charges, designations, from the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import get_args

from onrecord.reading.turning.inflected import listed
from onrecord.reading.turning.phrases import Phrases
from onrecord.tables import rows
from onrecord.vocabulary import StepLabel

_STEPS: dict[str, StepLabel] = {str(label): label for label in get_args(StepLabel)}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of steps.tsv: how a word turns a case."""

    step: StepLabel
    frame: str
    needs: frozenset[str]
    weak: bool = False


@cache
def steps() -> dict[str, tuple[Row, ...]]:
    """What a word or phrase turns, by its form in lower case."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows("steps"):
        needs = frozenset(w for w in row["needs"].split("|") if w)
        for form in listed(row["words"]):
            found[form].append(Row(_STEPS[row["step"]], row["frame"], needs, bool(row["weak"])))
    return {form: tuple(many) for form, many in found.items()}


@cache
def step_phrases() -> Phrases:
    """All forms of steps.tsv, to be found in a text."""
    return Phrases(steps())


@cache
def step_heads() -> frozenset[str]:
    """First words of the forms that are verbs of their own, to end a clause at."""
    return frozenset(
        form.split()[0]
        for form, many in steps().items()
        if any(row.frame in {"object", "subject", "patient", "place"} for row in many)
    ) - {"on", "in", "before", "due", "back", "facing", "appear", "put"}


@cache
def charges() -> dict[str, str]:
    """The plain name of each offence as news puts it."""
    return {form: row["charge"] for row in rows("charges") for form in row["words"].split("|")}


@cache
def charge_pattern() -> re.Pattern[str]:
    """Any offence, the longest first."""
    longest = sorted(charges(), key=lambda form: (-len(form), form))
    either = "|".join(re.escape(form).replace(r"\ ", r"[\s\xa0]+") for form in longest)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


@cache
def designations() -> dict[str, str]:
    """What detained persons are designated as, by form."""
    return {
        form: row["name"]
        for row in rows("steps_words")
        if row["class"] == "designation"
        for form in row["words"].split("|")
    }


@cache
def designation_phrases() -> Phrases:
    """All designations, to be found in a text."""
    return Phrases(designations())


@cache
def roles() -> frozenset[str]:
    """Offices and roles of persons, one word each, as they stand before a name."""
    named = (f"{row['name']}|{row['names']}" for row in rows("offices"))
    return frozenset(name.split()[-1].lower() for many in named for name in many.split("|") if name)


@cache
def person_heads() -> dict[str, tuple[str, bool]]:
    """Nouns that alone say that somebody is a person: form → the singular, whether a plural."""
    others = {r["form"] for r in rows("cast_words") if r["class"] in {"folk", "people", "kin"}}
    heads = (roles() | others | counted("person")) - counted("no_person")
    singular = {head for head in heads if head.isascii() or head.isalpha()}
    found: dict[str, tuple[str, bool]] = {}
    for head in sorted(singular):
        found.setdefault(head, (head, False))
        found[_plural(head)] = (head, True)
    for plural, head in (("men", "man"), ("women", "woman"), ("people", "person")):
        found[plural] = (head, True)
    return found


@cache
def kin() -> frozenset[str]:
    """Words for members of a family."""
    return frozenset(r["form"] for r in rows("cast_words") if r["class"] == "kin") - {
        "lawyer", "attorney", "friend",
    }  # fmt: skip


def _plural(head: str) -> str:
    if head.endswith("man"):
        return f"{head[:-3]}men"
    if head.endswith("child"):
        return f"{head}ren"
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies"
    return f"{head}es" if head.endswith(("s", "ch", "sh", "x")) else f"{head}s"


@cache
def counted(kind: str) -> frozenset[str]:
    """The words of a class of steps_words.tsv."""
    return frozenset(
        form
        for row in rows("steps_words")
        if row["class"] == kind
        for form in row["words"].split("|")
    )


@cache
def both() -> dict[str, tuple[tuple[str, ...], ...]]:
    """What stands for people told before, by first words, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in sorted(counted("both"), key=lambda f: (-len(f), f)):
        words = tuple(form.split())
        found[words[0]].append(words)
    return {first: tuple(many) for first, many in found.items()}


@cache
def number_words() -> dict[str, int]:
    """Numbers of persons as they are written out, from two to twenty (times.tsv)."""
    classes = {"number", "tens"}
    found = {r["form"]: int(r["value"]) for r in rows("times") if r["class"] in classes}
    return {form: value for form, value in found.items() if 2 <= value <= 20}


@cache
def adjectives() -> dict[str, StepLabel]:
    """The step that an adjective takes for granted of whoever is called so: «convicted»."""
    return {
        form: _STEPS[row["name"]]
        for row in rows("steps_words")
        if row["class"] == "known_as"
        for form in row["words"].split("|")
    }


def law_words() -> frozenset[str]:
    """Words that show that the law is at work in a sentence."""
    return counted("law")
