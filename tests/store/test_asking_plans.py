"""No question goes through a whole table: what either database plans for each is looked at."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.question import Asked
from onrecord.store import opening
from onrecord.store.asking.opened import Record
from onrecord.store.record import open_record
from onrecord.store.straight import Straight
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings

TALES = [
    Tale(
        report=number, version=number, day=number, turned=((0, "signed", number),), held=(0,),
        said=((0, 1, 0, 1, number, False), (2, 2, 1, None, None, True)), met=((0, 1, number, 1),),
    )
    for number in range(1, 9)
]  # fmt: skip
QUESTIONS: list[tuple[Asked, dict[str, Any]]] = [
    ("statements", {}),
    ("statements", {"by": "Varga"}),
    ("statements", {"by": "Austria", "to": "Orlik"}),
    ("statements", {"about": "Lantern Pact"}),
    ("statements", {"act": "deny", "terms": "anonymous", "mode": "indirect"}),
    ("statements", {"text": "orchards"}),
    ("statements", {"since": "2031-03-02", "until": "2031-03-04"}),
    ("statements", {"min_sources": 2}),
    ("encounters", {"between": ["Austria", "CZ"]}),
    ("encounters", {"place": "Vienna", "by": "AT"}),
    ("events", {"type": "CONSULT", "by": "Orlik"}),
    ("agreements", {}),
    ("agreements", {"by": "Austria"}),
    ("agreements", {"about": "Lantern Pact"}),
    ("cases", {"about": "Varga"}),
    ("actors", {}),
    ("actors", {"by": "AT"}),
    ("actors", {"text": "varga"}),
    ("timeline", {"since": "2031-03-02"}),
    ("timeline", {"about": "Austria"}),
    ("disputes", {}),
    ("disputes", {"about": "Varga"}),
    ("statements", {"text": "orch*"}),
    ("search", {"text": '"the orchards" val*'}),
    ("search", {"text": "orchards", "by": "Varga"}),
]
# Small rooms by nature: the verdicts of reviewers, and lists that are handed over as JSON.
_MAY_BE_SCANNED = (
    "json_each",
    "verdict",
    "judged",
    "SCAN words VIRTUAL TABLE",
    "SCAN said VIRTUAL TABLE",
    "SCAN CONSTANT",
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    place: Path = tmp_path_factory.mktemp("plans") / "record.db"
    with open_record(place, create=True) as store:
        store.add(readings(TALES))
        yield Record(store)


def scans(record: Record, asked: Asked, filters: dict[str, Any]) -> list[str]:
    """Every step of a plan that goes through a whole table, with its question."""
    found: list[str] = []

    real = Straight._asked

    def look(self: Straight, by: Any, statement: str, values: dict[str, Any]) -> Any:
        for *_, step in real(self, by, "EXPLAIN QUERY PLAN " + statement, values).fetchall():
            if step.startswith("SCAN") and not any(one in step for one in _MAY_BE_SCANNED):
                found.append(f"{step}: {' '.join(statement.split())}")
        return real(self, by, statement, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Straight, "_asked", look)
        list(getattr(record, asked)(**filters))
    return [one for one in found if not _inner(one)]


def _inner(step: str) -> bool:
    """Whether it goes through rows that a part of the question has made."""
    name = step.split(":")[0].split()[1]
    return name.startswith(("anon_", "(", "SUBQUERY", "given"))


@pytest.mark.parametrize("as_of", [None, "2031-03-05"])
@pytest.mark.parametrize(("asked", "filters"), QUESTIONS, ids=lambda one: str(one))
def test_no_question_goes_through_a_whole_table(
    record: Record, asked: Asked, filters: dict[str, Any], as_of: str | None
) -> None:
    at = {"as_of": as_of} if as_of else {}
    assert scans(record, asked, {**filters, **at}) == []


def test_a_planted_fault_a_way_without_its_index_is_seen(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.store.asking import walking

    monkeypatch.setattr(walking, "ranges", lambda given, kind, way: ["role.day + 0 > 0"])
    assert any("role" in one for one in scans(record, "statements", {"by": "Varga"}))


@pytest.fixture(scope="module")
def served(postgres: Places) -> Iterator[Record]:
    with open_record(postgres(), create=True) as store:
        store.add(readings(TALES))
        yield Record(store)


def server_scans(record: Record, asked: Asked, filters: dict[str, Any]) -> list[str]:
    """The same of PostgreSQL."""
    found: list[str] = []
    real = Straight._asked

    def look(self: Straight, by: Any, statement: str, values: dict[str, Any]) -> Any:
        plan = real(self, self._driver, "EXPLAIN " + statement, values).fetchall()
        found.extend(
            f"{step.strip()}: {' '.join(statement.split())}"
            for (step,) in plan
            if "Seq Scan" in step and not any(one in step for one in _MAY_BE_SCANNED)
        )
        return real(self, by, statement, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Straight, "_asked", look)
        list(getattr(record, asked)(**filters))
    return found


@pytest.mark.parametrize("as_of", [None, "2031-03-05"])
@pytest.mark.parametrize(("asked", "filters"), QUESTIONS, ids=lambda one: str(one))
def test_no_question_goes_through_a_whole_table_of_a_server(
    served: Record, asked: Asked, filters: dict[str, Any], as_of: str | None
) -> None:
    at = {"as_of": as_of} if as_of else {}
    assert server_scans(served, asked, {**filters, **at}) == []


def test_a_planted_fault_a_server_that_goes_by_its_own_guess_is_seen(
    postgres: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_ATTUNED", "SELECT 1")
    with open_record(postgres(), create=True) as store:
        store.add(readings(TALES))
        assert server_scans(Record(store), "statements", {"by": "Varga"})
