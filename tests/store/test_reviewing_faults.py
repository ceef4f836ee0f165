"""A verdict goes wrong: killed anywhere in it, two reviewers at once, a reader meanwhile."""

import multiprocessing
import os
import signal
from collections.abc import Callable

import pytest
from sqlalchemy import event

from onrecord.errors import InvalidVerdict
from onrecord.record.verdicts import Verdict
from onrecord.store import reviewing
from onrecord.store.checking import faults
from onrecord.store.record import Record
from onrecord.store.verdicts import every
from tests.store.record_worlds import dump, opened
from tests.store.test_reviewing_laws import BRIDGE, A, B, C, D, made

SPAWN = multiprocessing.get_context("fork")


def _at(second: int) -> str:
    return f"2026-05-01T12:00:{second:02}Z"


SPLIT = Verdict.given("split", [B], against=[D], at=_at(0), by="Osei")


def _child(work: Callable[[], None]) -> int:
    """How a child ended that did some work."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return status


def _killed(record: Record, number: int) -> None:
    """From now on the process is killed at the given statement to the database."""
    met = 0

    @event.listens_for(record._engine, "before_cursor_execute")
    def count(*told: object) -> None:
        nonlocal met
        met += 1
        if met == number:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("number", [3, 6, 8, 10, 12, 14, 17, 20, 24, 30])
def test_killed_in_the_middle_of_a_verdict(place: str, number: int) -> None:
    """It holds as a whole, or nothing of it was written."""
    with made(place, *BRIDGE) as record:
        before = dump(record)

    def work() -> None:
        with opened(place) as record:
            _killed(record, number)
            reviewing.give(record, SPLIT)

    status = _child(work)
    with opened(place) as record:
        assert list(faults(record)) == []
        if dump(record) == before:
            assert status != 0
        reviewing.take_in(record, [SPLIT])
        done = dump(record)
    with made(f"{place}-other" if "://" not in place else place, *BRIDGE, SPLIT) as other:
        assert dump(other) == done


def test_two_reviewers_at_once_cannot_contradict_each_other(place: str) -> None:
    """One merges what the other splits, at one moment: one of the two is refused."""
    merge = Verdict.given("merge", [B, D], at=_at(1), by="Lind")
    made(place, *BRIDGE).close()
    start = SPAWN.Barrier(2)

    def judge(one: Verdict) -> None:
        with opened(place) as record:
            start.wait()
            try:
                reviewing.give(record, one)
            except InvalidVerdict:
                os._exit(7)

    judges = [SPAWN.Process(target=judge, args=(one,)) for one in (SPLIT, merge)]
    for one in judges:
        one.start()
    for one in judges:
        one.join(120)
    assert sorted(one.exitcode or 0 for one in judges) == [0, 7]
    with opened(place) as record:
        with record.reading() as connection:
            assert len(every(connection)) == 1
            assert reviewing.contradictions(connection, record.points) == ()
        assert list(faults(record)) == []


def test_two_reviewers_at_once_both_hold(place: str) -> None:
    merge = Verdict.given("merge", [A, C], at=_at(1), by="Lind")
    made(place, *BRIDGE).close()
    start = SPAWN.Barrier(2)

    def judge(one: Verdict) -> None:
        with opened(place) as record:
            start.wait()
            reviewing.give(record, one)

    judges = [SPAWN.Process(target=judge, args=(one,)) for one in (SPLIT, merge)]
    for one in judges:
        one.start()
    for one in judges:
        one.join(120)
    assert [one.exitcode for one in judges] == [0, 0]
    with opened(place) as record:
        found = dump(record)
        assert list(faults(record)) == []
        reviewing.take_in(record, [SPLIT, merge])
        assert dump(record) == found
