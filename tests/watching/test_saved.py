"""Questions that stay: told at least once, under the same id, unread until they are read."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from onrecord.errors import NotInRecord, QuestionError
from onrecord.question import Asked, Question
from onrecord.settings import Settings
from onrecord.store import alerts, saved
from onrecord.store.asking.answering import Answering
from onrecord.store.asking.drawing import Drawing
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.record import Record, open_record
from onrecord.store.saved import Hook
from onrecord.views.desk import sending as desk
from onrecord.watching import Found, Problem, Rules, Sent
from onrecord.watching.alerting import CLAIM, Alerting
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings, worlds
from tests.store.test_asking_laws import ASKED as FILTERS
from tests.watching.test_rules import Receiver, hook

__all__ = ["hook"]
NOW = 1_772_500_000
SECRET = "a secret of twenty-four characters"
SAID = Question.of("statements", {})
_few = settings(
    max_examples=int(os.environ.get("ONRECORD_EXAMPLES", "12")), deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


@pytest.fixture
def record(places: Places) -> Iterator[Record]:
    with open_record(places(), create=True) as made:
        yield made


def tales(*said: int) -> list[Tale]:
    """Reports with a statement each; the same number says the same."""
    return [
        Tale(report=n, version=n, day=n + 2, said=((one % 4, 0, one % 3, None, 2 + one, False),))
        for n, one in enumerate(said, 1)
    ]


def save(record: Record, name: str, *questions: Question, owner: str = "", **more: object) -> None:
    with record.bookkeeping() as connection:
        saved.save(connection, record.points, owner, name, questions, NOW, **more)  # type: ignore[arg-type]


def followed(record: Record, now: int = NOW) -> list[alerts.Alert]:
    with record.bookkeeping() as connection:
        return alerts.follow_saved(connection, record.points, now)


def one(record: Record, name: str, owner: str = "") -> saved.Saved:
    with record.reading() as connection:
        return saved.saved_as(connection, owner, name)


def entries(record: Record, name: str, owner: str = "") -> list[alerts.Alert]:
    with record.reading() as connection:
        return alerts.alerts(connection, saved.full_name(connection, owner, name), 1_000)


def test_what_comes_is_found_once_and_is_unread_until_it_is_read(record: Record) -> None:
    made = readings(tales(0, 1, 2))
    record.add(made[:1])
    save(record, "said", SAID)
    assert followed(record) == []
    record.add(made[1:])
    assert len(followed(record)) == 2
    assert followed(record) == []
    assert (one(record, "said").found, one(record, "said").unread) == (2, 2)
    with record.bookkeeping() as connection:
        saved.mark(connection, "", "said")
    assert (one(record, "said").found, one(record, "said").unread) == (2, 0)


def test_what_was_there_and_is_told_again_is_not_new(record: Record) -> None:
    made = readings(tales(0, 0))
    record.add(made[:1])
    save(record, "said", SAID)
    save(record, "here", Question.of("statements", {"outlet": "Weekly Lantern"}))
    record.add(made[1:])
    assert {alert.rule for alert in followed(record)} == {"/here"}  # that it fits is new


@_few
@given(
    steps=st.lists(
        st.one_of(st.integers(0, 5), st.sampled_from(["look", "read", "half"])), max_size=9
    )
)
def test_unread_are_the_entries_above_the_mark(places: Places, steps: list[int | str]) -> None:
    made = readings(tales(*range(6)))
    with open_record(places(), create=True) as record:
        save(record, "said", SAID)
        mark = 0
        for step in steps:
            if isinstance(step, int):
                record.add(made[step : step + 1])
            elif step == "look":
                followed(record)
            else:
                there = sorted(entry.number for entry in entries(record, "said"))
                upto = None if step == "read" else there[len(there) // 2] if there else 0
                with record.bookkeeping() as connection:
                    saved.mark(connection, "", "said", upto)
                mark = max(mark, max(there, default=0) if upto is None else upto)
            there = sorted(entry.number for entry in entries(record, "said"))
            assert one(record, "said").unread == sum(number > mark for number in there)


def test_a_mark_that_goes_back_is_seen(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: who has read all, and then marks an older one, has unread ones again."""
    save(record, "said", SAID)
    record.add(readings(tales(0, 1)))
    followed(record)
    first = min(entry.number for entry in entries(record, "said"))
    with record.bookkeeping() as connection:
        saved.mark(connection, "", "said")
        saved.mark(connection, "", "said", first)
    assert one(record, "said").unread == 0
    monkeypatch.setattr(saved, "marked", lambda *_: 0)
    with record.bookkeeping() as connection:
        saved.mark(connection, "", "said", first)
    monkeypatch.undo()
    assert one(record, "said").unread == 1


