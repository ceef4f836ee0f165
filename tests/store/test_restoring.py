"""A rehearsed restore: what was lost is there again, and nothing that is there is lost to it."""

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.store.backing import back_up
from onrecord.store.checking import faults
from onrecord.store.restoring import restore
from onrecord.views.cli import main
from tests.record_servers import Places
from tests.store.record_worlds import Edition, dump, made, opened, reading

WORLD = [
    Edition(0, (1, 2), 1),
    Edition(1, (2, 5), 2, outlet=1, names=(1, 2)),
    Edition(2, (3,), 3, outlet=2),
    Edition(1, (7,), 5, words="corrected", outlet=1),
]


def test_a_rehearsed_restore(places: Places, tmp_path: Path) -> None:
    """Backed up, added to, lost, restored; what came later is added again."""
    copy, first, second = str(tmp_path / "copy.db"), places(), places()
    with made(first, WORLD[:3]) as record:
        back_up(record, copy)
        told = dump(record)
        record.add([reading(WORLD[3])])
        whole = dump(record)
    raw = Path(copy).read_bytes()
    assert restore(copy, second) == 3
    assert Path(copy).read_bytes() == raw
    with opened(second) as again:
        assert dump(again) == told
        assert list(faults(again)) == []
        again.add([reading(WORLD[3])])
        assert dump(again) == whole
    with pytest.raises(RecordError, match="There is"):
        restore(copy, second)
    with opened(second) as again:
        assert dump(again) == whole


def test_a_server_is_a_backup_too(postgres: Places, tmp_path: Path) -> None:
    place = postgres()
    with made(place, WORLD) as record:
        told = dump(record)
    assert restore(place, str(tmp_path / "home.db")) == 4
    with opened(str(tmp_path / "home.db")) as home:
        assert dump(home) == told
    with pytest.raises(RecordError, match="is not replaced"):
        restore(str(tmp_path / "home.db"), place, replace=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A backup, of the first two reports."""
    with made(str(tmp_path / "old.db"), WORLD[:2]) as record:
        back_up(record, str(tmp_path / "copy.db"))
    return tmp_path / "copy.db"


def test_what_is_replaced_is_kept(copy: Path, tmp_path: Path) -> None:
    place = tmp_path / "record.db"
    with made(str(place), WORLD) as record:
        told = dump(record)
    assert restore(str(copy), str(place), replace=True) == 2
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith("record")) == [
        "record.db", "record.db.before",
    ]  # fmt: skip
    with opened(str(tmp_path / "record.db.before")) as before:
        assert dump(before) == told
    with pytest.raises(RecordError, match="from before"):
        restore(str(copy), str(place), replace=True)


def test_what_is_in_use_is_not_replaced(copy: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "record.db")
    with made(place, WORLD) as record:
        told = dump(record)
        with pytest.raises(RecordError, match="in use"):
            restore(str(copy), place, replace=True)
        assert dump(record) == told
    assert not list(tmp_path.glob(".onrecord-restore-*"))


def test_what_is_damaged_is_replaced(copy: Path, tmp_path: Path) -> None:
    place = tmp_path / "record.db"
    place.write_bytes(b"no database" * 1000)
    assert restore(str(copy), str(place), replace=True) == 2
    assert (tmp_path / "record.db.before").read_bytes().startswith(b"no database")


def test_a_damaged_backup_leaves_all_as_it_was(copy: Path, tmp_path: Path) -> None:
    place = tmp_path / "record.db"
    place.write_bytes(b"kept")
    with sqlite3.connect(copy) as planted:
        planted.execute("UPDATE version SET digest = x'00' WHERE id = 1")
    planted.close()
    with pytest.raises(RecordError, match="is damaged"):
        restore(str(copy), str(place), replace=True)
    (tmp_path / "words.db").write_text("Words and no database.\n" * 500)
    with pytest.raises(RecordError, match="could not be opened"):
        restore(str(tmp_path / "words.db"), str(place), replace=True)
    with pytest.raises(RecordError):
        restore(str(tmp_path / "none.db"), str(place), replace=True)
    assert place.read_bytes() == b"kept"
    assert not list(tmp_path.glob(".onrecord-restore-*"))


def test_the_command(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "record.db")
    assert main(["restore", str(copy), "--record", place]) == 0
    assert capsys.readouterr().out == f"{place}: 2 versions of reports.\n"
    assert main(["restore", str(copy), "--record", place]) == 2
    assert "--replace" in capsys.readouterr().err
