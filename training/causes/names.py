"""Names: other edges, another kind, missed, invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.spotting import spot
from training.causes.count import Causes, Range, edges, overlap
from training.corpora import newswire
from training.parts import held_out
from training.tasks.names_newswire import THREE
from training.tasks.naming import Kinds, Named

OTHER = "another kind"


def causes(path: Path) -> dict[str, Causes]:
    """The newswire below `path`: of the texts held out where others are there too, else of all."""
    texts = list(newswire.tagged(path))
    held = [text for text in texts if held_out(text.name)]
    found = Causes()
    for text in held or texts:
        names = [(n.start, n.end, n.kind) for n in spot(text.text, encoder()).names]
        compare(text.text, text.names, names, THREE, found)
    return {"f1": found}


def compare(text: str, wanted: Named, found: Named, kinds: Kinds, into: Causes) -> None:
    """Sort the errors of one text. Names of kinds beyond `kinds` are no errors of themselves.

    Each name found explains one name wanted at most: where one lies across two names, the second
    is missed.
    """
    gold, ours = _known(wanted, kinds), _known(found, kinds)
    into.tally.add(
        sum(kind != OTHER for kind in ours.values()),
        sum(kind != OTHER for kind in gold.values()),
        sum(kind != OTHER and ours.get(span) == kind for span, kind in gold.items()),
    )
    free = {span for span, kind in ours.items() if kind != OTHER and span not in gold}
    for span, kind in gold.items():
        theirs = ours.get(span)
        if theirs is not None:
            _same_span(kind, theirs, text[slice(*span)], into)
        elif kind != OTHER:
            _elsewhere(text, span, kind, ours, free, into)
    for span in free:
        across = any(overlap(span, other) and kind == OTHER for other, kind in gold.items())
        within = any(overlap(span, other) for other in gold)
        cause = (
            "invented: over a name of another kind"
            if across
            else "invented: a second one over a name"
            if within
            else f"invented: {ours[span]} where no name is"
        )
        into.invented(cause, text[slice(*span)])


def _same_span(kind: str, theirs: str, name: str, into: Causes) -> None:
    if kind == theirs:
        return
    cause = f"{kind} as {theirs}"
    if theirs == OTHER:
        into.missed(cause, name)
    elif kind == OTHER:
        into.invented(cause, name)
    else:
        into.wrong(cause, name)


def _elsewhere(
    text: str,
    span: Range,
    kind: str,
    ours: Mapping[Range, str],
    free: set[Range],
    into: Causes,
) -> None:
    """A name wanted where no name has its edges."""
    near = [other for other in free if overlap(span, other)]
    if not near:
        inside = any(overlap(span, other) for other in ours)
        into.missed("missed: within another name" if inside else "missed", text[slice(*span)])
        return
    other = max(near, key=lambda o: (min(o[1], span[1]) - max(o[0], span[0]), ours[o] == kind, o))
    free.remove(other)
    how = f"edges: {edges(text, other, span)}"
    cause = how if ours[other] == kind else "edges, and another of the kinds"
    into.wrong(cause, f"{text[slice(*span)]} | {text[slice(*other)]}")


def _known(names: Iterable[tuple[int, int, str]], kinds: Kinds) -> dict[Range, str]:
    known = {label: kind for kind, labels in kinds.items() for label in labels}
    return {(start, end): known.get(label, OTHER) for start, end, label in names}
