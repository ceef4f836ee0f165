"""Every format once over a record of real readings: our gold reports, read by hand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest
from pyld import jsonld
from test_exports_annotations import local as annotations_context
from test_exports_linked import faults
from test_exports_linked import local as schema_context

from onrecord.facts import decode_reading
from onrecord.record.accounts import Kind
from onrecord.store.exporting import Exporting
from onrecord.store.record import open_record
from onrecord.views.exports import annotations, calendar, geojson, linked, money, polecat
from onrecord.views.exports.chunks import LeftOut
from onrecord.views.exports.columns import TABLES, rows

GOLD = Path(__file__).parent.parent / "gold" / "reports"
WORDS = {"planned", "asked", "denied", "failed", "possible"}
KINDS: tuple[Kind, ...] = ("actor", "statement", "encounter", "agreement", "case", "event")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exporting]:
    place = tmp_path_factory.mktemp("real") / "record.db"
    readings = [decode_reading(one.read_bytes()) for one in sorted(GOLD.glob("*.reading.json"))]
    with open_record(place, create=True) as record:
        record.add(readings)
        with record.reading() as connection:
            yield Exporting(connection, record.points, {})


def raw(kept: Exporting, module: Any) -> bytes:
    return b"".join(module.pieces(kept, module.KINDS, LeftOut()))


def test_annotations(kept: Exporting) -> None:
    page = json.loads(raw(kept, annotations))
    (top,) = jsonld.expand(page, {"documentLoader": annotations_context})
    assert len(top["http://www.w3.org/ns/activitystreams#items"][0]["@list"]) > 300
    texts = {one.reading.report.id: one.reading.report.text for one in kept.versions()}
    for one in page["items"]:
        position, quote = one["target"]["selector"]
        text = texts[one["id"].split(":")[3]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert "prefix" in quote or position["start"] == 0


def test_schema_org(kept: Exporting) -> None:
    document = json.loads(raw(kept, linked))
    assert faults(document["@graph"]) == []
    nodes = jsonld.expand(document, {"documentLoader": schema_context})
    assert len({node["@id"] for node in nodes}) == len(document["@graph"])


def test_followthemoney(kept: Exporting) -> None:
    library: Any = pytest.importorskip(
        "followthemoney", reason="FollowTheMoney's library is not installed: entities go unchecked"
    )
    lines = raw(kept, money).splitlines()
    ids = {json.loads(line)["id"] for line in lines}
    assert len(ids) == len(lines)
    for entity in map(json.loads, lines):
        schema = library.model.get(entity["schema"])
        schema.validate(entity)
        for name, values in entity["properties"].items():
            kind = schema.get(name).type
            assert kind.name != "entity" or set(values) <= ids
            assert [kind.clean(value) for value in values] == values


def test_calendar(kept: Exporting) -> None:
    read = icalendar.Calendar.from_ical(raw(kept, calendar))
    entries = read.walk("VEVENT")
    assert len({str(one["UID"]) for one in entries}) == len(entries) > 20
    for one in entries:
        (modality,) = one["CATEGORIES"].cats
        assert (one["STATUS"] == "CONFIRMED") == (modality == "actual")
        assert modality == "actual" or modality in one["SUMMARY"]


def test_geojson_and_polecat(kept: Exporting) -> None:
    features = json.loads(raw(kept, geojson))["features"]
    assert len(features) > 20
    for one in features:
        told = one["properties"]
        assert told["happened"] or told["modality"] in told["label"]
    table = raw(kept, polecat).decode().split("\n")[:-1]
    assert {line.count("\t") for line in table} == {len(polecat.COLUMNS) - 1}
    happened = [one for one in kept.things("event") if getattr(one, "modality", "") == "actual"]
    assert len(table) - 1 == len(happened)


def test_tables(kept: Exporting) -> None:
    for kind in KINDS:
        for thing in kept.things(kind):
            for name, row in rows(thing):
                assert set(row) <= {column.name for column in TABLES[name]}
                if row.get("modality", "actual") in WORDS:
                    assert row["modality"] in row["title"]
