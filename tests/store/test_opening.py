"""A record is made, opened again, brought up to date, and refused where it is none."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, select, text

from onrecord.errors import RecordError
from onrecord.store import migrations, opening
from onrecord.store.record import open_record
from onrecord.store.schema import band, migration, near
from tests.record_servers import Places
from tests.store.record_worlds import Edition, dump, made


def _ran(place: str) -> list[str]:
    with open_record(place) as record, record.reading() as connection:
        return sorted(connection.scalars(select(migration.c.name)))


def test_is_made_once_and_opened_again(place: str) -> None:
    with pytest.raises(RecordError, match="no record"):
        open_record(place)
    open_record(place, create=True).close()
    open_record(place, create=True).close()
    assert _ran(place) == sorted(name for name, _ in migrations.MIGRATIONS)


def test_a_folder_another_file_and_another_database(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="it is a folder"):
        open_record(tmp_path)
    with pytest.raises(RecordError, match="there is no folder"):
        open_record(tmp_path / "no" / "record.db", create=True)
    (tmp_path / "words.txt").write_text("These are words. " * 100)
    with pytest.raises(RecordError, match="not a database"):
        open_record(tmp_path / "words.txt")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE wine (name)")
    other.close()
    with pytest.raises(RecordError, match="holds wine and is no record"):
        open_record(tmp_path / "other.db", create=True)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(RecordError) as caught:
        open_record("postgresql://desk:secret@127.0.0.1:1/record")
    assert "secret" not in str(caught.value)


def test_a_newer_record_is_refused(place: str) -> None:
    with open_record(place, create=True) as record, record.writing() as connection:
        connection.execute(insert(migration).values(name="2031-01 colours", ran="2031-01-01"))
    with pytest.raises(RecordError, match=r"newer Onrecord.*2031-01 colours"):
        open_record(place)


def _column(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE version ADD COLUMN colour TEXT"))


def _column_and_fail(connection: Connection) -> None:
    _column(connection)
    raise RuntimeError("half-way")


def test_a_migration_runs_once_and_wholly(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    place = places()
    with made(place, [Edition(0, (1, 2), 1)]) as record:
        before = dump(record)
    failing = (*migrations.MIGRATIONS, ("2027-01 colour", _column_and_fail))
    working = (*migrations.MIGRATIONS, ("2027-01 colour", _column))
    _known(monkeypatch, failing)
    with pytest.raises(RuntimeError, match="half-way"):
        open_record(place)
    _known(monkeypatch, migrations.MIGRATIONS)
    assert "2027-01 colour" not in _ran(place)
    _known(monkeypatch, working)
    assert "2027-01 colour" in _ran(place)
    with open_record(place) as record, record.reading() as connection:
        assert connection.execute(text("SELECT colour FROM version")).scalar() is None
    with made(place) as record:
        assert dump(record) == before


def test_where_copies_are_looked_for_is_made_anew(places: Places) -> None:
    place = places()
    with made(place, [Edition(0, (1, 2), 1), Edition(1, (1, 2), 1)]) as record:
        before = dump(record)
        with record.writing() as connection:
            connection.execute(delete(band).where(band.c.hash % 2 == 0))
            connection.execute(delete(near))
            connection.execute(delete(migration).where(migration.c.name == "2026-11 copies"))
        assert before["band"]
        assert dump(record) != before
    with open_record(place) as record:
        assert dump(record) == before


def _known(monkeypatch: pytest.MonkeyPatch, known: tuple[migrations.Migration, ...]) -> None:
    monkeypatch.setattr(opening, "MIGRATIONS", known)


def test_settings_of_sqlite(tmp_path: Path) -> None:
    with (
        open_record(tmp_path / "record.db", create=True) as record,
        record.reading() as connection,
    ):
        told = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "application_id")
        ]
    assert told == ["wal", 2, migrations.APPLICATION]


def test_a_server_of_before_keeps_few_words_waiting_from_now_on(postgres: Places) -> None:
    place = postgres()
    asked = "SELECT reloptions FROM pg_class WHERE relname IN ('words_words', 'said_words')"
    with open_record(place, create=True) as record, record.writing() as connection:
        kept = connection.exec_driver_sql(asked).scalars().all()
        for name in ("words_words", "said_words"):
            connection.exec_driver_sql(f"ALTER INDEX {name} RESET (gin_pending_list_limit)")
        connection.exec_driver_sql("DELETE FROM migration WHERE name = '2026-11 waiting words'")
    with open_record(place) as record, record.reading() as connection:
        assert connection.exec_driver_sql(asked).scalars().all() == kept
        assert "gin_pending_list_limit=256" in str(kept)
