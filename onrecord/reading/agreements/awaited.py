"""«Signature is foreseen in November»: what is to become of the agreement just spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from onrecord.facts import DateSlot
from onrecord.facts.timex import is_date
from onrecord.reading.agreements.lexicon import awaited_nouns, listed
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Line
from onrecord.reading.modality.group import BREAKS, QUOTES, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground, Turn
from onrecord.text import Span
from onrecord.vocabulary import Modality

_NEAR = 300  # code points from the agreement to the noun
_ARTICLES = frozenset({"the", "a", "its", "their", "formal", "official", "final", "full"})
_KINDS = frozenset({"treaty", "accord", "deal", "ceasefire", "joint_statement"})


def awaited(ground: Ground, places: Sequence[Spoken]) -> Iterator[tuple[Spoken, Turn]]:
    """Each «signing is expected», «ratification was put off», with the agreement that is meant:
    the last one spoken of, in the same sentence or the one before."""
    for place, after in zip_longest(places, places[1:]):
        if place.kind not in _KINDS or place.plural or ground.titled(place.start):
            continue
        stop = min(place.end + _NEAR, after.start if after else len(ground.text))
        line = ground.line(place.start)
        for sentence in (line, ground.next_line(line)):
            for at in range(len(sentence) if sentence is not None else 0):
                if sentence is not None and place.end <= sentence.starts[at] < stop:
                    turn = _turn(ground, sentence, at)
                    if turn is not None:
                        yield place, turn


def _turn(ground: Ground, line: Line, at: int) -> Turn | None:
    """What the noun at a word says of the agreement; None where it says nothing."""
    label = awaited_nouns().get(line.forms[at])
    if label is None or not _opens(line, at):
        return None
    told = at + 1 + (line.forms[at + 1 : at + 2] == ("ceremony",))
    index = told
    words = lexicon()
    while index < len(line) and (
        line.forms[index] in words.helpers
        or line.forms[index] in words.modals
        or adverb(line.forms[index])
    ):
        index += 1
    if index == told or index >= len(line) or words.negations & set(line.forms[told:index]):
        return None
    modality = outlook(line.forms[index])
    if modality is None:
        return None
    date = _date(ground, line, index)
    return Turn(
        start=line.starts[at],
        end=date.span.end if date is not None and date.span else line.ends[index],
        label=label,
        modality=modality,
        date=date,
        confidence=0.7,
    )


def _opens(line: Line, at: int) -> bool:
    """Whether the noun opens its clause, so that it is of nothing else."""
    index = at - 1
    while index >= 0 and line.forms[index] in _ARTICLES:
        index -= 1
    before = line.forms[index] if index >= 0 else "."
    return before in BREAKS or before in QUOTES or before in {"said", "and", "but"}


def outlook(word: str) -> Modality | None:
    """Whether what is told of by a participle is to come («expected») or put off."""
    said: tuple[tuple[str, Modality], ...] = (("awaited", "planned"), ("put_off", "failed"))
    return next((modality for kind, modality in said if word in listed(kind)), None)


def _date(ground: Ground, line: Line, index: int) -> DateSlot | None:
    """The first day told behind the verb."""
    for time in ground.times_in(line.ends[index], line.ends[-1]):
        value = (time.value or "").partition("T")[0]
        if time.type in {"DATE", "TIME"} and is_date(value):
            span = Span.of(ground.text, time.start, time.end)
            return DateSlot(value=value, basis="words", span=span)
    return None
