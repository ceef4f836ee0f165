"""People told by description alone: «a Norwegian hydrologist», «33 captive aid workers»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.reading.cases.lexicon import counted, number_words, person_heads, steps
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, OBJECTS, PREPOSITIONS, QUOTES, SUBJECTS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.tables import rows

_MODIFIERS = 6  # words between a determiner and its head
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_DEFINITE = frozenset({"the", "this", "these", "those", "that"})
_BEFORE_NUMBERS = (_INDEFINITE | _DEFINITE) - {"that"}  # «said that six people»
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our", "whose"})
_MANY = frozenset({"scores", "thousands", "tens", "many", "dozens", "hundreds"})
_NOT_MODIFIERS = frozenset({"and", "or", "but", "to", "than", "n't", "not", "no", "'s", "’"})
_DOUBLED = frozenset({"all", "both", "some", "about", "least", "most", "nearly", "around", "than"})


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase of people: words `[first, last]` of a line, its head in the singular.

    `det` is «a», «the», «n» (a number stands before it), «his» (it is somebody's), «+» (it is only
    joined to another) or «» where nothing stands before it.
    """

    first: int
    last: int
    head: str
    det: str
    plural: bool
    count: int | None = None


def described(line: Line, *, bare: bool) -> Iterator[Described]:
    """The noun phrases of people in a line, in order; those without determiner where `bare`."""
    folk, heads = peoples(), {**person_heads(), **_SETS}
    for at, form in enumerate(line.forms):
        if form in heads:
            head, plural = heads[form]
            adjective = form in counted("adjectival") and not _alone(line, at)
            named = line.written[at][:1].isupper() and at and not bare
            if not _compound(line, at) and not adjective and not named:
                yield from _phrase(line, at, head, plural=plural, bare=bare)
        elif form in _MEMBERS and at and line.forms[at - 1] in counted("membered"):
            if not _compound(line, at):
                yield from _phrase(line, at, "member", plural=form == "members", bare=bare)
        elif form in folk and line.written[at][:1].isupper() and _alone(line, at):
            yield from _phrase(line, at, form, plural=form.endswith("s"), bare=bare)


def parted(line: Line) -> Iterator[Described]:
    """A number of people told before: «two of his crew», «11 of them»."""
    for at in range(len(line) - 2):
        count = (
            int(line.forms[at])
            if line.forms[at].isdecimal()
            else number_words().get(line.forms[at])
        )
        if count is not None and line.forms[at + 1] == "others":
            yield Described(at, at + 1, "others", "n", plural=True, count=count)
        if count is None or line.forms[at + 1] != "of":
            continue
        if line.forms[at + 2] in {"them", "us", "those"}:
            yield Described(at, at + 2, "them", "n", plural=True, count=count)
            continue
        for last in range(at + 3, min(at + 6, len(line))):
            if line.forms[last] in person_heads() and line.forms[at + 2] in _OWNERS | _DEFINITE:
                head = person_heads()[line.forms[last]][0]
                yield Described(at, last, head, "n", plural=True, count=count)
                break
            if not _modifies(line, last):
                break


def _compound(line: Line, at: int) -> bool:
    """«prisoner swap», «the hostages’ release»: part of another noun."""
    after = line.forms[at + 1] if at + 1 < len(line) else ""
    closed = after in counted("after_person") or after in person_heads() or after in _MEMBERS
    return closed or after == "-"


def _alone(line: Line, at: int) -> bool:
    """Whether the name of a people is no adjective: nothing that it could belong to follows."""
    after = line.forms[at + 1] if at + 1 < len(line) else ""
    words = lexicon()
    closed = after in PREPOSITIONS or after in BREAKS or after in words.helpers
    closed = closed or after in words.modals or after in {"and", "or", "to"} or after in steps()
    return not after.isalpha() or closed or adverb(after)


def _phrase(line: Line, at: int, head: str, *, plural: bool, bare: bool) -> Iterator[Described]:
    numbers = counted("numeral")
    index = at
    while index > 0 and at - index < _MODIFIERS and _modifies(line, index - 1):
        index -= 1
    before = line.forms[index - 1] if index else ""
    if before == "of" and index > 1 and line.forms[index - 2] in numbers | _MANY:
        index, before = index - 1, line.forms[index - 2]  # «dozens of judges»
    if before.isdecimal() or before in numbers | _MANY:
        first = index - 1
        while first > 1 and line.forms[first - 1] == "," and line.forms[first - 2].isdecimal():
            first -= 2
        while first > 0 and line.forms[first - 1] in _BEFORE_NUMBERS | numbers:
            first -= 1
        count = int(before) if before.isdecimal() else number_words().get(before)
        yield Described(first, at, head, "n", plural=True, count=count)
    elif before in _INDEFINITE and (not plural or head in _SETS):
        count = _SIZES.get(head)
        yield Described(index - 1, at, head, "a", plural=plural, count=count)
    elif before in _DEFINITE or (before in _DOUBLED and plural):
        count = _SIZES.get(head)
        yield Described(index - 1, at, head, "the", plural=plural, count=count)
    elif before in _OWNERS or before == "'s":
        yield Described(index - 1, at, head, "his", plural=plural)
    elif plural and before == "and" and not bare:
        yield Described(at, at, head, "+", plural=True)
    elif bare:
        first = at
        while first > index and line.forms[first - 1] in peoples():
            first -= 1
        yield Described(first, at, head, "", plural=plural)


def _modifies(line: Line, index: int) -> bool:
    """Whether a word may stand between a determiner and its head."""
    form = line.forms[index]
    words = lexicon()
    if form in counted("numeral") or form in _INDEFINITE | _DEFINITE | _OWNERS | _DOUBLED:
        return False
    closed = form in PREPOSITIONS or form in BREAKS or form in SUBJECTS or form in OBJECTS
    closed = closed or form in QUOTES or form in words.helpers or form in words.modals
    closed = closed or form in words.negations or form in _NOT_MODIFIERS
    if closed or not form.replace("-", "").replace(".", "").isalnum() or form.isdecimal():
        return False
    before = line.forms[index - 1] if index else ""
    return form not in steps() or before in _INDEFINITE | _DEFINITE | _OWNERS


_SETS = {"couple": ("couple", True), "pair": ("pair", True), "duo": ("duo", True),
         "trio": ("trio", True), "family": ("family", True), "crew": ("crew", True),
         "crews": ("crew", True)}  # fmt: skip
_MEMBERS = frozenset({"member", "members"})
_SIZES = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}


@cache
def peoples() -> dict[str, str]:
    """What the people of a state are called, in lower case, and its code: «norwegian»."""
    return {
        name.lower(): row["code"]
        for row in rows("states")
        for name in (*row["people"].split("|"), *row["adjectives"].split("|"))
        if len(name) > 2 and " " not in name and name not in row["names"].split("|")
        if name != row["name"]
    }
