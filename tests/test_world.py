"""The whole way from a world that lies to the command line: one line for each that fails, the
others read. A real server on loopback, real workers, real exit statuses."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.hostile import Hostile, answer, drip, html, packed, redirect, silent

ROOT = Path(__file__).parents[1]
PARAGRAPH = (
    "The foreign minister of Lusara, Ana Corvo, said on Tuesday that her country would return to "
    "the talks on the suspended fishing accord as soon as Norland had answered her letter."
)
ARTICLE = f"<h1>Lusara to return to talks</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH.upper()}</p>"
PAGE = f"<!doctype html><title>Lusara</title><article>{ARTICLE}</article>"
DEEP = "<!doctype html><body>" + "<div>" * 20_000 + ARTICLE


def page(body: bytes, charset: str) -> bytes:
    return answer(body=body, content_type=f"text/html; charset={charset}")


SITE = {
    "/good": html(PAGE),
    "/moved": redirect("/good"),
    "/round": redirect("/round"),
    "/gone": answer("404 Not Found", b"<p>Gone", content_type="text/html"),
    "/broken": answer("503 Service Unavailable", b"", retry_after="120"),
    "/hangs": silent,
    "/drips": drip(html(PAGE), 0.2),
    "/bomb": packed(gzip.compress(b"<p>" + b"a" * 60_000_000)),
    "/picture": answer(body=b"\x89PNG\r\n\x1a\n", content_type="image/png"),
    "/other-encoding": page(PAGE.replace("Corvo", "Corvö").encode("utf-16"), "ascii"),
    "/broken-encoding": page(PAGE.encode().replace(b"Corvo", b"Corv\xff\xfe"), "utf-8"),
    "/deep": html(DEEP),
    "/consent": html("<title>Cookies</title><p>We value your privacy. Accept all cookies?"),
    "/garbage": b"\x00\x01\x02 no HTTP at all",
}  # fmt: skip
READ = {"/good", "/moved", "/other-encoding", "/broken-encoding", "/deep"}


@pytest.fixture(scope="module")
def server() -> Iterator[Hostile]:
    with Hostile(SITE) as running:
        yield running


def onrecord(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord", "read", *arguments],
        capture_output=True, text=True, cwd=ROOT, timeout=120, check=False,
        env=os.environ | {"ONRECORD_FETCH_SECONDS": "3"},
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "3"])
def test_each_that_fails_costs_a_line_and_the_others_are_read(
    server: Hostile, workers: str
) -> None:
    addresses = [server.url(path) for path in SITE]
    ran = onrecord(*addresses, "--allow-private", "--format", "jsonl", "--workers", workers)
    read = [json.loads(line)["report"]["source"] for line in ran.stdout.splitlines()]
    assert read == [server.url(path) for path in SITE if path in READ]
    complaints = [line for line in ran.stderr.splitlines() if line.startswith("onrecord: ")]
    failed = [path for path in SITE if path not in READ]
    for path, line in zip(failed, complaints, strict=True):
        assert server.url(path) in line
        assert line.endswith(".")
    assert ran.returncode == 1


@pytest.mark.slow
def test_none_that_could_be_read(server: Hostile) -> None:
    ran = onrecord(server.url("/gone"), "--allow-private")
    assert (ran.returncode, ran.stdout) == (2, "")


@pytest.mark.slow
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433"])
def test_this_machine_is_not_of_the_world(server: Hostile, host: str) -> None:
    address = server.url("/good").replace("127.0.0.1", host)
    before = len(server.asked)
    ran = onrecord(address)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert "--allow-private" in ran.stderr
    assert len(server.asked) == before
