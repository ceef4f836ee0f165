"""Facts by hand in the browser: told, shown, taken back; what makes no fact, and what attacks."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from onrecord.store.asking.opened import Record as Asking
from onrecord.store.checking import faults
from onrecord.store.record import Record
from tests.desk.test_desk_review import browser, given, store

__all__ = ["browser", "store"]

OTHER = "f" * 16


def report_of(record: Record) -> tuple[str, str]:
    """The report of the meeting in Tbilisi, and the SHA-256 of its text."""
    told = Asking(record).show("encounter-15681f94d29b7c65").tellings
    one = next(each for each in told if each.published and each.published.startswith("2031-06-06"))
    return one.report, Asking(record).report(one.report).version


def fields(record: Record, **more: str) -> dict[str, str]:
    """A form that makes a fact."""
    report, version = report_of(record)
    return {
        "report": report, "version": version, "kind": "statement",
        "words": "struck another note on Friday", "who": "two fishermen", "kind_of": "group",
        **more,
    }  # fmt: skip


def test_a_fact_is_told_shown_and_taken_back(browser: TestClient, store: Record) -> None:
    report, version = report_of(store)
    page = browser.get(f"/reports/{report}").text
    way = unescape(re.findall(r'href="(/review/note[^"]*)"', page)[0])
    assert browser.get(way).status_code == 200
    answer = browser.post("/review/note", data=fields(store, why="it is said"))
    assert answer.status_code == 303
    assert ("Osei", "note") in given(store)
    shown = browser.get(answer.headers["location"]).text
    assert "struck another note on Friday" in shown
    assert "Osei" in shown
    assert "✎ by hand: Osei" in browser.get(f"/reports/{report}").text
    (said,) = Asking(store).statements(by="two fishermen")
    thing = browser.get(f"/things/{said.id}").text
    assert "✎ By hand: Osei" in thing
    assert "✎ by hand" in browser.get("/statements?by=two+fishermen").text
    assert list(faults(store)) == []
    id = re.findall(r'name="id" value="([0-9a-f]{16})"', shown)[0]
    there = f"/review/note?report={report}&version={version}"
    back = browser.post("/review/undo", data={"id": id, "next": there})
    assert back.status_code == 303
    assert back.headers["location"].startswith("/review/note?")
    assert browser.get(f"/things/{said.id}").status_code == 404
    assert "✎ by hand" not in browser.get(f"/reports/{report}").text
    assert list(faults(store)) == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"words": "no such words"}, "do not stand"),
        ({"words": "the"}, "times in the report"),
        ({"words": "@-1-5"}, "do not stand"),
        ({"words": "@0-999999"}, "no stretch"),
        ({"words": "@" + "9" * 5000 + "-" + "9" * 5001}, "do not stand"),
        ({"kind": "riddle"}, "no kind of fact"),
        ({"label": "sing"}, "no statement"),
        ({"who": ""}, "Nobody says it"),
        ({"kind": "encounter", "words": "met", "who": "Nasibli"}, "Nobody meets alone"),
        ({"modality": "<script>alert(1)</script>"}, "no modality"),
        ({"kind_of": "king"}, "no kind of actor"),
        ({"date": "yesterday"}, "no date"),
    ],
)  # fmt: skip
def test_what_makes_no_fact_is_told_beside_what_was_given(
    browser: TestClient, store: Record, more: dict[str, str], says: str
) -> None:
    answer = browser.post("/review/note", data=fields(store, **more))
    assert answer.status_code == 422
    assert says in unescape(answer.text)
    assert 'role="alert"' in answer.text
    assert "<script>alert" not in answer.text
    assert given(store) == []


def test_hostile_words_stay_words(browser: TestClient, store: Record) -> None:
    why = '<img src=x onerror="alert(1)">\x1b[2J'
    answer = browser.post("/review/note", data=fields(store, why=why))
    page = browser.get(answer.headers["location"]).text
    assert "<img src=x" not in page
    assert "\x1b" not in page
    assert "<img src=x" not in browser.get("/review/verdicts").text


def test_another_report_or_version_is_not_found(browser: TestClient, store: Record) -> None:
    for more in ({"report": OTHER}, {"version": "0" * 64}, {"version": "zz"}, {"report": ""}):
        answer = browser.post("/review/note", data=fields(store, **more))
        assert answer.status_code == 404, more
    assert browser.get(f"/review/note?report={OTHER}").status_code == 404
    assert given(store) == []


def test_what_another_site_sends_is_not_taken(browser: TestClient, store: Record) -> None:
    for site in ("cross-site", "same-site"):
        answer = browser.post("/review/note", data=fields(store), headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 403
    bare = browser.post(
        "/review/note", data=fields(store),
        headers={"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
    )  # fmt: skip
    assert bare.status_code == 403
    assert given(store) == []


def test_two_actors_of_the_reading_are_linked_by_a_merge(
    browser: TestClient, store: Record
) -> None:
    more = {"kind": "link", "words": "Farid Nasibli\nNino Beradze", "who": ""}
    answer = browser.post("/review/note", data=fields(store, **more))
    assert answer.status_code == 303
    assert ("Osei", "merge") in given(store)
    assert "as a merge" in browser.get(answer.headers["location"]).text
