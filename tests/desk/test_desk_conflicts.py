"""Merges that contradict each other in the browser, over REST, in Python and in the terminal."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from onrecord.store.asking.opened import Record as Asking
from onrecord.store.checking import faults
from onrecord.store.conflicts import conflicts
from onrecord.store.record import Record
from onrecord.views.review.conflicting import page
from onrecord.views.terminal.look import Look
from tests.desk.test_desk_review import browser, given, store
from tests.review.conflicting_worlds import contradict

__all__ = ["browser", "store"]


@pytest.mark.parametrize("way", ["one", "other", "neither"])
def test_both_ways_are_shown_and_one_is_taken(browser: TestClient, store: Record, way: str) -> None:
    found = contradict(store)
    assert "Decide first" in browser.get("/review").text
    shown = unescape(browser.get("/review/conflicts").text)
    assert found.words in shown
    assert "Lind split the two" in shown
    assert "another day" in shown
    for thing in (found.one, found.other):
        assert f"/things/{thing.id}" in shown
    (item, *_) = browser.get("/api/conflicts").json()["items"]
    assert (item["id"], item["one"]["id"]) == (found.id, found.one.id)
    assert found.words in page(found, "1 of 1", Look())
    answer = browser.post("/review/conflicts", data={"id": found.id, "way": way, "why": "x"})
    assert answer.status_code == 303
    assert found.id not in {one.id for one in conflicts(store)}
    assert list(faults(store)) == []


def test_what_is_no_conflict_or_no_way_is_refused(browser: TestClient, store: Record) -> None:
    found = contradict(store)
    before = given(store)
    assert browser.post("/review/conflicts", data={"id": "x", "way": "one"}).status_code == 404
    bad = browser.post("/review/conflicts", data={"id": found.id, "way": "<b>both</b>"})
    assert bad.status_code >= 400
    assert "<b>both" not in bad.text
    own = {"Sec-Fetch-Site": "cross-site"}
    forged = browser.post("/review/conflicts", data={"id": found.id, "way": "one"}, headers=own)
    assert forged.status_code == 403
    assert browser.post("/api/conflicts", json={"id": "x", "way": "one"}).status_code == 404
    assert browser.post("/api/conflicts", json={"id": found.id, "way": "?"}).status_code == 422
    assert browser.post("/api/conflicts", content=b"{").status_code in (400, 415)
    assert given(store) == before


def test_settled_over_rest_and_in_python(browser: TestClient, store: Record) -> None:
    found = contradict(store)
    answer = browser.post("/api/conflicts", json={"id": found.id, "way": "one"})
    assert answer.status_code == 200
    assert answer.json()["verdict"]["verdict"] == "merge"
    assert found.id not in {one.id for one in Asking(store).conflicts()}


def test_a_merge_against_a_split_is_shown_with_both_ways(
    browser: TestClient, store: Record
) -> None:
    found = contradict(store)
    ask = f"/review/change?verdict=merge&of={found.one.id}&other={found.other.id}"
    answer = browser.get(ask)
    assert answer.status_code == 409
    shown = unescape(answer.text)
    assert "another day" in shown
    assert "They stay two" in shown
    over = re.findall(r'name="over" value="([0-9a-f]{16})"', shown)
    assert over == [found.split.id]
    form = {"verdict": "merge", "of": found.one.id, "other": found.other.id}
    assert browser.post("/review/change", data=form).status_code >= 400
    wrong = browser.post("/review/change", data={**form, "over": "0" * 16})
    assert wrong.status_code >= 400
    done = browser.post("/review/change", data={**form, "over": over[0]})
    assert done.status_code == 303
    at = {one.id for side in (found.one, found.other) for one in [Asking(store).show(side.id)]}
    assert len(at) == 1
    assert list(faults(store)) == []
