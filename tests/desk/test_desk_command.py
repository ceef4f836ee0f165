"""``onrecord serve``: a real server on loopback, and what stands in its way told in words."""

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from onrecord.views.cli import main


def test_it_answers_until_it_is_stopped(demo: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(demo), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            said = running.stdout.readline().strip()
            assert f"The record {demo} is open at http://127.0.0.1:" in said
            with urllib.request.urlopen(said.rsplit(" ", 1)[1], timeout=30) as answer:
                assert answer.status == 200
                assert b"The record holds 40 reports" in answer.read()
        finally:
            running.send_signal(signal.SIGINT)
        assert running.wait(20) in (0, 130)


def test_a_port_that_is_taken_is_told(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["serve", "--record", str(demo), "--port", port]) == 2
    said = capsys.readouterr().err
    assert port in said
    assert "in use" in said
    assert "--port" in said


def test_a_record_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--record", str(tmp_path / "none.db"), "--port", "0"]) == 2
    said = capsys.readouterr().err
    assert "none.db" in said
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("port", ["http", "-1", "65536", "8400.5", "١٢"])
def test_what_is_no_port_is_told(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", f"--port={port}"]) == 2
    assert "0 to 65535" in capsys.readouterr().err


def test_help_brings_no_web_along() -> None:
    asked = "import sys; from onrecord.views.cli import main\ntry: main(['--help'])\nexcept "
    asked += "SystemExit: pass\nprint(sorted({'fastapi', 'jinja2', 'uvicorn', 'starlette'} & "
    asked += "set(sys.modules)), file=sys.stderr)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stderr.strip() == "[]"
