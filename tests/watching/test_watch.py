"""A watch over a real server that misbehaves on purpose: nothing lost, nothing twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from onrecord.settings import Settings
from onrecord.store import watched
from onrecord.store.checking import faults
from onrecord.store.record import Record, open_record
from onrecord.store.schema import sighted, version
from onrecord.watching import Looked, Pace, Problem, Took, Watch, Word, rounds
from tests.record_servers import Places
from tests.servers.newsroom import Newsroom

NOW = 1_772_500_000  # 3 March 2026
PACE = Pace(every=900, between=0.0, days=7)
NEAR = Settings(allow_private=True, fetch_seconds=2)


def prose(n: int) -> str:
    return (
        f"Foreign Minister Ilma Corvan said on Monday that round {n} of the talks would go on.\n"
        f"She met Prime Minister Dan Arlo of Tarsk in Veld for {n + 2} hours on Sunday.\n"
        "Officials of both sides said that the ferry would sail again before the summer."
    )


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def outlet() -> Iterator[Newsroom]:
    with Newsroom() as made:
        yield made


@pytest.fixture
def record(places: Places) -> Iterator[Record]:
    with open_record(places(), create=True) as made:
        yield made


def follow(record: Record, *addresses: str) -> None:
    with record.writing() as connection:
        watched.watch(connection, [(one, None) for one in addresses], NOW)


def once(record: Record, clock: Clock | None = None, pace: Pace = PACE) -> list[Word]:
    return list(Watch(record, NEAR, pace, clock or Clock()).run(once=True))


def took(words: list[Word]) -> list[str]:
    return [one.added.what for one in words if isinstance(one, Took)]


def count(record: Record) -> int:
    with record.reading() as connection:
        return connection.scalar(select(func.count()).select_from(version)) or 0


def test_what_a_feed_names_is_added_once(record: Record, outlet: Newsroom) -> None:
    for n in range(3):
        outlet.publish(f"a{n}", f"Talks, round {n}", prose(n))
    follow(record, outlet.url())
    assert took(once(record)) == ["added"] * 3
    outlet.publish("b", "Talks, round 9", prose(9))
    clock = Clock()
    clock.now += 901
    assert took(once(record, clock)) == ["added"]
    assert count(record) == 4
    assert sorted(outlet.paths) == sorted(
        ["/feed", "/feed", "/a0.html", "/a1.html", "/a2.html", "/b.html"]
    )
    assert list(faults(record)) == []


def test_what_has_not_changed_is_not_sent_again(record: Record, outlet: Newsroom) -> None:
    outlet.publish("a", "Talks", prose(1))
    follow(record, outlet.url())
    once(record)
    words = once(record)
    assert [one.new for one in words if isinstance(one, Looked)] == [0]
    assert outlet.asked[-1][1].get("if-none-match")
    assert outlet.paths.count("/a.html") == 1


def test_a_changed_article_is_a_new_version(record: Record, outlet: Newsroom) -> None:
    outlet.publish("a", "Talks", prose(1))
    follow(record, outlet.url())
    once(record)
    outlet.publish(
        "a", "Talks", prose(1) + "\nThe ferry will not sail, she said later.", "2026-03-03"
    )
    assert took(once(record)) == ["version"]


def test_old_entries_are_not_fetched(record: Record, outlet: Newsroom) -> None:
    outlet.publish("old", "Talks", prose(1), "2025-12-24")
    follow(record, outlet.url())
    assert took(once(record)) == []
    assert outlet.paths == ["/feed"]


def test_robots_are_heeded(record: Record, outlet: Newsroom) -> None:
    outlet.robots = "User-agent: onrecord\nDisallow: /closed\n"
    outlet.publish("closed", "Talks", prose(1))
    outlet.publish("open", "Talks", prose(2))
    follow(record, outlet.url())
    words = once(record)
    assert took(words) == ["added"]
    assert "/closed.html" not in outlet.paths
    assert [type(one.error).__name__ for one in words if isinstance(one, Problem)] == ["Disallowed"]
    assert [path for path, _ in outlet.asked].count("/robots.txt") == 1


def test_where_robots_cannot_be_asked_nothing_else_is(record: Record, outlet: Newsroom) -> None:
    outlet.trouble["/robots.txt"] = 503
    follow(record, outlet.url())
    (word,) = once(record)
    assert isinstance(word, Problem)
    assert word.again
    assert outlet.paths == []


def test_one_bad_article_costs_no_other(record: Record, outlet: Newsroom) -> None:
    def hang(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(4)

    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<html>")

    for name in ("hangs", "cut", "missing", "empty", "good"):
        outlet.publish(name, "Talks", prose(3))
    outlet.trouble |= {"/hangs.html": hang, "/cut.html": cut, "/missing.html": 404}
    outlet.pages["/empty.html"] = "<html><body></body></html>"
    follow(record, outlet.url())
    words = once(record)
    assert took(words) == ["added"]
    again = {
        one.address.rpartition("/")[2]: one.again is not None
        for one in words
        if isinstance(one, Problem)
    }
    assert again == {
        "hangs.html": True,
        "cut.html": True,
        "missing.html": False,
        "empty.html": False,
    }
    outlet.trouble.clear()
    clock = Clock()
    clock.now += 301
    assert len(took(once(record, clock))) == 2  # what hung and what was cut


def test_who_asks_for_time_is_given_it(record: Record, outlet: Newsroom) -> None:
    outlet.trouble["/feed"] = 429
    outlet.headers["/feed"] = {"Retry-After": "5000"}
    follow(record, outlet.url())
    (word,) = once(record)
    assert isinstance(word, Problem)
    assert word.again == 5000
    clock = Clock()
    clock.now += 4_990
    assert once(record, clock) == []
    outlet.trouble.clear()
    clock.now += 11
    assert [type(one) for one in once(record, clock)] == [Looked]


def test_a_list_of_feeds_is_followed(record: Record, outlet: Newsroom) -> None:
    outlet.publish("a", "Talks", prose(1))
    outlet.pages["/feeds.opml"] = '<opml><body><outline text="N" xmlUrl="/feed"/></body></opml>'
    follow(record, outlet.url("/feeds.opml"))
    assert took(once(record)) == ["added"]
    with record.writing() as connection:
        assert watched.unwatch(connection, outlet.url("/feeds.opml")) == 2
        assert watched.places(connection) == []
    assert count(record) == 1


def test_live_coverage_post_by_post(record: Record, outlet: Newsroom) -> None:
    def live(many: int) -> str:
        posts = "".join(
            f'<div class="live-post" id="p{n}">'
            f'<time datetime="2026-03-02T1{n}:00:00Z">1{n}:00</time>'
            f"<h2>Round {n}</h2><p>{prose(n).replace(chr(10), '</p><p>')}</p></div>"
            for n in reversed(range(many))
        )
        return f'<html><body><h1>Talks, live</h1><div class="liveblog">{posts}</div></body></html>'

    outlet.pages["/live"] = live(3)
    follow(record, outlet.url("/live"))
    assert took(once(record)) == ["added"] * 3
    outlet.pages["/live"] = live(4)
    assert took(once(record)) == ["added"]


def test_two_hosts_do_not_wait_for_each_other_and_each_has_its_pause(record: Record) -> None:
    with Newsroom() as one, Newsroom() as other:
        for outlet in (one, other):
            for n in range(3):
                outlet.publish(f"a{n}", "Talks", prose(n))
        follow(record, one.url(), other.url())
        assert len(took(once(record, pace=Pace(between=0.2)))) == 6
        for outlet in (one, other):
            moments = [
                at for at, (path, _) in zip(outlet.when, outlet.asked, strict=True)
                if path != "/robots.txt"
            ]  # fmt: skip
            assert all(b - a >= 0.2 for a, b in pairwise(moments))


def test_what_was_named_is_kept_when_the_feed_moves_on(record: Record, outlet: Newsroom) -> None:
    outlet.publish("early", "Talks", prose(1))
    outlet.trouble["/early.html"] = 503
    follow(record, outlet.url())
    once(record)
    outlet.items.clear()  # the feed has forgotten it
    outlet.trouble.clear()
    clock = Clock()
    clock.now += 901
    assert took(once(record, clock)) == ["added"]


def test_marking_before_adding_would_lose(
    record: Record, outlet: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the watch breaks between the mark of the feed and the article."""
    outlet.publish("a", "Talks", prose(1))
    follow(record, outlet.url())

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rounds, "add", broken)
        with pytest.raises(KeyboardInterrupt):
            once(record)
    assert count(record) == 0
    assert took(once(record)) == ["added"]  # though the feed has not changed
    with monkeypatch.context() as patched:  # what would not remember it
        patched.setattr(watched, "waiting", lambda *_: [])
        outlet.publish("b", "Talks", prose(2))
        assert took(once(record)) == []