def test_a_fact_has_the_same_id_whenever_and_in_whatever_company_it_is_found(
    places: Places,
) -> None:
    made = readings(tales(0, 1, 2))
    ids: list[set[tuple[str, str]]] = []
    for parts in ([made], [made[:1], made[1:]], [made[:2], made[2:]]):
        with open_record(places(), create=True) as record:
            save(record, "said", SAID)
            for number, some in enumerate(parts):
                record.add(some)
                followed(record, NOW + 1_000 * number)
            ids.append({(entry.thing, entry.id) for entry in entries(record, "said")})
    assert ids[0] == ids[1] == ids[2]
    assert len(ids[0]) == 3


def test_several_questions_are_followed_as_one(record: Record) -> None:
    varga, orlik = (Question.of("statements", {"by": who}) for who in ("Varga", "Orlik"))
    save(record, "both", varga)
    record.add(readings(tales(0, 1, 2))[:1])
    save(record, "both", orlik, add=True)  # what came before that is kept
    record.add(readings(tales(0, 1, 2))[1:])
    followed(record)
    assert one(record, "both").questions == (varga, orlik)
    assert one(record, "both").found == 2


def test_a_name_is_its_owners_own(record: Record) -> None:
    save(record, "mine", SAID, owner="ada")
    save(record, "mine", Question.of("cases", {}), owner="ben")
    record.add(readings(tales(0)))
    followed(record)
    assert one(record, "mine", "ada").found == 1
    assert one(record, "mine", "ben").found == 0
    with record.bookkeeping() as connection:
        saved.unsave(connection, "ben", "mine")
    with pytest.raises(NotInRecord, match="No question"):
        one(record, "mine", "ben")
    assert one(record, "mine", "ada").unread == 1
    with record.reading() as connection:
        assert [it.name for it in saved.saved(connection, "ada")] == ["mine"]
        assert saved.saved(connection, "") == []
        assert alerts.rules(connection) == []


def test_saving_the_same_again_changes_nothing(record: Record) -> None:
    save(record, "said", SAID)
    record.add(readings(tales(0)))
    followed(record)
    save(record, "said", SAID)
    assert one(record, "said").found == 1
    save(record, "said", Question.of("statements", {"by": "Varga"}))
    assert one(record, "said").found == 1  # what was found stays


@pytest.mark.parametrize(
    ("name", "ask", "more", "told"),
    [
        ("../x", SAID, {}, "cannot be the name"),
        ("a/b", SAID, {}, "cannot be the name"),
        ("a", SAID, {"when": "status"}, "no status"),
        ("a", SAID, {"when": "often"}, "when"),
        ("a", Question.of("statements", {"as_of": "2023"}), {}, "no as_of"),
        ("a", Question.of("search", {"text": "x"}), {}, "ask"),
        ("a", SAID, {"hook": Hook("https://h.example", "HOME")}, "ONRECORD_HOOK"),
        ("a", SAID, {"hook": Hook("https://h.example", "")}, "ONRECORD_HOOK"),
    ],
)
def test_what_cannot_be_saved_is_said(
    record: Record, name: str, ask: Question, more: dict[str, object], told: str
) -> None:
    with pytest.raises(QuestionError, match=told):
        save(record, name, ask, **more)  # type: ignore[arg-type]


# Delivery.


def sending(
    record: Record, now: int = NOW, *, private: bool = True, **environ: str
) -> list[object]:
    """One process that follows and sends until nothing is on its way."""
    clock = {"now": now}
    one = Alerting(record, Settings(allow_private=private), Rules(), lambda: clock["now"])
    one.environ = environ
    words: list[object] = list(one.turn())
    while one.busy:
        time.sleep(0.01)
        words += one.turn()
    return words


