"""Near-duplicates among all archives of a harvest: the first is read, each other is named."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engines.local import Local
from onrecord.facts import decode_reading
from onrecord.harvesting import Options, State, copies, driving, harvest, units
from onrecord.harvesting.copies import Copy, Place, grouped, row
from onrecord.report import Report, report_id, text_sha256
from onrecord.shards import Copied, Folder, readings
from onrecord.shards import copies as copies_of
from onrecord.sources import Columns
from onrecord.store.asking.reports import Reports
from onrecord.store.record import open_record
from onrecord.views.cli import main
from tests.harvesting.harvests import SETTINGS, Here, bare, crawls, harvested, left

ONCE = Options(once=True)
COPIED = (
    "The ministers of Arven and Tarsk met in Kolm on Tuesday and agreed to open the harbour "
    "again before winter, the ministry said. Lena Orm had asked for it in March, when fishermen "
    "blocked the mole and the customs house was closed for a week after a storm. Officials of "
    "both sides will count the boats and publish a list of captains by the end of the month."
)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crawls(tmp_path_factory.mktemp("crawls"), told=True)


@pytest.fixture(scope="module")
def straight(there: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    to = tmp_path_factory.mktemp("straight") / "to"
    assert not harvested(there, to, options=ONCE).unread
    return left(to)


def _tables(
    tmp_path: Path, tables: Mapping[str, Sequence[tuple[str, str]]], **options: Any
) -> tuple[list[str | None], list[Copied]]:
    """The addresses that are read of some tables, and the copies."""
    places = []
    for name, rows in tables.items():
        places.append(tmp_path / f"{name}.jsonl")
        lines = (json.dumps({"t": text, "u": url}) for url, text in rows)
        places[-1].write_text("\n".join(lines) + "\n")
    asked = Options(columns=Columns(text="t", url="u"), **options)
    harvested(places, tmp_path / "to", options=asked)
    folder = Folder(str(tmp_path / "to"))
    read, named = [], []
    for done in folder.verified():
        found = map(decode_reading, readings(folder.shard(done.readings.file)))
        read += [one.report.url for one in found]
        named += list(copies_of(folder.shard(done.copies.file))) if done.copies else []
    return read, named


def _urls(named: Sequence[Copied]) -> list[str | None]:
    return [decode_reading(bytes(one.reading)).report.url for one in named]


def test_of_near_duplicates_the_first_is_read_and_each_other_named(tmp_path: Path) -> None:
    rows = [
        ("https://a.example/1", COPIED),
        ("https://b.example/1", COPIED.replace("fishermen", "fishers")),
        ("https://c.example/1", "The court in Tarsk ruled on Monday. " * 3),
        ("https://d.example/1", COPIED),
        ("https://e.example/1", COPIED + " " + COPIED.replace("a", "o").replace("t", "d")),
        ("https://a.example/1", COPIED.replace("before winter", "in spring")),
    ]
    read, named = _tables(tmp_path, {"a": rows}, once=True)
    assert read == [rows[at][0] for at in (0, 2, 4, 5)]  # a longer one, and another version
    assert _urls(named) == ["https://b.example/1", "https://d.example/1"]
    assert len({one.copy_of for one in named}) == 1
    assert all(one.alike >= 0.9 for one in named)
    assert decode_reading(bytes(named[1].reading)).report.text == COPIED


def test_in_other_archives_too(tmp_path: Path) -> None:
    tables = {
        "b": [("https://b.example/1", COPIED), ("https://b.example/2", COPIED)],
        "c": [("https://c.example/1", COPIED.replace("fishermen", "fishers"))],
        "a": [("https://a.example/1", COPIED)],
    }
    read, named = _tables(tmp_path, tables, once=True)
    assert read == ["https://a.example/1"]  # by the names of the archives
    assert _urls(named) == ["https://b.example/1", "https://b.example/2", "https://c.example/1"]
    assert {one.archive for one in named} == {"a.jsonl"}


def test_without_it_all_are_read(tmp_path: Path) -> None:
    rows = [("https://a.example/1", COPIED), ("https://d.example/1", COPIED)]
    read, named = _tables(tmp_path, {"a": rows}, once=False)
    assert (len(read), named) == (2, [])


def test_any_order_and_any_number_of_workers_give_the_same(
    there: Path, tmp_path: Path, straight: dict[str, bytes]
) -> None:
    counts = json.loads(straight["manifest.json"])["counts"]
    assert counts["copies"] == 2
    assert not [name for name in straight if "signed" in name]
    harvested(there, tmp_path / "to", engine=Local(2), backwards=True, options=ONCE)
    assert left(tmp_path / "to") == straight


def test_first_come_first_read_would_be_found(
    there: Path, tmp_path: Path, straight: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the order in which archives are taken up."""
    monkeypatch.setattr(copies, "_in_turn", list)
    harvested(there, tmp_path / "to", backwards=True, options=ONCE)
    assert left(tmp_path / "to") != straight


