"""Who is answered, and what every answer carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.views.desk.guard import LONGEST, is_loopback, named

OURS = ("127.0.0.1", "127.0.0.1:8400", "localhost:1", "LOCALHOST", "[::1]:8400", "127.8.8.8")
OTHERS = (
    "evil.example", "evil.example:8400", "127.0.0.1.evil.example", "localhost.evil.example",
    "192.168.0.7", "0.0.0.0", "[::]", "10.0.0.1:8400", "127.0.0.1@evil.example", "", "2130706433",
    "evil.example#127.0.0.1", "127.0.0.1/..", "[::ffff:10.0.0.1]",
)  # fmt: skip


@pytest.mark.parametrize("host", OURS)
def test_names_of_this_machine_are_answered(desk: TestClient, host: str) -> None:
    assert desk.get("/statements?limit=1", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", OTHERS)
def test_any_other_name_is_refused(desk: TestClient, host: str) -> None:
    answer = desk.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Onrecord" not in answer.text


@given(st.text(max_size=40))
def test_no_name_is_a_mistake(host: str) -> None:
    if is_loopback(named(host)):
        assert named(host).startswith("127.") or named(host) in ("localhost", "localhost.", "::1")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:8400"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 405),
        ({"Origin": "http://127.0.0.1:8400"}, 405),
        ({}, 405),
    ],
)
def test_what_another_site_sends_is_not_taken(
    desk: TestClient, headers: dict[str, str], status: int
) -> None:
    assert desk.post("/", headers=headers).status_code == status


@pytest.mark.parametrize(
    "path", ["/", "/statements", "/nowhere", "/things/none", "/statements?since=never"]
)
def test_every_answer_has_the_headers(desk: TestClient, path: str) -> None:
    headers = desk.get(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in
                  headers["content-security-policy"].split(";"))  # fmt: skip
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


def test_an_address_may_be_so_long(desk: TestClient) -> None:
    fits = "/statements?text=" + "a" * 400
    assert desk.get(fits).status_code == 200
    assert desk.get("/statements?text=" + "a" * LONGEST).status_code == 414
