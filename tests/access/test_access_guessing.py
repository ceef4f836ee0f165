"""Guessing: passwords and tokens, one by one and many at once; what it costs, tells and leaves."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from onrecord.store.access import Access, open_access
from onrecord.store.record import open_record
from onrecord.views.access import door, limits, passwords
from onrecord.views.desk.app import Entrance, create
from tests.access.conftest import PASSWORD
from tests.servers.desks import Answered, answering, asked

GUESSER = {"X-Forwarded-For": "203.0.113.9"}


@pytest.fixture
def access(tmp_path: Path) -> Iterator[Access]:
    open_record(tmp_path / "record.db", create=True).close()
    made = open_access(str(tmp_path / "record.db"), create=True)
    assert made
    with made:
        made.add_user("ada", "administrator", passwords.hashed(PASSWORD), by="a test")
        made.add_user("ben", "reader", passwords.hashed(PASSWORD), by="a test")
        made.close_user("ben", by="a test")
        yield made


@pytest.fixture
def port(tmp_path: Path, access: Access) -> Iterator[int]:
    with open_record(tmp_path / "record.db") as store:
        entrance = Entrance(access, frozenset({"desk.example"}), secure=False, proxied=True)
        with answering(create(store, entrance)) as made:
            yield made


def signs_in(port: int, name: str, password: str, headers: dict[str, str]) -> Answered:
    return asked(port, "POST", "/signin", {"name": name, "password": password}, headers)


def shows(port: int, secret: str, headers: dict[str, str]) -> Answered:
    sent = {"Authorization": f"Bearer {secret}", "Sec-Fetch-Site": "", **headers}
    return asked(port, "GET", "/api/status", None, sent)


def test_many_guesses_at_once_are_no_more_than_one_by_one(port: int) -> None:
    with ThreadPoolExecutor(16) as together:
        answers = together.map(
            lambda n: signs_in(port, "ada", f"wrong horse {n}", GUESSER).status, range(24)
        )
        assert sorted(answers) == [401] * 5 + [429] * 19
    assert signs_in(port, "ada", PASSWORD, {}).status == 303  # from elsewhere she comes in


def test_counting_afterwards_would_let_more_through(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a guess is held against nobody until its hash was made."""
    together = threading.Barrier(8, timeout=20)
    right = limits.Attempts.begin

    def late(self: Any, name: str, origin: str, now: float) -> float:
        together.wait()
        with self._lock:
            free = len(self._recent(f"both {name} {origin}", now)) < 5
        together.wait()
        right(self, name, origin, now)
        return 0.0 if free else 60.0

    monkeypatch.setattr(limits.Attempts, "begin", late)
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda n: signs_in(port, "ada", f"wrong {n}", GUESSER).status, range(8))
        assert list(found).count(401) > 5


def test_one_s_own_tries_that_were_right_are_not_counted() -> None:
    tries = limits.Attempts()
    for now in range(50):
        assert tries.begin("ada", "here", float(now)) == 0
        tries.right("ada", "here", float(now))
    assert [tries.begin("ada", "here", 60.0) for _ in range(6)] == [0] * 5 + [900]


def test_whether_a_user_is_there_is_not_to_be_measured(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One hash is checked whoever is named: known, unknown, closed, or no name at all."""
    checked: list[str] = []
    hasher = passwords._hasher()

    class Counting(PasswordHasher):
        def verify(self, hash: Any, password: Any) -> Any:
            checked.append(str(hash).split("$")[3])  # its parameters are its cost
            return hasher.verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", lambda: Counting())
    told = {}
    for name in ("ada", "nobody", "ben", "", "' OR 1=1 --", "x" * 900):
        answer = signs_in(port, name, "wrong horse battery", {})
        told[answer.status, answer.text] = name
        assert len(checked) == 1, name
        checked.clear()
    assert len(told) == 1


def test_guessing_tokens_is_logged_and_ends(port: int, access: Access) -> None:
    good = access.make_token("ada", "script", ["read"], 30, by="ada")
    guesses = [good[:-1] + ("A" if good[-1] != "A" else "B"), "onr_x", "", *map(str, range(22))]
    status = [shows(port, one, GUESSER).status for one in guesses]
    assert status == [401] * door.GUESSES + [429] * 5
    assert shows(port, good, GUESSER).status != 429  # whoever has a good one is not kept out
    lines = [one for one in access.log() if one.what == "token refused"]
    assert len(lines) == door.GUESSES
    assert {one.origin for one in lines} == {GUESSER["X-Forwarded-For"]}
    assert {one.about for one in lines} == {"/api/status"}
    for one in guesses[0], good:
        assert one not in repr(access.log())


def test_sign_ins_are_logged_without_what_was_typed(port: int, access: Access) -> None:
    signs_in(port, "ada", "my own password that I mistyped", GUESSER)
    signs_in(port, "ada", PASSWORD, GUESSER)
    told = [(one.who, one.what, one.about, one.origin) for one in access.log()]
    assert ("nobody", "sign-in refused", "ada", "203.0.113.9") in told
    assert ("ada", "signed in", "", "203.0.113.9") in told
    assert "mistyped" not in repr(told)
    assert PASSWORD not in repr(told)


def test_tokens_are_too_long_to_guess(access: Access) -> None:
    made = [access.make_token("ada", "script", ["read"], 30, by="ada") for _ in range(50)]
    secrets = [one.split("_", 2)[2] for one in made]
    assert len(set(secrets)) == 50
    assert min(map(len, secrets)) >= 43  # 32 random bytes
