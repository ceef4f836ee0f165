"""What the desk counts is what happened."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.errors import RecordError
from onrecord.store import watched
from onrecord.store.record import Record
from onrecord.views.api.failures import Refused
from tests.metrics.conftest import Measured, of

Told = Callable[[], Measured]


def test_requests_are_counted_by_route_method_and_status(desk: TestClient, measured: Told) -> None:
    desk.get("/statements")
    desk.get("/statements?by=nobody")
    desk.get("/things/statement-0000000000000000")
    desk.get("/api/things/statement-0000000000000000")
    desk.post("/statements")
    desk.get("/nowhere/at/all")
    desk.get("/api/nowhere")
    told = measured()
    name = "onrecord_requests_total"
    assert of(told, name, route="/statements", method="GET", status="200") == 2
    assert of(told, name, route="/statements", method="POST", status="405") == 1
    assert of(told, name, route="/things/{identifier}", status="404") == 1
    assert of(told, name, route="/api/things/{id}", status="404") == 1
    assert of(told, name, route="none", status="404") == 2
    assert of(measured(), name, route="/metrics") == 1  # the one before this one


def test_seconds_are_counted_by_route(desk: TestClient, measured: Told) -> None:
    begin = time.perf_counter()
    desk.get("/statements")
    most = time.perf_counter() - begin
    told = measured()
    assert of(told, "onrecord_request_seconds_count", route="/statements") == 1
    assert 0 < of(told, "onrecord_request_seconds_sum", route="/statements") <= most
    assert of(told, "onrecord_request_seconds_bucket", route="/statements", le="+Inf") == 1


def test_questions_are_counted_where_they_are_answered(desk: TestClient, measured: Told) -> None:
    for path in ("/statements", "/api/statements?by=nobody", "/encounters",
                 "/api/search?text=bridge", "/api/statements?by=", "/api/statements?none=1", "/",
                 "/reports"):  # fmt: skip
        desk.get(path)
    told, name = measured(), "onrecord_questions_total"
    assert of(told, name, asked="statements", by="page") == 1
    assert of(told, name, asked="statements", by="rest") == 1
    assert of(told, name, asked="encounters") == 1
    assert of(told, name, asked="search", by="rest") == 1
    assert of(told, name) == 4


def test_kept_answers_are_told(desk: TestClient, measured: Told) -> None:
    desk.get("/statements")
    desk.get("/statements")
    desk.get("/api/actors")
    told = measured()
    assert of(told, "onrecord_answers_total", how="made") == 2
    assert of(told, "onrecord_answers_total", how="kept") == 1
    assert of(told, "onrecord_kept_answers") == 2
    assert of(told, "onrecord_kept_answers_bytes") > 500  # they are compressed


def test_texts_that_wait_are_told(desk: TestClient, measured: Told) -> None:
    app: Any = desk.app
    readers = next(one.app for one in app.routes if getattr(one, "path", "") == "/api")
    readers = readers.state.readers
    with readers.place(), readers.place():
        assert of(measured(), "onrecord_texts_waiting") == 2
        readers.places = 2
        with pytest.raises(Refused), readers.place():
            ...
        assert of(measured(), "onrecord_texts_waiting") == 2
    assert of(measured(), "onrecord_texts_waiting") == 0


def test_the_record_is_told(store: Record, measured: Told) -> None:
    told = measured()
    assert of(told, "onrecord_record_up") == 1
    before = of(told, "onrecord_reports")
    assert before > 0
    now = int(time.time())
    with store.writing() as connection:
        watched.watch(connection, [("https://a.example/", None), ("https://b.example/", None)], now)
        one, other = watched.places(connection)
        connection.exec_driver_sql("update watched set form = 'atom', looked = 77, failures = 0")
        connection.exec_driver_sql(
            "update watched set failures = 3, form = 'no form of ours' where address like '%b.%'"
        )
        sighted = [
            watched.Sighting(one.place, 1, "https://a.example/1", None, None, "", now),
            watched.Sighting(one.place, 2, "https://a.example/2", None, None, "", None),
            watched.Sighting(other.place, 3, "https://b.example/3", None, None, "", None, 9, "no"),
        ]
        watched.sight(connection, sighted, now)
    told = measured()
    assert of(told, "onrecord_reports") == before
    assert of(told, "onrecord_watch_places", form="atom", state="answering") == 1
    assert of(told, "onrecord_watch_places", form="other", state="failing") == 1
    assert of(told, "onrecord_watch_entries", form="atom", state="waiting") == 1
    assert of(told, "onrecord_watch_entries", form="atom", state="done") == 1
    assert of(told, "onrecord_watch_entries", form="other", state="given up") == 1
    assert of(told, "onrecord_watch_last_look_timestamp_seconds", form="atom") == 77


def test_a_record_that_cannot_be_asked_is_told(
    store: Record, measured: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> str:
        raise RecordError("The record is gone.", "Look for it.")

    monkeypatch.setattr(store, "turn", gone)
    told = measured()
    assert of(told, "onrecord_record_up") == 0
    assert not any(name == "onrecord_reports" for name, _ in told)


def test_the_process_is_told(measured: Told) -> None:
    told = measured()
    assert of(told, "process_resident_memory_bytes") > 10e6
    assert of(told, "process_cpu_seconds_total") > 0
    assert of(told, "process_open_fds") > 0
    assert of(told, "onrecord_desk_processes") == 1


def test_what_fails_inside_is_counted(
    desk: TestClient, measured: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("onrecord.views.desk.visits.Visit.of", fails)
    assert desk.get("/reports").status_code == 500
    assert of(measured(), "onrecord_requests_total", route="/reports", status="500") == 1
