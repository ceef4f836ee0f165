"""The server as it runs: a real process over pipes, and over HTTP for this machine alone."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult

from onrecord.views.cli import main
from tests.mcp.mcp_clients import asked, refused, told

COMMAND = [sys.executable, "-P", "-m", "onrecord", "mcp"]


def command(record: Path | str) -> StdioServerParameters:
    """How an assistant starts the server."""
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return StdioServerParameters(
        command=COMMAND[0], args=[*COMMAND[1:], "--record", str(record)], env=environment
    )


@pytest.fixture(scope="module")
def address(demo: Path) -> Iterator[str]:
    """Where the server answers over HTTP."""
    with subprocess.Popen(
        [*COMMAND, "--http", "--port", "0", "--record", str(demo)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/mcp", said)
            assert found, said
            yield found[0]
        finally:
            process.terminate()
            process.wait(10)


def looked_up(server: Any) -> list[CallToolResult]:
    return asked(
        server,
        ("statements", {"by": "Nasibli", "limit": 2}),
        ("statements", {"since": "soon"}),
        ("encounters", {"by": "Nobody At All"}),
    )


def test_an_assistant_asks_over_pipes(demo: Path) -> None:
    said, wrong, nothing = looked_up(command(demo))
    assert told(said)["found"] == 2
    assert refused(wrong)["parameter"] == "since"
    assert told(nothing)["found"] == 0


def test_an_older_client_asks_over_pipes(demo: Path) -> None:
    async def run() -> Any:
        async with Client(command(demo), mode="legacy") as client:
            assert client.server_info is not None
            assert client.server_info.name == "onrecord"
            return await client.call_tool("actors", {"text": "Nasibli"})

    assert told(anyio.run(run))["actors"][0]["what"] == "Farid Nasibli"


def test_the_same_over_http(address: str, demo: Path) -> None:
    over_http = [one.structured_content for one in looked_up(address)]
    assert over_http == [one.structured_content for one in looked_up(command(demo))]


def posted(address: str, headers: dict[str, str]) -> int:
    """The status of the answer to a call that somebody else sends."""
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    kinds = {
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": "2025-06-18",
    }
    request = Request(address, json.dumps(body).encode(), {**kinds, **headers})
    try:
        with urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def test_only_this_machine_and_no_other_site_is_answered(address: str) -> None:
    port = address.split(":")[2].partition("/")[0]
    assert posted(address, {}) == 200
    assert posted(address, {"Host": "evil.example"}) == 421
    assert posted(address, {"Host": f"127.0.0.1.evil.example:{port}"}) == 421
    assert posted(address, {"Origin": "https://evil.example"}) == 403
    assert posted(address, {"Origin": "null"}) == 403
    assert posted(address, {"Origin": f"http://127.0.0.1:{port}"}) == 200
    assert posted(address, {"Sec-Fetch-Site": "cross-site"}) == 403


def test_what_is_no_message_brings_nothing_down(address: str) -> None:
    for body in (
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 10_000,
        b'{"jsonrpc": "2.0"}',
        b"null",
        b"9" * 4_000,
    ):
        request = Request(address, body, {"Content-Type": "application/json", "Accept": "*/*"})
        with pytest.raises(HTTPError) as raised:
            urlopen(request, timeout=20)
        with raised.value:
            assert 400 <= raised.value.code < 500, body
    with pytest.raises((HTTPError, OSError)) as large:
        urlopen(
            Request(address, b" " * 1_100_000, {"Content-Type": "application/json"}), timeout=20
        )
    if isinstance(large.value, HTTPError):
        with large.value:
            assert large.value.code == 413
    assert posted(address, {}) == 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--http", "--host", "0.0.0.0"], "not opened to 0.0.0.0"),
        (["--http", "--host", "example.org"], "not opened to example.org"),
        (["--http", "--port", "99999"], "port"),
        (["--record", "nowhere.db"], "There is no record at nowhere.db"),
    ],
)
def test_what_it_will_not_do_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["mcp", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_port_that_is_taken_is_said(
    address: str, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = address.split(":")[2].partition("/")[0]
    assert main(["mcp", "--http", "--port", port, "--record", str(demo)]) == 2
    assert f"Port {port} of 127.0.0.1 cannot be had: " in capsys.readouterr().err


def test_help_and_questions_bring_no_sdk_along() -> None:
    code = (
        "import sys; from onrecord.views.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "try: main(['mcp', '--help'])\nexcept SystemExit: pass\n"
        "print([n for n in ('mcp', 'fastapi', 'starlette', 'pydantic', 'uvicorn', 'anyio') "
        "if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"
    assert "onrecord mcp --record" in done.stdout


def test_the_server_needs_nothing_of_the_desk_s_libraries() -> None:
    code = (
        "import sys, onrecord.views.mcp.serving\n"
        "print([n for n in ('fastapi', 'jinja2', 'onnxruntime') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
