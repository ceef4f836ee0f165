"""«witnessed the signing of five documents, including A, B and C»: what was signed at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.reading.agreements.lexicon import listed, several, turning_heads
from onrecord.reading.agreements.spoken import Spoken
from onrecord.reading.modality import Line, of_word
from onrecord.reading.modality.group import PREPOSITIONS
from onrecord.reading.turning import Ground, Turn
from onrecord.vocabulary import Modality

_SIGNING = frozenset({"signed", "sign", "signing", "inked", "exchanged", "initialled"})
_NAMING = frozenset({"including", "namely", ":", "notably", "among"})
_AHEAD = 12  # words from the signing to the several, and from those to their list
_GAP = 24  # words between two of a list
_JOINED = frozenset({",", ";", "and", ":", "including", "namely", "notably", "them", "as"})
_MARK = re.compile(r"[ \t\xa0]*(?:\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]|[•·*–—-])[ \t\xa0]+")


def signings(ground: Ground, places: Sequence[Spoken]) -> Iterator[tuple[Spoken, Turn]]:
    """Each agreement named in a list of what was signed, in a sentence or below it, with the turn;
    only what was signed, or is to be."""
    for modality, found in lists(ground, places):
        yield from _of(ground, modality, found)


def lists(ground: Ground, places: Sequence[Spoken]) -> Iterator[tuple[Modality, Sequence[Spoken]]]:
    """The lists of what was signed: how likely the signing is, and the agreements named."""
    starts = [place.start for place in places]
    seen: set[int] = set()
    for place in places:
        line = ground.line(place.start)
        if not len(line) or line.starts[0] in seen:
            continue
        seen.add(line.starts[0])
        named = _named_in(line)
        if named is not None:
            inside = places[bisect_left(starts, line.starts[named[1]]) :]
            inside = inside[: bisect_left([p.start for p in inside], line.ends[-1])]
            yield named[0], _listed_in(line, named[1], inside)
    for modality, below in _lists(ground):
        firsts = [places[i] for a, b in below if (i := bisect_left(starts, a)) < len(places)
                  and places[i].start <= min(a + 4, b)]  # fmt: skip
        yield modality, firsts


def _of(
    ground: Ground, modality: Modality, places: Sequence[Spoken]
) -> Iterator[tuple[Spoken, Turn]]:
    if modality not in {"actual", "planned"}:
        return
    for place in places:
        if place.kind is not None and not place.plural and not ground.titled(place.start):
            yield (
                place,
                Turn(
                    start=place.start,
                    end=place.end,
                    label="signed",
                    modality=modality,
                    confidence=0.7,
                ),
            )


def _named_in(line: Line) -> tuple[Modality, int] | None:
    """How likely the signing of several is, and the word behind which they are named."""
    for at, form in enumerate(line.forms):
        if form not in _SIGNING:
            continue
        heads = [i for i in range(at + 1, min(at + _AHEAD, len(line))) if _several(line.forms[i])]
        if not heads:
            continue
        for index in range(heads[0] + 1, min(heads[0] + _AHEAD, len(line) - 1)):
            if line.forms[index] in turning_heads():
                break
            if line.forms[index] in _NAMING or line.forms[index : index + 2] == ("such", "as"):
                return _modality(line, at), index + 1
    return None


def _modality(line: Line, at: int) -> Modality:
    witnessed = line.forms[at] == "signing" and set(line.forms[max(0, at - 3) : at]) & _WATCHED
    return "actual" if witnessed else of_word(line, at)


_WATCHED = frozenset("witnessed witness oversaw attended saw presided after with followed".split())


def _several(form: str) -> bool:
    return form in listed("signable") or several(form)


def _listed_in(line: Line, first: int, inside: Sequence[Spoken]) -> list[Spoken]:
    """The places of a list, as long as each is joined to the one before."""
    found: list[Spoken] = []
    end = first
    for place in inside:
        begin = line.at(place.start)
        gap = line.forms[end:begin]
        verbs = set(gap) & (turning_heads() | {"which", "that", "who", "was", "were", "is", "are"})
        joined = not gap or gap[-1] in _JOINED or not found
        if len(gap) > _GAP or verbs:
            break
        end = line.at(place.end - 1) + 1
        if joined and not (gap and gap[-1] in PREPOSITIONS):
            found.append(place)
    return found


def _lists(ground: Ground) -> Iterator[tuple[Modality, list[tuple[int, int]]]]:
    """The lists below «the following documents were signed», line by line."""
    text = ground.text
    for met in re.finditer(r"\bfollowing\b[^\n]{0,160}:?[ \xa0]*\n", text):
        line = ground.line(met.start())
        signed = [i for i, form in enumerate(line.forms) if form in _SIGNING]
        if not signed or not any(_several(form) for form in line.forms):
            continue
        if line.starts[signed[0]] >= met.end() or ground.idle(met.start()):
            continue
        below: list[tuple[int, int]] = []
        at = met.end()
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            mark = _MARK.match(text, at, end)
            if mark is None and text[at:end].strip():
                break
            if mark is not None:
                below.append((mark.end(), end))
            at = end + 1
        yield of_word(line, signed[0]), below
