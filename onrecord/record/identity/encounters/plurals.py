"""«The two foreign ministers» are to meet: one word for both sides, taken apart.

Of the two states that a report is about each sends its minister; where the ministers are named
beside the word, the word is nobody else.
"""

from functools import lru_cache

from onrecord.record.identity.actors.offices import held_by_one, office_class
from onrecord.record.identity.sketches import Sketch, in_order

__all__ = ["taken_apart"]

_BEFORE = frozenset({"the", "two", "both", "their", "respective"})
_SINGLE = frozenset({"person", "office"})


def taken_apart(who: tuple[Sketch, ...], around: tuple[str, ...]) -> tuple[Sketch, ...]:
    """Participants without a word for several; ``around`` are the states of the report."""
    several = [one for one in who if one.sort == "described" and not one.state and office(one.name)]
    others = tuple(one for one in who if one not in several)
    if len(several) != 1:
        return who
    if sum(one.sort in _SINGLE for one in others) > 1:
        return others
    if others or len(around) != 2:
        return who
    held = office(several[0].name)
    return in_order(Sketch("office", held, code, held, "public") for code in around)


@lru_cache(maxsize=4096)
def office(name: str) -> str:
    """The class of an office that a plural says, which a state has one of; "" for others."""
    words = [word for word in name.partition(" of ")[0].split() if word not in _BEFORE]
    if not words or not words[-1].endswith("s"):
        return ""
    found = office_class(" ".join([*words[:-1], words[-1].removesuffix("s")]), "")
    return found if held_by_one(found) else ""
