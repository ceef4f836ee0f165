"""Reports of speech by other frames than a subject and its verb, that the model has passed over.

«in the words of X, …», «as X put it», «the court heard from X that», «X was urged by Y to …»,
and a quotation behind a colon whose sentence has one person as its subject: «X was adamant: “…”».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.reading.quotes import Quotation
from onrecord.reading.scene import Cast, Layout, Sentence, Sighting
from onrecord.reading.spotting import Range
from onrecord.reading.statements.contents import trimmed
from onrecord.reading.statements.cues import Cue, cue_of, look_up, nouns, verbs
from onrecord.reading.statements.drafts import Draft
from onrecord.reading.statements.speakers import owns, speakers

__all__ = ["framed", "heard", "introduced", "passive", "put"]

_ARTICLE = re.compile(r"[\s\u00a0]*(?:(?:the|an?)[\s\u00a0]+)?", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:is|are|was|were|be|been|being)[\s\u00a0]+(?:\w+ly[\s\u00a0]+)?(?P<verb>[a-z]+)[\s\u00a0]+by\b"
)
_OPENS = re.compile(r"[\s\u00a0]*(?P<word>that|to|as|of|over|not)\b")
_GOVERNED = re.compile(
    r"\b(?:of|for|in|at|from|by|with|to|on|near|against|about|after|before|between)[\s\u00a0]+"
    r"(?:the[\s\u00a0]+|an?[\s\u00a0]+)?$",
    re.IGNORECASE,
)
# What a verb in the passive must be about, so that its agent says it.
_SAID_TO = frozenset({"to", "that", "not"})
_SAID_OF = frozenset({"as", "of", "over"})
_ADDRESSED = frozenset({"urge", "ask", "demand", "order", "warn", "say", "promise"})
_JUDGED = frozenset({"criticize", "condemn", "accuse", "praise", "deny", "refuse"})
_PERSONAL = frozenset({"person", "office", "unnamed_source", "government_body"})
_AS = re.compile(r"\b[Aa]s[\s\u00a0]+")
_PUT = re.compile(
    r"(?:[\s\u00a0]+[a-z]+){0,2}?[\s\u00a0]+(?P<verb>puts?|phrased|told|tells|recounted)[\s\u00a0]it\b"
    r"(?:[\s\u00a0]+(?:on|in|at|last|later|this)\b[^,;:“”\"]{0,40}(?=,))?"
)
_HEARD = re.compile(r"\b(?P<verb>heard)[\s\u00a0]+from[\s\u00a0]+")
_THAT = re.compile(r"[\s\u00a0]+(?P<that>that|how)\b")
_LEAST = 3  # words of a quotation behind a colon
_FOUND, _GUESSED = 0.8, 0.7


def framed(text: str, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """«In the words of X, …», «…, in the view of X.»"""
    for found in _frames().finditer(text, sentence.start, sentence.end):
        source = _named(text, found.end(), sentence.end, cast)
        if source is None:
            continue
        before = trimmed(text, (sentence.start, found.start()))
        behind = text[source[1] : source[1] + 1]
        after = trimmed(text, (source[1], sentence.end)) if behind == "," else None
        content = tuple(r for r in (before, after) if r is not None)
        speaker = speakers(text, cast, source)
        closes = behind in (",", ".", "") or source[1] >= sentence.end - 1
        if content and speaker and closes:
            yield Draft(look_up(text, *found.span()), source, content, speaker, _FOUND)


def put(text: str, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """«As X put it, …», «…, as X puts it, …»."""
    for found in _AS.finditer(text, sentence.start, sentence.end):
        source = _named(text, found.end(), sentence.end, cast)
        verb = _PUT.match(text, source[1], sentence.end) if source is not None else None
        if source is None or verb is None:
            continue
        before = trimmed(text, (sentence.start, found.start()))
        after = trimmed(text, (verb.end(), sentence.end))
        content = tuple(r for r in (before, after) if r is not None)
        speaker = speakers(text, cast, source)
        if content and speaker:
            cue = cue_of(*verb.span("verb"), verbs()["said"])
            yield Draft(cue, source, content, speaker, _GUESSED)


def heard(text: str, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """«The court heard from X that …», «members heard from X how …»."""
    for found in _HEARD.finditer(text, sentence.start, sentence.end):
        source = _named(text, found.end(), sentence.end, cast)
        behind = _THAT.match(text, source[1], sentence.end) if source is not None else None
        if source is None or behind is None:
            continue
        content = trimmed(text, (behind.start("that"), sentence.end))
        speaker = speakers(text, cast, source)
        if content and speaker:
            cue = cue_of(*found.span("verb"), verbs()["said"])
            yield Draft(cue, source, (content,), speaker, _FOUND)


def passive(text: str, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """«X was urged by Y to leave», «the plan was dismissed by Y as a fairy tale»."""
    for found in _BY.finditer(text, sentence.start, sentence.end):
        row = verbs().get(found.group("verb"))
        source = _named(text, found.end(), sentence.end, cast)
        if row is None or row["manner"] != "speech" or source is None:
            continue
        opens = _OPENS.match(text, source[1], sentence.end)
        cue = cue_of(*found.span("verb"), row)
        if opens is None or not _fits(cue, opens.group("word")):
            continue
        content = trimmed(text, (source[1], sentence.end))
        speaker = speakers(text, cast, source)
        if content and speaker:
            yield Draft(cue, source, (content,), speaker, _FOUND)


def introduced(
    text: str, layout: Layout, cast: Cast, made: Sequence[Draft], quotations: Sequence[Quotation]
) -> Iterator[Draft]:
    """«X was adamant: “…”»: a quotation behind a colon, whose sentence nothing else reports."""
    for q in quotations:
        lead = text[max(0, q.start - 3) : q.start].rstrip()
        if not lead.endswith(":") or len(text[q.inner_start : q.inner_end].split()) < _LEAST:
            continue
        sentence = layout.sentence_at(max(0, q.start - 3))
        paragraph = layout.paragraphs[sentence.paragraph]
        if paragraph.kind != "body" or paragraph.speaker or not q.closed:
            continue
        if any(d.start < q.end and sentence.start <= d.start for d in made):
            continue
        who = _subject(text, sentence, q.start, cast)
        if who is not None:
            speaker = speakers(text, cast, who.span) or (who.actor,)
            yield Draft(None, who.span, ((q.start, q.end),), speaker, _GUESSED)


def _subject(text: str, sentence: Sentence, end: int, cast: Cast) -> Sighting | None:
    """The person, office or body that opens a sentence, if no other stands before the colon."""
    told = [s for s in cast.within(sentence.start, end) if _speaks(s, cast)]
    if not told or not _ARTICLE.fullmatch(text, sentence.start, told[0].start):
        return None
    first = told[0]
    others = [s for s in told if s.actor != first.actor and s.start >= first.end]
    free = [s for s in others if not _GOVERNED.search(text[sentence.start : s.start])]
    return None if free or owns(text, first) else first


def _speaks(sighting: Sighting, cast: Cast) -> bool:
    return cast.actor(sighting.actor).kind in _PERSONAL


def _fits(cue: Cue, opens: str) -> bool:
    """Whether words that open so are what the verb's agent says."""
    if opens in _SAID_TO:
        return cue.act in _ADDRESSED
    return cue.act in _JUDGED and opens in _SAID_OF


def _named(text: str, start: int, end: int, cast: Cast) -> Range | None:
    """The actor that opens at a position, an article aside."""
    for sighting in cast.within(start, end)[:1]:
        if _ARTICLE.fullmatch(text, start, sighting.start) and not owns(text, sighting):
            return sighting.span
    return None


@cache
def _frames() -> re.Pattern[str]:
    """The phrases of cue_nouns that stand before whoever says it."""
    forms = [form for form in nouns() if form.endswith(" of") and form.startswith(("in ", "by "))]
    joined = "|".join(re.escape(form).replace(r"\ ", r"[\s\u00a0]+") for form in forms)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)
