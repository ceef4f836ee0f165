"""An address as a Capture: what was there, where it led, and what is refused before it is taken."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from onrecord.errors import BinarySource, NotFetched, PrivateAddress, TooLarge
from onrecord.settings import Settings
from onrecord.sources.fetching import fetched
from tests.servers.hostile import Hostile, answer, endless, html, redirect

NEAR = Settings(allow_private=True, fetch_seconds=20)


def test_a_page_as_a_capture() -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    page = answer(body=b"caf\xe9", content_type="text/html; charset=latin-1")
    with Hostile({"/": redirect("/b"), "/b": page}) as server:
        capture = fetched(server.url("/#post-2"), NEAR)
    assert capture.raw == b"caf\xe9"
    assert capture.source == server.url("/#post-2")
    assert capture.url == server.url("/b#post-2")
    assert capture.headers["content-type"] == "text/html; charset=latin-1"
    assert capture.seen is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", capture.seen)
    assert before <= datetime.fromisoformat(capture.seen) <= datetime.now(UTC)


def test_what_is_asked_for() -> None:
    with Hostile({"/": html("a")}) as server:
        fetched(server.url(), NEAR)
    headers = server.asked[0].headers
    for kind in ("text/html", "text/*", "application/pdf"):
        assert kind in headers["accept"]
    assert headers["accept-language"].startswith("en")
    assert headers["user-agent"].startswith("onrecord/")
    assert not {"cookie", "referer", "authorization"} & set(headers)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("image/png", "a picture"),
        ("IMAGE/SVG+XML; charset=utf-8", "a picture"),
        ("video/mp4", "a video"),
        ("audio/mpeg", "a sound recording"),
        ("application/zip", "an archive"),
        ("text/css", "a style sheet"),
    ],
)
def test_what_is_no_report_is_refused_by_name_and_not_taken(kind: str, found: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode()
    told = pytest.raises(BinarySource, match=f"is {found}, not a report")
    with Hostile({"/": endless(head, b"x" * 9999)}) as server, told as caught:
        fetched(server.url(), NEAR)
    assert server.url() in caught.value.what


@pytest.mark.parametrize(
    "kind",
    [
        "text/html", "text/plain", "application/xhtml+xml", "application/pdf", "application/json",
        "application/octet-stream", "message/rfc822", "", "nonsense", "/",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
)  # fmt: skip
def test_what_may_be_a_report_is_taken(kind: str) -> None:
    with Hostile({"/": answer(body=b"a", content_type=kind)}) as server:
        assert fetched(server.url(), NEAR).raw == b"a"


def test_the_settings_are_kept() -> None:
    with Hostile({"/": html("x" * 1000), "/slow": lambda c: c.recv(1)}) as server:
        with pytest.raises(PrivateAddress):
            fetched(server.url(), replace(NEAR, allow_private=False))
        with pytest.raises(TooLarge):
            fetched(server.url(), replace(NEAR, max_bytes=999))
        with pytest.raises(NotFetched, match="longer than 1 seconds"):
            fetched(server.url("/slow"), replace(NEAR, fetch_seconds=1))


def test_files_cost_no_http_client() -> None:
    code = "import sys, onrecord.sources.fetching; print('httpcore2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
