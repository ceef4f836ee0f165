"""Words beside a name that make it a place, or that no place is meant by."""

import re
from functools import cache

from onrecord.tables import rows
from onrecord.tables.states import bodies, split

_CALENDAR = frozenset({"weekday", "month", "month_short"})


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The words of one class of the table `places_words`."""
    return tuple(
        word for row in rows("places_words") if row["class"] == name for word in split(row["words"])
    )


def _any(name: str) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[ \xa0]") for word in words_of(name))


@cache
def before(*classes: str) -> re.Pattern[str]:
    """What stands before a place: prepositions of place, going somewhere, «visited»."""
    plain = "|".join(_any(name) for name in classes)
    toward = "to|into|for|from|via|toward|towards"
    going = rf"(?:{_any('going')})(?:[ \xa0][\w’'-]+){{0,5}}?[ \xa0](?:{toward})"
    article = r"(?:(?:the|a|an|his|her|its|their)[ \xa0])?"
    side = rf"(?:(?:{_any('side')})[ \xa0])?"
    return re.compile(
        rf"\b(?:{plain}|{going if 'in' in classes else plain})[ \xa0\n]{article}{side}\Z",
        re.IGNORECASE,
    )


@cache
def held_after() -> re.Pattern[str]:
    """What is held or lies in a place named before it: «a Vienna summit»."""
    return re.compile(rf"[ \xa0](?:\w+[ \xa0])?(?:{_any('held')})\b")


@cache
def days() -> frozenset[str]:
    """Months and days: «in Vienna Thursday», «in March»."""
    return frozenset(row["form"] for row in rows("times") if row["class"] in _CALENDAR)


@cache
def never() -> frozenset[str]:
    """Words that are names of towns too and are not meant as such."""
    return days() | frozenset(words_of("never"))


@cache
def seats() -> frozenset[str]:
    """Names of bodies that are also those of small towns: White House, Downing Street."""
    named = {name for body in bodies().values() for name in (body.name, *body.names)}
    named |= {row["name"] for row in rows("metonyms")}
    return frozenset(named - {"Washington", "Brussels"})


@cache
def features() -> frozenset[str]:
    """Words for land and water that end a name: «Aegean Sea»."""
    return frozenset(words_of("feature"))
