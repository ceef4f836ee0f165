"""From files, folders and standard input to reports, and what is refused on the way."""

import io
import os
import sys
from pathlib import Path

import pytest

from onrecord import sources
from onrecord.errors import (
    BinarySource,
    CannotOpen,
    EmptySource,
    NoSentences,
    NotText,
    OnrecordError,
    SettingError,
    TooLarge,
    WrongLanguage,
)
from onrecord.report import Capture, Given, Report
from onrecord.settings import Settings
from onrecord.sources.language import has_sentence, language

LIMIT = 100_000
SETTINGS = Settings(max_bytes=LIMIT)
ENGLISH = "The minister said on Tuesday that the talks would go on."


def names(source: sources.Source) -> list[str]:
    return [found.name for found in sources.found(source, LIMIT)]


def errors(source: sources.Source) -> list[OnrecordError]:
    return [f.at for f in sources.found(source, LIMIT) if isinstance(f.at, OnrecordError)]


def of(raw: bytes, **given: str) -> Report:
    (report,) = sources.reports(Capture(raw=raw, source="r.txt", given=Given(**given)))
    return report


def test_folder_gives_its_text_files_by_path_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/z.TXT", "b/a.txt", "b/p.html", "notes.md", ".hidden.txt"):
        (tmp_path / name).write_text(ENGLISH)
    assert [Path(n).relative_to(tmp_path).as_posix() for n in names(tmp_path)] == [
        "a.txt", "b/a.txt", "b/p.html", "b/z.TXT", "c.txt",
    ]  # fmt: skip


def test_links_in_a_ring_end_and_repeat_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "in" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "self").symlink_to("self")
    assert names(tmp_path) == [str(tmp_path / "a.txt")]


def test_folder_of_nothing(tmp_path: Path) -> None:
    assert [type(error) for error in errors(tmp_path)] == [EmptySource]


def test_permission_denied_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.scandir", refuse)
    (error,) = errors(tmp_path)
    assert isinstance(error, CannotOpen)
    assert "permission denied" in error.what


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ENGLISH.encode())))
    (found,) = sources.found("-", LIMIT)
    assert isinstance(found.at, Capture)
    (report,) = sources.reports(found.at)
    assert report.text == ENGLISH
    (again,) = sources.found("-", LIMIT)
    assert isinstance(again.at, Capture)
    assert again.at.raw == b""


@pytest.mark.parametrize("path", ["gone.txt", "nul\0.txt", "a.txt/b.txt"])
def test_what_cannot_be_opened(path: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    with pytest.raises(CannotOpen, match="could not be opened"):
        sources.capture(str(tmp_path / path), SETTINGS)


def test_no_more_than_the_limit_is_taken(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"a" * (LIMIT + 1))
    with pytest.raises(TooLarge, match="100,001"):
        sources.capture(str(tmp_path / "big.txt"), SETTINGS)
    with pytest.raises(TooLarge):
        sources.capture("/dev/zero", SETTINGS)
    (tmp_path / "fits.txt").write_bytes(b"a" * LIMIT)
    assert len(sources.capture(str(tmp_path / "fits.txt"), SETTINGS).raw) == LIMIT


def test_report_is_the_text_itself_with_what_is_given() -> None:
    raw = b"\xef\xbb\xbfA\r\nB\xc2\xa0c."
    report = of(raw, published="2023-03-02", outlet="The Example", url="https://e.example/1")
    assert report.text == "A\nB\xa0c."
    assert (report.published.value, report.published.basis) == ("2023-03-02", "given")
    assert (report.outlet, report.url) == ("The Example", "https://e.example/1")
    assert report.id == of(b"Another text.", url="https://e.example/1").id != of(raw).id


@pytest.mark.parametrize("value", ["2", "2023-13", "2023-02-30", "2 March 2023", "T", ""])
def test_a_date_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(SettingError, match="published"):
        of(ENGLISH.encode(), published=value)


@pytest.mark.parametrize("value", ["2023", "2023-03", "2023-03-02", "2023-03-02T10:00:00Z"])
def test_a_date_at_any_precision_is_taken(value: str) -> None:
    assert of(ENGLISH.encode(), published=value).published.value == value


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", EmptySource),
        (b"\xef\xbb\xbf \r\n\t\xc2\xa0", EmptySource),
        (b"\x89PNG\r\n\x1a\n....", BinarySource),
        (bytes(range(256)) * 20, BinarySource),
        (b" <!DOCTYPE html><html><form><button>Go</button></form>", NotText),
    ],
)
def test_what_is_no_text(raw: bytes, error: type[OnrecordError]) -> None:
    with pytest.raises(error, match=r"r\.txt") as caught:
        of(raw)
    assert caught.value.do.endswith(".")


def test_what_decoding_changed_is_said(caplog: pytest.LogCaptureFixture) -> None:
    of(b"A \x00 sentence.")
    assert "U+FFFD" in caplog.text


LANGUAGES = {
    "German": "Die Ministerin sagte am Dienstag, dass die Gespräche noch nicht zu Ende sind.",
    "French": "Le ministre a déclaré mardi que les négociations ne sont pas terminées.",
    "Spanish": "El ministro dijo el martes que las conversaciones no han terminado todavía.",
    "Russian": "Министр заявил во вторник, что переговоры ещё не закончены.",
    "Ukrainian": "Міністр заявив у вівторок, що переговори ще не закінчені і це так.",
    "Chinese": "部长星期二在北京表示，谈判尚未结束。双方同意下个月再次会晤。",
    "Japanese": "大臣は火曜日、交渉はまだ終わっていないと述べた。",
    "Arabic": "قال الوزير يوم الثلاثاء إن المفاوضات لم تنته بعد.",
    "Korean": "장관은 화요일 협상이 아직 끝나지 않았다고 말했다.",
}


@pytest.mark.parametrize(("name", "text"), LANGUAGES.items(), ids=list(LANGUAGES))
def test_another_language_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(WrongLanguage, match=f"in {name};"):
        sources.require_readable(of(text.encode()))
    read = sources.require_readable(of(text.encode()), any_language=True)
    assert read.language != "en"


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Blinken meets Lavrov in New Delhi",
        "“Nein,” he said. “Das ist nicht wahr.” The minister left the room after that.",
        "Scholz, Baerbock, Habeck and Lindner met Meloni, Tajani and Crosetto in Rome.",
    ],
)
def test_english_is_read(text: str) -> None:
    assert language(text).code == "en"
    assert sources.require_readable(of(text.encode())).text == text


@pytest.mark.parametrize("text", ["Home\nNews\nSport", "1. 2. 3.", "...", "Yes.", "a b\n\nc d"])
def test_text_without_a_sentence(text: str) -> None:
    assert not has_sentence(text)
    with pytest.raises(NoSentences):
        sources.require_readable(of(text.encode()))


def test_name_of_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/bad\xff\x1b[31m.txt"
    with open(path, "wb") as file:
        file.write(ENGLISH.encode())
    (report,) = sources.reports(sources.capture(names(tmp_path)[0], SETTINGS))
    report.source.encode("utf-8")
    assert "bad\ufffd" in report.source
