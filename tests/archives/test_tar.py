"""Reports out of tar files."""

import io
import tarfile
from pathlib import Path

import pytest

from onrecord import sources
from onrecord.errors import CannotOpen, EmptySource, OnrecordError, TooLarge
from onrecord.report import Capture
from tests.archives.crawls import page

LIMIT = 100_000
MODES = {".tar": "w", ".tar.gz": "w:gz", ".tgz": "w:gz", ".tar.bz2": "w:bz2", ".tar.xz": "w:xz"}


def packed(path: Path, files: dict[str, bytes], mode: str) -> str:
    with tarfile.open(path, mode) as whole:  # type: ignore[call-overload]
        for name, raw in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            whole.addfile(member, io.BytesIO(raw))
    return str(path)


def faults(path: str) -> list[OnrecordError]:
    return [f.at for f in sources.found(path, LIMIT) if isinstance(f.at, OnrecordError)]


@pytest.mark.parametrize(("ending", "mode"), MODES.items())
def test_reports_come_in_the_order_of_the_file(tmp_path: Path, ending: str, mode: str) -> None:
    files = {
        "b/1.html": page(),
        "a.png": b"\x89PNG",
        "a/2.txt": b"Talks go on.",
        "../3.HTM": page(),
    }
    path = packed(tmp_path / f"day{ending}", files, mode)
    got = [f.at for f in sources.found(path, LIMIT)]
    assert all(isinstance(one, Capture) for one in got)
    assert [one.source for one in got if isinstance(one, Capture)] == [
        f"{path}/b/1.html",
        f"{path}/a/2.txt",
        f"{path}/../3.HTM",
    ]


def test_a_member_that_is_too_large_costs_itself(tmp_path: Path) -> None:
    files = {"1.html": b"x" * (LIMIT + 1), "2.html": page()}
    path = packed(tmp_path / "day.tar", files, "w")
    assert [type(f.at) for f in sources.found(path, LIMIT)] == [TooLarge, Capture]


def test_links_and_devices_are_no_reports(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "day.tar", "w") as whole:
        link = tarfile.TarInfo("secret.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        whole.addfile(link)
    (fault,) = faults(str(tmp_path / "day.tar"))
    assert isinstance(fault, EmptySource)


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tar.bz2", ".tar.xz"])
def test_one_that_breaks_off_says_so_after_what_is_whole(tmp_path: Path, ending: str) -> None:
    files = {f"{n}.html": page(f"Day {n}") for n in range(40)}
    path = Path(packed(tmp_path / f"day{ending}", files, MODES[ending]))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    (fault,) = faults(str(path))
    assert "breaks off" in fault.what


def test_what_is_no_tar(tmp_path: Path) -> None:
    path = tmp_path / "day.tar"
    path.write_bytes(b"no archive at all " * 100)
    (fault,) = faults(str(path))
    assert "damaged" in fault.what
    (missing,) = faults(str(tmp_path / "none.tar.gz"))
    assert isinstance(missing, CannotOpen)
