"""Rules: what is new is found once, whatever comes between; hooks get it signed, until taken."""

import json
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from lxml import etree
from starlette.testclient import TestClient

from onrecord.errors import OnrecordError
from onrecord.settings import Settings
from onrecord.store import alerts
from onrecord.store.alerts import Alert
from onrecord.store.record import Record, open_record
from onrecord.views.desk.app import create
from onrecord.watching import Found, Pace, Problem, Rules, Sent, Watch, Word, rules
from onrecord.watching.delivering import RETRIES, signature
from onrecord.watching.rules import Hook
from tests.record_servers import Places
from tests.servers.newsroom import Newsroom
from tests.store.asked_worlds import Tale, readings

SECRET = "a secret of twenty-four characters"
NOW = 1_772_500_000


@pytest.fixture
def tales() -> list[Tale]:
    """Three reports with a statement each, and one that repeats the first."""
    said = ((0, 0, 0, 1, 2, False),), ((1, 1, 1, 0, 4, False),), ((2, 2, 2, None, 6, False),)
    made = [Tale(report=n, version=1, day=3 + n, said=one) for n, one in enumerate(said, 1)]
    return [*made, replace(made[0], report=4, day=9)]


@pytest.fixture
def record(places: Places) -> Iterator[Record]:
    with open_record(places(), create=True) as made:
        yield made


class Clock:
    now = float(NOW)

    def __call__(self) -> float:
        return self.now


def written(folder: Path, text: str) -> str:
    (folder / "rules.toml").write_text(text)
    return str(folder / "rules.toml")


def looked_for(folder: Path, text: str, **environ: str) -> Rules:
    return rules.read(written(folder, text), environ)


def turned(record: Record, waited: Rules, clock: Clock | None = None) -> list[Word]:
    settings = Settings(allow_private=True)
    watch = Watch(record, settings, Pace(between=0), clock or Clock(), rules=waited)
    return list(watch.run(once=True))


def found(words: list[Word]) -> list[str]:
    return [one.alert.thing.partition("-")[0] for one in words if isinstance(one, Found)]


STATEMENTS = '[[rule]]\nname = "said"\nask = "statements"\n'


def test_what_is_there_is_not_told_and_what_comes_is_told_once(
    record: Record, tmp_path: Path, tales: list[Tale]
) -> None:
    waited = looked_for(tmp_path, STATEMENTS)
    made = readings(tales)
    record.add(made[:1])
    assert found(turned(record, waited)) == []
    record.add(made[1:3])
    first = found(turned(record, waited))
    assert first
    assert set(first) == {"statement"}
    assert found(turned(record, waited)) == []
    record.add(made[:3])  # there already
    assert found(turned(record, waited)) == []


def test_what_others_repeat_is_not_new(record: Record, tmp_path: Path, tales: list[Tale]) -> None:
    waited = looked_for(tmp_path, STATEMENTS)
    turned(record, waited)
    made = readings(tales)
    record.add(made[:1])
    assert found(turned(record, waited)) == ["statement"]
    record.add(made[3:])
    assert found(turned(record, waited)) == []


def test_a_status_is_told_when_it_is_another(record: Record, tmp_path: Path) -> None:
    turns = [("signed", 2), ("suspended", 6), ("suspended", 6), ("resumed", 8), ("terminated", 12)]
    tales = [
        Tale(report=n, version=1, day=day + 1, turned=((0, change, day),))
        for n, (change, day) in enumerate(turns, 1)
    ]
    text = '[[rule]]\nname = "pact"\nask = "agreements"\nabout = "Lantern Pact"\nwhen = "status"\n'
    waited = looked_for(tmp_path, text)
    made = readings(tales)
    record.add(made[:1])
    assert found(turned(record, waited)) == []  # as it was when the rule began
    told = []
    for one in made[1:]:
        record.add([one])
        told.append(len(found(turned(record, waited))))
    assert told == [1, 0, 1, 1]


def test_nothing_is_lost_between_two_watches(
    record: Record, tmp_path: Path, tales: list[Tale]
) -> None:
    """Others add while no watch runs; one by one or all at once finds the same."""
    waited = looked_for(tmp_path, STATEMENTS)
    made = readings(tales)
    turned(record, waited)
    told: list[str] = []
    for one in made[:4]:
        record.add([one])
        told += [w.alert.thing for w in turned(record, waited) if isinstance(w, Found)]
    assert len(told) == len(set(told))
    with record.reading() as connection:
        assert {one.thing for one in alerts.alerts(connection, "said")} == set(told)


