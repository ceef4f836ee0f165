"""Names of places with their use, from the scores of a tagging head whose kinds are the uses.

Where a name begins and ends is decided first, whatever it is used for, and then its use, for the
name as a whole: so «United States» is never a place in one word and something else in the next.
A place that the head of names finds is told too where this one half sees it. What is a part of an
organisation's name («Beverly Hills Police Department») stands for no place, there or wherever the
organisation is named again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from onrecord.reading.links import FloatArray
from onrecord.reading.naming import Name, first_pieces
from onrecord.reading.windows import Pieces
from onrecord.tables import rows

Range = tuple[int, int]

_NEVER = -1e9
_TINY = 1e-12
_SURELY_NONE = 0.995  # a word that is so likely outside all names is taken to be so
_HALF_SEEN = 0.2  # how likely a name must be for that of another head to be believed
_LOCATED = frozenset({"Location", "Facility"})
_BODY, _OTHER_USE = "Organization", "other"
_MARKS = ",;:/'’\"”"  # what no name of a place ends in
_SIDE = re.compile(r"(?:[a-z][\w-]*[ \xa0])+(?=[^\W\d_a-z])")


def uses_of(
    text: str,
    cut: Pieces,
    logits: FloatArray,
    uses: Sequence[str],
    names: Sequence[Name],
) -> tuple[Name, ...]:
    """The names of places of a text, in order, each of one of `uses`.

    `logits` has a row for each of its pieces, over BIO labels: 0 is O, 2k+1 begins and 2k+2
    continues a name of use k. `names` are those of the head of names.
    """
    first = first_pieces(text, cut)
    if not len(first):
        return ()
    likely = np.exp(logits[first] - logits[first].max(-1, keepdims=True))
    likely /= likely.sum(-1, keepdims=True)
    starts, ends = cut.start[first], cut.end[np.append(first[1:], len(cut)) - 1]
    located = [n for n in names if n.kind in _LOCATED and "," not in text[n.start : n.end]]
    found = dict[Range, Range]()  # characters → words
    for a, b in _cut(likely[:, 0], likely[:, 1::2].sum(-1), likely[:, 2::2].sum(-1)):
        found.setdefault(_whole(text, int(starts[a]), int(ends[b - 1]), located), (a, b))
    for start, end in _others(text, found, located):
        words = (
            int(np.searchsorted(ends, start, "right")),
            int(np.searchsorted(starts, end, "left")),
        )
        if words[1] > words[0] and _sure(likely[slice(*words)]) >= _HALF_SEEN:
            found[start, end] = words
    told = (_name(span, likely[a:b], uses) for span, (a, b) in sorted(found.items()))
    bodies = sorted({text[n.start : n.end] for n in names if n.kind == _BODY})
    return tuple(
        replace(name, kind=_OTHER_USE) if _is_part(text, name, bodies) else name for name in told
    )


def _is_part(text: str, name: Name, bodies: Sequence[str]) -> bool:
    """Whether a name stands within a longer one of a body, as it is named anywhere in the text."""
    own = text[name.start : name.end]
    for body in bodies:
        at = body.find(own) if len(own) < len(body) else -1
        while at >= 0:
            if name.start >= at and text.startswith(body, name.start - at):
                return True
            at = body.find(own, at + 1)
    return False


def _name(span: Range, likely: FloatArray, uses: Sequence[str]) -> Name:
    """The name with its likeliest use, and how sure it is that it is a name so used."""
    scores = np.log(likely[:, 1::2] + likely[:, 2::2] + _TINY).mean(0)
    shares = np.exp(scores - scores.max())
    use = int(scores.argmax())
    sure = _sure(likely) * float(shares[use] / shares.sum())
    return Name(*span, uses[use], round(sure, 2))


def _sure(likely: FloatArray) -> float:
    """How likely words are in any name, in the mean."""
    return float(1 - likely[:, 0].mean())


def _others(text: str, found: dict[Range, Range], located: Sequence[Name]) -> Iterator[Range]:
    """Places of the head of names that touch nothing found, without what leads to the name."""
    for name in located:
        if name.kind == "Location" and not any(a < name.end and name.start < b for a, b in found):
            yield _edged(text, name.start, name.end)


def _whole(text: str, start: int, end: int, located: Sequence[Name]) -> Range:
    """A name as long as the head of names has it, without what leads to it."""
    for name in located:
        if name.start <= start and end <= name.end:
            return _edged(text, name.start, name.end)
    return _edged(text, start, end)


def _edged(text: str, start: int, end: int) -> Range:
    """«London» of «west London», «Calif.» of «Calif», «Fresno» of «Fresno,»."""
    while end - start > 1 and text[end - 1] in _MARKS:
        end -= 1
    side = _SIDE.match(text, start, end)
    if text.startswith(".", end) and text[start : end + 1] in _with_stop():
        end += 1
    return (side.end() if side else start), end


@cache
def _with_stop() -> frozenset[str]:
    """Short forms that end in a full stop."""
    forms = (row["name"] for name in ("place_abbreviations", "place_forms") for row in rows(name))
    return frozenset(form for form in forms if form.endswith("."))


def _cut(outside: FloatArray, begins: FloatArray, goes_on: FloatArray) -> Iterator[Range]:
    """The likeliest names, as ranges of words, none going on where none has begun (Viterbi)."""
    steps = np.log(np.stack((outside, begins, goes_on), -1) + _TINY)
    near = np.concatenate(([False], outside < _SURELY_NONE, [False]))
    edges = np.flatnonzero(np.diff(near)).reshape(-1, 2).tolist()
    for start, end in edges:
        opened = None
        for at, state in enumerate((*_states(steps[start:end].tolist()), 0), start=start):
            if state < 2 and opened is not None:
                yield opened, at
                opened = None
            if state == 1:
                opened = at


def _states(steps: list[list[float]]) -> list[int]:
    """The best way through outside (0), beginning (1) and going on (2)."""
    score = [steps[0][0], steps[0][1], _NEVER]
    came = list[tuple[int, int, int]]()
    for outside, begins, goes_on in steps[1:]:
        before = max(range(3), key=score.__getitem__)
        opened = 1 if score[1] >= score[2] else 2
        came.append((before, before, opened))
        score = [score[before] + outside, score[before] + begins, score[opened] + goes_on]
    state = max(range(3), key=score.__getitem__)
    states = [state]
    for step in reversed(came):
        state = step[state]
        states.append(state)
    return states[::-1]
