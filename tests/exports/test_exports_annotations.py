"""Web Annotations, expanded with pyld over W3C's own context, from a local copy."""

import json
from pathlib import Path
from typing import Any

from exported import TEXT, Made
from pyld import jsonld

from onrecord.views.exports import annotations
from onrecord.views.exports.chunks import LeftOut

OA = "http://www.w3.org/ns/oa#"
CONTEXTS = Path(__file__).parent / "contexts"


def local(url: str, options: Any) -> dict[str, Any]:
    name = {annotations.CONTEXT: "anno.jsonld"}[url]
    document = json.loads((CONTEXTS / name).read_text())
    return {"contextUrl": None, "documentUrl": url, "document": document}


def page() -> dict[str, Any]:
    raw = b"".join(annotations.pieces(Made(), annotations.KINDS, LeftOut()))
    found: dict[str, Any] = json.loads(raw)
    return found


def expanded() -> list[dict[str, Any]]:
    (top,) = jsonld.expand(page(), {"documentLoader": local})
    (items,) = top["https://www.w3.org/ns/activitystreams#items".replace("https", "http")]
    found: list[dict[str, Any]] = items["@list"]
    return found


def test_every_field_is_a_term_of_the_context() -> None:
    compacted = jsonld.compact(
        jsonld.expand(page(), {"documentLoader": local}), annotations.CONTEXT,
        {"documentLoader": local},
    )  # fmt: skip
    assert names(page()) == names(compacted)  # a term that is unknown would be gone


def names(node: Any) -> set[str]:
    if isinstance(node, dict):
        return set(node) | {name for value in node.values() for name in names(value)}
    return {name for one in node for name in names(one)} if isinstance(node, list) else set()


def test_what_an_annotation_must_have() -> None:
    found = expanded()
    assert len({one["@id"] for one in found}) == len(found) == 20
    for one in found:
        assert one["@type"] == [OA + "Annotation"]
        (target,) = one[OA + "hasTarget"]
        assert target[OA + "hasSource"][0]["@id"].startswith("https://news.example/")
        kinds = {selector["@type"][0] for selector in target[OA + "hasSelector"]}
        assert kinds == {OA + "TextPositionSelector", OA + "TextQuoteSelector"}


def test_selectors_select_the_words() -> None:
    for one in page()["items"]:
        position, quote = one["target"]["selector"]
        start, end = position["start"], position["end"]
        assert TEXT[start:end] == quote["exact"]
        around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert around in TEXT
        assert TEXT[:start].endswith(quote.get("prefix", ""))
        assert start == 0 or quote["prefix"]


def test_the_body_tells_what_the_words_tell() -> None:
    told = {}
    for one in page()["items"]:
        described, kind, modality, thing = one["body"]
        told[one["id"].split(":")[4]] = (described["value"], modality["value"])
        assert kind["value"] in thing["source"]
        if modality["value"] != "actual":
            assert modality["value"] in described["value"]
    assert told["d" * 16] == ("Vela Accord: resumption asked", "asked")
    assert told["c" * 16][1] == "actual"
