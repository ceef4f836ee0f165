"""Who speaks: from the words of the source to actors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.scene import Cast, Layout, Sighting
from onrecord.reading.spotting import Attribution, Range
from onrecord.reading.statements.contents import trimmed
from onrecord.reading.statements.cues import Cue, as_saying

_POSSESSIVE = re.compile(r"[’']s?(?=[\s\u00a0,])")
_OWNERS = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
_NO_NOUN = re.compile(
    r"[\s\u00a0]+(?:that|to|of|not|for|on|in|at|about|by|and|there|he|she|it|they|we|the|an?|this|"
    r"his|its|their|nothing|what|how|why|when|where|whether)\b|[\s\u00a0]*[.,;:]"
)
_CLAUSE = re.compile(
    r",[\s\u00a0]+(?:who|whose|which|whom|where|speaking|citing|quoting|flanked|accompanied|"
    r"standing|\d{1,3}(?=,|$))\b"
)
_WHOSE = re.compile(r"(?:whose|who|which)[\s\u00a0]+\w")
_CLOSED = re.compile(r"[,?!][”\"’']?[\s\u00a0]+")
_BELOW = re.compile(
    r"\b(?:of|for|in|at|from|by|with|to|on|near|inside|against|who|which|that|citing)[\s\u00a0]+"
    r"(?:the[\s\u00a0]+|an?[\s\u00a0]+|his[\s\u00a0]+|her[\s\u00a0]+)?$"
)
# «the diplomat who preceded her», but not «Hill, who leads the union, and Cole».
_WITHIN = re.compile(r"\w[\s\u00a0]+(?:who|whom|whose)[\s\u00a0](?!.*\band[\s\u00a0]+$)")
_IN_A_RELATIVE = re.compile(r",[\s\u00a0]+(?:which|whom|whose|where)[\s\u00a0]+(?:the )?$")
_GOES_ON = re.compile(r",[\s\u00a0]+(?:and|but)[\s\u00a0]+(?:also |then |later )?$")
_OPENS = re.compile(
    r"(?:^|[.\n,;]|\b(?:that|until|when|after|before|as|while|and|but|said))[\s\u00a0]*$"
)
_GAP = re.compile(
    r"[\s\u00a0]+(?:(?:also|then|later|again|repeatedly|publicly|privately|himself|herself|"
    r"has|had|have)[\s\u00a0]+){0,2}"
)


def source_of(text: str, layout: Layout, cue: Cue, found: Attribution, cast: Cast) -> Range | None:
    """The words for whoever speaks: the model's, but where the words around the cue know better."""
    source = trimmed(text, _behind_label(text, layout, _bare(text, found, cast)))
    if source and source[0] >= layout.sentence_at(cue.start).end:
        source = None  # a subject of the next sentence
    if cue.verb in {"cite", "quote"} and not as_saying(text, cue.end):
        return _cited(text, cue, layout, cast) or source
    if source is None and cue.verb == "according to":
        return _right_behind(text, cue, cast)
    if source and _IN_A_RELATIVE.search(text[max(0, source[0] - 16) : source[0]]):
        source = None if _GOES_ON.search(text[max(0, cue.start - 16) : cue.start]) else source
    nearest = subject_before(text, cast, found.cue[0])
    if nearest and (source is None or source[0] > cue.end):
        return nearest  # «she told the radio»: the subject, not who is told
    if source and source[0] >= cue.end and cue.audience == "object":
        return _before_told(text, layout, cue) or source
    return _joined_before(text, source, cast) if source else None


def _joined_before(text: str, source: Range, cast: Cast) -> Range:
    """The source with the state joined before it («until Honduras | and Chile | agreed»)."""
    mine = [s for s in cast.within(*source) if s.span == source]
    before = cast.within(max(0, source[0] - 40), source[0])
    if not mine or not before or text[before[-1].end : source[0]].strip(" \u00a0") != "and":
        return source
    kinds = {cast.actor(s.actor).kind for s in (mine[0], before[-1])}
    clause = _OPENS.search(text[max(0, before[-1].start - 12) : before[-1].start])
    return (before[-1].start, source[1]) if kinds == {"state"} and clause else source


def _behind_label(text: str, layout: Layout, source: Range | None) -> Range | None:
    """A source without the label of a turn before it («Host: Kampala says …»)."""
    label = layout.paragraphs[layout.sentence_at(source[0]).paragraph].speaker if source else None
    if source is None or label is None or not source[0] < label[1] < source[1]:
        return source
    behind = text[label[1] : source[1]]
    start = source[1] - len(behind.lstrip(".: "))
    return (start, source[1]) if start < source[1] else source


