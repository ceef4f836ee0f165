"""FollowTheMoney entities, held against its own library where it is installed."""

import json
from typing import Any

import pytest
from exported import Made

from onrecord.views.exports import money
from onrecord.views.exports.chunks import LeftOut


def entities() -> list[dict[str, Any]]:
    return [json.loads(one) for one in money.pieces(Made(), money.KINDS, LeftOut())]


@pytest.fixture
def library() -> Any:
    return pytest.importorskip(
        "followthemoney", reason="FollowTheMoney's library is not installed: entities go unchecked"
    )


def test_the_library_takes_every_entity_as_it_stands(library: Any) -> None:
    for entity in entities():
        schema = library.model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = library.model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            assert prop is not None, f"{entity['schema']} has no {name}"
            assert not prop.stub
            for value in values:
                cleaned = prop.type.clean(value, proxy=proxy)
                assert cleaned == value, f"{entity['schema']}.{name}: {value!r} is {cleaned!r}"
        assert set(schema.required) - {"fileName"} <= set(entity["properties"])


def test_entities_point_at_entities_of_the_right_kind(library: Any) -> None:
    found = {entity["id"]: entity for entity in entities()}
    for entity in found.values():
        for name, values in entity["properties"].items():
            prop = library.model.get(entity["schema"]).get(name)
            for value in values if prop.type.name == "entity" else ():
                there = library.model.get(found[value]["schema"])
                assert there.is_a(prop.range), f"{entity['schema']}.{name} is a {there.name}"


def test_ids_stand_once_and_stay() -> None:
    ids = [entity["id"] for entity in entities()]
    assert len(ids) == len(set(ids))
    assert entities() == entities()


def test_what_did_not_happen_bears_no_date() -> None:
    found = {entity["id"]: entity["properties"] for entity in entities()}
    dates = {"date", "startDate", "endDate"}
    assert dates & set(found["encounter-0000000000000001"])
    for number, modality in ((2, "planned"), (3, "failed"), (4, "denied"), (6, "possible")):
        told = found[f"encounter-{number:016}"]
        assert not dates & set(told)
        assert modality in told["name"][0]
        assert modality in told["keywords"]
        assert told["summary"][0].startswith("Not told as done")
    assert "May 2024" in found["encounter-0000000000000002"]["summary"][0]
    assert not dates & set(found["change-" + "d" * 16])
    assert not any(
        dates & set(told)
        for identifier, told in found.items()
        if identifier.startswith("statement-0000000000000002")
    )


def test_a_statement_is_documented_by_every_report() -> None:
    documented = [one for one in entities() if one["schema"] == "Documentation"]
    own = [one for one in documented if one["id"].startswith("statement-0000000000000001")]
    assert {one["properties"]["document"][0] for one in own} == {
        "report-" + "0" * 15 + "1", "report-" + "0" * 15 + "2",
    }  # fmt: skip
