"""Reviewing in the browser: every verdict, a preview, an undo; what others send is not taken."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from onrecord.question import Question
from onrecord.record.things import StatementThing
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.checking import faults
from onrecord.store.record import Record, open_record
from onrecord.store.reviewing import things_of
from onrecord.store.verdicts import every
from onrecord.views.desk.app import create

REVIEWER = "Osei"


@pytest.fixture
def store(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    """A copy of the demonstration's record: what is judged here is judged nowhere else."""
    monkeypatch.setenv("ONRECORD_REVIEWER", REVIEWER)
    with open_record(shutil.copy(demo, tmp_path / "record.db")) as made:
        yield made


@pytest.fixture
def browser(store: Record) -> TestClient:
    own = {"Sec-Fetch-Site": "same-origin"}
    return TestClient(
        create(store), base_url="http://127.0.0.1", headers=own, follow_redirects=False
    )


def one_of(store: Record, asked: str, **given: str) -> str:
    """The id of the first thing that answers a question."""
    return Asking(store).part(Question.of(asked, given)).items[0].id  # type: ignore[arg-type]


def statement(store: Record) -> StatementThing:
    items = Asking(store).part(Question.of("statements", {"limit": "50"})).items
    found = next(one for one in items if one.content and one.source)
    assert isinstance(found, StatementThing)
    return found


def given(store: Record) -> list[tuple[str, str]]:
    with store.reading() as connection:
        return [(one.by, one.verdict) for one in every(connection)]


def test_what_waits_is_shown_with_its_words(browser: TestClient) -> None:
    page = browser.get("/review").text
    assert "Fact <b>1</b> of" in page
    assert page.count('data-key="a"') == 1
    later = unescape(re.findall(r'href="([^"]*)" data-key="l"', page)[0])
    assert "Fact <b>2</b> of" in browser.get(later).text


def test_lines_are_the_reports_own(browser: TestClient, store: Record) -> None:
    """What is selected is a stretch of the report: a line's text is the text at its place."""
    thing = statement(store)
    page = browser.get(f"/review?thing={thing.id}").text
    known = {one.text for one in (*thing.content, *thing.source)}
    found = re.findall(r'<p class="words[^"]*" data-l="(\d+)" data-start="(\d+)">(.*?)</p>', page)
    assert found
    told = thing.tellings[0]
    with store.reading() as connection:
        from onrecord.store.asking.reports import Reports

        text = Reports(store).texts({(told.report, told.counted)})[told.report, told.counted]
        assert connection
    lines = [(int(start), unescape(re.sub(r"<[^>]+>", "", line))) for _, start, line in found]
    assert any(text[start : start + len(line)] == line for start, line in lines)
    assert any(one in line for one in known for _, line in lines)


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_verdict_holds_at_once_and_is_taken_back(
    browser: TestClient, store: Record, verdict: str
) -> None:
    thing = statement(store)
    answer = browser.post("/review", data={"verdict": verdict, "of": thing.id, "why": "a reason"})
    assert answer.status_code == 303
    assert given(store) == [(REVIEWER, verdict)]
    there = answer.headers["location"]
    page = browser.get(there).text
    assert f"{REVIEWER} {verdict}ed" in page
    id_ = there.rpartition("done=")[2]
    assert browser.post("/review/undo", data={"id": id_, "next": "/review"}).status_code == 303
    assert given(store)[-1] == (REVIEWER, "undo")
    assert "taken back" in browser.get("/review/verdicts").text
    assert list(faults(store)) == []


def test_a_field_is_corrected(browser: TestClient, store: Record) -> None:
    thing = one_of(store, "encounters")
    told = {"verdict": "correct", "of": thing, "field": "date", "written": "2031-04-02"}
    assert browser.post("/review", data=told).status_code == 303
    found = Asking(store).show(thing)
    assert found.date.value == "2031-04-02"  # type: ignore[attr-defined]
    wrong = browser.post("/review", data=told | {"field": "colour"})
    assert wrong.status_code == 400
    assert "colour" in wrong.text
    assert len(given(store)) == 1


