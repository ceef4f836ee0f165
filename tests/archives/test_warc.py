"""Pages out of WARC files, and what damage costs."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import sources
from onrecord.errors import CannotOpen, EmptySource, OnrecordError, SourceError, TooLarge
from onrecord.report import Capture
from onrecord.sources.archives.records import Damage, Records
from tests.archives.crawls import Crawl, crawl, page

LIMIT = 1_000_000


def at(folder: Path, raw: bytes, name: str = "crawl.warc.gz") -> str:
    path = folder / name
    path.write_bytes(raw)
    return str(path)


def captures(path: str) -> list[Capture]:
    return [f.at for f in sources.found(path, LIMIT) if isinstance(f.at, Capture)]


def addresses(path: str) -> list[str | None]:
    return [capture.url for capture in captures(path)]


def faults(path: str, limit: int = LIMIT) -> list[OnrecordError]:
    return [f.at for f in sources.found(path, limit) if isinstance(f.at, OnrecordError)]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_in_order_with_address_and_moment(tmp_path: Path, packed: bool) -> None:
    path = at(tmp_path, crawl(3, packed=packed).raw, "a.warc.gz" if packed else "a.warc")
    got = captures(path)
    assert [c.url for c in got] == [f"https://news.example/{n}" for n in range(3)]
    assert {c.seen for c in got} == {"2026-03-04T05:06:07Z"}
    (report,) = sources.reports(got[1])
    assert (report.url, report.seen) == ("https://news.example/1", "2026-03-04T05:06:07Z")
    assert report.published.value is not None
    assert report.published.value.startswith("2026-03-03")
    assert report.title == "Ministers meet, day 1"
    assert not faults(path)


def test_what_is_no_report_is_passed_over(tmp_path: Path) -> None:
    made = Crawl()
    made.add("https://news.example/", kind="request")
    made.add("https://news.example/old", page(), status="404 Not Found")
    made.add("https://news.example/moved", b"", status="302 Found")
    made.add("https://news.example/p.png", b"\x89PNG", media="image/png")
    made.add("https://news.example/robots.txt", b"User-agent: *", media="text/plain")
    made.add("https://news.example/same", page(), kind="revisit")
    made.add("https://news.example/kept", page(), kind="resource", media="text/html")
    made.add("https://news.example/1", page())
    assert addresses(at(tmp_path, made.raw)) == [
        "https://news.example/kept",
        "https://news.example/1",
    ]


def test_two_captures_of_one_address_are_two_versions_of_one_report(tmp_path: Path) -> None:
    made = Crawl()
    made.add("https://news.example/1", page("Ministers meet"), at="2026-03-04T05:00:00Z")
    made.add("https://news.example/1", page("Ministers meet again"), at="2026-03-05T05:00:00Z")
    first, second = (sources.reports(c)[0] for c in captures(at(tmp_path, made.raw)))
    assert first.id == second.id
    assert first.text_sha256 != second.text_sha256
    assert (first.seen, second.seen) == ("2026-03-04T05:00:00Z", "2026-03-05T05:00:00Z")


@pytest.mark.parametrize("charset", ["windows-1252", "utf-16", "utf-8"])
def test_the_charset_of_the_headers_counts(tmp_path: Path, charset: str) -> None:
    text = page().decode().replace("Lena Orm", "Léna Örm").encode(charset)
    made = Crawl()
    made.add("https://news.example/1", text, media=f"text/html; charset={charset}")
    (capture,) = captures(at(tmp_path, made.raw))
    (report,) = sources.reports(capture)
    assert "Léna Örm" in report.text


def test_bodies_are_unpacked(tmp_path: Path) -> None:
    made = Crawl()
    gzipped = gzip.compress(page())
    made.add("https://news.example/gz", gzipped, headers=(("Content-Encoding", "gzip"),))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page()), page())
    made.add("https://news.example/ch", chunked, headers=(("Transfer-Encoding", "chunked"),))
    assert [c.raw for c in captures(at(tmp_path, made.raw))] == [page(), page()]


def test_what_unpacks_beyond_the_limit_is_refused_alone(tmp_path: Path) -> None:
    made = Crawl()
    bomb = gzip.compress(b"<html>" + b"a" * 50_000_000)
    made.add("https://news.example/bomb", bomb, headers=(("Content-Encoding", "gzip"),))
    made.add("https://news.example/1", page())
    path = at(tmp_path, made.raw)
    assert [type(fault) for fault in faults(path)] == [TooLarge]
    assert addresses(path) == ["https://news.example/1"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_with_a_lying_header_costs_itself(tmp_path: Path, packed: bool) -> None:
    made = Crawl(packed)
    made.add("https://news.example/0", page(), headers=(("Content-Encoding", "gzip"),))
    made.add("https://news.example/1", page(), headers=(("Transfer-Encoding", "chunked"),))
    made.add("https://news.example/2", page())
    path = at(tmp_path, made.raw, "a.warc.gz" if packed else "a.warc")
    assert addresses(path)[-1] == "https://news.example/2"
    told = [fault.what for fault in faults(path)]
    assert any("https://news.example/0" in what for what in told)


def test_a_damaged_member_costs_that_page(tmp_path: Path) -> None:
    made = crawl(6)
    raw = bytearray(made.raw)
    for start in (made.starts[2], made.starts[4]):
        raw[start + 40 : start + 60] = b"x" * 20
    path = at(tmp_path, bytes(raw))
    assert addresses(path) == [f"https://news.example/{n}" for n in (0, 1, 3, 5)]
    assert len(faults(path)) == 2
    assert all("byte" in fault.what and fault.do for fault in faults(path))


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_says_so(tmp_path: Path, packed: bool) -> None:
    made = crawl(4, packed=packed)
    name = "a.warc.gz" if packed else "a.warc"
    for cut in (made.starts[3] + 60, len(made.raw) - 10):
        path = at(tmp_path, made.raw[:cut], name)
        assert addresses(path)[:3] == [f"https://news.example/{n}" for n in range(3)]
        assert any("breaks off" in fault.what for fault in faults(path))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", EmptySource),
        (b"no archive at all\n" * 50, SourceError),
        (b"\x1f\x8b\x08", SourceError),
    ],
)
def test_what_is_no_archive(tmp_path: Path, raw: bytes, kind: type[OnrecordError]) -> None:
    found = faults(at(tmp_path, raw))
    assert found
    assert isinstance(found[0], kind)


def test_no_such_archive(tmp_path: Path) -> None:
    (fault,) = faults(str(tmp_path / "none.warc"))
    assert isinstance(fault, CannotOpen)


def undamaged(made: Crawl, hurt: int, begin: int, junk: bytes) -> bool:
    """Whether all pages but the hurt one come out of a crawl in which bytes of it are others."""
    raw = made.raw[:begin] + junk + made.raw[begin + len(junk) :]
    file = io.BytesIO(raw)
    got = {
        record.headers.get("WARC-Target-URI")
        for record in Records(file)
        if not isinstance(record, Damage)
    }
    return {f"https://news.example/{n}" for n in range(len(made.starts)) if n != hurt} <= got


@given(st.data())
def test_whatever_is_damaged_the_rest_is_read(data: st.DataObject) -> None:
    made = crawl(5, packed=data.draw(st.booleans()))
    hurt = data.draw(st.integers(0, 4))
    end = [*made.starts[1:], len(made.raw)][hurt]
    begin = data.draw(st.integers(made.starts[hurt], end - 1))
    assert undamaged(made, hurt, begin, data.draw(st.binary(min_size=1, max_size=end - begin)))


def test_the_law_sees_an_archive_left_where_it_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Records, "_next", lambda self, after: None)
    made = crawl(5)
    assert not undamaged(made, 2, made.starts[2] + 40, b"x" * 20)


def test_a_wacz_is_read_like_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "kept.wacz"
    with zipfile.ZipFile(path, "w") as whole:
        whole.writestr("archive/b.warc.gz", crawl(1).raw)
        whole.writestr("archive/a.warc", crawl(2, packed=False).raw)
        whole.writestr("indexes/index.cdx", b"not looked at")
        whole.writestr("datapackage.json", b"{}")
    assert addresses(str(path)) == [f"https://news.example/{n}" for n in (0, 1, 0)]
    assert not faults(str(path))


def test_a_damaged_wacz(tmp_path: Path) -> None:
    (fault,) = faults(at(tmp_path, b"PK\x03\x04 and no more", "kept.wacz"))
    assert "damaged" in fault.what


def test_a_folder_is_searched_for_archives_too(tmp_path: Path) -> None:
    at(tmp_path, crawl(2).raw)
    (tmp_path / "note.txt").write_text("The minister said on Tuesday that talks would go on.")
    assert len(list(sources.found(tmp_path, LIMIT))) == 3