def test_a_saved_question_is_sent_signed_and_what_was_tried_is_logged(
    record: Record, hook: tuple[Receiver, object]
) -> None:
    receiver, outlet = hook
    there = Hook(outlet.url("/hook"), "ONRECORD_HOOK_SECRET")  # type: ignore[attr-defined]
    save(record, "said", SAID, hook=there)
    record.add(readings(tales(0)))
    words = sending(record)  # its secret is not there yet
    assert any(isinstance(word, Problem) and "secret" in str(word.error) for word in words)
    assert receiver.got == []
    receiver.status = 500
    sending(record, NOW + 100, ONRECORD_HOOK_SECRET=SECRET)
    receiver.status = 204
    words = sending(record, NOW + 10_000, ONRECORD_HOOK_SECRET=SECRET)
    assert [type(word) for word in words] == [Sent]
    ids = {headers["webhook-id"] for headers, _ in receiver.got}
    assert ids == {entry.id for entry in entries(record, "said")}
    assert json.loads(receiver.got[-1][1])["thing"]["tellings"][0]["span"]["text"]
    with record.reading() as connection:
        log = saved.deliveries(connection, "/said")
    assert [bool(tried.problem) for tried in log] == [False, True, True]
    assert SECRET not in repr(log)


def test_private_addresses_are_refused_whatever_names_them(
    record: Record, hook: tuple[Receiver, object]
) -> None:
    receiver, outlet = hook
    port = outlet.url("/hook").split(":")[2]  # type: ignore[attr-defined]
    for number, host in enumerate(("127.0.0.1", "localhost", "[::1]", "2130706433")):
        there = Hook(f"http://{host}:{port}", "ONRECORD_HOOK_SECRET")
        save(record, f"n{number}", SAID, hook=there)
    record.add(readings(tales(0)))
    words = sending(record, private=False, ONRECORD_HOOK_SECRET=SECRET)
    assert len([word for word in words if isinstance(word, Found)]) == 4
    assert len([word for word in words if isinstance(word, Problem)]) == 4
    assert receiver.got == []


_SENDER = """
import sys, time
from onrecord.settings import Settings
from onrecord.store import alerts
from onrecord.store.record import open_record
from onrecord.watching import Rules
from onrecord.watching.alerting import Alerting
def never(*_):
    print("delivered", flush=True)
    time.sleep(60)
alerts.settled = never
with open_record(sys.argv[1]) as record:
    one = Alerting(record, Settings(allow_private=True), Rules(), lambda: int(sys.argv[2]))
    while True:
        list(one.turn())
        time.sleep(0.01)
"""