def test_marks_are_what_keeps_it_from_telling_twice(
    record: Record, tmp_path: Path, tales: list[Tale], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: nothing is remembered, and the same is told when another tells it too."""
    made = readings([tales[0], tales[3]])
    waited = looked_for(tmp_path, STATEMENTS)
    turned(record, waited)
    record.add(made[:1])
    assert found(turned(record, waited))
    record.add(made[1:])
    with monkeypatch.context() as patched:
        patched.setattr(alerts, "_is_told", lambda *_: False)
        assert found(turned(record, waited))


class Receiver:
    """What a webhook gets; ``status`` is what it answers."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[dict[str, str], bytes]] = []

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.got.append(({k.lower(): v for k, v in handler.headers.items()}, body))
        handler.send_response(self.status)
        if self.status == 302:
            handler.send_header("Location", "/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()


@pytest.fixture
def hook() -> Iterator[tuple[Receiver, Newsroom]]:
    receiver = Receiver()
    with Newsroom(trouble={"/hook": receiver}) as outlet:
        yield receiver, outlet


def hooked(folder: Path, outlet: Newsroom) -> Rules:
    text = STATEMENTS + f'webhook = "{outlet.url("/hook")}"\nsecret_env = "HOOK"\n'
    return looked_for(folder, text, HOOK=SECRET)


def test_a_hook_gets_it_signed(
    record: Record, tmp_path: Path, tales: list[Tale], hook: tuple[Receiver, Newsroom]
) -> None:
    receiver, outlet = hook
    waited = hooked(tmp_path, outlet)
    turned(record, waited)
    record.add(readings(tales)[:1])
    words = turned(record, waited)
    sent = [one.alert for one in words if isinstance(one, Sent)]
    assert len(sent) == len(found(words)) == len(receiver.got) > 0
    for headers, body in receiver.got:
        told = json.loads(body)
        at = int(headers["webhook-timestamp"])
        assert headers["webhook-signature"] == signature(told["id"], at, body, SECRET)
        assert headers["webhook-id"] == told["id"]
        assert told["thing"]["tellings"][0]["span"]["text"]
        assert SECRET.encode() not in body
    assert turned(record, waited) == []


@pytest.mark.parametrize("status", [500, 302, 404])
def test_a_hook_that_fails_gets_it_again(
    record: Record, tmp_path: Path, tales: list[Tale], hook: tuple[Receiver, Newsroom], status: int
) -> None:
    receiver, outlet = hook
    waited, clock = hooked(tmp_path, outlet), Clock()
    turned(record, waited, clock)
    record.add(readings(tales)[:1])
    receiver.status = status
    count = len(found(turned(record, waited, clock)))
    assert outlet.paths.count("/elsewhere") == 0
    assert turned(record, waited, clock) == []  # not before its time
    clock.now += RETRIES[0] + 1
    receiver.status = 204
    assert len([one for one in turned(record, waited, clock) if isinstance(one, Sent)]) == count
    ids = [headers["webhook-id"] for headers, _ in receiver.got]
    assert all(ids.count(one) == 2 for one in ids)


def test_a_hook_that_is_gone_is_given_up(
    record: Record, tmp_path: Path, tales: list[Tale], hook: tuple[Receiver, Newsroom]
) -> None:
    receiver, outlet = hook
    waited = hooked(tmp_path, outlet)
    turned(record, waited)
    record.add(readings(tales)[:1])
    receiver.status = 410
    assert {one.again for one in turned(record, waited) if isinstance(one, Problem)} == {None}


def test_hooks_on_this_machine_need_a_word(
    record: Record, tmp_path: Path, tales: list[Tale], hook: tuple[Receiver, Newsroom]
) -> None:
    receiver, outlet = hook
    waited = hooked(tmp_path, outlet)
    list(Watch(record, Settings(), rules=waited).run(once=True))
    record.add(readings(tales)[:1])
    words = list(Watch(record, Settings(), rules=waited).run(once=True))
    assert {type(one.error).__name__ for one in words if isinstance(one, Problem)} == {
        "PrivateAddress"
    }
    assert receiver.got == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no rule"),
        ("rule = 3", "has no rule"),
        ("[[rule]", "no file of rules"),
        ("[[rule]]", "cannot be a rule's name"),
        ('[[rule]]\nname = "../x"', "cannot be a rule's name"),
        ('[[rule]]\nname = "a"\nask = "weather"', "ask"),
        (STATEMENTS + 'when = "status"', "no status"),
        (STATEMENTS + 'when = "sometimes"', "when"),
        (STATEMENTS + 'colour = "red"', "colour"),
        (STATEMENTS + 'as_of = "2023"', "has no as_of"),
        (STATEMENTS + 'webhook = "https://x.example"', "no secret"),
        (STATEMENTS + 'webhook = "file:///x"\nsecret_env = "HOOK"', "only http and https"),
        (STATEMENTS * 2, "two rules said"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_rule_is_said(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(OnrecordError, match=told):
        looked_for(tmp_path, text, HOOK=SECRET)


def test_a_rule_is_a_feed(record: Record, tmp_path: Path, tales: list[Tale]) -> None:
    waited = looked_for(tmp_path, STATEMENTS)
    desk = TestClient(create(record), base_url="http://127.0.0.1")
    assert desk.get("/rules/said.atom").status_code == 404
    assert "No rules are followed" in desk.get("/rules").text
    turned(record, waited)
    record.add(readings(tales)[:2])
    count = len(found(turned(record, waited)))
    answer = desk.get("/rules/said.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    entries = feed.findall("{*}entry")
    assert len(entries) == count
    for one in entries:
        link = one.find("{*}link")
        assert link is not None
        assert desk.get(link.get("href")).status_code == 200
    assert f"{count} found" in desk.get("/rules").text


def test_an_alert_is_its_id(record: Record, tmp_path: Path, tales: list[Tale]) -> None:
    waited = looked_for(tmp_path, STATEMENTS)
    turned(record, waited)
    record.add(readings(tales)[:1])
    words = turned(record, waited)
    assert all(isinstance(one, Found) and isinstance(one.alert, Alert) for one in words)
    assert len({one.alert.id for one in words if isinstance(one, Found)}) == len(words)


def test_hooks_are_shown_without_their_secret(tmp_path: Path) -> None:
    hook = Hook("https://hooks.example", SECRET)
    assert SECRET not in repr(hook)
