"""What the network's heads are called and what their labels mean.

A tagging head has label 0 for nothing, 2k + 1 where a span of kind k begins and 2k + 2 inside it.
Where a corpus knows less than the head (a name of a place whose use nobody wrote down), a piece's
target is a set of labels, any of which is right: `SETS` has them, numbered from 0; set number n is
the target `-1 - n`. `IGNORED` is a piece that nothing is known of.
"""

from __future__ import annotations

from training.corpora import crossner, geowebnews, newswire
from training.corpora.factuality import MODALITIES
from training.corpora.plover import TYPES as TYPES

TIMES = ("DATE", "TIME", "DURATION", "SET")
KINDS: dict[str, tuple[str, ...]] = {
    "cue": ("cue",),
    "names": newswire.KINDS,
    "politics": crossner.KINDS,
    "predicate": ("predicate",),
    "times": TIMES,
    "places": geowebnews.USES,
    "event": ("event",),
    "modality": MODALITIES,
}
TAGS = {head: 2 * len(kinds) + 1 for head, kinds in KINDS.items()}
IGNORED = -100


def _begins(head: str, *kinds: str) -> frozenset[int]:
    return frozenset(2 * KINDS[head].index(kind) + 1 for kind in kinds)


def _goes_on(head: str, *kinds: str) -> frozenset[int]:
    return frozenset(2 * KINDS[head].index(kind) + 2 for kind in kinds)


def _of(head: str, *kinds: str) -> tuple[frozenset[int], frozenset[int]]:
    return _begins(head, *kinds), _goes_on(head, *kinds)


# What a name of CoNLL-2003's four kinds may be on each head of names; and what it leaves unmarked.
COARSE: dict[str, dict[str, tuple[str, ...]]] = {
    "politics": crossner.COARSE,
    "names": {
        "person": ("Person",),
        "organisation": ("Organization",),
        "location": ("Location", "Facility"),
        "misc": ("Misc", "NORP", "Product", "Facility"),
    },
}
_UNMARKED = {"politics": ("election", "event"), "names": ("Date", "Money", "Misc")}


def _sets(head: str) -> tuple[frozenset[int], ...]:
    """Beginning and inside of each coarse kind, last what nothing may be."""
    of_kinds = (labels for kinds in COARSE[head].values() for labels in _of(head, *kinds))
    nothing = frozenset({0}).union(*_of(head, *_UNMARKED[head]))
    return *of_kinds, nothing


SETS: dict[str, tuple[frozenset[int], ...]] = {
    "places": _of("places", *geowebnews.USES),
    "politics": _sets("politics"),
    "names": _sets("names"),
}


def coarse(head: str, kind: str) -> tuple[int, int]:
    """The targets of a name of one of CoNLL-2003's kinds: at its beginning, and inside."""
    number = tuple(COARSE[head]).index(kind)
    return -1 - 2 * number, -2 - 2 * number


def unmarked(head: str) -> int:
    """The target of what CoNLL-2003 leaves unmarked."""
    return -len(SETS[head])


ANY_PLACE = (-1, -2)  # the places targets of a name whose use is not known
