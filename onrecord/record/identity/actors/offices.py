"""Offices by what they are: «minister of external affairs» is minister:foreign.

Words and classes stand in tables/office_classes.tsv.
"""

from functools import cache, lru_cache

from onrecord.record.identity.actors.spelling import folded
from onrecord.tables import rows
from onrecord.tables.states import split, state

__all__ = ["agree", "held_by_one", "is_calling", "office_class"]

# Offices that are held of a field; others stand by their rank alone.
_FIELDED = frozenset({"minister", "deputy minister", "spokesperson", "special envoy"})
_SENT = frozenset({"ambassador", "special envoy", "high commissioner", "consul"})


@cache
def _words(kind: str, code: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The words of one kind in a state with their class: the longest first, then in table order."""
    told = [row for row in rows("office_classes") if row["kind"] == kind]
    found = [
        (tuple(words.split()), row["class"])
        for row in told
        if not row["codes"] or code in split(row["codes"])
        for words in split(row["words"])
    ]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


@lru_cache(maxsize=8192)
def office_class(office: str, code: str) -> str:
    """What an office of a state is: its rank, with the field or where one is sent after a colon.

    Words of no known rank stand for themselves; those that say nothing («leader») give "".
    """
    words = folded(office).split()
    for aside, _ in _words("aside", code):
        at = _place(words, aside)
        if at is not None and len(words) > len(aside):
            words = words[:at] + words[at + len(aside) :]
    line = " ".join(words)
    if any(line == " ".join(loose) for loose, _ in _words("loose", code)):
        return ""
    rank = _first(words, "rank", code)
    if not rank:
        return line
    field = ""
    if rank in _SENT:
        field = _receiver(words)
    if not field and rank in _FIELDED:
        field = _first(words, "field", code)
    return f"{rank}:{field}" if field else rank


@cache
def _single() -> frozenset[str]:
    return frozenset(row["class"] for row in rows("office_classes") if row["held"] == "one")


def held_by_one(office: str) -> bool:
    """Whether a state has one holder of that class at a time, so that it names its holder."""
    rank, _, field = office.partition(":")
    return rank in _single() and (rank != "minister" or bool(field))


@cache
def _weight() -> frozenset[str]:
    return frozenset(words[0] for words, _ in _words("loose", "") if len(words) == 1)


def is_calling(office: str) -> bool:
    """Whether an office of no public life says what somebody is; «head of a team» does not."""
    return bool(office) and office.split()[0] not in _weight()


def agree(one: str, other: str) -> float | None:
    """Whether two classes are one office: 1 it is, 0.5 as far as it is told, 0 two are told.

    None where one is not known.
    """
    if not one or not other:
        return None
    if one == other:
        return 1.0
    first, second = sorted((one, other), key=len)
    return 0.5 if second.startswith(first + ":") else 0.0


def _first(words: list[str], kind: str, code: str) -> str:
    known = _words(kind, code)
    return next((name for inner, name in known if _place(words, inner) is not None), "")


def _place(words: list[str], inner: tuple[str, ...]) -> int | None:
    size = len(inner)
    for at in range(len(words) - size + 1):
        if tuple(words[at : at + size]) == inner:
            return at
    return None


def _receiver(words: list[str]) -> str:
    """The state or seat behind «to», «in» or «for»: «ambassador to Cambodia» is sent to KH."""
    for at, word in enumerate(words):
        if word in ("to", "in", "for") and words[at + 1 :]:
            rest = " ".join(words[at + 1 :])
            found = state(rest) or state(rest.removeprefix("the "))
            return found.code.lower() if found else rest.removeprefix("the ")
    return ""
