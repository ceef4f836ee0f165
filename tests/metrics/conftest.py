"""What is measured of a desk over a small record, as prometheus-client's own parser reads it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from onrecord.store.record import Record, open_record
from onrecord.views.desk.app import create
from tests.desk.desk_worlds import TALES
from tests.store.asked_worlds import readings

Labels = frozenset[tuple[str, str]]
Measured = dict[tuple[str, Labels], float]


def parsed(text: str) -> Measured:
    """Each sample's value, by its name and its labels; a sample that is told twice is a fault."""
    found: Measured = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            name = (sample.name, frozenset(sample.labels.items()))
            assert name not in found, name
            found[name] = sample.value
    return found


def of(measured: Measured, name: str, **labels: str) -> float:
    """The sum of the samples of a name that have these labels."""
    asked = frozenset(labels.items())
    return sum(value for (one, told), value in measured.items() if one == name and asked <= told)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db", create=True) as made:
        made.add(readings(TALES))
        yield made


@pytest.fixture
def desk(store: Record) -> TestClient:
    return TestClient(
        create(store), base_url="http://127.0.0.1:8400", raise_server_exceptions=False
    )


@pytest.fixture
def measured(desk: TestClient) -> Callable[[], Measured]:
    """What the desk tells of itself."""

    def told() -> Measured:
        answer = desk.get("/metrics")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
        assert answer.headers["cache-control"] == "no-store"
        return parsed(answer.text)

    return told
