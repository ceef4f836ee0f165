"""Who speaks: from the words of the source to actors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.scene import Cast, Sighting
from onrecord.reading.spotting import Range

_POSSESSIVE = re.compile(r"[’']s?(?=[\s\u00a0,])")
_OWNERS = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
_BELOW = re.compile(
    r"\b(?:of|for|in|at|from|by|with|to|on|near|inside|against|who|which|that|citing)[\s\u00a0]+"
    r"(?:the[\s\u00a0]+|an?[\s\u00a0]+|his[\s\u00a0]+|her[\s\u00a0]+)?$"
)
_GAP = re.compile(
    r"[\s\u00a0]+(?:(?:also|then|later|again|repeatedly|publicly|privately|himself|herself|"
    r"has|had|have)[\s\u00a0]+){0,2}"
)


def speakers(text: str, cast: Cast, source: Range) -> tuple[str, ...]:
    """The actors that the noun phrase `source` stands for: usually one.

    «Blinken and Lavrov» gives two; «its envoy, Carla Whitfield» and «Oman’s minister, Salim
    al-Harrasi» the person alone; of «the envoy of Chad», without a sighting of the envoy, nobody.
    """
    found = cast.within(*source)
    whole = [s for s in found if s.start - source[0] <= 4 and source[1] - s.end <= 1]
    if whole:
        return (whole[0].actor,)
    heads = [s for s in found if not _owns(text, s) and not _below(text, source, s)]
    people = [s for s in heads if cast.actor(s.actor).kind == "person"]
    if len(people) == 1 and len(heads) > 1 and not _joined(text, heads):
        heads = people
    return tuple(dict.fromkeys(s.actor for s in heads))


def subject_before(text: str, cast: Cast, position: int) -> Range | None:
    """The sighting that ends right before a cue, adverbs aside («she told», «Hill later said»)."""
    for sighting in reversed(cast.within(max(0, position - 80), position)):
        gap = _GAP.fullmatch(text, sighting.end, position)
        if gap is not None and not _owns(text, sighting):
            return sighting.start, sighting.end
        return None
    return None


def _owns(text: str, sighting: Sighting) -> bool:
    word = text[sighting.start : sighting.end].lower()
    return word in _OWNERS or _POSSESSIVE.match(text, sighting.end) is not None


def _below(text: str, source: Range, sighting: Sighting) -> bool:
    """Whether a preposition or a relative puts the sighting below another noun of the phrase."""
    return _BELOW.search(text[source[0] : sighting.start]) is not None


def _joined(text: str, heads: Sequence[Sighting]) -> bool:
    return any(re.search(r"\b(?:and|or)\b", text[a.end : b.start]) for a, b in pairwise(heads))
