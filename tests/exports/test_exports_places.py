"""GeoJSON: RFC 7946 by our own check, since the standard fits on a page."""

import json
from typing import Any

from exported import Made, encounter, event

from onrecord.record.things import Thing
from onrecord.views.exports import calendar, geojson, linked, money
from onrecord.views.exports.chunks import LeftOut


def collection(kept: Made | None = None) -> tuple[dict[str, Any], LeftOut]:
    left_out = LeftOut()
    raw = b"".join(geojson.pieces(kept or Made(), geojson.KINDS, left_out))
    return json.loads(raw), left_out


def test_it_is_a_feature_collection() -> None:
    found, left_out = collection()
    assert found["type"] == "FeatureCollection"
    assert len({one["id"] for one in found["features"]}) == len(found["features"])
    for one in found["features"]:
        assert one["type"] == "Feature"
        assert isinstance(one["properties"], dict)
        if one["geometry"] is not None:
            assert one["geometry"]["type"] == "Point"
            lon, lat = one["geometry"]["coordinates"]
            assert (lon, lat) == (10.75, 59.91)
    assert left_out["without a place"] == 2


def test_a_place_without_coordinates_has_no_geometry() -> None:
    found, _ = collection()
    unlocated = [one["id"] for one in found["features"] if one["geometry"] is None]
    assert "encounter-0000000000000006" in unlocated


def test_what_did_not_happen_says_so() -> None:
    found, _ = collection()
    for one in found["features"]:
        told = one["properties"]
        assert told["happened"] == (told["modality"] == "actual")
        assert told["happened"] or told["modality"] in told["label"]
        assert told["happened"] or " met" not in told["label"]


def test_dates_are_as_told_and_as_days() -> None:
    found, _ = collection()
    told = {one["id"]: one["properties"] for one in found["features"]}
    planned = told["encounter-0000000000000002"]
    assert (planned["date"], planned["start"], planned["end"]) == (
        "2024-05", "2024-05-01", "2024-05-31",
    )  # fmt: skip
    weekend = told["encounter-0000000000000006"]
    assert (weekend["start"], weekend["end"]) == ("2024-03-09", "2024-03-10")


def test_nothing_of_an_empty_record_is_still_a_collection() -> None:
    assert collection(Made(them=[]))[0] == {"type": "FeatureCollection", "features": []}


def test_a_meeting_and_the_event_that_codes_it_are_told_once() -> None:
    them: list[Thing] = [
        encounter("encounter-0000000000000001", "actual", "2024-03-05"),
        event("event-0000000000000001", of="encounter-0000000000000001"),
    ]
    for module in (geojson, calendar, linked, money):
        pieces = module.pieces(Made(them=them), module.KINDS, LeftOut())
        assert b"event-0000000000000001" not in b"".join(pieces)
        alone = module.pieces(Made(them=them), ("event",), LeftOut())
        assert b"event-0000000000000001" in b"".join(alone)
