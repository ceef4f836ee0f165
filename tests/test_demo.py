"""``onrecord demo``: what it makes, what it says to try, and what it leaves alone."""

import json
import shlex
import shutil
from pathlib import Path

import pytest

import onrecord
from onrecord.store.checking import faults
from onrecord.store.record import open_record
from onrecord.views.cli import USAGE, main
from onrecord.views.cli.demo import PLACE, TRY


@pytest.fixture
def own(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record of the demonstration, where the command makes it."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(demo, tmp_path / PLACE))


def test_it_says_what_to_try(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{PLACE}: 42 already there.\n")
    assert f"export ONRECORD_RECORD={PLACE}\n" in out
    assert max(map(len, out.splitlines())) <= 84


@pytest.mark.parametrize("command", [command for _, command in TRY])
def test_what_it_says_to_try_shows_something(
    command: str, demo: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", str(demo))
    assert main(shlex.split(command)) == 0
    out, err = capfdbinary.readouterr()
    assert out.count(b"\n") > 4
    assert err == b""


def test_it_is_sound_and_names_no_place_of_this_machine(demo: Path) -> None:
    with open_record(demo) as record:
        assert list(faults(record)) == []
        with record.reading() as connection:
            sources = list(connection.exec_driver_sql("SELECT source FROM version").scalars())
    assert len(sources) == 42
    assert all(source.startswith("harbour/r") for source in sources)


def test_again_it_changes_nothing(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def export() -> str:
        assert main(["export", "--format", "jsonl", "--record", str(own), "-o", "all.jsonl"]) == 0
        return Path("all.jsonl").read_text("utf-8")

    before = export()
    assert main(["demo"]) == 0
    assert export() == before


def test_it_leaves_the_reports_of_others_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.txt").write_text("Vela met Moren in Oslo on Tuesday.\n")
    assert main(["add", "own.txt", "--record", "own.db"]) == 0
    assert main(["demo", "--record", "own.db"]) == USAGE
    assert "holds other reports" in capsys.readouterr().err
    with open_record("own.db") as record, record.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM version").scalar() == 1


def test_a_demonstration_that_was_cut_off_is_finished(own: Path) -> None:
    address = "https://twoshores.example/weekly/2031-26"
    assert main(["forget", address, "--reason", "cut off", "--record", str(own)]) == 0
    with open_record(own) as record, record.writing() as connection:
        connection.exec_driver_sql("DELETE FROM forgotten")
    assert main(["demo"]) == 0
    with open_record(own) as record, record.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM version").scalar() == 42


def test_people_are_called_as_most_call_them(demo: Path) -> None:
    """One outlet writes «Torakhan», and is no reason to."""
    with onrecord.open(demo) as record:
        called = {
            (one, name)
            for thing in (*record.cases(), *record.encounters())
            for one, name in thing.names.items()
            if one.startswith("actor-")
        }
        assert "Ilyas Torekhan" in {name for _, name in called}
        assert [(one, name) for one, name in called if record.show(one).name != name] == []


def test_its_articles_are_the_same_reports(tmp_path: Path) -> None:
    table = tmp_path / "articles.jsonl"
    assert main(["demo", "--articles", str(table)]) == 0
    rows = [json.loads(line) for line in table.read_text("utf-8").splitlines()]
    assert len(rows) == 42
    assert all(row["text"].strip() and row["outlet"] and row["published"] for row in rows)
    assert len({row["url"] for row in rows}) == 40  # two of them were changed later
