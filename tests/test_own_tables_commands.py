"""Tables of one's own as commands and Python take them, each in a process of its own."""

import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "own-tables.md").read_text(encoding="utf-8")
TOML, REPORT = (
    re.search(rf"^```{form}\n(.*?)^```$", PAGE, re.M | re.S)[1]  # type: ignore[index]
    for form in ("toml", "text")
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables and the report of the page."""
    made = tmp_path_factory.mktemp("own")
    (made / "mine").mkdir()
    (made / "mine" / "harbours.toml").write_text(TOML)
    (made / "report.txt").write_text(REPORT)
    return made


def python(place: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith("ONRECORD_")}
    env = kept | {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(place / "no")} | environment
    return subprocess.run(
        [sys.executable, "-P", *arguments], cwd=place, env=env, text=True, encoding="utf-8",
        capture_output=True, timeout=300, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def onrecord(place: Path, *arguments: str, **environment: str) -> str:
    done = python(place, "-m", "onrecord", *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def read(place: Path, *more: str, **environment: str) -> dict[str, Any]:
    said = onrecord(place, "read", "report.txt", "--format", "json", *more, **environment)
    return dict(json.loads(said))


@pytest.fixture(scope="module")
def plain(place: Path) -> dict[str, Any]:
    return read(place)


@pytest.fixture(scope="module")
def owned(place: Path) -> dict[str, Any]:
    return read(place, "--tables", "mine")


def test_the_example_of_the_page(plain: dict[str, Any], owned: dict[str, Any]) -> None:
    def flayed(reading: dict[str, Any]) -> list[str]:
        return [
            s["act"] for s in reading["statements"] if "flayed" in [c["text"] for c in s["cue"]]
        ]

    def sanctions(reading: dict[str, Any]) -> list[tuple[str, ...]]:
        return [tuple(v["contexts"]) for v in reading["events"] if v["type"] == "SANCTION"]

    assert (flayed(plain), flayed(owned)) == ([], ["criticize"])
    assert (sanctions(plain), sanctions(owned)) == ([], [("economic",)])
    assert "Lantern Protocol" not in [g["name"] for g in plain["agreements"]]
    assert ("Lantern Protocol", "accord") in [(g["name"], g["kind"]) for g in owned["agreements"]]
    offices = {(a["office"], a["represents"]) for a in owned["actors"]}
    assert ("tidewarden", "NO") in offices
    assert ("tidewarden", "NO") not in {(a["office"], a["represents"]) for a in plain["actors"]}


def test_a_reading_says_the_hash_of_the_tables(
    place: Path, plain: dict[str, Any], owned: dict[str, Any]
) -> None:
    told = json.loads(onrecord(place, "config", "--format", "json", "--tables", "mine"))["tables"]
    assert told["entries"] == {"verb": 2, "office": 1, "agreement": 1}
    assert owned["made"]["settings"] == {"own_tables": told["sha256"]}
    assert "own_tables" not in plain["made"]["settings"]
    assert owned["made"]["tables"] != plain["made"]["tables"]


def test_option_environment_and_file_are_one_door(place: Path, owned: dict[str, Any]) -> None:
    (place / "own.toml").write_text('tables = "mine"\n')
    assert read(place, ONRECORD_TABLES="mine") == owned
    assert read(place, "--config", "own.toml") == owned
    said = onrecord(place, "config", ONRECORD_TABLES="mine")
    assert re.search(r"^  tables +mine +ONRECORD_TABLES$", said, re.M)
    assert re.search(r"^  verb +2$", said, re.M)


def test_workers_read_with_the_same_tables(place: Path, owned: dict[str, Any]) -> None:
    (place / "two").mkdir()
    for name in ("a.txt", "b.txt"):
        (place / "two" / name).write_text(REPORT)
    lines = [
        onrecord(
            place, "read", "two", "--format", "jsonl", "--workers", workers, "--tables", "mine"
        )
        for workers in ("1", "2")
    ]
    assert lines[0] == lines[1]
    assert {json.loads(line)["made"]["tables"] for line in lines[0].splitlines()} == {
        owned["made"]["tables"]
    }


def test_a_fault_stops_every_command_with_its_line(place: Path) -> None:
    (place / "bad").mkdir()
    (place / "bad" / "a.toml").write_text(TOML.replace('"criticize"', '"critisize"'))
    for command in (("read", "report.txt"), ("config",), ("statements", "--record", "none.db")):
        done = python(place, "-m", "onrecord", *command, "--tables", "bad")
        assert done.returncode == 2
        assert done.stderr == (
            "onrecord: bad/a.toml:4: act will not do: it is 'critisize'. Is criticize meant?\n"
        )
        assert done.stdout == ""


def test_a_record_reads_anew_what_other_tables_made(place: Path, owned: dict[str, Any]) -> None:
    kept = ("--record", "own.db")
    onrecord(place, "add", "report.txt", *kept)
    assert "criticize" not in onrecord(place, "statements", "--format", "json", *kept)
    onrecord(place, "reread", "--all", *kept, "--tables", "mine")
    said = json.loads(onrecord(place, "statements", "--format", "json", *kept, "--tables", "mine"))
    assert "criticize" in {one["act"] for one in said}
    onrecord(place, "settle", *kept, "--tables", "mine")
    assert python(place, "-m", "onrecord", "check", *kept, "--tables", "mine").returncode == 0
    other = python(place, "-m", "onrecord", "check", *kept)
    assert "onrecord settle decides it anew" in other.stdout + other.stderr


def test_a_harvest_keeps_the_hash_and_goes_on_with_no_others(
    place: Path, owned: dict[str, Any]
) -> None:
    with tarfile.open(place / "reports.tar", "w") as archive:
        archive.add(place / "report.txt", "report.txt")
    onrecord(place, "harvest", "reports.tar", "--to", "out", "--tables", "mine")
    plan = json.loads((place / "out" / "harvest.json").read_text())
    assert plan["reader"]["own_tables"] == owned["made"]["settings"]["own_tables"]
    assert plan["reader"]["tables"] == owned["made"]["tables"]
    done = python(place, "-m", "onrecord", "harvest", "reports.tar", "--to", "out", "--resume")
    assert done.returncode == 2
    assert "another reader" in done.stderr


_TWICE = """\
import onrecord
from onrecord import Settings
made = onrecord.read("report.txt", settings=Settings(tables="mine")).made
print(made.settings["own_tables"] == onrecord.read("report.txt").made.settings["own_tables"])
try:
    onrecord.read("report.txt", settings=Settings(tables="other"))
except onrecord.OnrecordError as error:
    print(type(error).__name__, error)
"""
_LATE = """\
import onrecord
from onrecord import Settings
onrecord.read("report.txt")
try:
    onrecord.read("report.txt", settings=Settings(tables="mine"))
except onrecord.OnrecordError as error:
    print(error)
"""


def test_in_python_a_process_has_one_set_of_tables(place: Path) -> None:
    (place / "other").mkdir()
    (place / "other" / "a.toml").write_text(TOML.replace("flay", "scorch"))
    said = python(place, "-c", _TWICE).stdout.splitlines()
    assert said[0] == "True"
    assert said[1].startswith("OwnTablesError This process has other tables of one’s own")
    assert "came too late" in python(place, "-c", _LATE).stdout
