"""schema.org's JSON-LD: expanded with pyld, each term held against our list of schema.org's."""

import json
from pathlib import Path
from typing import Any

import pytest
from exported import Made
from pyld import jsonld

from onrecord.views.exports import linked
from onrecord.views.exports.chunks import LeftOut

SCHEMA = json.loads((Path(__file__).parent / "contexts" / "schema.json").read_text())
SDO = "http://schema.org/"


def local(url: str, options: Any) -> dict[str, Any]:
    assert url == linked.CONTEXT
    return {
        "contextUrl": None, "documentUrl": url, "document": {"@context": SCHEMA["@context"]},
    }  # fmt: skip


def document() -> dict[str, Any]:
    raw = b"".join(linked.pieces(Made(), linked.KINDS, LeftOut()))
    found: dict[str, Any] = json.loads(raw)
    return found


def graph() -> dict[str, dict[str, Any]]:
    return {node["@id"].removeprefix("urn:onrecord:thing:"): node for node in document()["@graph"]}


def faults(node: Any) -> list[str]:
    """Properties that the node's type does not have, all the way down."""
    if isinstance(node, list):
        return [fault for one in node for fault in faults(one)]
    if not isinstance(node, dict) or set(node) == {"@id"}:
        return []
    found = [fault for value in node.values() for fault in faults(value)]
    kinds, kind = set(), node.get("@type")
    while kind in SCHEMA["types"]:
        kinds.add(kind)
        kind = SCHEMA["types"][kind]
    allowed = kinds | {kind}
    for name in set(node) - {"@id", "@type"}:
        if not allowed & set(SCHEMA["properties"].get(name, ())):
            found.append(f"{node.get('@type')} has no {name}")
    return found


def test_types_have_the_properties_that_are_used() -> None:
    assert faults(document()["@graph"]) == []
    planted = {"@type": "Event", "citation": "no", "name": "yes"}
    assert faults([planted]) == ["Event has no citation"]


def test_it_expands_to_schema_org() -> None:
    nodes = jsonld.expand(document(), {"documentLoader": local})
    assert len(nodes) == len(document()["@graph"])
    for node in nodes:
        assert all(name.startswith(("@", SDO)) for name in node)
        assert node["@type"][0].startswith(SDO)


def test_every_name_in_the_graph_is_a_node_of_it() -> None:
    nodes = graph()
    assert len(nodes) == len(document()["@graph"])  # each once

    def named(node: Any) -> set[str]:
        if isinstance(node, list):
            return {name for one in node for name in named(one)}
        if not isinstance(node, dict):
            return set()
        own = {node["@id"]} if set(node) == {"@id"} else set()
        return own | {name for value in node.values() for name in named(value)}

    there = {node["@id"] for node in document()["@graph"]}
    assert named(document()["@graph"]) <= there


def test_a_quotation_has_its_speaker_and_its_reports() -> None:
    said = graph()["statement-0000000000000001"]
    assert said["@type"] == "Quotation"
    assert said["text"] == "We will sign."
    assert said["spokenByCharacter"] == said["creator"]
    assert len(said["citation"]) == 2
    indirect = graph()["statement-0000000000000003"]
    assert (indirect["@type"], "spokenByCharacter" in indirect) == ("Claim", False)


@pytest.mark.parametrize(
    ("identifier", "kind", "status"),
    [
        ("encounter-0000000000000001", "Event", None),
        ("encounter-0000000000000002", "Event", "EventScheduled"),
        ("encounter-0000000000000003", "Event", "EventCancelled"),
        ("encounter-0000000000000004", "Claim", None),
        ("encounter-0000000000000005", "Claim", None),
        ("encounter-0000000000000006", "Claim", None),
        ("change-" + "d" * 16, "Claim", None),
        ("step-" + "f" * 16, "Event", "EventScheduled"),
        ("statement-0000000000000002", "Claim", None),
    ],
)
def test_what_did_not_happen_is_no_plain_event(
    identifier: str, kind: str, status: str | None
) -> None:
    node = graph()[identifier]
    assert node["@type"] == kind
    assert node.get("eventStatus") == (f"https://schema.org/{status}" if status else None)
    if kind == "Claim" or status:
        word = next(w for w in ("planned", "asked", "denied", "failed", "possible")
                    if w in node["name"])  # fmt: skip
        assert word
        assert "creator" not in node