def _before_told(text: str, layout: Layout, cue: Cue) -> Range | None:
    """The words between the comma that closes what is said and «told» («…, two aides told us»)."""
    sentence = layout.sentence_at(cue.start)
    commas = list(_CLOSED.finditer(text, sentence.start, cue.start))
    span = trimmed(text, (commas[-1].end(), cue.start)) if commas else None
    return span if span and len(text[span[0] : span[1]].split()) <= 9 else None


def _bare(text: str, found: Attribution, cast: Cast) -> Range | None:
    """The source without a clause behind it («Kralik, who has accused Norway of spying,»)."""
    if found.source is None:
        return None
    start, end = found.source
    if _WHOSE.match(text, start, end):  # «an official, whose name I will not give, told me»
        named = [x for x in cast.within(max(0, start - 80), start) if text[x.end : start] == ", "]
        return named[-1].span if named else None
    clause = _CLAUSE.search(text, start + 1, end)
    return (start, clause.start()) if clause else found.source


def speakers(text: str, cast: Cast, source: Range) -> tuple[str, ...]:
    """The actors that the noun phrase `source` stands for: usually one.

    «Blinken and Lavrov» gives two; «its envoy, Carla Whitfield» and «Oman’s minister, Salim
    al-Harrasi» the person alone; of «the envoy of Chad», without a sighting of the envoy, nobody.
    """
    found = cast.within(*source)
    whole = [s for s in found if s.start - source[0] <= 4 and source[1] - s.end <= 1]
    if not found:  # only the end of a longer phrase («their chairman, Omar Hill»)
        whole = [s for s in cast.around(*source) if s.end - source[1] <= 1]
    if whole:
        return tuple(dict.fromkeys(s.actor for s in whole if s.span == whole[0].span))
    heads = [s for s in found if not owns(text, s) and not _below(text, source, s)]
    people = [s for s in heads if cast.actor(s.actor).kind == "person"]
    if len(people) == 1 and len(heads) > 1 and not _joined(text, heads):
        heads = people
    return tuple(dict.fromkeys(s.actor for s in heads))


def subject_before(text: str, cast: Cast, position: int) -> Range | None:
    """The sighting that ends right before a cue, adverbs aside («she told», «Hill later said»)."""
    for sighting in reversed(cast.within(max(0, position - 80), position)):
        gap = _GAP.fullmatch(text, sighting.end, position)
        if gap is not None and not owns(text, sighting):
            return sighting.start, sighting.end
        return None
    return None


def owns(text: str, sighting: Sighting) -> bool:
    """Whether a sighting is only the owner of what follows («his envoy», «Oman’s minister»)."""
    word = text[sighting.start : sighting.end].lower()
    if word == "her" and _NO_NOUN.match(text, sighting.end):
        return False  # «told her that»
    return word in _OWNERS or _POSSESSIVE.match(text, sighting.end) is not None


def _below(text: str, source: Range, sighting: Sighting) -> bool:
    """Whether a preposition or a relative puts the sighting below another noun of the phrase."""
    before = text[source[0] : sighting.start]
    return _BELOW.search(before) is not None or _WITHIN.search(before) is not None


def _joined(text: str, heads: Sequence[Sighting]) -> bool:
    return any(re.search(r"\b(?:and|or)\b", text[a.end : b.start]) for a, b in pairwise(heads))


def _cited(text: str, cue: Cue, layout: Layout, cast: Cast) -> Range | None:
    """Whom «citing», «quoting» names: those who stand behind the words, not who cites them."""
    if cue.verb not in {"cite", "quote"}:
        return None
    sentence = layout.sentence_at(cue.start)
    behind = cast.within(cue.end, sentence.end)
    near = behind and not re.search(r"[,.;]", text[cue.end : behind[0].start])
    return (behind[0].start, behind[0].end) if near else None


def _right_behind(text: str, cue: Cue, cast: Cast) -> Range | None:
    """The actor that stands right behind a cue («according to him»)."""
    behind = cast.within(cue.end, cue.end + 120)
    near = behind and text[cue.end : behind[0].start].strip(" \u00a0") in {"", "the", "a", "an"}
    return (behind[0].start, behind[0].end) if near else None
