"""REST as the desk mounts it: its addresses lie below ``/api``, and errors keep their shape."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.store.record import open_record
from onrecord.views.desk.app import create
from tests.store.asked_worlds import Tale, readings

TALES = [Tale(report=n, version=n, day=n, met=((0, 1, n, 1),)) for n in range(1, 6)]
SHAPE = {"title", "status", "what", "do", "parameter"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    with open_record(tmp_path / "record.db", create=True) as store:
        store.add(readings(TALES))
        yield TestClient(create(store), base_url="http://127.0.0.1:8400")


def test_links_lead_on_below_the_mount(desk: TestClient) -> None:
    page = desk.get("/api/actors?limit=2").json()
    assert page["next"].startswith("/api/actors?limit=2&cursor=")
    following = desk.get(page["next"]).json()
    assert len(following["items"]) == 2
    assert following["items"][0] not in page["items"]


def test_the_description_says_where_it_lies(desk: TestClient) -> None:
    told = desk.get("/api/openapi.json").json()
    assert told["servers"] == [{"url": "/api"}]
    assert desk.get("/api/").json()["reports"] == 5


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/api/nowhere", {}, 404),
        ("GET", "/api/things/actor-0123456789abcdef", {}, 404),
        ("DELETE", "/api/statements", {}, 405),
        ("GET", "/api/statements?since=soon", {}, 422),
        ("GET", "/api/statements?by=" + "a" * 9_000, {}, 414),
        ("GET", "/api/statements", {"Host": "evil.example"}, 421),
        ("POST", "/api/readings", {"Origin": "https://evil.example"}, 403),
        ("POST", "/api/readings", {}, 415),
    ],
)
def test_every_error_has_the_one_shape(
    desk: TestClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = desk.request(method, path, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().keys() == SHAPE
