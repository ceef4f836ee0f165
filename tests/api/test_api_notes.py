"""Facts by hand over REST: told, refused with a reason, taken back; and as Python has them."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.errors import InvalidVerdict, NotInRecord
from onrecord.facts import Actor, Encounter, Mention, Reading, Telling, with_keys
from onrecord.record.handmade import Told
from onrecord.report import Published, Report, text_sha256
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.asking.opened import open as opened
from onrecord.store.record import Record, open_record
from onrecord.text import Span
from onrecord.views.api.app import create
from tests.record_servers import Places

TEXT = "Ana Reyes met Omar Said in Varga. Said left early, and the talks went on.\n"
NAME = "0123456789abcdef"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def read() -> Reading:
    return with_keys(
        Reading(
            report=Report(id=NAME, text_sha256=text_sha256(TEXT), source="v.txt", text=TEXT,
                          url="https://news.example/v", published=Published("2031-03-02", "given")),
            actors=tuple(
                Actor(id=f"a{n}", name=name, kind="person", mentions=(Mention(span(name), "name"),))
                for n, name in enumerate(("Ana Reyes", "Omar Said"), 1)
            ),
            encounters=(
                Encounter(
                    id="e1", participants=("a1", "a2"), tellings=(Telling(span=span("met")),)
                ),
            ),
        )
    )  # fmt: skip


@pytest.fixture
def store(places: Places, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    monkeypatch.setenv("ONRECORD_REVIEWER", "Osei")
    with open_record(places(), create=True) as made:
        made.add([read()])
        yield made


@pytest.fixture
def client(store: Record) -> Iterator[TestClient]:
    app = create(store)
    yield TestClient(app, raise_server_exceptions=False)
    app.state.readers.close()


def body(**more: Any) -> dict[str, Any]:
    return {
        "report": NAME, "kind": "statement", "words": ["the talks went on"], "who": ["Ana Reyes"],
        **more,
    }  # fmt: skip


def test_a_fact_is_told_and_taken_back(client: TestClient, store: Record) -> None:
    answer = client.post("/notes", json=body(why="it says so"))
    assert answer.status_code == 201, answer.text
    told = answer.json()
    (id,) = told["things"]
    (telling,) = client.get(f"/things/{id}").json()["tellings"]
    (hand,) = telling["by_hand"]
    assert (hand["by"], hand["why"], hand["read"]) == ("Osei", "it says so", False)
    kept = client.get(f"/reports/{NAME}").json()
    assert kept["by_hand"]["s1"][0]["verdict"] == told["verdict"]["id"]
    assert "Osei" in client.get("/statements?format=csv").text
    assert client.delete(f"/notes/{told['verdict']['id']}").status_code == 200
    assert client.get(f"/things/{id}").status_code == 404
    assert client.get("/statements").json()["items"] == []


def test_what_was_read_is_told_apart(client: TestClient) -> None:
    (met,) = client.get("/encounters").json()["items"]
    assert [one["by_hand"] for one in met["tellings"]] == [[]]
    client.post(
        "/notes", json=body(kind="encounter", words=["met"], who=["Ana Reyes", "Omar Said"])
    )
    (met,) = client.get("/encounters").json()["items"]
    (telling,) = met["tellings"]  # the same words: one telling, with both
    assert telling["by_hand"][0]["read"] is True
    assert met["reports"] == 1


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"report": "f" * 16}, 404), ({"report": "\x00"}, 404), ({"report": ""}, 404),
        ({"version": "0" * 64}, 404), ({"version": "no"}, 404),
        ({"words": ["nowhere"]}, 422), ({"words": ["@0-99999"]}, 422), ({"words": ["@-3-4"]}, 422),
        ({"words": ["@" + "9" * 400 + "-5"]}, 422), ({"words": []}, 422), ({"words": [""]}, 422),
        ({"words": ["Said"]}, 422), ({"words": "Said"}, 422), ({"kind": "riddle"}, 422),
        ({"who": []}, 422), ({"more": 1}, 422), ({"label": "\x1b[2J"}, 422),
        ({"words": ["x" * 30_000]}, 422), ({"who": ["a"] * 60}, 422), ({"why": 5}, 422),
    ],
)  # fmt: skip
def test_what_is_no_fact_is_refused(
    client: TestClient, store: Record, more: dict[str, Any], status: int
) -> None:
    answer = client.post("/notes", json=body(**more))
    assert answer.status_code == status, answer.text
    assert answer.json().keys() == {"title", "status", "what", "do", "parameter"}
    assert Asking(store).count("statements") == 0


def test_bodies_that_are_none(client: TestClient) -> None:
    json = {"Content-Type": "application/json"}
    assert client.post("/notes", content=b"{", headers=json).status_code == 400
    assert client.post("/notes", content=b"[" * 9_000, headers=json).status_code == 422
    assert client.post("/notes", content=b"x" * 300_000, headers=json).status_code == 413
    assert client.post("/notes", data={"report": NAME}).status_code == 415
    assert client.delete("/notes/zz").status_code == 404
    assert client.delete(f"/notes/{NAME}").status_code == 404
    assert client.get("/notes").status_code == 405


def test_python_tells_and_takes_back(store: Record) -> None:
    with Asking(store) as record:
        told = Told(kind="statement", words=("the talks went on",), who=("Ana Reyes",))
        outcome = record.note("https://news.example/v", told, by="Lind")
        (thing,) = record.statements()
        assert [one.id for one in outcome.after] == [thing.id]
        assert thing.tellings[0].by_hand[0].by == "Lind"
        record.undo(outcome.verdict.id, by="Lind")
        assert list(record.statements()) == []
        with pytest.raises(NotInRecord):
            record.note("elsewhere", told, by="Lind")
        with pytest.raises(InvalidVerdict):
            record.undo("0" * 16, by="Lind")


def test_a_record_in_a_file_is_opened_to_be_written(tmp_path: Any) -> None:
    place = tmp_path / "record.db"
    with open_record(place, create=True) as made:
        made.add([read()])
    with opened(place) as record:
        told = Told(kind="statement", words=("the talks went on",), who=("Omar Said",))
        record.note(NAME, told, by="Lind")
        assert [one.id for one in record.statements()]