def test_an_archive_that_comes_later_changes_what_it_must_alone(
    there: Path, tmp_path: Path, straight: dict[str, bytes]
) -> None:
    archives, to = sorted(there.iterdir()), tmp_path / "to"
    harvested(archives[1:], to, options=ONCE)
    last = to / "shards" / f"{archives[2].name}.done.json"
    before = os.stat(last).st_mtime_ns
    first = to / "shards" / f"{archives[1].name}.jsonl.zst"
    assert first.read_bytes() != straight[f"shards/{first.name}"]
    came = harvested(archives, to, options=ONCE, resume=True)
    assert left(to) == straight
    assert came.there == 0  # the copies of both are now those of the first
    assert os.stat(last).st_mtime_ns != before
    marked = {path: os.stat(path).st_mtime_ns for path in to.rglob("*.done.json")}
    assert harvested(archives, to, options=ONCE, resume=True).there == 3
    assert marked == {path: os.stat(path).st_mtime_ns for path in marked}
    assert not (to / ".signed").exists()


def test_what_was_signed_before_an_interrupt_is_not_signed_again(
    there: Path, tmp_path: Path, straight: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    to = str(tmp_path / "to")

    def interrupted(state: State) -> None:
        if state.signed == 2:
            raise KeyboardInterrupt

    found = units([str(there)], None)
    with pytest.raises(KeyboardInterrupt):
        harvest(found, to, ONCE, SETTINGS, Here(), watch=interrupted, read=bare)
    signed = {path.name for path in (tmp_path / "to" / ".signed").iterdir()}
    assert len(signed) == 2
    asked: list[str] = []
    real = driving._Run.do

    def heard(run: Any, jobs: Any, engine: Any, work: Any) -> None:
        asked.extend(job.name for job in jobs if work is driving.sign_archive)
        real(run, jobs, engine, work)

    monkeypatch.setattr(driving._Run, "do", heard)
    harvest(found, to, ONCE, SETTINGS, Here(), resume=True, read=bare)
    assert len(asked) == 1
    assert signed.isdisjoint(asked)
    assert left(tmp_path / "to") == straight


def test_one_that_cannot_be_opened_is_no_part_of_it(
    tmp_path: Path, straight: dict[str, bytes]
) -> None:
    mine = crawls(tmp_path / "mine", told=True)
    found = units([str(mine)], None)
    (mine / "crawl-0.warc.gz").unlink()
    came = harvest(found, str(tmp_path / "to"), ONCE, SETTINGS, Here(), read=bare)
    assert set(came.unread) == {"crawl-0.warc.gz"}
    assert not (tmp_path / "to" / "manifest.json").exists()
    crawls(mine, told=True)
    assert not harvested(mine, tmp_path / "to", options=ONCE, resume=True).unread
    assert left(tmp_path / "to") == straight


def test_copies_are_reports_of_the_record_until_they_are_read(
    there: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harvested(there, tmp_path / "once", options=ONCE)
    harvested(there, tmp_path / "all")
    counts = []
    for number, order in enumerate((["once"], ["once", "all"], ["all", "once"])):
        place = tmp_path / f"{number}.db"
        for one in order:
            assert main(["add", str(tmp_path / one), "--record", str(place)]) == 0
        with open_record(place) as record:
            counts.append(Reports(record).extent().reports)
            with record.reading() as connection:
                made = connection.exec_driver_sql("SELECT made FROM version").scalars()
                assert sorted(made).count("0.0") == (2 if order == ["once"] else 0)
    assert counts == [9, 9, 9]
    capsys.readouterr()


TEXTS = st.lists(
    st.sampled_from([COPIED, COPIED[::-1], COPIED.replace("e", "o").replace("t", "d")]), max_size=4
)


def _report(text: str, url: str) -> Report:
    known = {"id": report_id(text, url=url), "text_sha256": text_sha256(text)}
    return Report(**known, url=url, text=text)


def _rows(archives: Mapping[str, Sequence[str]]) -> dict[str, list[bytes]]:
    return {
        name: [
            row((at, 0), _report(text, f"https://{name}.example/{at}"))
            for at, text in enumerate(texts)
        ]
        for name, texts in archives.items()
    }


@given(st.dictionaries(st.sampled_from("abcd"), TEXTS), st.randoms(use_true_random=False))
def test_the_order_of_archives_is_their_names(texts: dict[str, list[str]], drawn: Any) -> None:
    rows = _rows(texts)
    names = list(rows)
    drawn.shuffle(names)
    found = grouped({name: rows[name] for name in names})
    assert found == grouped(rows)
    first: dict[str, tuple[str, Place]] = {}
    for name in sorted(texts):
        for at, text in enumerate(texts[name]):
            copy: Copy | None = found[name].get((at, 0))
            assert (copy is not None) == (text in first), "the same text is read once"
            first.setdefault(text, (name, (at, 0)))
