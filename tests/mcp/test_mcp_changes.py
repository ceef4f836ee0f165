"""What changed in a report, told to assistants: as REST tells it."""

from starlette.testclient import TestClient

from onrecord.store.record import Record
from onrecord.views.mcp.answering import NOTICE
from onrecord.views.mcp.server import create
from tests.mcp.mcp_clients import asked, refused, told

CORRECTED = "524a5b31f65727ac"


def test_rest_and_mcp_tell_the_same_changes(kept: Record, client: TestClient) -> None:
    (said,) = map(told, asked(create(kept), ("changes", {"id": CORRECTED})))
    full = client.get(f"/reports/{CORRECTED}/changes").json()
    altered = [one for one in full["paragraphs"] if one["what"] != "kept"]
    assert [one["what"] for one in said["text"]] == [one["what"] for one in altered]
    assert said["paragraphs_kept"] == len(full["paragraphs"]) - len(altered)
    facts = [one for one in full["facts"] if one["what"] != "kept"]
    assert len(said["facts"]) == len(facts)
    (notice,) = said["notices"]
    assert (notice["kind"], notice["date"]) == ("correction", "2031-04-13")
    assert said["notice"] == NOTICE
    assert said["retracted"] is False


def test_versions_that_are_not_there_are_refused(kept: Record) -> None:
    calls = [("changes", {"id": CORRECTED, "to": one}) for one in ("9", "last")]
    for each in asked(create(kept), *calls, ("changes", {"id": "0" * 16})):
        refused(each)
