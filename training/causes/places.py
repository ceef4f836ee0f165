"""Names of places: found or not, how they are used, and where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from onrecord.reading.encoder import encoder
from onrecord.reading.places.senses import Senses
from onrecord.reading.places.slots import located
from onrecord.reading.spotting import spot
from training.causes.count import Causes, Range, edges, overlap
from training.corpora.geowebnews import USES
from training.corpora.toponyms import Toponym
from training.placing import Text, could_be, is_right, senses
from training.tasks.places import texts_of

_LITERAL, _OTHER = USES
_CALLED = {_LITERAL: "literal", _OTHER: "associative"}


def causes(path: Path) -> dict[str, Causes]:
    """GeoWebNews: the texts of `training.evaluate`'s task."""
    found = {"literal": Causes(), "use": Causes(), "within 161 km": Causes()}
    for text in texts_of(path):
        ours = {(n.start, n.end): n.kind for n in spot(text.text, encoder()).places}
        gold = {(start, end): use for start, end, use in text.names}
        compare(text.text, gold, ours, found)
        meant = senses(Text(text.text, text.toponyms))
        for (start, end, use), toponym in zip(text.names, text.toponyms, strict=True):
            if use == _LITERAL and toponym.geonames is not None:
                resolved(text.text, (start, end), toponym, meant, found["within 161 km"])
    return found


def compare(
    text: str, gold: Mapping[Range, str], ours: Mapping[Range, str], into: Mapping[str, Causes]
) -> None:
    """Sort the errors of names and of their uses in one text."""
    literal, use = into["literal"], into["use"]
    wanted = {span for span, kind in gold.items() if kind == _LITERAL}
    found = {span for span, kind in ours.items() if kind == _LITERAL}
    literal.tally.add(len(found), len(wanted), len(wanted & found))
    both = gold.keys() & ours.keys()
    use.tally.add(len(both), len(both), len(gold.items() & ours.items()))
    for span in both:
        if gold[span] != ours[span]:
            use.wrong(f"{_CALLED[gold[span]]} as {_CALLED[ours[span]]}", _around(text, span))
    extra = found - wanted
    for span in sorted(wanted - found):
        words = text[slice(*span)]
        near = [other for other in extra if overlap(span, other)]
        if span in ours:
            literal.missed("found as associative", _around(text, span))
        elif near:
            other = max(near, key=lambda o: (min(o[1], span[1]) - max(o[0], span[0]), o))
            extra.remove(other)
            example = f"{words} | {text[slice(*other)]}"
            literal.wrong(f"edges: {edges(text, other, span)}", example)
        elif any(overlap(span, other) for other in ours):
            literal.missed("found as associative, other edges", _around(text, span))
        else:
            literal.missed("missed", _around(text, span))
    for span in extra:
        if span in gold:
            cause = "associative in the corpus"
        elif any(overlap(span, other) for other in gold):
            cause = "over another name of a place"
        else:
            cause = "no name of a place in the corpus"
        literal.invented(f"invented: {cause}", _around(text, span))


def resolved(text: str, span: Range, toponym: Toponym, meant: Senses, into: Causes) -> None:
    """Sort one name by where it is put. A name that is not told counts as one told wrong."""
    entry = located(text, *span, meant)
    right = entry is not None and is_right(entry, toponym)
    into.tally.add(1, 1, right)
    if right:
        return
    known = could_be(text[slice(*span)], toponym)
    said = "not told" if entry is None else "put elsewhere"
    why = "a place of this name is the right one" if known else "the gazetteer lacks it"
    into.wrong(f"{said}: {why}", _around(text, span))


def _around(text: str, span: Range) -> str:
    return f"{text[slice(*span)]} | {text[max(0, span[0] - 50) : span[1] + 50]}"
