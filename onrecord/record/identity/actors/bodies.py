"""Bodies of government, organisations and groups: their names without their owner's.

«The Russian foreign ministry», «Russia's Ministry of Foreign Affairs» and «the Foreign Ministry of
the Russian Federation» are the foreign ministry of one state.
"""

import re
from functools import cache, lru_cache

from onrecord.record.identity.actors.spelling import folded, one_english
from onrecord.tables import rows
from onrecord.tables.states import Body, Outlet, bodies, outlets, split, states

__all__ = ["acronym", "body_class", "every_state_has", "known_body", "many", "of_its_state"]

_OPENING = re.compile(r"^(?:the|a|an|s|of|in|his|her|its|their|our) ")
_CLOSING = re.compile(r" (?:of|in|for|the|s)$")


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Names of bodies and outlets as folded: the name in the tables, and the state's code."""
    found: dict[str, tuple[str, str]] = {}
    of_tables: list[Body | Outlet] = [*bodies().values(), *outlets().values()]
    for one in of_tables:
        for name in (one.name, *one.names):
            found.setdefault(_opened(folded(name)), (folded(one.name), one.code))
    return found


@lru_cache(maxsize=8192)
def known_body(name: str, code: str) -> tuple[str, str]:
    """The name in the tables of a body, organisation or outlet, and its state; "" where none.

    What every state has («Ministry of Defence») is known of the state ``code`` alone.
    """
    words = _opened(folded(name))
    known, owner = _known().get(words, ("", ""))
    return ("", code) if words in _heads() and owner != code else (known, code or owner)


@cache
def _classes() -> dict[str, str]:
    return {words: row["class"] for row in rows("body_classes") for words in split(row["words"])}


def many(name: str) -> bool:
    """Whether a state has many bodies of that name: embassies, courts, committees."""
    return _classes().get(name) == ""


@lru_cache(maxsize=8192)
def body_class(name: str, code: str) -> str:
    """A body's name without the names of its state, in the words of tables/body_classes.tsv."""
    line = f" {folded(name)} "
    for owner in _owners(code):
        for words in (f" of {owner} ", f" of the {owner} ", f" {owner} "):
            line = line.replace(words, " ", 1)
    line = _opened(" ".join(line.split()))
    return _classes().get(line) or one_english(line)


@cache
def _owners(code: str) -> tuple[str, ...]:
    """Words that name a state beside its body, the longest first."""
    entry = states().get(code)
    if entry is None:
        return ()
    names = {entry.code, entry.name, *entry.names, *entry.adjectives}
    found = {folded(one) for one in names} | {f"{folded(one)}s" for one in names}
    return tuple(sorted(found - {""}, key=lambda one: (-len(one), one)))


def of_its_state(name: str, code: str) -> bool:
    """Whether the words are no more than a state's government, so that it is the state itself."""
    return bool(code) and body_class(name, code) in ("", "government")


@cache
def _heads() -> frozenset[str]:
    return frozenset(folded(row["head"]) for row in rows("body_heads"))


@cache
def _kinds() -> frozenset[str]:
    return frozenset({*map(one_english, _heads()), *_classes(), *_classes().values()})


def every_state_has(name: str) -> bool:
    """Whether a name says of which kind a body is, and not which: «parliament», «labor party»."""
    return name in _kinds()


def acronym(name: str) -> str:
    """The first letters of a name of three words and more, small words left out: «eu», «icrc»."""
    words = [word for word in _opened(folded(name)).split() if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) >= _LETTERS else ""


_LETTERS = 3
_SMALL = frozenset("of the and for in on to a an".split())


def _opened(line: str) -> str:
    while True:
        shorter = _CLOSING.sub("", _OPENING.sub("", line))
        if shorter == line:
            return line
        line = shorter
