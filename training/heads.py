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


# CoNLL-2003 often leaves elections and events unmarked: nothing there may be one of them.
_UNMARKED = ("election", "event")
COARSE = tuple(crossner.COARSE)
SETS: dict[str, tuple[frozenset[int], ...]] = {
    "places": (_begins("places", *geowebnews.USES), _goes_on("places", *geowebnews.USES)),
    "politics": (
        *(
            labels
            for allowed in crossner.COARSE.values()
            for labels in (_begins("politics", *allowed), _goes_on("politics", *allowed))
        ),
        frozenset({0}) | _begins("politics", *_UNMARKED) | _goes_on("politics", *_UNMARKED),
    ),
}


def coarse(kind: str) -> tuple[int, int]:
    """The targets of a politics name of one of CoNLL-2003's kinds: at its beginning, and inside."""
    number = COARSE.index(kind)
    return -1 - 2 * number, -2 - 2 * number


UNMARKED = -1 - 2 * len(COARSE)  # the politics target of what CoNLL-2003 leaves unmarked
ANY_PLACE = (-1, -2)  # the places targets of a name whose use is not known
