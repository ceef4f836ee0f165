"""The log: a line of JSON an entry, whatever is said; nothing that libraries say of addresses."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.views.cli import main
from onrecord.views.logs import HEARD, Lines, as_json


@pytest.fixture
def logs() -> Iterator[None]:
    """Leaves logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    try:
        yield
    finally:
        root.handlers, root.level = handlers, level
        for name in HEARD:
            logging.getLogger(name).setLevel(logging.NOTSET)


@given(st.text())
def test_an_entry_is_one_line(message: str) -> None:
    record = logging.LogRecord("onrecord.x", logging.WARNING, "", 1, "%s", (message,), None)
    line = Lines().format(record)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["message"] == message


@pytest.mark.usefixtures("logs")
def test_what_is_heard() -> None:
    out = io.StringIO()
    as_json(out)
    logging.getLogger("httpx2").info("GET https://x.example/?key=planted")
    logging.getLogger("onrecord.watching").info("begun")
    try:
        raise ValueError("no")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("failed")
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(one["level"], one["logger"], one["message"]) for one in told] == [
        ("info", "onrecord.watching", "begun"),
        ("error", "uvicorn.error", "failed"),
    ]
    assert told[0]["time"].endswith("+00:00")
    assert "ValueError: no" in told[1]["error"]


@pytest.mark.usefixtures("logs")
@pytest.mark.parametrize("form", ["json", "text"])
def test_a_watch_says_what_went_wrong(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody answers at port 9: the log has it, in the form that the settings say."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_LOG_FORMAT", form)
    place = ("https://127.0.0.1:9/rss", "--allow-private", "--once", "--pause", "0")
    main(["watch", *place])
    err = capsys.readouterr().err
    assert "127.0.0.1" in err
    if form == "text":
        assert err.startswith("onrecord: ")
    else:
        told = [json.loads(line) for line in err.splitlines()]
        assert {(one["level"], one["logger"]) for one in told} == {
            ("warning", "onrecord.views.cli.watch")
        }