def test_who_is_killed_between_sending_and_noting_it_sends_it_again(
    record: Record, hook: tuple[Receiver, object]
) -> None:
    """At least once: what was sent and not noted is sent again after its time, under its id."""
    receiver, outlet = hook
    there = Hook(outlet.url("/hook"), "ONRECORD_HOOK_SECRET")  # type: ignore[attr-defined]
    save(record, "said", SAID, hook=there)
    record.add(readings(tales(0)))
    environ = os.environ | {"ONRECORD_HOOK_SECRET": SECRET}
    child = subprocess.Popen(
        [sys.executable, "-c", _SENDER, record.where, str(NOW)],
        stdout=subprocess.PIPE, env=environ, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == b"delivered\n"
        child.send_signal(signal.SIGKILL)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()
    assert len(receiver.got) == 1
    assert sending(record, NOW + 1, ONRECORD_HOOK_SECRET=SECRET) == []  # it may be on its way
    words = sending(record, NOW + CLAIM + 1, ONRECORD_HOOK_SECRET=SECRET)
    assert [type(word) for word in words] == [Sent]
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert len(receiver.got) == 2
    assert sending(record, NOW + 10 * CLAIM, ONRECORD_HOOK_SECRET=SECRET) == []


def test_two_who_send_do_not_send_the_same(record: Record, hook: tuple[Receiver, object]) -> None:
    receiver, outlet = hook
    there = Hook(outlet.url("/hook"), "ONRECORD_HOOK_SECRET")  # type: ignore[attr-defined]
    save(record, "said", SAID, hook=there)
    record.add(readings(tales(0, 1, 2)))
    both = [Alerting(record, Settings(allow_private=True), Rules(), lambda: NOW) for _ in "ab"]
    for it in both:
        it.environ = {"ONRECORD_HOOK_SECRET": SECRET}
    for _ in range(400):
        for it in both:
            list(it.turn())
        if not any(it.busy for it in both):
            break
        time.sleep(0.01)
    assert len(receiver.got) == 3
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 3


def test_a_record_of_before_keeps_its_rules_and_what_they_found(record: Record) -> None:
    """What a watch's file follows is not forgotten, and what it found is numbered in order."""
    rule = alerts.Rule("file", (SAID,))
    with record.bookkeeping() as connection:
        alerts.follow(connection, record.points, [rule], NOW, ())
    record.add(readings(tales(0, 1)))
    with record.bookkeeping() as connection:
        assert len(alerts.follow(connection, record.points, [rule], NOW, ())) == 2
        numbers = [it.number for it in alerts.alerts(connection, "file")]
        assert numbers == sorted(numbers, reverse=True)
        assert alerts.rules(connection) == [("file", 2)]
    save(record, "said", SAID)
    with record.bookkeeping() as connection:
        alerts.follow(connection, record.points, [], NOW, ())  # the file is empty now
        assert alerts.rules(connection) == []
    assert one(record, "said").name == "said"
    assert replace(rule, owner="") != rule


def test_a_desk_that_is_open_sends_too(
    record: Record, hook: tuple[Receiver, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver, outlet = hook
    there = Hook(outlet.url("/hook"), "ONRECORD_HOOK_SECRET")  # type: ignore[attr-defined]
    save(record, "said", SAID, hook=there)
    record.add(readings(tales(0)))
    monkeypatch.setenv("ONRECORD_HOOK_SECRET", SECRET)
    monkeypatch.setattr(desk, "EVERY", 0.02)
    with desk.sending(record, Settings(allow_private=True)):
        until = time.monotonic() + 30
        while not receiver.got and time.monotonic() < until:
            time.sleep(0.02)
    assert len(receiver.got) == 1
    with record.reading() as connection:  # what was on its way when it closed is noted
        assert [it.problem for it in saved.deliveries(connection, "/said")] == [None]


def test_the_rules_of_an_older_record_become_todays(places: Places) -> None:
    place = places()
    rule = alerts.Rule("file", (SAID,))
    with open_record(place, create=True) as record:
        with record.bookkeeping() as connection:
            alerts.follow(connection, record.points, [rule], NOW, ())
        record.add(readings(tales(0, 1)))
        with record.bookkeeping() as connection:
            alerts.follow(connection, record.points, [rule], NOW, ())
            before = [it.id for it in alerts.alerts(connection, "file")]
        with record.writing() as connection:  # as it was before questions were saved
            for line in (
                "DROP INDEX alert_number", "DROP TABLE seen", "DROP TABLE delivery",
                *(f"ALTER TABLE rule DROP COLUMN {name}"
                  for name in ("owner", "began", "webhook", "secret")),
                "ALTER TABLE alert DROP COLUMN number",
                "DELETE FROM migration WHERE name = '2026-11 saved'",
            ):  # fmt: skip
                connection.execute(text(line))
    with open_record(place) as record:
        with record.bookkeeping() as connection:
            assert alerts.rules(connection) == [("file", 2)]
            found = alerts.alerts(connection, "file")
            assert {it.id for it in found} == set(before)
            assert sorted(it.number for it in found) == [1, 2]
        save(record, "said", SAID)
        record.add(readings(tales(0, 1, 2))[2:])
        with record.bookkeeping() as connection:
            told = alerts.follow(connection, record.points, [rule], NOW, ())
        assert [it.rule for it in told] == ["file", "/said"]
        assert min(it.number for it in told) == 3


@_few
@given(worlds(), st.sampled_from(("statements", "encounters", "events", "agreements", "cases")))
def test_what_is_followed_is_what_the_list_has(
    places: Places, told: list[Tale], kind: Asked
) -> None:
    """The law: looked at from the beginning, a question finds its list; nothing is left out."""
    with open_record(places(), create=True) as record:
        record.add(readings(told))
        asking = Asking(record)
        for filters in FILTERS:
            try:
                question = Question.of(kind, filters)
            except QuestionError:
                continue
            with record.reading() as connection:
                answering = Answering(connection, record.points, None)
                found = {thing.id for thing in alerts.fresh(answering, question, 0)}
            listed = {thing.id for thing in getattr(asking, kind)(**filters)}
            assert found == listed, filters


def test_what_is_left_out_of_what_is_followed_is_seen(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: half of what may fit is not looked at."""
    record.add(readings(tales(0, 1, 2, 3)))

    def found() -> int:
        with record.reading() as connection:
            answering = Answering(connection, record.points, None)
            return len(list(alerts.fresh(answering, SAID, 0)))

    assert found() == len(list(Asking(record).statements())) == 4
    half = lambda self, means, things: set(sorted(things)[:2])  # noqa: E731
    monkeypatch.setattr(Drawing, "among", half)
    assert found() == 2
