"""What stands in a relative clause: «charges that he has denied», «a claim Moscow denies».

The noun before the clause is the content, the subject of the clause the source. Only verbs whose
object is what is disputed or vouched for make a statement of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.scene import Cast, Layout, Sentence
from onrecord.reading.spotting import Range
from onrecord.reading.statements.cues import look_up
from onrecord.reading.statements.drafts import Draft

_VERBS = frozenset(
    {
        *("deny", "reject", "dismiss", "dispute", "refute", "condemn", "confirm", "admit"),
        *("accept", "oppose", "welcome", "rule out", "brush off", "brush aside", "turn down"),
    }
)
_CLAUSE = re.compile(r"[\s\u00a0](?P<relative>that|which)[\s\u00a0]+(?=[\w“])")
_NOUN = re.compile(r"(?<![\w’'-])(?:[\w’'-]+[\s\u00a0]+){1,4}$")
_DISPUTED = re.compile(
    r"\b(?:charges?|allegations?|claims?|accusations?|reports?|suggestions?|assertions?|rumou?rs?)"
    r"[\s\u00a0]+(?=(?:the[\s\u00a0]+|his[\s\u00a0]+|her[\s\u00a0]+|its[\s\u00a0]+)?[\w“])"
)
_VERB = re.compile(
    r"[\s\u00a0]+(?:(?:has|have|had|both|all|also|repeatedly|strongly|always)[\s\u00a0]+)*"
    r"(?P<verb>[a-z]+(?: (?:out|off|aside|down))?)\b(?=[\s\u00a0]*(?:[.,;—–]|$|as\b|and\b|but\b))"
)
_DETERMINED = re.compile(
    r"(?:^|[\s\u00a0])(?:on|of|with|over|for|in|the|a|an|any|all|those|these)[\s\u00a0]+", re.I
)
SURE = 0.8


def with_relatives(text: str, layout: Layout, made: Sequence[Draft], cast: Cast) -> list[Draft]:
    """The drafts, with the denials and the like that stand in relative clauses.

    What such a clause says of is the noun before it: a draft that takes other words before the
    clause for the content of its verb gives way.
    """
    found = {d.cue.start: d for d in _in_relatives(text, layout, cast) if d.cue}
    kept = [d for d in made if d.cue is None or not _gives_way(d, found.get(d.cue.start))]
    taken = {d.cue.start for d in kept if d.cue}
    return kept + [d for at, d in found.items() if at not in taken]


def _gives_way(draft: Draft, relative: Draft | None) -> bool:
    if relative is None or relative.source is None:
        return False
    return draft.content[-1][1] <= relative.source[0]


def _in_relatives(text: str, layout: Layout, cast: Cast) -> Iterator[Draft]:
    for sentence in layout.sentences:
        for (first, last), clause in _clauses(text, sentence):
            subject = _subject(text, cast, clause, sentence.end)
            if subject is None:
                continue
            (start, end), speaker = subject
            verb = _VERB.match(text, end, sentence.end)
            if verb is None:
                continue
            cue = look_up(text, *verb.span("verb"))
            if cue.verb not in _VERBS:
                continue
            noun = _noun(text, first, last)
            yield Draft(cue, (start, end), (noun,), speaker, SURE)


def _clauses(text: str, sentence: Sentence) -> Iterator[tuple[Range, int]]:
    """The nouns with a relative clause behind them, and where that begins."""
    for found in _CLAUSE.finditer(text, sentence.start, sentence.end):
        start = max(sentence.start, found.start() - 60)
        noun = _NOUN.search(text[start : found.start("relative")])
        if noun is not None:
            yield (start + noun.start(), found.start("relative")), found.end()
    for found in _DISPUTED.finditer(text, sentence.start, sentence.end):
        if not text.startswith(("that", "which", "who"), found.end()):
            yield found.span(), found.end()


def _subject(
    text: str, cast: Cast, start: int, end: int
) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """The actors that open the clause, joined by commas and «and»."""
    found = []
    at = start
    for sighting in cast.within(start, end):
        between = text[at : sighting.start].strip(" \u00a0,")
        if between.lower() not in {"", "and", "the", "and the", "both"}:
            break
        found.append(sighting)
        at = sighting.end
    if not found:
        return None
    return (found[0].start, found[-1].end), tuple(dict.fromkeys(s.actor for s in found))


def _noun(text: str, start: int, end: int) -> tuple[int, int]:
    """The noun phrase at the end of the words before the clause."""
    phrase = text[start:end].rstrip(" \u00a0")
    cuts = [m.end() for m in _DETERMINED.finditer(phrase)]
    begin = start + (cuts[-1] if cuts and cuts[-1] < len(phrase) else 0)
    return begin, start + len(phrase)
