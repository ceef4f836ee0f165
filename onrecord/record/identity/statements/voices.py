"""Whether two statements have one speaker, or one voice: a ministry and its minister."""

from functools import lru_cache
from typing import Literal

from onrecord.record.identity.actors.comparing import likeness
from onrecord.record.identity.actors.offices import is_calling
from onrecord.record.identity.sketches import Sketch, alike, same_side

__all__ = ["Voice", "voice"]

# From the surest to none at all: one speaker; described alike, of no state («police»); one voice (a
# ministry and its minister); nothing known of whether they are; two speakers.
Voice = Literal["speaker", "described", "voice", "unknown", "other"]
_ORDER: tuple[Voice, ...] = ("speaker", "described", "voice", "unknown", "other")


def voice(one: tuple[Sketch, ...], other: tuple[Sketch, ...]) -> Voice:
    """How sure it is that two sets of speakers are one. Symmetric.

    All speakers of the smaller set must be found in the larger: where several spoke with one
    voice, some reports name one.
    """
    if not one or not other:
        return "unknown"
    if len(one) == len(other):
        return max(_found(one, other), _found(other, one), key=_ORDER.index)
    return _found(*sorted((one, other), key=len))


def _found(few: tuple[Sketch, ...], many: tuple[Sketch, ...]) -> Voice:
    return max((min((_pair(a, b) for b in many), key=_ORDER.index) for a in few), key=_ORDER.index)


_APART = -2.0  # another office of a surname, another state, a name that many bear


@lru_cache(maxsize=65536)
def _pair(one: Sketch, other: Sketch) -> Voice:
    if one == other and one.sort == "described" and not one.state:
        return "described"
    if one == other or alike(one, other) > 0:
        return "speaker"  # described alike too, of one state: «a senior U.S. official»
    if _bare(one, other) or _bare(other, one):
        return "voice"
    if same_side(one, other):
        return "other" if _rivals(one, other) else "voice"
    if _open(one, other) or _open(other, one):
        return "voice" if _speaks_for(one, other) or _speaks_for(other, one) else "unknown"
    return "unknown" if alike(one, other) == 0 else "other"


def _open(one: Sketch, other: Sketch) -> bool:
    """Whether the one may act for the other, a state or a body of one: nothing says for whom."""
    public = one.walk == "public" or not (one.walk or is_calling(one.office))
    single = one.sort in ("person", "office")
    return single and public and not one.state and other.sort in ("body", "state")


def _speaks_for(one: Sketch, other: Sketch) -> bool:
    """Whether the one speaks for a ministry by office: «Foreign Ministry spokeswoman»."""
    field = one.office.partition(":")[2]
    return bool(field) and other.sort == "body" and other.name == f"{field} ministry"


# Two of one of these sorts who act for one state are two: its ministry and its embassy.
_SEVERAL = frozenset({"person", "body"})


def _rivals(one: Sketch, other: Sketch) -> bool:
    """Whether two who act for one state speak each for themselves."""
    if one.sort == other.sort and one.sort in _SEVERAL:
        return True
    offices = {one.office, other.office}
    return {one.sort, other.sort} == {"person", "office"} and "" not in offices and len(offices) > 1


def _bare(one: Sketch, other: Sketch) -> bool:
    """Whether the one is called by a word of the other's name, and nothing keeps them apart."""
    if " " in one.name or other.sort != "person" or one.name not in other.name.split():
        return False
    plain = one.sort == "described"
    return plain or (one.sort == "person" and sum(likeness(one, other).values()) > _APART)
