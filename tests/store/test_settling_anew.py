"""A record that other rules decided says so, answers as before, and is decided anew on demand."""

import re
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from onrecord.record import identity
from onrecord.record.identity import rules as ruled
from onrecord.record.review import singled
from onrecord.record.verdicts import Verdict
from onrecord.store import renewing, reviewing, writing
from onrecord.store.checking import faults
from onrecord.store.numbers import number
from onrecord.store.record import Record
from onrecord.store.renewing import is_settled, renew
from onrecord.store.schema import account, decided, migration, node, thing
from onrecord.views.cli import main
from tests.record_servers import Places
from tests.store.record_worlds import Edition, dump, made, opened
from tests.store.test_reviewing_laws import keys_of

WORLD = [
    Edition(0, (1, 2), 1),
    Edition(1, (2, 5), 2, outlet=1, names=(1, 2)),
    Edition(2, (3,), 3, outlet=2),
    Edition(3, (3,), 4, outlet=3),
    Edition(1, (7,), 5, words="corrected", outlet=1),
    Edition(4, (2, 3, 2), 6),
]


def _settled(record: Record) -> bool:
    with record.reading() as connection:
        return is_settled(connection)


def _by_others(record: Record) -> None:
    """As an older Onrecord would have left it: every node a thing of its own, by other rules."""
    with record.writing() as connection:
        connection.execute(update(node).where(node.c.thing.is_not(None)).values(thing=node.c.id))
        connection.execute(delete(thing))
        connection.execute(delete(decided))
        connection.execute(insert(decided).values(rules="0 of others"))


def test_the_tables_are_those_that_the_rooms_use() -> None:
    tables = Path(identity.__file__).parents[2] / "tables"
    files = [*Path(identity.__file__).parent.rglob("*.py")]
    files += [tables / f"{name}.py" for name in ("states", "offices", "persons", "holders")]
    told = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert sorted(set(re.findall(r'\brows\(\s*"([a-z_]+)"', told))) == sorted(ruled.TABLES)


def test_other_tables_or_another_version_are_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {ruled.rules()}
    monkeypatch.setattr(ruled, "VERSION", ruled.VERSION + 1)
    ruled.rules.cache_clear()
    names.add(ruled.rules())
    monkeypatch.setattr(ruled, "rows", lambda name: [{"all": "other"}])
    ruled.rules.cache_clear()
    names.add(ruled.rules())
    monkeypatch.undo()
    ruled.rules.cache_clear()
    assert len(names) == 3


def test_settling_makes_what_adding_makes(place: str) -> None:
    with made(place, WORLD) as record:
        before = dump(record)
        assert _settled(record)
        _by_others(record)
        assert dump(record) != before
        told: list[int] = []
        assert renew(record, lambda: told.append(1)) == len(WORLD) == len(told)
        assert _settled(record)
        assert dump(record) == before
        assert list(faults(record)) == []


def test_check_says_so_and_says_no_more(place: str) -> None:
    with made(place, WORLD) as record:
        _by_others(record)
        (fault,) = faults(record)
        assert "onrecord settle" in fault


def test_adding_to_it_does_not_make_it_settled(places: Places) -> None:
    place = places()
    with made(place, WORLD[:2]) as record:
        _by_others(record)
    with made(place, WORLD[2:]) as record:
        assert not _settled(record)
        with record.reading() as connection:
            assert len(connection.scalars(select(decided.c.rules)).all()) == 2


def test_what_is_cut_short_has_changed_nothing(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewing, "BATCH", 2)
    with made(place, WORLD) as record:
        _by_others(record)
        before = dump(record)
        seen: list[int] = []

        def tell() -> None:
            seen.append(1)
            if len(seen) == 3:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            renew(record, tell)
        assert dump(record) == before
        assert not _settled(record)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from onrecord.store.record import open_record

    place = str(tmp_path / "record.db")
    open_record(place, create=True).close()
    assert main(["settle", "--record", place]) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert main(["settle", "--always", "--record", place]) == 0
    assert "Decided anew: 0 reports" in capsys.readouterr().out


def test_accounts_that_were_split_off_once_are_parted_anew(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an older Onrecord left them where the split was undone: on the node of their profile."""
    place = places()
    one, other = (keys_of(each)[0] for each in WORLD[2:4])
    split = Verdict.given("split", [one], against=[other], at="2026-05-01T12:00:00Z", by="Osei")
    undo = Verdict.given("undo", [split.id], at="2026-05-02T12:00:00Z", by="Osei")
    with monkeypatch.context() as older:
        for room in (writing, reviewing):
            older.setattr(room, "parted", singled)
        with made(place, WORLD) as record:
            reviewing.take_in(record, [split, undo])
            with record.writing() as connection:
                connection.execute(delete(migration).where(migration.c.name == "2026-11 parted"))
    with opened(place) as record:
        assert not _settled(record)
        renew(record, lambda: None)
        assert list(faults(record)) == []
        with record.reading() as connection:
            named = [number(key) for key in (one, other)]
            asked = select(account.c.node).where(account.c.key.in_(named)).distinct()
            assert len(connection.scalars(asked).all()) == 2
            assert len(reviewing.things_of(connection, record.points, [one, other])) == 1
