"""``faults`` finds whatever is not as readings and verdicts make it; a sound record has none."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, delete, func, insert, select, text, update

from onrecord.errors import RecordError
from onrecord.store.backing import back_up
from onrecord.store.bundling import bundled
from onrecord.store.checking import faults
from onrecord.store.forgetting import forget
from onrecord.store.record import Record
from onrecord.store.schema import (
    METADATA,
    account,
    body,
    entry,
    forgotten,
    node,
    role,
    thing,
    version,
)
from tests.record_servers import Places
from tests.store.record_worlds import Edition, dump, made, opened, reading

WORLD = [
    Edition(0, (1, 2), 1),
    Edition(1, (2, 5), 2, outlet=1, names=(1, 2)),
    Edition(2, (3,), 3, outlet=2),
    Edition(3, (3,), 4, outlet=3),
    Edition(1, (7,), 5, words="corrected", outlet=1),
]


def _first(connection: Connection, table: Table) -> dict[str, Any]:
    found = connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
    return dict(found.fetchmany(1)[0])


def _this(table: Table, row: dict[str, Any]) -> Any:
    where = [column == row[column.name] for column in table.primary_key.columns]
    return where


def test_a_sound_record_has_none(place: str) -> None:
    with made(place, WORLD) as record:
        assert list(faults(record)) == []


@pytest.mark.parametrize(
    "name", ["account", "node", "block", "apart", "role", "thing", "near", "band"]
)
def test_a_row_that_is_gone(places: Places, name: str) -> None:
    with made(places(), [*WORLD, Edition(4, (2, 3, 2), 6)]) as record:
        table = METADATA.tables[name]
        with record.writing() as connection:
            if name == "apart":
                connection.execute(insert(table).values(one=1, other=2, version=1))
            elif name == "band":
                connection.execute(insert(table).values(hash=5, version=1))
            else:
                row = _first(connection, table)
                connection.execute(delete(table).where(*_this(table, row)))
        found = list(faults(record))
    assert found
    if name != "account":
        assert f"the table {name} is not what the readings make" in found[0]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        (account, "node", 5), (account, "counted", 5), (account, "lo", 5), (account, "key", 5),
        (node, "component", 5), (node, "thing", 5), (node, "accounts", 5), (node, "first", 5),
        (thing, "accounts", 5), (thing, "last", 5), (role, "places", 1 << 20), (entry, "name", 5),
        (version, "until", 5), (version, "counted", 5), (body, "text", "Another text."),
        (body, "reading", b"\x01"), (body, "reading", bundled(b"\x90", ())),
    ],
)  # fmt: skip
def test_a_value_that_is_another(tmp_path: Path, table: Table, column: str, value: object) -> None:
    with made(f"{tmp_path}/record.db", WORLD) as record:
        with record.writing() as connection:
            row = _first(connection, table)
            connection.execute(update(table).where(*_this(table, row)).values({column: value}))
        assert list(faults(record))


def test_a_word_that_is_not_the_texts(places: Places) -> None:
    with made(places(), WORLD) as record:
        with record.writing() as connection:
            line = {
                "sqlite": "INSERT INTO words (rowid, text) VALUES (1, 'treaty')",
                "postgresql": "UPDATE words SET words = to_tsvector('simple', 'treaty') "
                "WHERE version = 1",
            }[record.dialect]
            connection.execute(text(line))
        assert any("index of words" in fault for fault in faults(record))


def test_a_forgotten_report_that_is_there(place: str) -> None:
    with made(place, WORLD) as record:
        with record.writing() as connection:
            report = _first(connection, version)["report"]
            connection.execute(insert(forgotten).values(report=report, at=1, reason="asked"))
        assert any("was forgotten and is there" in fault for fault in faults(record))


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    made(str(path), WORLD).close()
    raw = bytearray(path.read_bytes())
    for at in range(3 * 4096 + 100, len(raw), 4096):
        raw[at : at + 900] = b"\xff" * min(900, len(raw) - at)
    path.write_bytes(raw)
    with opened(str(path)) as record:
        assert list(faults(record))


def _count(record: Record) -> int:
    with record.reading() as connection:
        return connection.scalar(select(func.count()).select_from(version)) or 0


def test_a_backup_is_the_record(places: Places, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with made(places(), WORLD) as record:
        forget(record, reading(WORLD[2]).report.id, "asked to")
        assert back_up(record, str(copy)) == 4
        assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == [
            copy.name
        ]
        with opened(str(copy)) as other:
            assert dump(other) == dump(record)
            assert list(faults(other)) == []
            other.add([reading(one) for one in WORLD])
        with pytest.raises(RecordError, match="something at"):
            back_up(record, str(copy))
        with pytest.raises(RecordError, match="there is no folder"):
            back_up(record, str(tmp_path / "no" / "copy.db"))


def test_a_backup_to_a_server_and_home_again(postgres: Places, tmp_path: Path) -> None:
    place = postgres()
    with made(f"{tmp_path}/record.db", WORLD) as record:
        assert back_up(record, place) == 5
        with pytest.raises(RecordError, match="There is a record at"):
            back_up(record, place)
        with opened(place) as there:
            assert dump(there) == dump(record)
            assert list(faults(there)) == []
            back_up(there, f"{tmp_path}/home.db")
        with opened(f"{tmp_path}/home.db") as home:
            assert dump(home) == dump(record)


def test_a_backup_while_others_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is added after it began is not in it."""
    with made(f"{tmp_path}/record.db", WORLD[:2]) as record, record.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(version)) == 2
        with opened(f"{tmp_path}/record.db") as other:
            other.add([reading(one) for one in WORLD[2:]])
        assert connection.scalar(select(func.count()).select_from(version)) == 2
        assert back_up(record, f"{tmp_path}/copy.db") == 5
