"""Saved questions on the desk and over REST: feeds, a calendar, what is unread, whose they are."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from starlette.testclient import TestClient

from onrecord.store.access import Access, open_access
from onrecord.store.record import Record, open_record
from onrecord.views.desk.app import Entrance, create
from tests.store.asked_worlds import Tale, readings

TALES = [
    Tale(report=1, version=1, day=3, said=((0, 0, 0, 1, 2, False),)),
    Tale(report=2, version=2, day=4, said=((1, 1, 1, 0, 4, False),), met=((0, 1, 5, 1),)),
    Tale(report=3, version=3, day=5, turned=((0, "signed", 4),)),
]
NAME = "desk.example"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db", create=True) as made:
        yield made


@pytest.fixture
def desk(store: Record) -> TestClient:
    return TestClient(create(store), base_url="http://127.0.0.1", follow_redirects=False)


def saved(desk: TestClient, name: str, ask: str, given: str = "", **more: str) -> int:
    form = {"name": name, "ask": ask, "given": given, **more}
    return desk.post("/saved", data=form).status_code


def test_every_list_can_be_saved_and_what_comes_is_unread_until_it_is_read(
    desk: TestClient, store: Record
) -> None:
    store.add(readings(TALES[:1]))
    assert 'action="/saved"' in desk.get("/statements?by=Varga").text
    assert saved(desk, "orlik", "statements", "by=Orlik&limit=5") == 303
    assert "0 unread" in desk.get("/saved").text
    store.add(readings(TALES[1:]))
    page = desk.get("/saved").text
    assert "1 unread entry" in page
    assert "/statements?by=Orlik" in page
    upto = page.split('name="upto" value="')[1].split('"')[0]
    assert desk.post("/saved/orlik/read", data={"upto": upto}).status_code == 303
    assert "0 unread" in desk.get("/saved").text
    assert desk.get("/saved/orlik").status_code == 200
    assert desk.post("/saved/orlik/unsave").status_code == 303
    assert desk.get("/saved/orlik").status_code == 404


def test_feeds_have_the_same_entries_under_the_same_ids(desk: TestClient, store: Record) -> None:
    saved(desk, "all", "statements")
    store.add(readings(TALES))
    answer = desk.get("/saved/all.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    ids = [one.findtext("{*}id") for one in feed.findall("{*}entry")]
    told = desk.get("/saved/all.json")
    assert told.headers["content-type"].startswith("application/feed+json")
    whole: dict[str, Any] = told.json()
    assert whole["version"] == "https://jsonfeed.org/version/1.1"
    assert [one["id"] for one in whole["items"]] == ids
    assert len(ids) == len(set(ids)) == 2
    for one in whole["items"]:
        assert desk.get(one["url"]).status_code == 200
        assert "«" in one["content_text"]
    rest = desk.get("/api/saved/all").json()
    assert [f"urn:onrecord:alert:{one['id']}" for one in rest["entries"]] == ids
    again = TestClient(create(store), base_url="http://127.0.0.1")
    assert again.get("/saved/all.json").json() == whole


def test_what_has_dates_is_a_calendar(desk: TestClient, store: Record) -> None:
    saved(desk, "met", "encounters")
    saved(desk, "said", "statements")
    saved(desk, "met", "agreements", add="yes")
    store.add(readings(TALES))
    answer = desk.get("/saved/met.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2] == "END:VCALENDAR"
    assert "X-WR-CALNAME:Onrecord: met" in lines
    starts = [one for one in lines if one.startswith("DTSTART")]
    assert sorted(starts) == ["DTSTART;VALUE=DATE:20310304", "DTSTART;VALUE=DATE:20310305"]
    assert desk.get("/saved/said.ics").status_code == 404
    assert desk.get("/saved/none.atom").status_code == 404


@pytest.mark.parametrize(
    ("name", "ask", "given"),
    [("a/b", "statements", ""), ("", "statements", ""), ("a", "weather", ""),
     ("a", "statements", "since=never"), ("a", "search", "text=x")],
)  # fmt: skip
def test_what_cannot_be_saved_is_told_as_a_page(
    desk: TestClient, name: str, ask: str, given: str
) -> None:
    assert saved(desk, name, ask, given) == 400
    assert "Nothing is saved" in desk.get("/saved").text


def test_rest_saves_lists_reads_and_forgets(desk: TestClient, store: Record) -> None:
    told = {"name": "orlik", "ask": "statements", "given": {"by": "Orlik"}}
    made = desk.post("/api/saved", json=told)
    assert (made.status_code, made.json()["unread"]) == (201, 0)
    store.add(readings(TALES))
    (one,) = desk.get("/api/saved").json()["items"]
    assert (one["name"], one["unread"], one["questions"]) == (
        "orlik", 1, [{"ask": "statements", "given": {"by": "Orlik"}}],
    )  # fmt: skip
    assert desk.post("/api/saved/orlik/read").json()["unread"] == 0
    assert desk.delete("/api/saved/orlik").status_code == 204
    assert desk.get("/api/saved/orlik").status_code == 404
    for wrong, status in (("{", 400), ('{"name": 3}', 422), ("x" * 20_000, 413)):
        assert desk.post("/api/saved", content=wrong).status_code == status
    hooked = told | {"webhook": "https://h.example", "secret_env": "PATH"}
    assert desk.post("/api/saved", json=hooked).status_code == 422
    hooked = told | {"webhook": "file:///etc/passwd", "secret_env": "ONRECORD_HOOK_A"}
    assert desk.post("/api/saved", json=hooked).status_code >= 400


@pytest.fixture
def access(tmp_path: Path, store: Record) -> Iterator[Access]:
    made = open_access(str(tmp_path / "record.db"), create=True)
    assert made
    with made:
        for name, role in (("ada", "reader"), ("ben", "reader"), ("eve", "editor")):
            made.add_user(name, role, "no hash: nobody signs in", by="a test")  # type: ignore[arg-type]
        yield made


def visitor(store: Record, access: Access) -> TestClient:
    made = create(store, Entrance(access, frozenset({NAME}), secure=False))
    return TestClient(made, base_url=f"http://{NAME}", follow_redirects=False)


def test_what_one_saves_another_does_not_see(store: Record, access: Access) -> None:
    desk = visitor(store, access)
    ada, ben = ({"Cookie": f"onrecord={access.begin_session(who)}"} for who in ("ada", "ben"))
    form = {"name": "mine", "ask": "statements"}
    own = {"Sec-Fetch-Site": "same-origin"}
    assert desk.post("/saved", data=form, headers=ada | own).status_code == 303
    assert desk.get("/saved/mine.atom", headers=ada).status_code == 200
    assert desk.get("/saved/mine.atom", headers=ben).status_code == 404
    assert desk.post("/saved/mine/unsave", headers=ben | own).status_code == 404
    assert "mine" not in desk.get("/saved", headers=ben).text


def test_a_reader_of_feeds_sends_a_token_as_its_password_and_no_address_has_it(
    store: Record, access: Access
) -> None:
    desk = visitor(store, access)
    token = access.make_token("ada", "feeds", ["read"], 9, by="ada")
    bearer = {"Authorization": f"Bearer {token}"}
    made = desk.post("/api/saved", json={"name": "mine", "ask": "statements"}, headers=bearer)
    assert made.status_code == 201
    store.add(readings(TALES))
    basic = {"Authorization": "Basic " + base64.b64encode(f"ada:{token}".encode()).decode()}
    answer = desk.get("/saved/mine.json", headers=basic)
    assert answer.status_code == 200
    assert token not in answer.text
    refused = desk.get("/saved/mine.json")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Basic")
    for wrong in ("Basic !", "Basic " + base64.b64encode(b"ada:guess").decode()):
        assert desk.get("/saved/mine.json", headers={"Authorization": wrong}).status_code == 401
    # What a browser may send along by itself changes nothing.
    assert desk.delete("/api/saved/mine", headers=basic).status_code == 401
    assert all(token not in str(one) for one in access.log())


def test_a_webhook_needs_the_right_to_edit(store: Record, access: Access) -> None:
    desk = visitor(store, access)
    told = {
        "name": "mine", "ask": "statements", "webhook": "https://hooks.example/x",
        "secret_env": "ONRECORD_HOOK_A",
    }  # fmt: skip
    statuses = []
    for who, rights in (("ada", ["read"]), ("eve", ["read"]), ("eve", ["read", "edit"])):
        token = access.make_token(who, "hook", rights, 9, by=who)  # type: ignore[arg-type]
        bearer = {"Authorization": f"Bearer {token}"}
        statuses.append(desk.post("/api/saved", json=told, headers=bearer).status_code)
    assert statuses == [403, 403, 201]
