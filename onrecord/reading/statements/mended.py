"""What the model misreads in a regular way, put right before anything is made of it."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.reading.scene import Layout
from onrecord.reading.spotting import Attribution, Range

_ACCORDING = re.compile(r"\b[Aa]ccording[\s\u00a0]+(?=to\b)")
_ON = re.compile(r"continue[sd]?|went on|goes on|kept|keeps?", re.IGNORECASE)
_ON_TO = re.compile(
    r"[\s\u00a0]+(?:to[\s\u00a0]+)?(?P<verb>[a-z]+(?:[\s\u00a0](?:for|on|upon|out))?)\b"
)
_DETERMINER = re.compile(r"[\s\u00a0]+(the|an?|his|her|its|their|this|that|these|those)$")
_LISTENER = re.compile(r"(?:me|us|him|her|them|you)$")


def put_right(text: str, layout: Layout, found: Attribution) -> Attribution:
    """An attribution with a cue of whole phrases, and without its source as its content."""
    whole = _what_goes_on(text, _whole_cue(text, found))
    return _off_the_source(text, layout, _without_determiner(text, whole))


def _what_goes_on(text: str, found: Attribution) -> Attribution:
    """«We continue to [call for]», where only «continue» was taken for the cue."""
    if not _ON.fullmatch(text[slice(*found.cue)]):
        return found
    verb = _ON_TO.match(text, found.cue[1])
    behind = min((a for a, _ in found.content if a >= found.cue[1]), default=None)
    if verb is None or behind is None or not -1 <= behind - verb.end("verb") <= 1:
        return found
    return replace(found, cue=verb.span("verb"))


def _without_determiner(text: str, found: Attribution) -> Attribution:
    """Where the cue took it («raised the | case»), the determiner goes back to what is said."""
    ending = _DETERMINER.search(text, *found.cue)
    behind = [c for c in found.content if 0 <= c[0] - found.cue[1] <= 1]
    if ending is None or not behind:
        return found
    content = tuple((ending.start(1), b) if (a, b) in behind else (a, b) for a, b in found.content)
    return replace(found, cue=(found.cue[0], ending.start()), content=content)


def _whole_cue(text: str, found: Attribution) -> Attribution:
    """«according to», where only «to», or a word of the source, was taken for the cue."""
    start = max(0, found.cue[0] - 12)
    whole = _ACCORDING.search(text, start, found.cue[1] + 2)
    if whole is None or whole.start() > found.cue[0] or "\n" in text[whole.start() : found.cue[1]]:
        return found
    cue = (whole.start(), whole.end() + 2)
    source = found.source
    if source is not None and source[0] < cue[1]:
        source = (cue[1], source[1]) if source[1] > cue[1] else None
    return replace(found, cue=cue, source=source)


def _off_the_source(text: str, layout: Layout, found: Attribution) -> Attribution:
    """Without the source, or whoever is told, as what is said («…, her office confirmed»).

    What the clause reports is then what stands before it in the sentence.
    """
    said = tuple(c for c in found.content if not _is_who(text, found, c))
    if said == found.content or said:
        return replace(found, content=said)
    sentence = layout.sentence_at(found.cue[0])
    first = min(found.cue[0], found.source[0] if found.source else found.cue[0])
    comma = text.rfind(",", sentence.start, first)
    if comma < 0 or text[comma + 1 : first].strip(" \u00a0").lower() not in {"", "the", "a", "as"}:
        return replace(found, content=())
    return replace(found, content=((sentence.start, comma),))


def _is_who(text: str, found: Attribution, content: Range) -> bool:
    """Whether a content is the source, or a pronoun right behind the cue."""
    if _LISTENER.match(text[slice(*content)]) and content[0] - found.cue[1] <= 1:
        return True
    if found.source is None:
        return False
    shared = min(content[1], found.source[1]) - max(content[0], found.source[0])
    return shared * 2 > content[1] - content[0]
