"""Annotations of the reports' words: W3C Web Annotation Data Model (2017), as JSON-LD.

Every telling is one annotation. Its target is the report (its address, else a URN) with two
selectors of the same words: a TextPositionSelector, in code points of the text that the record
keeps, and a TextQuoteSelector with what stands before and after, which finds the words on the
original page as well. The body says what the words tell, in the telling's own modality, and of
which thing.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.record.accounts import Kind
from onrecord.record.things import Thing, ThingTelling
from onrecord.text import Span
from onrecord.views.exports.chunks import LeftOut, document
from onrecord.views.exports.kept import Kept
from onrecord.views.exports.names import report_address, urn
from onrecord.views.exports.tellings import by_hand, telling_parts

KINDS: tuple[Kind, ...] = ("statement", "encounter", "agreement", "case", "event")

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points before and after the words
_CREATOR = {"id": "urn:onrecord:software", "type": "Software", "name": "Onrecord"}


def pieces(kept: Kept, kinds: Sequence[Kind], left_out: LeftOut) -> Iterator[bytes]:
    """The file in pieces: a collection with one page of annotations."""
    head = {
        "@context": CONTEXT,
        "id": "urn:onrecord:annotations",
        "type": "AnnotationPage",
        "partOf": {"id": "urn:onrecord:record", "type": "AnnotationCollection"},
        "startIndex": 0,
    }
    return document(head, "items", _all(kept, kinds, left_out))


def _all(kept: Kept, kinds: Sequence[Kind], left_out: LeftOut) -> Iterator[dict[str, Any]]:
    for kind in kinds:
        for thing in kept.things(kind):
            parts = telling_parts(thing)
            for telling, (_, title) in zip(thing.tellings, parts, strict=True):
                left_out["without words"] += telling.span is None
                if telling.span:
                    yield _annotation(kept, thing, telling, telling.span, title)


def _annotation(
    kept: Kept, thing: Thing, telling: ThingTelling, span: Span, title: str
) -> dict[str, Any]:
    report = kept.report(telling.report, telling.counted)
    text = report.text if report and span.holds(report.text) else ""
    return {
        "id": urn("annotation", telling.report, telling.key, f"{span.start}-{span.end}"),
        "type": "Annotation",
        "motivation": "describing",
        "creator": _creators(telling),
        "body": [
            {"type": "TextualBody", "value": title, "format": "text/plain", "language": "en",
             "purpose": "describing"},
            {"type": "TextualBody", "value": thing.thing, "purpose": "classifying"},
            {"type": "TextualBody", "value": telling.modality, "purpose": "tagging"},
            {"type": "SpecificResource", "source": urn("thing", thing.id),
             "purpose": "identifying"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": report_address(telling.url, telling.report),
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {"type": "TextQuoteSelector", "exact": span.text, **_around(text, span)},
            ],
        },
    }  # fmt: skip


def _creators(telling: ThingTelling) -> Any:
    """Who says so: the reading, or the reviewers who told it by hand, or all of them."""
    people = [{"type": "Person", "name": one} for one in by_hand([telling])]
    read = not telling.by_hand or telling.by_hand[0].read
    return [*([_CREATOR] if read else []), *people] if people else _CREATOR


def _around(text: str, span: Span) -> dict[str, str]:
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end :][:_AROUND]
    return ({"prefix": before} if before else {}) | ({"suffix": after} if after else {})
