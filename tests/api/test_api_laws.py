"""Laws of REST: it answers as the command line does, pages join up, the same is the same bytes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from onrecord.question import Asked
from onrecord.views.api import asking, requests
from tests.api.asked_over import Given, questions, told

FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_PAGED: tuple[Asked, ...] = (
    "statements", "encounters", "agreements", "cases", "events", "actors", "timeline", "search",
    "disputes",
)  # fmt: skip


def first_pages(client: TestClient, asked: Asked, put: Given) -> list[Any]:
    """The first items of an answer, as many as its limit: pages of disputes may be short."""
    limit = int(str(put.get("limit", 20)))
    items: list[Any] = []
    page = client.get(f"/{asked}", params={**put, "limit": str(limit)}).json()
    while True:
        items += page["items"]
        if page["next"] is None or len(items) >= limit:
            return items[:limit]
        page = client.get(page["next"]).json()


def same_as_the_command_line(client: TestClient, demo: Path, asked: Asked, put: Given) -> None:
    """The law, for one question."""
    if asked == "disputes":
        assert first_pages(client, asked, put) == json.loads(told(demo, asked, put, "json"))
        return
    answer = client.get(f"/{asked}", params=put)
    assert answer.status_code == 200, answer.text
    assert answer.json()["items"] == json.loads(told(demo, asked, put, "json"))
    for form in ("jsonl", "csv"):
        answer = client.get(f"/{asked}", params={**put, "format": form})
        assert answer.content == told(demo, asked, put, form)


def joined(client: TestClient, asked: Asked, put: Given, limit: int) -> list[Any]:
    """The items of all pages, by following the links."""
    items: list[Any] = []
    answer = client.get(f"/{asked}", params={**put, "limit": str(limit)})
    while True:
        page = answer.json()
        assert len(page["items"]) <= limit
        items += page["items"]
        if page["next"] is None:
            assert "link" not in answer.headers
            return items
        assert answer.headers["link"] == f'<{page["next"]}>; rel="next"'
        assert len(page["items"]) == limit or asked == "disputes"
        answer = client.get(page["next"])
        assert answer.status_code == 200, answer.text


def pages_are_the_whole(client: TestClient, asked: Asked, put: Given, limit: int) -> None:
    """The law: every page once, in order, nothing twice and nothing left out."""
    put = {name: value for name, value in put.items() if name != "limit"}
    whole = joined(client, asked, put, 1000)
    if len(whole) <= 12 * limit:
        assert joined(client, asked, put, limit) == whole


def asked_twice_is_the_same(client: TestClient, asked: Asked, put: Given) -> None:
    """The law: the same bytes and ETag; who has them is told so."""
    first, second = (client.get(f"/{asked}", params=put) for _ in range(2))
    assert (first.content, first.headers["etag"]) == (second.content, second.headers["etag"])
    again = client.get(f"/{asked}", params=put, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    if first.json()["items"]:
        (less,) = (client.get(f"/{asked}", params={**put, "limit": "1"}),)
        if less.content != first.content:
            assert less.headers["etag"] != first.headers["etag"]


@FEW
@given(questions())
def test_rest_answers_as_the_command_line_does(
    client: TestClient, demo: Path, question: tuple[Asked, Given]
) -> None:
    same_as_the_command_line(client, demo, *question)


@pytest.mark.parametrize("limit", [1, 3, 7])
@settings(FEW, max_examples=15)
@given(questions(_PAGED))
def test_pages_are_the_whole_answer_once(
    client: TestClient, limit: int, question: tuple[Asked, Given]
) -> None:
    pages_are_the_whole(client, *question, limit)


@FEW
@given(questions())
def test_the_same_question_is_the_same_bytes(
    client: TestClient, question: tuple[Asked, Given]
) -> None:
    asked_twice_is_the_same(client, *question)


# The laws see faults.

_SAID: Given = {"by": "Nasibli", "act": ["urge", "deny"]}


def test_a_filter_that_is_lost_is_seen(
    client: TestClient, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = requests.narrowed
    monkeypatch.setattr(
        asking, "narrowed", lambda found: {n: v for n, v in right(found).items() if n != "act"}
    )
    with pytest.raises(AssertionError):
        same_as_the_command_line(client, demo, "statements", _SAID)


def test_a_page_that_begins_too_late_is_seen(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = asking.asked

    def skipping(*given: Any, **how: bool) -> Any:
        told = right(*given, **how)
        later = given[1].cursor is not None
        return type(told)(told.items[1:] if later else told.items, told.cursor, told.notes)

    monkeypatch.setattr(asking, "asked", skipping)
    with pytest.raises(AssertionError):
        pages_are_the_whole(client, "encounters", {}, 5)


def test_an_etag_of_something_else_is_seen(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.views.api.answers.etag", lambda *parts: '"always"')
    with pytest.raises(AssertionError):
        asked_twice_is_the_same(client, "statements", {"by": "Nasibli"})
