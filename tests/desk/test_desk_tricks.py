"""Every field, every parameter and every path of the desk, given what breaks other programs.

The ways are those of the application, the fields those of its forms: a new one is tried as well.
Nothing is a fault of ours, nothing runs, and the record stays as it was.
"""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from fastapi import FastAPI
from lxml import html

from onrecord.question import Question, listed
from onrecord.store.access import Access, open_access
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.checking import faults as wrong_with
from onrecord.store.record import Record, open_record
from onrecord.views.desk.app import Entrance, create
from onrecord.views.desk.visits import Visit
from tests.browser.shapes import HOSTILE
from tests.desk.desk_visits import Page
from tests.desk.desk_worlds import TALES
from tests.desk.test_desk_hostile import faults
from tests.servers.desks import Way, answering, asked, ways
from tests.store.asked_worlds import readings

TRICKS = ("\x00", "'; DROP TABLE version; --", '"', "%' OR 1=1 --", "../../../../etc/passwd",
          "..%2f..%2fetc%2fpasswd", "file:///etc/passwd", "{{7*7}}${7*7}", "\u202e", "9" * 400,
          "x" * 5_000, "\ud7ff\ue000", "-1", "[]", "a\r\nSet-Cookie: x=1")  # fmt: skip

_COOKIES = ("/signin", "/signout", "/me/password")  # ways that give one


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("tricks") / "record.db", create=True) as made:
        made.add(readings(TALES))
        yield made


@pytest.fixture(scope="module")
def access(store: Record) -> Iterator[Access]:
    made = open_access(str(store._engine.url.database), create=True)
    assert made
    with made:
        made.add_user("ada", "administrator", "no hash: nobody signs in", by="a test")
        yield made


@pytest.fixture(scope="module")
def app(store: Record, access: Access) -> FastAPI:
    return create(store, Entrance(access, frozenset({"desk.example"}), secure=False, proxied=True))


@pytest.fixture(scope="module")
def port(app: FastAPI) -> Iterator[int]:
    with answering(app) as made:
        yield made


def cookie(access: Access) -> dict[str, str]:
    return {"Cookie": f"onrecord={access.begin_session('ada')}"}


def told(store: Record) -> object:
    asking = Asking(store)
    return [asking.part(Question.of(one, {})).items for one in ("statements", "encounters")]


def broken(port: int, way: Way, word: str, form: dict[str, str] | None, me: dict[str, str],
           query: dict[str, str] | None = None) -> list[str]:  # fmt: skip
    """What is wrong with the answer to one request."""
    path = way.with_(quote(word, safe="")) if "{" in way.path else way.path
    path += "?" + urlencode(query) if query else ""
    answer = asked(port, way.method, path[:8_000], form, me)
    found = [] if answer.status < 500 else [f"{way} {word[:30]!r}: {answer.status}"]
    gives = "set-cookie" in answer.headers and way.path not in _COOKIES
    if gives or "root:" in answer.text or "Traceback" in answer.text:
        found.append(f"{way} {word[:30]!r}: it tells what is not its own")
    if answer.headers.get("content-type", "").startswith("text/html") and answer.text:
        page = Page(answer.status, answer.text, "http://x/")
        found += [f"{way} {word[:30]!r}: {one}" for one in faults(page)]
    return found


def test_paths_and_parameters(port: int, app: FastAPI, access: Access, store: Record) -> None:
    before, found, me = told(store), [], cookie(access)
    names = sorted({one.name for one in listed()} | {"days", "counted", "key", "behind", "states"})
    tried = 0
    for number, way in enumerate(one for one in ways(app) if one.method == "GET"):
        for word in TRICKS if "{" in way.path else TRICKS[number % 3 :: 3]:
            found += broken(port, way, word, None, me)
            more = {names[(tried * 7) % len(names)], names[(tried * 5 + 3) % len(names)]}
            for name in sorted({*way.query, *more}):
                found += broken(port, way, word, None, me, {name: word})
            tried += 1
    assert found == []
    assert tried > 100
    assert told(store) == before


def test_fields_of_forms(port: int, app: FastAPI, access: Access, store: Record) -> None:
    """Each field with each trick; with one thing that is there, so that it is gone into."""
    thing = Asking(store).part(Question.of("statements", {})).items[0].id
    found, tried = [], set()
    for way in ways(app):
        if way.method != "POST" or way.path in ("/signout", "/api/readings"):
            continue
        usual = {"of": thing, "verdict": "accept", "name": "ada", "to": "administrator",
                 "role": "reader", "start": "0", "end": "3", "days": "1"}  # fmt: skip
        me = cookie(access)
        for number, field in enumerate(way.fields):
            for word in (*TRICKS[number % 3 :: 3], HOSTILE[number % 5]):
                form = {one: usual.get(one, "") for one in way.fields} | {field: word}
                found += broken(port, way, "none", form, me)
                tried.add((way.path, field))
    assert found == []
    assert {("/signin", "name"), ("/review", "why"), ("/review/words", "slot"),
            ("/me/tokens", "label"), ("/users", "name")} <= tried  # fmt: skip
    assert list(wrong_with(store)) == []
    assert [one.name for one in access.users()] == ["ada"]


def test_what_was_typed_is_shown_and_does_nothing(
    port: int, app: FastAPI, access: Access, store: Record
) -> None:
    """Stored: reasons, labels, names that were refused, on every page that shows them."""
    me = cookie(access)
    thing = Asking(store).part(Question.of("statements", {})).items[0].id
    for words in HOSTILE:
        asked(port, "POST", "/review", {"verdict": "accept", "of": thing, "why": words}, me)
        asked(port, "POST", "/me/tokens", {"label": words, "rights": "read"}, me)
        asked(port, "POST", "/signin", {"name": words, "password": words})
        came = words if words.isascii() and words.isprintable() else "elsewhere"
        asked(port, "POST", "/nothing", {}, {**me, "X-Forwarded-For": came})
    for path in ("/review", "/review/verdicts", f"/review?thing={thing}", f"/things/{thing}",
                 f"/things/{thing}/why", "/me", "/log", "/users", "/"):  # fmt: skip
        answer = asked(port, "GET", path, None, me)
        assert answer.status == 200, path
        assert faults(Page(200, answer.text, "http://x/")) == [], path
    shown = html.document_fromstring(asked(port, "GET", "/me", None, me).text).text_content()
    assert HOSTILE[0] in shown


def test_a_field_that_was_not_escaped_would_be_seen(
    port: int, app: FastAPI, access: Access, store: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: pages whose words are taken for markup."""
    right = Visit.page

    def raw(self: Visit, template: str, status: int = 200, **said: object) -> object:
        made = right(self, template, status, **said)
        made.body = bytes(made.body).replace(b"&lt;", b"<").replace(b"&gt;", b">")
        made.headers["content-length"] = str(len(made.body))
        return made

    monkeypatch.setattr(Visit, "page", raw)
    with pytest.raises(AssertionError):
        test_what_was_typed_is_shown_and_does_nothing(port, app, access, store)
