"""Harvests: the same shards whatever does the work, and whatever ends it on the way."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engines import chosen
from onrecord.engines.local import Local
from onrecord.errors import EmptySource, HarvestError, MissingLibrary, SettingError
from onrecord.facts import decode_reading
from onrecord.harvesting import Options, harvest, units
from onrecord.shards import Folder, asides, readings
from tests.harvesting import harvests
from tests.harvesting.harvests import bare, crawls, deadly, forgetful, harvested, left, slow

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crawls(tmp_path_factory.mktemp("crawls"))


@pytest.fixture(scope="module")
def straight(there: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a harvest leaves that nothing disturbs."""
    to = tmp_path_factory.mktemp("straight") / "to"
    assert not harvested(there, to).unread
    return left(to)


def test_a_shard_an_archive_and_nothing_lost(there: Path, straight: dict[str, bytes]) -> None:
    assert [name for name in straight if name.endswith(".zst")] == [
        f"shards/crawl-{n}.warc.gz.jsonl.zst" for n in range(3)
    ]
    manifest = json.loads(straight["manifest.json"])
    counts = manifest["counts"]
    assert counts["documents"] == 18  # of which one of each archive is damaged
    assert counts["read"] + counts["aside"] == 18
    assert counts["read"] == 9
    assert str(there) not in b"".join(straight.values()).decode("latin-1")


def test_what_is_read_and_what_is_set_aside_is_there(there: Path, tmp_path: Path) -> None:
    harvested(there, tmp_path / "to")
    folder = Folder(str(tmp_path / "to"))
    first, *_ = folder.verified()
    made = [decode_reading(one) for one in readings(folder.shard(first.readings.file))]
    assert [one.report.url for one in made] == [
        f"https://news.example/0/{page}" for page in (0, 2, 3)
    ]
    assert made[0].report.source == "crawl-0.warc.gz: https://news.example/0/0"
    aside = list(asides(folder.shard(first.aside.file)))
    assert [one.error for one in aside] == ["SourceError", "WrongLanguage", "NotText"]
    assert all(one.source.startswith("crawl-0.warc.gz") for one in aside)


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("backwards", [False, True])
def test_any_order_and_any_number_of_workers(
    there: Path, tmp_path: Path, straight: dict[str, bytes], workers: int, backwards: bool
) -> None:
    harvested(there, tmp_path / "to", engine=Local(workers), backwards=backwards)
    assert left(tmp_path / "to") == straight


def test_a_planted_fault_is_found(there: Path, tmp_path: Path) -> None:
    harvested(there, tmp_path / "one", engine=Local(1), read=forgetful)
    other = tmp_path / "other"
    harvested(there, other, engine=Local(1), read=forgetful, backwards=True)
    assert left(tmp_path / "one") != left(other)


def test_the_archives_may_lie_anywhere(
    there: Path, tmp_path: Path, straight: dict[str, bytes]
) -> None:
    moved = crawls(tmp_path / "elsewhere")
    harvested(sorted(moved.iterdir()), tmp_path / "to")
    assert left(tmp_path / "to") == straight


def test_resuming_does_what_is_missing_and_nothing_twice(
    there: Path, tmp_path: Path, straight: dict[str, bytes]
) -> None:
    to = tmp_path / "to"
    some = sorted(there.iterdir())
    harvested(some[:2], to)
    before = {path: path.stat().st_mtime_ns for path in (to / "shards").iterdir()}
    came = harvested(there, to, resume=True)
    assert (len(came.done), came.there) == (3, 2)
    assert left(to) == straight
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert harvested(there, to, resume=True).there == 3
    assert left(to) == straight


def test_what_is_not_whole_is_done_again(
    there: Path, tmp_path: Path, straight: dict[str, bytes]
) -> None:
    to = tmp_path / "to"
    harvested(there, to)
    shard = to / "shards" / "crawl-1.warc.gz.jsonl.zst"
    shard.write_bytes(shard.read_bytes()[:-1])
    (to / "shards" / "crawl-2.warc.gz.done.json").write_bytes(b"{")
    assert harvested(there, to, resume=True).there == 1
    assert left(to) == straight


SCRIPT = """
import sys
from pathlib import Path
from onrecord.engines.local import Local
from tests.harvesting.harvests import harvested, slow
try:
    harvested(Path(sys.argv[1]), Path(sys.argv[2]), engine=Local(2), read=slow, resume=True)
except KeyboardInterrupt:
    sys.exit(130)
"""


def _driver(there: Path, to: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(there), str(to)], cwd=ROOT, start_new_session=True
    )


def _ended(driver: subprocess.Popen[bytes], how: signal.Signals, after: float) -> int:
    try:
        time.sleep(after)
        driver.send_signal(how)
        return driver.wait(30)
    finally:
        driver.kill()
        driver.wait()


@pytest.mark.slow
def test_killed_at_any_moment_and_gone_on_with(
    there: Path, tmp_path: Path, straight: dict[str, bytes]
) -> None:
    to = tmp_path / "to"
    for after in random.Random(13).choices([1.2, 1.5, 1.8, 2.1], k=3):
        _ended(_driver(there, to), signal.SIGKILL, after)
    harvested(there, to, resume=to.exists())
    assert left(to) == straight


