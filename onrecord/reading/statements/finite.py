"""A subject and its verb of speech, found by the words alone: «Sudan welcomed», «they want»."""

from __future__ import annotations

import re
from functools import cache

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
_NOT_ITS_DOING = re.compile(r"\b(?:is|are|was|were|never)\b")
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
    row, parted = verbs().get(form), False
    if row is None and form in _parting():
        apart = _PARTED.match(text, found.start() + len(form), end)
        row, parted = (verbs().get(f"{form} {apart['particle']}"), True) if apart else (None, False)
    if row is None or form.endswith("ing") or row["manner"] == "evidence":
        return None
    if _NOT_ITS_DOING.search(gap.group()) is not None:
        return None
    start, stop = found.start(), found.start() + len(form)
    alone = parted or form.split(" ")[0] not in _parting()
    cue = cue_of(start, stop, row) if alone else look_up(text, start, stop)
    talk = cue.verb in {"speak", "talk", "meet"}  # «spoke by telephone with» is an encounter
    return cue if cue.known and not talk and (joined or agrees(text, sighting, cue)) else None


def agrees(text: str, sighting: Sighting, cue: Cue) -> bool:
    """Whether one subject takes the verb's form («they want», «the two sides want»)."""
    if text[cue.start : cue.end].lower().split(" ")[0] != cue.verb.split(" ")[0]:
        return True
    plural = text[sighting.start : sighting.end].lower() in _PLURAL
    return plural or text[sighting.end - 1] == "s"


@cache
def _parting() -> frozenset[str]:
    """The first words of verbs that a particle makes («turned» of «turned down»)."""
    return frozenset(form.split(" ")[0] for form in verbs() if " " in form)