WATCHER = """
import sys
from onrecord.settings import Settings
from onrecord.store.record import open_record
from onrecord.watching import Pace, Took, Watch
with open_record(sys.argv[1]) as record:
    pace = Pace(between=0.0, days=1e5)
    for word in Watch(record, Settings(allow_private=True), pace).run(once=True):
        if isinstance(word, Took):
            print(word.added.report, flush=True)
"""


def test_killed_anywhere_it_goes_on_without_loss(tmp_path: Path, outlet: Newsroom) -> None:
    place = str(tmp_path / "record.db")
    for n in range(8):
        outlet.publish(f"a{n}", f"Talks, round {n}", prose(n))
    told: set[str] = set()
    with open_record(place, create=True) as record:
        follow(record, outlet.url())
    for lines in (1, 3, 2):
        child = subprocess.Popen(
            [sys.executable, "-c", WATCHER, place], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        told |= {child.stdout.readline().strip() for _ in range(lines)}
        os.kill(child.pid, signal.SIGKILL)
        told |= {line.strip() for line in child.stdout if line.endswith("\n")}
        child.stdout.close()
        child.wait()
    with open_record(place) as record:
        list(Watch(record, NEAR, Pace(between=0.0, days=1e5)).run(once=True))
        assert count(record) == 8
        with record.reading() as connection:
            open_ = select(func.count()).select_from(sighted).where(sighted.c.due.is_not(None))
            assert connection.scalar(open_) == 0
        assert list(faults(record)) == []
    assert all(outlet.paths.count(f"/a{n}.html") <= 4 for n in range(8))
