"""Who talked with whom: what one says of a call or a meeting is said to the other."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.reading.scene import Cast, Layout
from onrecord.vocabulary import Act

_TALK = re.compile(
    r"\b(?:telephoned|phoned|rang|met|hosted|received|talks|telephone conversation|phone call|"
    r"spoke|a call|meeting|conversation)\b"
)
_TO_THE_OTHER: frozenset[Act] = frozenset(
    {"ask", "urge", "demand", "offer", "propose", "praise", "promise", "warn", "threaten"}
)


class Interlocutors:
    """The pairs that the sentences of a text bring together, by paragraph."""

    def __init__(self, text: str, layout: Layout, cast: Cast) -> None:
        self._cast = cast
        self._release = layout.kind == "press_release"
        self._pairs = dict(_pairs(text, layout, cast)) if layout.kind != "transcript" else {}

    def other(self, speaker: tuple[str, ...], act: Act, paragraph: int) -> tuple[str, ...]:
        """With whom a speaker talked, in this paragraph or, in a readout, in one before it."""
        told = self._release and act not in {"agree", "accept", "believe", "want", "expect"}
        if len(speaker) != 1 or not (act in _TO_THE_OTHER or told):
            return ()
        reach = range(paragraph, -1, -1) if self._release else (paragraph, paragraph - 1)
        for number in reach:
            pair = self._pairs.get(number)
            if pair is not None:
                return self._beside(pair, speaker[0])
        return ()

    def _beside(self, pair: tuple[str, str], speaker: str) -> tuple[str, ...]:
        """The one of a pair that is neither the speaker nor speaks for the same state."""
        actor = self._cast.actor(speaker)
        state = actor.represents
        whole = actor.kind in {"state", "government_body"} and state is not None
        mine = [
            a for a in pair if a == speaker or (whole and self._cast.actor(a).represents == state)
        ]
        others = [a for a in pair if a not in mine]
        return tuple(others) if len(mine) == 1 else ()


def _pairs(text: str, layout: Layout, cast: Cast) -> Mapping[int, tuple[str, str]]:
    """For each paragraph the two people whom a sentence of talks in it names, if just two."""
    found: dict[int, tuple[str, str]] = {}
    first_words = next((n for n, p in enumerate(layout.paragraphs) if p.kind == "body"), 0)
    for sentence in layout.sentences:
        body = layout.paragraphs[sentence.paragraph].kind == "body"
        opening = layout.kind != "press_release" or sentence.paragraph == first_words
        if not body or not opening or not _TALK.search(text, sentence.start, sentence.end):
            continue
        people = dict.fromkeys(
            s.actor
            for s in cast.within(sentence.start, sentence.end)
            if cast.actor(s.actor).kind == "person"
        )
        if len(people) == 2 and sentence.paragraph not in found:
            first, second = people
            if cast.actor(first).represents != cast.actor(second).represents:
                found[sentence.paragraph] = (first, second)
    return found
