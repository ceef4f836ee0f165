"""The words that report speech, as the tables know them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.vocabulary import Act

_WORD = re.compile(r"[\w’'-]+")
_AUXILIARIES = frozenset(
    "a again also an are at be been being by can could did do does for had has have in is later "
    "may might never not of on publicly repeatedly the then to was were will with would".split()
)
_AS_SAYING = re.compile(
    r"[^.;\n]{0,60}?\bas[\s\u00a0]+(?:having[\s\u00a0]+)?(?P<cue>saying|said|telling)\b"
)
WISHES = frozenset({"want", "seek"})  # verbs of will that are as plain as those of speech
_PARTICLES = frozenset({"off", "up", "down", "away", "over", "guilty"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as the tables know it: its head word's range, act, audience and manner."""

    start: int
    end: int
    verb: str
    act: Act
    audience: str
    manner: str

    @property
    def known(self) -> bool:
        """Whether the tables have it."""
        return bool(self.verb)


def as_saying(text: str, position: int, end: int | None = None) -> re.Match[str] | None:
    """«… as saying», where it follows a verb of quoting that ends at a position."""
    return _AS_SAYING.match(text, position, len(text) if end is None else end)


@cache
def verbs() -> dict[str, dict[str, str]]:
    """Rows of cue_verbs by form."""
    return {row["form"]: row for row in tables.rows("cue_verbs")}


@cache
def nouns() -> dict[str, dict[str, str]]:
    """Rows of cue_nouns by form."""
    return {row["form"]: row for row in tables.rows("cue_nouns")}


@cache
def frames() -> dict[str, re.Pattern[str]]:
    """What must open the words behind a verb, by its act or by the verb itself."""
    return {
        row["act"]: re.compile(row["opening"], re.IGNORECASE) for row in tables.rows("act_frames")
    }


def opens_for(cue: Cue) -> re.Pattern[str] | None:
    """What must open the words behind a cue: by its verb, else by its act."""
    return frames().get(cue.verb) or frames().get(cue.act)


def look_up(text: str, start: int, end: int) -> Cue:
    """The cue in `[start, end)`: its first verb or noun that the tables know, longest form first.

    Where they know none, a plain «say» without an audience.
    """
    words = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text, start, end)]
    following = _WORD.search(text, end, min(len(text), end + 12))
    if following is not None and following.start() - end <= 1:
        words.append((following.start(), following.end(), following.group().lower()))
    for n, (a, _, _) in enumerate(words):
        if a >= end:
            break
        for size in (3, 2, 1):
            run = words[n : n + size]
            if len(run) < size or (size == 1 and _undone(words[n : n + 2])):
                continue
            form = " ".join(w for _, _, w in run)
            verb, noun = verbs().get(form), nouns().get(form)
            if verb is not None:
                return _cue(a, run[-1][1], verb, verb["verb"], verb["audience"])
            if noun is not None and not _verb_follows(words[n + size :]):
                return _cue(a, run[-1][1], noun, form, "")
    first = next((w for w in words if w[2] not in _AUXILIARIES), (start, end, ""))
    return Cue(first[0], first[1], "", "say", "", "speech")


def governed(cue: Cue, text: str, content: Sequence[tuple[int, int]]) -> Cue:
    """The cue with the preposition that opens what is said («called in a statement for …»).

    «called … for» urges, «insisted … on» demands; the tables tell which verbs take which.
    """
    word = _WORD.match(text, *content[0])
    row = (
        verbs().get(f"{text[cue.start : cue.end].lower()} {word.group().lower()}") if word else None
    )
    if row is None or cue.end > content[0][0]:
        return cue
    return cue_of(cue.start, cue.end, row)


def cue_of(start: int, end: int, row: dict[str, str]) -> Cue:
    """The cue that a row of cue_verbs makes of a verb's range."""
    return _cue(start, end, row, row["verb"], row["audience"])


def _cue(start: int, end: int, row: dict[str, str], verb: str, audience: str) -> Cue:
    act: Act = row["act"]  # type: ignore[assignment]  # the table's test holds it to the list
    return Cue(start, end, verb, act, audience, row["manner"])


def _undone(words: list[tuple[int, int, str]]) -> bool:
    """Whether a particle makes another verb of it («called off», «put down»)."""
    return len(words) > 1 and words[1][2] in _PARTICLES and words[0][2] in verbs()


def _verb_follows(words: list[tuple[int, int, str]]) -> bool:
    return any(form in verbs() for _, _, form in words)
