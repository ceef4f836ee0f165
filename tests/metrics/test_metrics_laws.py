"""No request makes a label: whatever is asked for, labels are routes, lists of ours, statuses."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.store.record import open_record
from onrecord.views.desk.app import create
from onrecord.views.metrics import counting
from tests.metrics.conftest import Labels, parsed
from tests.servers.desks import ways

PATHS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=20).map(quote),
    st.sampled_from(["statements", "things/x", "api/things/x", "rules/x.atom", "assets/a/b"]),
    st.lists(st.sampled_from(["api", "things", "..", ".", "%2f", "", "x" * 50]), max_size=5).map(
        "/".join
    ),
)
METHODS = st.one_of(
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "OPTIONS"]),
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=9),
)
STATUSES = {"200", "303", "304", "400", "403", "404", "405", "411", "413", "415", "421", "422"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    place = tmp_path_factory.mktemp("measured") / "record.db"
    with open_record(place, create=True) as store:
        yield TestClient(create(store), base_url="http://127.0.0.1:8400")


def strange(desk: TestClient) -> set[Labels]:
    """The labels of requests that are no route of the desk's, or none of our words."""
    app = desk.app
    routes = {one.path for one in ways(app)} | {"none"}  # type: ignore[arg-type]
    methods = {"GET", "HEAD", "POST", "OPTIONS", "other"}
    return {
        labels
        for (name, labels) in parsed(desk.get("/metrics").text)
        if name.startswith("onrecord_request")
        for told in [dict(labels)]
        if told["route"] not in routes
        or told.get("method", "GET") not in methods
        or told.get("status", "200") not in STATUSES
    }


@given(st.lists(st.tuples(METHODS, PATHS), min_size=1, max_size=8))
@settings(deadline=None, max_examples=25)
def test_no_request_makes_a_label(desk: TestClient, asked: list[tuple[str, str]]) -> None:
    for method, path in asked:
        desk.request(method, "/" + path.lstrip("/"), follow_redirects=False)
    assert strange(desk) == set()


def test_a_label_of_the_address_would_be_found(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "route_of", lambda scope: scope["path"])
    desk.get("/planted/1f2e")
    assert any(("route", "/planted/1f2e") in labels for labels in strange(desk))
