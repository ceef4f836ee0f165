"""What strangers put into addresses: every answer is one of ours, on both databases, and no fault.

A planted fault shows that one would be seen.
"""

from collections.abc import Iterator
from typing import Any, get_args
from urllib.parse import quote

import anyio
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from onrecord.question import Asked, listed
from onrecord.store.record import open_record
from onrecord.views.api.app import create
from tests.record_servers import Places
from tests.store.asked_worlds import Tale, readings

TALES = [
    Tale(report=1, version=0, day=2, said=((0, 1, 0, 1, 2, False),), met=((0, 1, 2, 1),)),
    Tale(report=2, version=1, day=4, said=((0, 1, 0, 1, 2, False),), held=(3,)),
]
EVIL = [
    "\x00", "Var\x00ga", "a\x00" * 50, "'; DROP TABLE version; --", "%' OR 1=1 --", '"', "*",
    '"*"*',
    "../../../etc/passwd", "..\\..\\boot.ini", "file:///etc/passwd", "<script>alert(1)</script>",
    "{{7*7}}", "${jndi:ldap://x}", "\u202ereversed", "\ud7ff\ue000\U0010ffff", "𝔘𝔫𝔦",
    "e\u0301" * 100,
    "9" * 400, "-1", "0", "1e9", "0x10", "99999999999999999999.1.00000000", "٣", "½", "x" * 499,
    "y" * 5_000, "0000-00-00", "9999-12-31", "0001-01-01T00:00:00+14:00", "2031-02-30", "NaN",
    "true", "null", "[]", "between", "actor-0123456789abcdef", "statement-ffffffffffffffff",
]  # fmt: skip
PATHS = ["/things/{}", "/things/{}/why", "/reports/{}", "/exports/{}", "/{}"]
SHAPE = {"title", "status", "what", "do", "parameter"}


@pytest.fixture
def hostile(places: Places) -> Iterator[tuple[Starlette, TestClient]]:
    with open_record(places(), create=True) as store:
        store.add(readings(TALES))
        app = create(store)
        yield app, TestClient(app, raise_server_exceptions=False)
        app.state.readers.close()


def no_fault(answer: Any, asked: str) -> None:
    """The answer is one of those that the description has, in their shape."""
    assert answer.status_code in (200, 400, 404, 422), (asked, answer.text)
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json().keys() == SHAPE, asked
        assert len(answer.content) < 2_000, asked


@pytest.mark.parametrize("asked", [*get_args(Asked), "status"])
def test_no_parameter_breaks_a_question(
    hostile: tuple[Starlette, TestClient], asked: Asked
) -> None:
    _, client = hostile
    names = [one.name for one in listed(asked)] if asked != "status" else ["name", "at", "as_of"]
    needed = {"search": {"text": "orchards"}, "positions": {"by": "Varga", "about": "AT"}}
    for number, name in enumerate([*names, "format", "nonsense"]):
        for value in EVIL[number % 4 :: 4]:
            put = {**needed.get(asked, {}), name: [value, value] if name == "between" else value}
            no_fault(client.get(f"/{asked}", params=put), f"{asked} {name} {value!r}")


def test_no_path_breaks_anything(hostile: tuple[Starlette, TestClient]) -> None:
    _, client = hostile
    for path in PATHS:
        for value in EVIL:
            asked = path.format(quote(value, safe=""))
            no_fault(client.get(asked), asked)
    for path in ("/things/../status", "//things//x", "/things/%2e%2e/%2e%2e", "/%00", "/static/.."):
        no_fault(client.get(path), path)


@pytest.mark.parametrize(
    "query",
    [
        b"by=\xff\xfe", b"by=%FF%FE", b"%ED%A0%80=1", b"by=%ED%A0%80", b"&&&&", b"=", b"by",
        b"by=a&by=b",
        b"by=" + b"%41" * 3_000, b"&".join(b"by=a" for _ in range(1_000)), b"between=a", b"act=,",
        b"act=%20", b"format=json&format=csv", b"by=%", b"by=%zz", b"\x00",
    ],
)  # fmt: skip
def test_no_query_breaks_anything(hostile: tuple[Starlette, TestClient], query: bytes) -> None:
    app, _ = hostile
    status, headers = anyio.run(sent, app, query)
    assert status in (200, 400, 422)
    if status != 200:
        assert headers[b"content-type"] == b"application/problem+json"


async def sent(app: Starlette, query: bytes) -> tuple[int, dict[bytes, bytes]]:
    """Status and headers of the answer to a query that no client would write so."""
    scope = {
        "type": "http", "method": "GET", "path": "/statements", "raw_path": b"/statements",
        "query_string": query, "headers": [], "root_path": "", "http_version": "1.1",
    }  # fmt: skip
    told: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        told.append(message)

    await app(scope, receive, send)
    return told[0]["status"], dict(told[0]["headers"])


def test_headers_break_nothing(hostile: tuple[Starlette, TestClient]) -> None:
    _, client = hostile
    for accept in ("", ",;q=", "text/html;q=nan, */*;q=0.1", "*/*;q=9", "a/b", "application/*"):
        answer = client.get("/actors", headers={"Accept": accept})
        assert answer.status_code in (200, 406), accept
    for tag in ("*", '""', '"\\', 'W/"x", "y"', "x" * 5_000):
        answer = client.get("/actors", headers={"If-None-Match": tag})
        assert answer.status_code in (200, 304), tag


def test_the_record_is_as_it_was(hostile: tuple[Starlette, TestClient]) -> None:
    _, client = hostile
    before = client.get("/exports/jsonl").content
    for value in EVIL:
        client.get("/statements", params={"by": value, "about": value})
    assert client.get("/exports/jsonl").content == before
    for method in ("PUT", "DELETE", "PATCH", "POST"):
        answer = client.request(method, "/statements")
        assert answer.status_code == 405
        assert answer.json().keys() == SHAPE
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_a_fault_would_be_seen_and_tells_nothing_of_itself(
    hostile: tuple[Starlette, TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, client = hostile

    def broken(*given: object, **how: object) -> object:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("onrecord.views.api.asking.asked", broken)
    answer = client.get("/statements")
    with pytest.raises(AssertionError):
        no_fault(answer, "a fault")
    assert answer.status_code == 500
    assert answer.json().keys() == SHAPE
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
