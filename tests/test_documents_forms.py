"""Documents are told by their first bytes, then by their type, then by their name."""

from pathlib import Path

import pytest

from onrecord import sources
from onrecord.errors import BinarySource, SourceError
from onrecord.report import Capture
from onrecord.settings import Settings
from onrecord.sources.forms import form_of
from tests.papers import mail, paragraph, pdf, running, word

ONE = running(1)
PDF, WORD, MAIL = pdf([ONE]), word(paragraph(ONE)), mail(ONE).as_bytes()
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("raw", "media", "name", "form"),
    [
        (PDF, "", "a", "pdf"),
        (PDF, "text/html", "a.txt", "pdf"),
        (b"\r\n" + PDF, "", "a.txt", "pdf"),
        (WORD, "", "a.txt", "docx"),
        (MAIL, "", "a.txt", "mail"),
        (MAIL.replace(b"\n", b"\r\n"), "", "a.txt", "mail"),
        (b"<html><p>A.", "application/pdf", "a.pdf", "html"),
        (b"junk %PDF-1.4", "application/pdf", "a", "pdf"),
        (b"junk", DOCX, "a", "docx"),
        (b"junk", "message/rfc822", "a", "mail"),
        (b"junk", "", "A.PDF", "pdf"),
        (b"junk", "", "a.docx", "docx"),
        (b"Subject: x\n\nA.", "", "a.eml", "mail"),
        (b"From: Lindenau\nDate: Tuesday\n\nA text.", "", "a.txt", "text"),
        (b"From: Lindenau, Date: Tuesday, Received: no\n", "", "a.txt", "text"),
        (b"A text about %PDF-1.4 files.", "", "a.txt", "text"),
    ],
)
def test_form(raw: bytes, media: str, name: str, form: str) -> None:
    headers = {"content-type": media} if media else {}
    assert form_of(Capture(raw=raw, source=name, headers=headers)) == form


def test_what_is_said_of_a_capture_beats_its_bytes() -> None:
    assert form_of(Capture(raw=PDF, source="a.pdf", form="text")) == "text"


def test_folders_and_files_give_documents(tmp_path: Path) -> None:
    for name, raw in (("a.pdf", PDF), ("b.DOCX", WORD), ("c.eml", MAIL), ("d.xlsx", b"PK")):
        (tmp_path / name).write_bytes(raw)
    texts = []
    for found in sources.found(tmp_path, 10**6):
        assert isinstance(found.at, str)
        texts += [r.text for r in sources.reports(sources.capture(found.at, Settings()))]
    assert texts == [ONE] * 3


def test_a_manifest_may_list_documents(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    list_ = tmp_path / "reports.jsonl"
    list_.write_text('{"schema": "onrecord/reports/1"}\n{"path": "a.pdf", "title": "T"}\n')
    (found,) = sources.found(list_, 10**6)
    assert isinstance(found.at, sources.Listed)
    (report,) = sources.reports(sources.capture(found.at, Settings()))
    assert (report.text, found.given.title) == (ONE, "T")


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-",
        b"PK\x03\x04",
        b"From: a\nDate: b\nReceived: c\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.eml"])
def test_what_is_only_begun_is_told(raw: bytes, name: str) -> None:
    with pytest.raises(SourceError) as caught:
        sources.reports(Capture(raw=raw, source=name))
    assert name in caught.value.what
    assert caught.value.do.endswith(".")


def test_old_office_files_say_what_to_give_instead() -> None:
    with pytest.raises(BinarySource, match=r"old office document.*Word \(\.docx\)"):
        sources.reports(Capture(raw=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", source="a.doc"))
