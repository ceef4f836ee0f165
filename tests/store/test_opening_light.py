"""A file opened to be asked: at once where it is a record of today's, else as any other place."""

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.store.asking import light
from onrecord.store.asking.opened import open as open_to_ask
from onrecord.store.migrated import MIGRATED
from onrecord.store.migrations import MIGRATIONS
from onrecord.store.record import open_record
from tests.store.asked_worlds import Tale, readings

TALES = [Tale(report=1, version=1, day=2, said=((0, 0, 0, 1, 3, False),), met=((0, 1, 3, 1),))]
_HEAVY = "'sqlalchemy', 'numpy', 'onrecord.store.writing', 'onrecord.record.identity.registry'"
_ASK = """
import sys, onrecord
with onrecord.open(sys.argv[1]) as record:
    assert list(record.statements(by="Varga")) and list(record.timeline()) and record.show
    assert not list(record.disputes()) and record.count("statements") == 1
print([one for one in ({heavy}) if one in sys.modules])
"""


@pytest.fixture
def place(tmp_path: Path) -> str:
    place = str(tmp_path / "record.db")
    with open_record(place, create=True) as store:
        store.add(readings(TALES))
    return place


def test_the_names_of_the_changes_are_those_that_are_made() -> None:
    assert tuple(name for name, _ in MIGRATIONS) == MIGRATED


def test_who_asks_imports_nothing_that_writing_needs(place: str) -> None:
    script = _ASK.format(heavy=_HEAVY)
    told = subprocess.run(
        [sys.executable, "-c", script, place], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_nothing_can_be_written(place: str) -> None:
    opened = light.lightly(place)
    assert opened is not None
    with opened.asked() as asked, pytest.raises(Exception, match="readonly"):
        asked.rows("DELETE FROM thing")
    opened.close()


def test_several_ask_at_once_and_see_what_is_added(place: str) -> None:
    with open_to_ask(place) as record, open_record(place) as store:
        before = len(list(record.statements()))
        parts = record.statements(), record.statements()
        assert [one.id for one in parts[0]] == [one.id for one in parts[1]]
        store.add(readings([Tale(report=2, version=2, day=4, said=((2, 1, 1, 0, 4, False),))]))
        assert len(list(record.statements())) == before + 1


def test_an_older_record_and_another_file_are_not_for_it(place: str, tmp_path: Path) -> None:
    with open_record(place) as store, store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM migration WHERE name = '2026-11 lasting'")
    assert light.lightly(place) is None
    with open_to_ask(place) as record:  # brought up to date on the way
        assert list(record.statements())
    other = tmp_path / "letter.txt"
    other.write_text("no record")
    assert light.lightly(other) is None
    for wrong in (other, tmp_path, tmp_path / "none.db"):
        with pytest.raises(RecordError):
            open_to_ask(wrong)
