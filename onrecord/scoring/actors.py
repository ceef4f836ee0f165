"""Whether an actor of one reading is the same as an actor of another reading of the text."""

import re
from collections.abc import Sequence

from onrecord.facts import Actor, Reading
from onrecord.scoring.pairing import paired

# Forms that name: a pronoun or a bare title given to the wrong actor makes it no other.
_NAMING = frozenset({"name", "description", "metonym"})
_IDLE = frozenset({"the", "a", "an", "of"})


class Cast:
    """The actors of a reading and of the gold, and which are the same."""

    def __init__(self, reading: Reading, gold: Reading) -> None:
        self._ours = {actor.id: actor for actor in reading.actors}
        self._theirs = {actor.id: actor for actor in gold.actors}
        self._known: dict[tuple[str, str], bool] = {}

    def same(self, ours: str, theirs: str) -> bool:
        """Whether two ids, ours of the reading and theirs of the gold, name the same actor."""
        if (ours, theirs) not in self._known:
            one, other = self._ours.get(ours), self._theirs.get(theirs)
            self._known[ours, theirs] = (
                one is not None and other is not None and same_actor(one, other)
            )
        return self._known[ours, theirs]

    def all_same(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether two lists of ids name the same actors, each once."""
        if len(ours) != len(theirs):
            return False
        pairs = paired(len(ours), len(theirs), lambda i, j: float(self.same(ours[i], theirs[j])))
        return len(pairs) == len(ours)


def same_actor(one: Actor, other: Actor) -> bool:
    """By state code, by a mention in common that names, or by the words of the names."""
    if one.kind == other.kind == "state":
        codes = one.identifiers.get("iso3166"), other.identifiers.get("iso3166")
        if None not in codes:
            return codes[0] == codes[1]
    if _fold(one.name) == _fold(other.name):
        return True
    if one.kind == other.kind and _within(one.name, other.name):
        return True
    return any(
        mine.span.overlaps(yours.span)
        and 2 * (min(mine.span.end, yours.span.end) - max(mine.span.start, yours.span.start))
        >= max(len(mine.span.text), len(yours.span.text))
        for mine in one.mentions
        for yours in other.mentions
        if mine.form in _NAMING and yours.form in _NAMING
    )


def _fold(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold())) - _IDLE


def _within(one: str, other: str) -> bool:
    """Whether the words of one name are all in the other: Blinken, Antony Blinken."""
    words, more = _fold(one), _fold(other)
    return bool(words) and bool(more) and (words <= more or more <= words)