@pytest.mark.slow
def test_an_interrupt_leaves_nothing_half_done(
    there: Path, tmp_path: Path, straight: dict[str, bytes]
) -> None:
    for number in range(5):  # on a busy machine it may be done before it is interrupted
        to = tmp_path / f"to {number}"
        driver = _driver(there, to)
        try:
            for _ in range(3_000):
                if list(to.glob(".work/*.part")) or driver.poll() is not None:
                    break
                time.sleep(0.01)
            driver.send_signal(signal.SIGINT)
            ended = driver.wait(30)
        finally:
            driver.kill()
            driver.wait()
        if ended != 0:
            break
    assert ended == 130
    assert {path.name for path in to.iterdir()} <= {".lock", "harvest.json", "shards"}
    assert not list(to.rglob("*.part"))
    harvested(there, to, resume=True)
    assert left(to) == straight


def test_a_worker_that_dies_costs_time_alone(
    there: Path, tmp_path: Path, straight: dict[str, bytes]
) -> None:
    killed: list[int] = []

    def watch(state: object) -> None:
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        if not killed and children and list((tmp_path / "to/.work").glob("*.at")):
            killed.append(int(children[-1]))
            os.kill(killed[0], signal.SIGKILL)

    came = harvest(
        units([str(there)], None), str(tmp_path / "to"), Options(), harvests.SETTINGS,
        Local(2), watch=watch, read=slow,
    )  # fmt: skip
    assert killed
    assert not came.unread
    assert left(tmp_path / "to") == straight


def test_a_document_that_processes_die_of_is_set_aside(there: Path, tmp_path: Path) -> None:
    came = harvested(there, tmp_path / "to", engine=Local(2), read=deadly)
    assert came.lost == 3
    assert not came.unread
    folder = Folder(str(tmp_path / "to"))
    (done,) = [one for one in folder.verified() if one.name == "crawl-1.warc.gz"]
    told = [one for one in asides(folder.shard(done.aside.file)) if "died" in one.what]
    assert [one.source for one in told] == ["crawl-1.warc.gz: https://news.example/1/2"]
    assert done.counts["read"] == 2


def test_what_cannot_be_opened_is_told_and_the_rest_is_done(there: Path, tmp_path: Path) -> None:
    mine = crawls(tmp_path / "mine")
    found = units([str(mine)], None)
    (mine / "crawl-1.warc.gz").unlink()
    came = harvest(found, str(tmp_path / "to"), Options(), harvests.SETTINGS, Local(1), read=bare)
    assert set(came.unread) == {"crawl-1.warc.gz"}
    assert not (tmp_path / "to" / "manifest.json").exists()
    crawls(mine)
    assert not harvested(mine, tmp_path / "to", resume=True).unread
    assert (tmp_path / "to" / "manifest.json").exists()


def test_what_stands_in_the_way_is_told(there: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    harvested(there, to)
    with pytest.raises(HarvestError, match=r"not empty.*--resume"):
        harvested(there, to)
    with pytest.raises(HarvestError, match="another options"):
        harvested(there, to, options=Options(since="2026-01-01"), resume=True)
    (tmp_path / "mine").mkdir()
    with pytest.raises(EmptySource, match="no archive"):
        harvested(tmp_path / "mine", tmp_path / "b")
    (tmp_path / "mine" / "mine.txt").write_text("Talks go on.")
    with pytest.raises(HarvestError, match="holds no harvest"):
        harvested(there, tmp_path / "mine", resume=True)
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "crawl-0.warc.gz").write_bytes(b"")
    with pytest.raises(SettingError, match="different names"):
        units([str(there), str(copy / "crawl-0.warc.gz")], None)
    with pytest.raises(SettingError, match="matching"):
        Options(matching="(")


def test_parquet_holds_the_same(there: Path, tmp_path: Path) -> None:
    for form in ("jsonl", "parquet"):
        harvested(there, tmp_path / form, options=Options(form=form))  # type: ignore[arg-type]
    told = []
    for form in ("jsonl", "parquet"):
        folder = Folder(str(tmp_path / form))
        shards = [folder.shard(done.readings.file) for done in folder.verified()]
        told.append([json.loads(one) for shard in shards for one in readings(shard)])
    assert told[0] == told[1]
    harvested(there, tmp_path / "again", options=Options(form="parquet"), engine=Local(2))
    assert left(tmp_path / "again") == left(tmp_path / "parquet")


@settings(max_examples=5, deadline=None)
@given(cut=st.integers(1, 2000))
def test_an_archive_that_breaks_off_gives_a_shard(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    mine = tmp_path_factory.mktemp("cut")
    archive = crawls(mine / "a", archives=1) / "crawl-0.warc.gz"
    archive.write_bytes(archive.read_bytes()[:-cut])
    (done,) = harvested(mine / "a", mine / "to").done
    assert done.counts["read"] + done.counts["aside"] == done.counts["documents"]


def test_without_ray_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingLibrary, match=r"onrecord\[ray\]"):
        chosen(1, "auto")
