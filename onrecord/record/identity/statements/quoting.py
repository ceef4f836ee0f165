"""Words of two statements against each other: runs that both quote, roots that both have."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from math import fsum

from onrecord.record.identity.statements.profile import CLOSE, GAP, OPEN
from onrecord.record.identity.wording import negations, roots, weights

__all__ = ["Said", "Shared", "inside", "said", "shared"]

RUN = 3  # words that make a run
Stretches = tuple[tuple[tuple[str, ...], tuple[float, ...]], ...]  # words, and what each counts


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a statement taken apart.

    ``stretches`` are the quoted ones, as words and what each counts; ``quoted`` is the sum.
    ``parts`` are all words, between what is left out; ``turned``: one of them says no.
    ``numbers`` are the roots that are figures.
    """

    stretches: Stretches
    quoted: float
    parts: tuple[tuple[str, ...], ...]
    roots: dict[str, float]
    turned: bool
    numbers: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def said(words: str) -> Said:
    """The words of a profile taken apart."""
    stretches: list[tuple[str, ...]] = []
    parts: list[list[str]] = [[]]
    held: list[str] | None = None
    for word in words.split():
        if word in _MARKS:
            if held:
                stretches.append(tuple(held))
            held = [] if word == OPEN or (word == GAP and held is not None) else None
            if word == GAP:
                parts.append([])
            continue
        parts[-1].append(word)
        if held is not None:
            held.append(word)
    weighed = tuple((stretch, weights(stretch)) for stretch in stretches)
    every = tuple(word for part in parts for word in part)
    rooted = roots(every)
    return Said(
        weighed,
        sum(sum(values) for _, values in weighed),
        tuple(map(tuple, parts)),
        rooted,
        negations(every) > 0,
        frozenset(root for root in rooted if root[0].isdigit()),
    )


_MARKS = frozenset({OPEN, CLOSE, GAP})


@lru_cache(maxsize=16384)
def _found_in(parts: tuple[tuple[str, ...], ...]) -> tuple[frozenset[tuple[str, ...]], str]:
    """The runs of all words, quoted or not, and the words in a line with spaces around."""
    runs = frozenset(run for part in parts for run in _runs(part))
    return runs, " / ".join(f" {' '.join(part)} " for part in parts)


_INSIDE_RUN = [True] * RUN


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[at : at + RUN] for at in range(len(words) - RUN + 1)]


@dataclass(frozen=True, slots=True)
class Shared:
    """``run``: what the words count that one quotes and the other has; ``part``: which part that
    is of the shorter quotation. ``plain``: the same product of words in runs, quoted or not,
    where not ``both``.
    ``roots`` and ``whole``: what the roots count that both say, and which part that is of the
    shorter; ``alike``: which part of both. ``both``: whether both quote more than a word or two.
    """

    run: float
    part: float
    plain: float
    roots: float
    whole: float
    alike: float
    both: bool


_WORDS = 2.0  # a quotation that counts less is a word or two


def shared(one: Said, other: Said) -> Shared:
    """What two statements have in common. Symmetric."""
    covers = [
        (first.quoted, _covered(first.stretches, second)) for first, second in _both(one, other)
    ]
    told = sorted((whole, cover) for whole, cover in covers if whole)
    run = max((cover for _, cover in told), default=0.0)
    part = max((cover / whole for whole, cover in told if whole == told[0][0]), default=0.0)
    # fsum: a sum that does not depend on the order, so that neither statement comes first.
    theirs = other.roots
    common = fsum(min(value, theirs[r]) for r, value in one.roots.items() if r in theirs)
    totals = fsum(one.roots.values()), fsum(other.roots.values())
    both = min(one.quoted, other.quoted) >= _WORDS
    return Shared(
        run,
        part,
        0.0 if both else _plain(one, other),
        common,
        common / min(totals) if min(totals) else 0.0,
        2 * common / sum(totals) if sum(totals) else 0.0,
        both,
    )


def _plain(one: Said, other: Said) -> float:
    """What the words of the shorter count that stand in runs of the other, by the part they are."""
    few, many = sorted((one, other), key=_size)
    every = tuple((part, weights(part)) for part in few.parts)
    whole = sum(sum(values) for _, values in every)
    run = _covered(every, many)
    return run * run / whole if whole else 0.0


def _size(words: Said) -> tuple[int, tuple[tuple[str, ...], ...]]:
    return sum(map(len, words.parts)), words.parts


def _both(one: Said, other: Said) -> tuple[tuple[Said, Said], tuple[Said, Said]]:
    return (one, other), (other, one)


def _covered(stretches: Stretches, other: Said) -> float:
    """What the words of some stretches count that stand in the other, in runs or whole."""
    found = 0.0
    runs, line = _found_in(other.parts)
    for words, values in stretches:
        if len(words) < RUN:
            found += sum(values) if f" {' '.join(words)} " in line else 0.0
            continue
        own = _runs(words)
        if runs.isdisjoint(own):
            continue
        within = [False] * len(words)
        for at, run in enumerate(own):
            if run in runs:
                within[at : at + RUN] = _INSIDE_RUN
        found += sum(compress(values, within))
    return found


_INSIDE = 0.9


@lru_cache(maxsize=65536)
def inside(words: str, whole: str) -> int | None:
    """Which quoted sentence of a whole holds nearly all that some words quote; None for none."""
    piece = said(words)
    if not piece.quoted or words == whole:
        return None
    for at, (sentence, values) in enumerate(said(whole).stretches):
        holder = Said(((sentence, values),), sum(values), (sentence,), {}, False)
        held = _covered(piece.stretches, holder)
        if piece.quoted < holder.quoted and held >= _INSIDE * piece.quoted:
            return at
    return None
