"""The command that watches: what it takes, what it says, how it ends."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.views.cli import main
from tests.servers.newsroom import Newsroom

TEXT = (
    "Foreign Minister Ilma Corvan said on Monday that the talks would go on.\n"
    "She met Prime Minister Dan Arlo of Tarsk in Veld for two hours on Sunday.\n"
    "Officials of both sides said that the ferry would sail again before the summer."
)


@pytest.fixture
def outlet() -> Iterator[Newsroom]:
    with Newsroom() as made:
        made.publish("a", "Talks go on", TEXT)
        yield made


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_ALLOW_PRIVATE", "1")
    return tmp_path


OLD = ("--days", "100000", "--pause", "0")


def test_once_then_listed_then_let_go(
    here: Path, outlet: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watch", outlet.url(), "--once", *OLD]) == 0
    assert capsys.readouterr().out == "News: 1 new report\n  added: Talks go on\n"
    assert main(["watch", "--list"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"News  {outlet.url()}\n  rss, 1 fetched, 0 waiting, next look ")
    assert main(["watch", "--stop", outlet.url()]) == 0
    assert "watched no more" in capsys.readouterr().out
    assert main(["watch", "--stop", outlet.url()]) == 2
    assert main(["watch", "--once"]) == 2
    assert "Nothing is watched." in capsys.readouterr().err


def test_a_file_of_addresses_and_lines_of_json(
    here: Path, outlet: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "places.txt").write_text(f"# mine\n{outlet.url()}\n{outlet.url('/none')}\n")
    assert main(["watch", "places.txt", "--once", "--format", "jsonl", *OLD]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(one["what"] for one in told) == ["added", "looked", "problem"]
    assert next(one["again"] for one in told if one["what"] == "problem") == 1800


@pytest.mark.parametrize("text", ["", "no addresses here", "\x00\x01"])
def test_a_file_without_addresses_says_so(
    here: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "places.txt").write_text(text)
    assert main(["watch", "places.txt", "--once"]) == 2
    assert "places.txt" in capsys.readouterr().err


def test_hostile_titles_stay_on_their_line(
    here: Path, outlet: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    outlet.items = [("/a.html", "Talks\x1b[2J\u202eend\u2028now", "2026-03-02")]
    assert main(["watch", outlet.url(), "--once", *OLD]) == 0
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert len(told.splitlines()) == 2


def test_it_ends_when_it_is_asked_to(here: Path, outlet: Newsroom) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "watch", outlet.url(), *OLD],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout
    assert child.stdout.readline() == "News: 1 new report\n"
    assert child.stdout.readline() == "  added: Talks go on\n"
    child.send_signal(signal.SIGTERM)
    _, told = child.communicate(timeout=20)
    assert child.returncode == 130
    assert told == "onrecord: Interrupted.\n"
