"""Answers are kept while nothing is written, and no longer: whoever writes, and whatever."""

import asyncio
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.testclient import TestClient

from onrecord.facts import Reading
from onrecord.question import Question
from onrecord.record.verdicts import Verdict
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.forgetting import forget
from onrecord.store.record import Record, open_record
from onrecord.store.reviewing import give
from onrecord.store.tracing import Trace
from onrecord.views.desk.app import create
from onrecord.views.kept import Kept, asked_for
from tests.desk.desk_visits import client
from tests.desk.desk_worlds import TALES
from tests.store.asked_worlds import readings

ADDRESSES = ("/", "/statements", "/timeline", "/actors?as_of=2032-01-01", "/api/statements")
WHEN = "2031-05-01T10:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db", create=True) as made:
        made.add(readings(TALES)[:2])
        yield made


def _add(store: Record) -> None:
    store.add(readings(TALES)[2:3])


def _forget(store: Record) -> None:
    forget(store, readings(TALES)[0].report.id, "asked for")


def _judge(store: Record) -> None:
    """Two verdicts of one second: the second changes the record too."""
    for verdict, thing in zip(("accept", "reject"), _actors(store), strict=False):
        give(store, Verdict.given(verdict, [thing], at=WHEN, by="Osei"))  # type: ignore[arg-type]


def _actors(store: Record) -> list[str]:
    return [one.id for one in Asking(store).part(Question.of("actors", {})).items]


def stale(store: Record, asking: TestClient, write: Callable[[Record], None]) -> list[str]:
    """The addresses at which a desk tells after a write what another desk does not."""
    for address in ADDRESSES:
        asking.get(address)
    with open_record(store.where) as other:
        write(other)
    with open_record(store.where) as anew:
        fresh = client(create(anew))
        return [one for one in ADDRESSES if asking.get(one).text != fresh.get(one).text]


@pytest.mark.parametrize("write", [_add, _forget, _judge])
def test_what_was_written_is_told(store: Record, write: Callable[[Record], None]) -> None:
    asking = client(create(store))
    before = [asking.get(address).text for address in ADDRESSES]
    assert stale(store, asking, write) == []
    assert before != [asking.get(address).text for address in ADDRESSES]


@pytest.mark.parametrize("write", [_add, _forget, _judge])
def test_a_desk_that_hears_of_no_write_is_caught(
    store: Record, write: Callable[[Record], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = client(create(store))
    monkeypatch.setattr(store, "turn", lambda: 1)
    assert stale(store, asking, write)


def test_a_browser_that_has_a_page_is_not_sent_it_again(store: Record) -> None:
    asking = client(create(store))
    has = {}
    for address in ADDRESSES:
        told = asking.get(address)
        has[address] = {"If-None-Match": told.headers["etag"]}
        again = asking.get(address, headers=has[address])
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == told.headers["etag"]
        assert again.headers["x-content-type-options"] == "nosniff"
    _add(store)
    assert [asking.get(one, headers=has[one]).status_code for one in ADDRESSES] == [200] * 5


def test_what_is_wrong_or_elsewhere_is_not_kept(store: Record) -> None:
    asking = client(create(store))
    for _ in range(2):
        wrong = asking.get("/statements?colour=red")
        assert (wrong.status_code, wrong.headers.get("etag")) == (400, None)
        assert asking.get("/statements?by=", follow_redirects=False).status_code == 303
        assert asking.get("/api/statements?colour=red").status_code == 422


def test_every_write_that_is_told_is_a_turn(places: Callable[[], str]) -> None:
    where = places()
    with open_record(where, create=True) as one, open_record(where) as other:
        seen = [one.turn(), one.turn()]
        assert seen[0] == seen[1]
        other.add(readings(TALES)[:1])
        seen.append(one.turn())
        one.add(readings(TALES)[1:2])
        seen.append(one.turn())
        _forget(other)
        seen.append(one.turn())
        assert len(set(seen)) == 4


def kept(made: list[str], store: Record, room: int = 100) -> Callable[..., Response]:
    """Asks one ``Kept`` for paths, so many times at once; ``made`` has those that were made."""
    held = Kept(store, room)

    def ask(*paths: str, turn: int = 1) -> list[Response]:
        async def make(path: str) -> Response:
            made.append(path)
            if path == "/blind":
                with store.reading():
                    ...
            await asyncio.sleep(0)
            return RedirectResponse("/") if path == "/gone" else PlainTextResponse(path * 4)

        async def all_at_once() -> list[Response]:
            def one(path: str) -> asyncio.Future[Response]:
                request = Request({"type": "http", "path": path, "query_string": b"",
                                   "headers": []})  # fmt: skip
                return asyncio.ensure_future(held.of(turn, asked_for(request), lambda: make(path)))

            return await asyncio.gather(*map(one, paths))

        return asyncio.run(all_at_once())

    return ask  # type: ignore[return-value]


def test_what_many_ask_for_at_once_is_made_once(store: Record) -> None:
    made: list[str] = []
    ask = kept(made, store)
    answers = ask(*["/a"] * 20, *["/gone"] * 3)
    assert made == ["/a", "/gone"]
    assert [one.status_code for one in answers] == [200] * 20 + [307] * 3  # type: ignore[attr-defined]
    ask("/a", "/gone")
    assert made == ["/a", "/gone", "/gone"]


def test_what_leaves_no_trace_is_made_anew_and_the_rest_stands(store: Record) -> None:
    made: list[str] = []
    ask = kept(made, store)
    ask("/a", "/blind", turn=store.turn())
    ask("/a", "/blind", turn=store.turn())
    assert made == ["/a", "/blind"]
    _add(store)
    ask("/a", "/blind", turn=store.turn())
    assert made == ["/a", "/blind", "/blind"]


def _apart(number: int) -> Reading:
    """A report that tells of nobody who is known."""
    one = readings([replace(TALES[0], report=900 + number, version=900 + number, day=28)])[0]
    return replace(one, actors=(), statements=(), encounters=(), agreements=(), cases=(), events=())


def test_a_page_that_stands_has_the_pulse_of_now(
    store: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the same page, and nothing is news to it; as of a time, the later ones are counted."""
    asking = client(create(store))
    pages = (f"/things/{_actors(store)[0]}", "/statements?as_of=2031-03-01")
    before = [asking.get(one).text for one in pages]
    made: list[object] = []
    keep = Kept._keep
    monkeypatch.setattr(Kept, "_keep", lambda *given: made.append(given) or keep(*given))  # type: ignore[func-returns-value]
    for number in range(2):
        store.add([_apart(number)])
        with open_record(store.where) as anew:
            fresh = client(create(anew))
            told = [fresh.get(one).text for one in pages]
        made.clear()
        assert [asking.get(one).text for one in pages] == told
        assert made == []
        assert all(one != other for one, other in zip(told, before, strict=True))
        before = told


def test_there_is_room_for_so_much(store: Record) -> None:
    made: list[str] = []
    each = len(zlib.compress(b"/one1" * 4, 1)) + len(Trace().rests().packed())
    ask = kept(made, store, room=2 * each)
    for path in ("/one1", "/two2", "/one1", "/six3", "/one1", "/two2"):
        ask(path)
    assert made == ["/one1", "/two2", "/six3", "/two2"]
