"""Addresses that lead inward: what a feed, a redirect, a name or a rule's webhook may name, and a
watch never asks. The guards are the product's; below them a router leads all that is public to one
server on loopback, and what is private nowhere, so that a request that slips through is seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.net import Wire, dialing, exchange
from onrecord.settings import Settings
from onrecord.store import watched
from onrecord.store.record import Record, open_record
from onrecord.watching import Pace, Problem, Took, Watch, Word, rules
from tests.servers.newsroom import Newsroom
from tests.servers.wires import Names, Router
from tests.store.asked_worlds import Tale, readings

NAME, PUBLIC = "news.example", "93.184.216.34"
PLACE = f"http://{NAME}/feed"
TEXT = (
    "Foreign Minister Ilma Corvan said on Monday that the talks would go on.\n"
    "She met Prime Minister Dan Arlo of Tarsk in Veld for two hours on Sunday.\n"
    "Officials of both sides said that the ferry would sail again before the summer."
)
# Where a name may lead that is not the open internet.
INWARD = (
    "127.0.0.1", "10.0.0.7", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "fe80::1", "fd00::7",
    "64:ff9b::a00:1", "2002:7f00:1::",
)  # fmt: skip
# What a feed may have as the address of an entry.
NAMED = (
    "http://127.0.0.1/a", "http://localhost/a", "http://[::1]/a", "http://2130706433/a",
    "http://0x7f.1/a", "http://[::ffff:10.0.0.1]/a", "http://169.254.169.254/latest/meta-data/",
    "http://inside.example/a", "http://user@127.0.0.1/a", "http://news.example@127.0.0.1/a",
)  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db", create=True) as made:
        yield made


@pytest.fixture
def outlet() -> Iterator[Newsroom]:
    with Newsroom() as made:
        yield made


def wired(
    monkeypatch: pytest.MonkeyPatch, outlet: Newsroom, names: dict[str, list[list[str]]]
) -> Router:
    """Puts names and a router below the guards; what was dialled."""
    router = Router(int(outlet.url().rpartition(":")[2].partition("/")[0]))
    known = {"inside.example": [["127.0.0.1"]], "localhost": [["127.0.0.1"]], **names}
    wire = Wire(resolve=Names(known), dial=router)
    for way in (exchange.get, exchange.post):
        monkeypatch.setitem(way.__kwdefaults__, "wire", wire)
    return router


def once(record: Record, waited: rules.Rules | None = None) -> list[Word]:
    pace = Pace(between=0, days=1e5)
    return list(Watch(record, Settings(), pace, rules=waited or rules.Rules()).run(once=True))


def follow(record: Record, address: str = PLACE) -> None:
    with record.writing() as connection:
        watched.watch(connection, [(address, None)], 0)


def refused(words: list[Word]) -> list[str]:
    """The kinds of what went wrong."""
    return [type(one.error).__name__ for one in words if isinstance(one, Problem)]


def test_what_is_public_is_taken(
    record: Record, outlet: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet.publish("a", "Talks go on", TEXT)
    router = wired(monkeypatch, outlet, {NAME: [[PUBLIC]]})
    follow(record)
    assert [one for one in once(record) if isinstance(one, Took)]
    assert set(router.dialed) == {PUBLIC}


@pytest.mark.parametrize("address", INWARD)
def test_a_name_that_leads_inward_is_not_asked(
    record: Record, outlet: Newsroom, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    router = wired(monkeypatch, outlet, {NAME: [[address]]})
    follow(record)
    assert refused(once(record)) == ["PrivateAddress"]
    assert (router.dialed, outlet.asked) == ([], [])


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1"])
@pytest.mark.parametrize("asked", [1, 2, 3])
def test_a_name_that_is_public_first_and_private_next(
    record: Record, outlet: Newsroom, address: str, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: between robots.txt, the feed, the robots.txt of a day and what the feed names."""
    outlet.publish("a", "Talks go on", TEXT)
    router = wired(monkeypatch, outlet, {NAME: [[PUBLIC]] * asked + [[address]]})
    follow(record)
    words = once(record)
    assert set(router.dialed) == {PUBLIC}
    assert len(router.dialed) <= asked
    assert asked == 3 or "PrivateAddress" in refused(words)


def test_entries_that_lead_inward_are_not_asked(
    record: Record, outlet: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet.items = [(one, f"Talks {n}", "2026-03-02") for n, one in enumerate(NAMED)]
    router = wired(monkeypatch, outlet, {NAME: [[PUBLIC]]})
    follow(record)
    words = once(record)
    assert not [one for one in words if isinstance(one, Took)]
    assert set(refused(words)) == {"PrivateAddress"}
    assert set(router.dialed) == {PUBLIC}
    assert set(outlet.paths) == {"/feed"}


@pytest.mark.parametrize("inward", NAMED)
def test_redirects_inward_are_not_followed(
    record: Record, outlet: Newsroom, inward: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("/feed", "/robots.txt"):
        outlet.trouble = {path: 302}
        outlet.headers = {path: {"Location": inward}}
        with monkeypatch.context() as patched:
            router = wired(patched, outlet, {NAME: [[PUBLIC]]})
            follow(record, f"http://{NAME}{'/feed' if path == '/feed' else '/other'}")
            once(record)
        assert set(router.dialed) <= {PUBLIC}


def test_lists_of_feeds_do_not_lead_inward(
    record: Record, outlet: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(f'<outline text="N" xmlUrl="{one}"/>' for one in NAMED)
    outlet.pages["/feeds.opml"] = f"<opml><body>{lines}</body></opml>"
    router = wired(monkeypatch, outlet, {NAME: [[PUBLIC]]})
    follow(record, f"http://{NAME}/feeds.opml")
    once(record)
    assert set(router.dialed) == {PUBLIC}


@pytest.mark.parametrize("address", INWARD)
def test_webhooks_do_not_lead_inward(
    record: Record, outlet: Newsroom, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    router = wired(monkeypatch, outlet, {"hooks.example": [[address]]})
    text = '[[rule]]\nname = "said"\nask = "statements"\nwebhook = "http://hooks.example/"\n'
    (tmp_path / "rules.toml").write_text(text + 'secret_env = "HOOK"\n')
    waited = rules.read(str(tmp_path / "rules.toml"), {"HOOK": "a secret of many characters"})
    once(record, waited)
    record.add(readings([Tale(report=1, version=1, day=3, said=((0, 0, 0, 1, 2, False),))]))
    assert set(refused(once(record, waited))) == {"PrivateAddress"}
    assert router.dialed == []


def test_without_the_guard_the_inside_would_be_asked(
    record: Record, outlet: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: every address is taken for one of the open internet."""
    monkeypatch.setattr(dialing, "is_public", lambda _: True)
    router = wired(monkeypatch, outlet, {NAME: [["169.254.169.254"]]})
    follow(record)
    once(record)
    assert "169.254.169.254" in router.dialed
