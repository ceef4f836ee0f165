"""A desk that others reach, with users of every role, and passwords that are quick to check."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.store.access import ROLES, Access, open_access
from onrecord.store.record import Record, open_record
from onrecord.views.access import passwords
from onrecord.views.desk.app import Entrance, create
from tests.record_servers import Places

PASSWORD = "correct horse battery"
NAME = "desk.example"
Enter = Callable[[str], TestClient]


class Clock:
    """A clock that a test turns."""

    now = 1_772_500_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher.from_parameters(CHEAPEST)
    passwords._nobody.cache_clear()
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(places: Places) -> Iterator[Record]:
    with open_record(places(), create=True) as made:
        yield made


@pytest.fixture
def access(store: Record, clock: Clock, tmp_path: Path) -> Iterator[Access]:
    place = store._engine.url.render_as_string(hide_password=False)
    place = place.removeprefix("sqlite:///").replace("postgresql+psycopg", "postgresql")
    made = open_access(place, create=True, clock=clock)
    assert made
    with made:
        for role in ROLES:
            made.add_user(role, role, passwords.hashed(PASSWORD), by="a test")
        yield made


@pytest.fixture
def desk(store: Record, access: Access) -> FastAPI:
    return create(store, Entrance(access, frozenset({NAME})))


@pytest.fixture
def visitor(desk: FastAPI) -> TestClient:
    """A browser in which nobody is signed in."""
    own = {"Sec-Fetch-Site": "same-origin"}
    return TestClient(desk, base_url=f"https://{NAME}", follow_redirects=False, headers=own)


@pytest.fixture
def enter(desk: FastAPI) -> Enter:
    """Gives a browser in which a user of some role is signed in."""

    def entered(role: str) -> TestClient:
        browser = TestClient(desk, base_url=f"https://{NAME}", follow_redirects=False)
        browser.headers["Sec-Fetch-Site"] = "same-origin"
        answer = browser.post("/signin", data={"name": role, "password": PASSWORD})
        assert answer.status_code == 303
        return browser

    return entered
