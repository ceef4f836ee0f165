"""A subject and its verb of speech, found by the words alone: «Sudan welcomed», «they want»."""

from __future__ import annotations

import re

from onrecord.reading.scene import Sighting
from onrecord.reading.statements.cues import Cue, cue_of, look_up, verbs

_BETWEEN = re.compile(
    r"(?:,[\s\u00a0]+(?:too|meanwhile|however|in turn|for (?:his|her|its|their) part),)?[\s\u00a0]+"
    r"(?:(?:has|had|have|also|already|again|later|now|both|is|are|was|were|first|then|even|once|"
    r"twice|never|soon|still|today|always|all|together|[a-z]+ly)[\s\u00a0]+){0,3}"
)
_FORM = re.compile(r"[A-Za-z-]+(?: (?:on|for|upon|out|down|up|off|aside|to))?\b")
_PARTED = re.compile(  # «turned the idea down»
    r"[\s\u00a0]+(?:it|them|him|her|(?:the|an?|its|his|her|their|this|that)[\s\u00a0]+(?:[\w’'-]+[\s\u00a0]+){1,3}?)"
    r"[\s\u00a0]*(?P<particle>down|up|off|out|aside)\b"
)
_PLURAL = frozenset({"they", "we", "i", "you"})


def finite(text: str, sighting: Sighting, end: int, *, joined: bool = False) -> Cue | None:
    """The cue directly behind a subject: a finite verb of speech or will, not passive."""
    gap = _BETWEEN.match(text, sighting.end, end)
    if gap is None:
        return None
    found = _FORM.match(text, gap.end(), end)
    if found is None:
        return None
    form = found.group().lower()
    form = form if form in verbs() else form.split(" ")[0]
    parted = _PARTED.match(text, found.start() + len(form), end) if form not in verbs() else None
    row = verbs().get(f"{form} {parted.group('particle')}" if parted else form)
    negated = re.search(r"\bnever\b", gap.group()) is not None
    passive = negated or re.search(r"\b(?:is|are|was|were)\b", gap.group()) is not None
    if row is None or passive or form.endswith("ing") or row["manner"] == "evidence":
        return None
    plural = joined or text[sighting.start : sighting.end].lower() in _PLURAL
    if form == row["verb"] and not plural and text[sighting.end - 1] != "s":
        return None
    if parted is not None:
        return cue_of(found.start(), found.start() + len(form), row)
    cue = look_up(text, found.start(), found.start() + len(form))
    talk = cue.verb in {"speak", "talk", "meet"}  # «spoke by telephone with» is an encounter
    return cue if cue.known and not talk else None
