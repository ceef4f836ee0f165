"""``onrecord config``, and the file of settings as every command takes it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.views.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in an empty folder, without settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    for name in ("CONFIG", "RECORD", "LLM_KEY", "LLM_KEY_FILE", "MAX_BYTES"):
        monkeypatch.delenv(f"ONRECORD_{name}", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        out, err = capfd.readouterr()
        return status, out, err

    return run


def rows(run: Run, *more: str) -> dict[str, dict[str, object]]:
    status, out, _ = run("config", "--format", "json", *more)
    assert status == 0
    return {one["name"]: one for one in json.loads(out)["settings"]}


def test_without_a_file_all_is_as_it_comes(run: Run) -> None:
    status, out, _ = run("config")
    assert (status, out.splitlines()[0]) == (0, "No file of settings:")
    assert re.search(r"^  record +onrecord\.db +default$", out, re.M)
    assert re.search(r"^  llm_key +not set +default$", out, re.M)


@pytest.mark.parametrize(
    "line", ['llm_endpoint = "https://e.example/v1"', 'llm_key = "k"', "allow_private = true",
             'llm_cache = "/tmp/x"'],
)  # fmt: skip
def test_a_file_that_nobody_named_sends_nothing_anywhere(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    (tmp_path / "onrecord.toml").write_text(line)
    status, _, err = run("config")
    assert (status, "onrecord.toml:1" in err) == (2, True)
    status, _, _ = run("config", "--config", "onrecord.toml")
    assert status == 0
    monkeypatch.setenv("ONRECORD_CONFIG", "onrecord.toml")
    assert run("config")[0] == 0
    monkeypatch.delenv("ONRECORD_CONFIG")
    (tmp_path / "onrecord.toml").write_text("fetch_seconds = 2")
    assert run("config")[0] == 0


def test_which_file_holds(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home" / "onrecord").mkdir(parents=True)
    (tmp_path / "home" / "onrecord" / "config.toml").write_text("max_bytes = 1")
    assert rows(run)["max_bytes"]["value"] == 1
    (tmp_path / "onrecord.toml").write_text("fetch_seconds = 2")
    assert rows(run)["max_bytes"]["value"] == 20_000_000  # one file alone
    assert rows(run)["fetch_seconds"]["from"] == "onrecord.toml:1"
    (tmp_path / "named.toml").write_text("max_bytes = 3")
    monkeypatch.setenv("ONRECORD_CONFIG", "named.toml")
    assert rows(run)["max_bytes"]["from"] == "named.toml:1"
    (tmp_path / "flag.toml").write_text("max_bytes = 4")
    assert rows(run, "--config", "flag.toml")["max_bytes"]["value"] == 4
    monkeypatch.setenv("ONRECORD_MAX_BYTES", "5")
    assert rows(run, "--config", "flag.toml")["max_bytes"]["from"] == "ONRECORD_MAX_BYTES"


@pytest.mark.parametrize("form", ["text", "json"])
def test_secrets_are_not_printed(
    run: Run, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text("sk-planted")
    monkeypatch.setenv("ONRECORD_LLM_KEY_FILE", "key")
    monkeypatch.setenv("ONRECORD_RECORD", "postgresql://desk:planted@db.example/record")
    monkeypatch.setenv("ONRECORD_LLM_ENDPOINT", "https://me:planted@llm.example/v1")
    status, out, _ = run("config", "--format", form)
    assert status == 0
    assert "planted" not in out
    assert "db.example" in out
    assert "llm.example/v1" in out


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    status, _, err = run("config", "--config", "none.toml")
    assert status == 2
    assert "none.toml could not be opened: no such file" in err


def test_every_command_goes_by_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("# wrong\nfetch_second = 2")
    for command in (
        ("add", "-"), ("read", "--example"), ("watch", "--list"), ("statements",), ("check",),
        ("demo",), ("users", "list"), ("backup", "copy.db"), ("export", "--format", "jsonl"),
    ):  # fmt: skip
        status, _, err = run(*command)
        assert (status, "onrecord.toml:2" in err) == (2, True), command
    assert not list(tmp_path.glob("*.db"))


def test_no_command_has_a_way_around_the_file() -> None:
    package = Path(onrecord.__file__).parent
    around = [
        path.name
        for path in package.rglob("*.py")
        if "from_environ(" in path.read_text() and path.name != "settings.py"
    ]
    assert around == []
