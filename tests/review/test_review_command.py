"""``onrecord review`` as people call it: from a pipe, at a terminal, and what it exports."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from onrecord.views.cli import main
from tests.review.review_worlds import made
from training.corpora import polnear

COMMAND = [sys.executable, "-m", "onrecord", "review", "--reviewer", "Osei"]


@pytest.fixture
def place(tmp_path: Path) -> str:
    made(str(tmp_path / "r.db")).close()
    return str(tmp_path / "r.db")


def piped(place: str, typed: str, *more: str) -> str:
    done = subprocess.run(
        [*COMMAND, "--record", place, *more], input=typed, capture_output=True, text=True,
        check=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"}, timeout=120,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


def test_from_a_pipe(place: str) -> None:
    shown = piped(place, "a\nr a photo credit\n", "--kinds", "encounter")
    assert shown.count("Accepted:") == shown.count("Rejected:") == 1
    assert "\x1b" not in shown
    told = piped(place, "", "--list")
    assert "accept  by Osei" in told
    assert "a photo credit" in told


def test_at_a_terminal(place: str) -> None:
    """Single keys, without Enter; the terminal is as it was afterwards."""
    control, terminal = pty.openpty()
    running = subprocess.Popen(
        [*COMMAND, "--record", place, "--kinds", "encounter"], stdin=terminal, stdout=terminal,
        stderr=terminal, env={**os.environ, "TERM": "xterm", "COLUMNS": "90"}, close_fds=True,
    )  # fmt: skip
    os.close(terminal)
    shown = _until(control, "quit: ")
    assert "\x1b[1m" in shown  # bold
    os.write(control, b"a")
    shown = _until(control, "quit: ")
    assert "Accepted:" in shown
    os.write(control, b"u")
    assert "Taken back: accept" in _until(control, "quit: ")
    os.write(control, b"r")
    _until(control, "no reason): ")
    os.write(control, b"kein Treffen\n")
    assert "Rejected:" in _until(control, "quit: ")
    os.write(control, b"q")
    assert "1 verdict given." in _until(control, "given.")
    assert running.wait(timeout=60) == 0
    os.close(control)
    assert "kein Treffen" in piped(place, "", "--list")


def _until(control: int, wanted: str) -> str:
    found, end = "", time.monotonic() + 90
    while wanted not in found and time.monotonic() < end:
        found += os.read(control, 4096).decode("utf-8", "replace")
    assert wanted in found
    return found


def test_nothing_waits(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--record", place, "--kinds", "encounter", "--since", "2040"]) == 0
    assert "Nothing waits." in capsys.readouterr().out


def test_no_such_kind(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--record", place, "--kinds", "weather"]) == 2
    assert "kinds" in capsys.readouterr().err


def test_what_is_exported_is_what_training_reads(place: str, tmp_path: Path) -> None:
    """One statement rejected, the speaker of one corrected; read back by training's own reader."""
    piped(place, "1\nr nonsense\nl\n", "--kinds", "statement")
    folder = tmp_path / "mine"
    told = piped(place, "", "--export", str(folder))
    assert told.startswith("2 statements judged, 2 of them changed")
    articles = list(polnear.articles(folder / "polnear" / "train"))
    assert articles
    cues = 0
    for article in articles:
        for one in article.attributions:
            ((start, end),) = one.cue
            cues += article.text[start:end] in ("say", "urge", "deny")
            assert all(a < b <= len(article.text) for a, b in (*one.content, *one.source))
    assert cues == sum(len(article.attributions) for article in articles)
    lines = (folder / "verdicts.jsonl").read_bytes().splitlines()
    given = [msgspec.json.decode(line) for line in lines]
    assert [one["verdict"] for one in given] == ["correct", "reject"]
    words = {a.text[s:e] for a in articles for one in a.attributions for s, e in one.source}
    assert "Ilse Varga" not in words or "Tomas Orlik" in words
    assert list(polnear.articles(folder / "polnear" / "dev")) == []


def test_the_corrected_speaker_is_the_source(place: str, tmp_path: Path) -> None:
    shown = piped(place, "1\nq\n", "--kinds", "statement")
    chosen = next(line for line in shown.splitlines() if line.startswith("  1 ")).split("«")[0]
    name = chosen.removeprefix("  1 ").strip()
    folder = tmp_path / "mine"
    piped(place, "", "--export", str(folder))
    (article,) = polnear.articles(folder / "polnear" / "train")
    content = "the orchards of the valley stay open"
    (one,) = [
        a for a in article.attributions
        if article.text[a.content[0][0] : a.content[0][1]] == content
    ]  # fmt: skip
    assert [article.text[s:e] for s, e in one.source] == [name]