def test_words_are_mended(browser: TestClient, store: Record) -> None:
    thing = statement(store)
    told = thing.tellings[0]
    span = told.slots["content"][0]
    data = {
        "of": thing.id, "key": told.key, "report": told.report, "counted": told.counted,
        "slot": "content", "start": span["start"], "end": span["end"] - 3, "next": "/review",
    }  # fmt: skip
    assert browser.post("/review/words", data=data).status_code == 303
    mended = Asking(store).show(thing.id).tellings
    assert mended[0].slots["content"][0]["text"] == span["text"][:-3]
    for wrong in ({"start": 5, "end": 5}, {"end": 10**9}, {"slot": "about"}, {"key": "0" * 16},
                  {"report": "0" * 16}):  # fmt: skip
        assert browser.post("/review/words", data=data | wrong).status_code in (400, 404), wrong
    assert len(given(store)) == 1


def test_a_merge_is_shown_before_it_is_done(browser: TestClient, store: Record) -> None:
    question = Question.of("encounters", {"limit": "20"})
    one, other = (each.id for each in Asking(store).part(question).items[:2])
    asked = urlencode({"verdict": "merge", "of": one, "other": other})
    page = browser.get(f"/review/change?{asked}")
    assert "2 things would be 1" in page.text
    assert given(store) == []
    told = {"verdict": "merge", "of": one, "other": [other]}
    assert browser.post("/review/change", data=told).status_code == 303
    with store.reading() as connection:
        assert len(things_of(connection, store.points, [one, other])) == 1
    assert list(faults(store)) == []


def test_a_split_is_shown_before_it_is_done(browser: TestClient, store: Record) -> None:
    items = Asking(store).part(Question.of("encounters", {"min_sources": "2"})).items
    thing = items[0]
    page = browser.get(f"/review?thing={thing.id}").text
    out = re.findall(r'type="checkbox" name="other" value="([0-9a-f]{16})"', page)[0]
    asked = urlencode({"verdict": "split", "of": thing.id, "other": out})
    assert "1 thing would be 2" in browser.get(f"/review/change?{asked}").text
    told = {"verdict": "split", "of": thing.id, "other": [out]}
    assert browser.post("/review/change", data=told).status_code == 303
    assert given(store) == [(REVIEWER, "split")]


@pytest.mark.parametrize("next", ["https://evil.example", "//evil", "/things", "/review\r\nX: y"])
def test_it_never_leads_elsewhere(browser: TestClient, store: Record, next: str) -> None:
    thing = statement(store)
    answer = browser.post("/review", data={"verdict": "accept", "of": thing.id, "next": next})
    assert answer.headers["location"].startswith("/review?done=")


def test_what_others_send_is_not_taken(browser: TestClient, store: Record) -> None:
    thing = statement(store)
    told = {"verdict": "accept", "of": thing.id}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        assert browser.post("/review", data=told, headers=headers).status_code == 403
    assert given(store) == []


@pytest.mark.parametrize(
    "told",
    [{}, {"verdict": "accept"}, {"verdict": "burn", "of": "x"},
     {"verdict": "accept", "of": "0" * 16},
     {"verdict": "correct", "of": "ID"}, {"verdict": "correct", "of": "ID", "correction": "{"},
     {"verdict": "correct", "of": "ID", "correction": "[" * 5_000},
     {"verdict": "correct", "of": "ID", "correction": '{"tellings": []}'},
     {"verdict": "accept", "of": "ID", "turn": "change-0000000000000000"}],
)  # fmt: skip
def test_what_is_no_verdict_is_an_error_in_words(
    browser: TestClient, store: Record, told: dict[str, str]
) -> None:
    told = {name: statement(store).id if one == "ID" else one for name, one in told.items()}
    assert browser.post("/review", data=told).status_code in (400, 404)
    assert given(store) == []


def test_reasons_are_shown_as_words(browser: TestClient, store: Record) -> None:
    thing = statement(store)
    why = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    browser.post("/review", data={"verdict": "reject", "of": thing.id, "why": why})
    for path in ("/review", "/review/verdicts", f"/review?thing={thing.id}"):
        page = browser.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
