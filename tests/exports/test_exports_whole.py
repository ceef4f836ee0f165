"""The whole record as JSONL, and back."""

import json
from pathlib import Path

import pytest
from exported import HOSTILE, Made

from onrecord.errors import CannotOpen, InvalidReading
from onrecord.record.origins import Stone, Version
from onrecord.views.exports import whole
from onrecord.views.exports.chunks import LeftOut
from onrecord.views.exports.reading_back import check, sources


def lines(kept: Made) -> list[bytes]:
    return list(whole.pieces(kept, whole.KINDS, LeftOut()))


def written(tmp_path: Path, raw: list[bytes]) -> str:
    path = tmp_path / "record.jsonl"
    path.write_bytes(b"".join(raw))
    return str(path)


def test_sources_come_first_and_things_after() -> None:
    told = [json.loads(line) for line in lines(Made())]
    assert told[0] == {"schema": "onrecord/record/1"}
    assert [next(iter(one)) for one in told[1:5]] == ["version", "version", "verdict", "stone"]
    assert {next(iter(one)) for one in told[5:-1]} == {"thing"}
    assert told[-1]["end"] == {"versions": 2, "verdicts": 1, "stones": 1, "things": 17}


def test_a_line_is_a_line_whatever_it_holds() -> None:
    raw = b"".join(lines(Made()))
    assert all(json.loads(line) for line in raw.decode().split("\n")[:-1])
    assert json.loads(lines(Made())[3])["verdict"]["why"] == HOSTILE


def test_what_is_read_back_is_what_was_written(tmp_path: Path) -> None:
    path = written(tmp_path, lines(Made()))
    assert check(path) == {"versions": 2, "verdicts": 1, "stones": 1}
    made = Made()
    assert list(sources(path)) == [*made.versions(), *made.verdicts(), *made.stones()]
    assert {type(one) for one in sources(path)} >= {Version, Stone}


def test_derived_lines_count_for_nothing(tmp_path: Path) -> None:
    kept = [line for line in lines(Made()) if not line.startswith(b'{"thing"')]
    path = written(tmp_path, kept)
    assert check(path)["versions"] == 2


@pytest.mark.parametrize("missing", [1, 4, -1])
def test_a_file_that_lost_a_line_is_refused(tmp_path: Path, missing: int) -> None:
    raw = lines(Made())
    raw.pop(missing)
    with pytest.raises(CannotOpen, match="not whole"):
        check(written(tmp_path, raw))


def test_answers_are_no_record(tmp_path: Path) -> None:
    raw = lines(Made(narrowed={"by": "Kern"}))
    assert json.loads(raw[0]) == {"schema": "onrecord/answers/1", "asked": {"by": "Kern"}}
    assert {next(iter(json.loads(one))) for one in raw[1:-1]} == {"thing"}
    with pytest.raises(CannotOpen, match="answers to a question"):
        check(written(tmp_path, raw))


@pytest.mark.parametrize("raw", [b"", b"hello\n", b'{"schema": "onrecord/reports/1"}\n', b"\xff\n"])
def test_what_is_no_record_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(CannotOpen):
        check(written(tmp_path, [raw]))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    raw = lines(Made())
    raw[2] = raw[2][:50] + b"\n"
    with pytest.raises(InvalidReading, match="line 3"):
        check(written(tmp_path, raw))


def test_a_span_that_is_not_the_texts_is_named(tmp_path: Path) -> None:
    raw = lines(Made())
    raw[1] = raw[1].replace(b'"text":"said"', b'"text":"sang"')
    with pytest.raises(InvalidReading, match=r"line 2.*sang"):
        check(written(tmp_path, raw))


def test_no_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="could not be opened"):
        check(str(tmp_path / "no.jsonl"))


@pytest.mark.parametrize(
    ("number", "there", "planted", "says"),
    [
        (1, b'"counted":"2024', b'"counted":"then', "no moment"),
        (3, b'"of":["aaaa', b'"of":["AAAA', "no key"),
        (4, b'"at":"2024', b'"at":"late', "no moment"),
        (4, b'"report":"0', b'"report":"x', "no key"),
        (4, b'"reason":"', b'"reason":"\\u0000', r"U\+0000"),
    ],
)
def test_what_would_stop_an_import_midway_is_told_before(
    tmp_path: Path, number: int, there: bytes, planted: bytes, says: str
) -> None:
    raw = lines(Made())
    assert there in raw[number]
    raw[number] = raw[number].replace(there, planted, 1)
    with pytest.raises(InvalidReading, match=f"line {number + 1}.*{says}"):
        check(written(tmp_path, raw))
