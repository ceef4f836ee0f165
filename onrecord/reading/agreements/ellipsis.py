"""«Two truces. The first, signed in 2016, held; a second …»: one of several, by its number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.reading.agreements.lexicon import listed, turning_heads
from onrecord.reading.modality.group import PREPOSITIONS, adverb
from onrecord.reading.modality.lexicon import lexicon
from onrecord.reading.turning import Ground
from onrecord.reading.turning.phrases import Phrases
from onrecord.vocabulary import AgreementKind

_NEAR = 400  # code points between the several and one of them
_NEARER = 250  # and between an agreement and «the idea»
_TELLING = frozenset({"of", "that", "to", "for", "on", "behind"})
_ARTICLES = frozenset({"the", "a", "an", "another"})


@dataclass(frozen=True, slots=True)
class Several:
    """A place where several agreements of a kind are spoken of, or one by its number."""

    end: int
    head: str
    kind: AgreementKind


@cache
def _ordinals() -> Phrases:
    return Phrases(listed("ordinal"))


def numbered(
    ground: Ground, several: Sequence[Several]
) -> Iterator[tuple[int, int, str, AgreementKind]]:
    """Start, end, name and kind of each «the first» that stands for one of several."""
    if not several:
        return
    for start, end in _ordinals().find(ground.text):
        near = [s for s in several if 0 < start - s.end <= _NEAR]
        if not near or ground.idle(start):
            continue
        line = ground.line(start)
        at = line.at(start)
        if not at or line.forms[at - 1] not in _ARTICLES or at + 1 >= len(line):
            continue
        if line.starts[at - 1] < near[-1].end or not _alone(line.forms, at + 1):
            continue
        yield line.starts[at - 1], end, f"{line.forms[at]} {near[-1].head}", near[-1].kind


def _alone(forms: Sequence[str], after: int) -> bool:
    """Whether no noun follows: «the first, signed in May», «the second was torn up»."""
    words = lexicon()
    while after < len(forms) - 1 and (adverb(forms[after]) or forms[after] == ","):
        after += 1
    word = forms[after]
    return (
        word in words.helpers
        or word in words.modals
        or word in words.past
        or word in PREPOSITIONS
        or (word in turning_heads() and word.endswith("ed"))
    )


@cache
def _recalling() -> Phrases:
    return Phrases({"one", *listed("idea")})


def recalled(
    ground: Ground, places: Sequence[tuple[int, AgreementKind | None]]
) -> Iterator[tuple[int, int, str, AgreementKind | None, frozenset[str]]]:
    """«a fresh one», which is another of the kind, and «the idea» of what was just spoken of."""
    if not places:
        return
    ends = [end for end, _ in places]
    for start, end in _recalling().find(ground.text):
        index = bisect_right(ends, start) - 1
        if index < 0 or ground.idle(start):
            continue
        line = ground.line(start)
        at, far = line.at(start), start - ends[index]
        before = line.forms[max(0, at - 2) : at]
        word = line.forms[at]
        after = line.forms[at + 1] if at + 1 < len(line) else "."
        if word == "one":
            told = len(before) > 1 and before[0] in _ARTICLES and before[1] in listed("again")
            kind = next((k for _, k in reversed(places[: index + 1]) if k), None)
            if told and far <= _NEAR and kind:
                yield line.starts[at - 2], end, "one", kind, frozenset(before[1:])
        elif before[-1:] == ("the",) and after not in _TELLING and far <= _NEARER:
            between = set(ground.text[ends[index] : line.starts[at - 1]].lower().split())
            if between & listed("idea"):
                continue  # another idea was spoken of since
            yield line.starts[at - 1], end, word, None, frozenset()
