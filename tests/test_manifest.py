"""Manifests: many reports in one file, one a line, each with what is known of it."""

import io
import json
import os
import pickle
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import Failure, Reading, pipeline, read_many, sources
from onrecord.errors import CannotOpen, EmptySource, OnrecordError, SourceError, TooLarge
from onrecord.report import Capture, Given, Report
from onrecord.settings import Settings

FIRST = '{"schema": "onrecord/reports/1"}'
LIMIT = 100_000
SETTINGS = Settings(max_bytes=LIMIT)
ONE = "Anna Kell, the foreign minister of Varania, said on Tuesday that the talks would go on."
TWO = "Peter Brandt of Ostmark met Kell in Lindenau, and both signed the accord on Monday."


def manifest(folder: Path, *lines: dict[str, Any] | str | bytes, first: str = FIRST) -> Path:
    path = folder / "reports.jsonl"
    raw = [
        line
        if isinstance(line, bytes)
        else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    path.write_bytes(b"\n".join([first.encode(), *raw, b""]))
    return path  # fmt: skip


def found(source: sources.Source) -> list[sources.Found]:
    return list(sources.found(source, LIMIT))


def reports(source: sources.Source, given: Given = Given()) -> list[Report | OnrecordError]:  # noqa: B008
    made: list[Report | OnrecordError] = []
    for item in found(source):
        try:
            made += pipeline._reports(item, given, SETTINGS)
        except OnrecordError as error:
            made.append(error)
    return made


def faults(path: Path) -> list[str]:
    return [str(made) for made in reports(path) if isinstance(made, OnrecordError)]


def test_a_line_gives_a_report_with_what_is_known_of_it(tmp_path: Path) -> None:
    (tmp_path / "march").mkdir()
    (tmp_path / "march" / "3.txt").write_text(ONE)
    path = manifest(
        tmp_path,
        {"path": "march/3.txt", "outlet": "The Example", "published": "2026-03-03",
         "authors": ["Ada Roe", "Ben Vale"], "title": "Talks go on",
         "seen": "2026-03-04T10:00:00Z"},
        {"text": TWO, "url": "https://example.org/2"},
        {"html": f"<html><body><article><h1>Accord signed</h1><p>{TWO} {ONE}</p><p>{ONE} {TWO}</p>"
                 "</article></body></html>", "outlet": "The Page"},
    )  # fmt: skip
    first, second, third = reports(path)
    assert isinstance(first, Report)
    assert (first.source, first.text) == (str(tmp_path / "march" / "3.txt"), ONE)
    assert (first.published.value, first.published.basis) == ("2026-03-03", "given")
    assert (first.outlet, first.title, first.authors) == (
        "The Example", "Talks go on", ("Ada Roe", "Ben Vale"),
    )  # fmt: skip
    assert first.seen == "2026-03-04T10:00:00Z"
    assert isinstance(second, Report)
    assert (second.source, second.url, second.text) == (*["https://example.org/2"] * 2, TWO)
    assert isinstance(third, Report)
    assert (third.source, third.outlet) == (f"{path}, line 4", "The Page")
    assert TWO in third.text
    assert "<p>" not in third.text


def test_flags_beat_the_manifest_and_the_manifest_the_text(tmp_path: Path) -> None:
    path = manifest(tmp_path, {"text": ONE, "outlet": "The Line", "title": "Of the line"})
    (report,) = reports(path, Given(outlet="The Flag"))
    assert isinstance(report, Report)
    assert (report.outlet, report.title) == ("The Flag", "Of the line")


def test_text_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    looks = "<!doctype html><html><p>The minister said so.</p></html>"
    path = manifest(
        tmp_path, {"text": looks}, {"text": "From: a@b.example\nDate: x\nReceived: y\n\n" + ONE}
    )
    page, mail = reports(path)
    assert isinstance(page, Report)
    assert page.text == looks
    assert isinstance(mail, Report)
    assert mail.text.startswith("From: ")


BAD: list[tuple[Any, str]] = [
    ("{", "no JSON"),
    ("", ""),
    ("[]", "no JSON object"),
    ('"text"', "no JSON object"),
    ("nonsense", "no JSON"),
    (b'{"text": "\xff"}', "not UTF-8"),
    (b'{"text": "a\x00b"}', "no JSON"),
    ("[" * 50_000, "no JSON"),
    ({}, "none of them"),
    ({"url": "https://e.example/1"}, "none of them"),
    ({"path": None, "text": None}, "none of them"),
    ({"path": "a.txt", "text": ONE}, "path and text"),
    ({"text": 5}, "text must be text"),
    ({"text": ONE, "authors": "Ada"}, "list of names"),
    ({"text": ONE, "authors": [1]}, "list of names"),
    ({"text": ONE, "title": ["a"]}, "title must be text"),
    ({"text": ONE, "publishd": "2026"}, "'published' is meant"),
    ({"text": ONE, "published": "3 March"}, "must be a date"),
    ({"text": ONE, "seen": "2026-02-30"}, "must be a date"),
    ({"text": ONE, "published": 2026}, "published must be text"),
    ('{"text": "a", "text": "b"}', "'text' stands in it twice"),
    ({"path": ""}, "below the folder"),
    ({"path": "/etc/hostname"}, "below the folder"),
    ({"path": "../a.txt"}, "below the folder"),
    ({"path": "b/../../a.txt"}, "below the folder"),
    ({"path": "C:\\a.txt"}, "below the folder"),
    ({"path": "http://127.0.0.1/a"}, "below the folder"),
    ({"path": "reports.jsonl"}, "list of reports"),
    ({"path": "gone.txt"}, "could not be opened"),
    ({"path": "nul\0.txt"}, "could not be opened"),
    ({"path": "lone\ud800.txt"}, "could not be opened"),
    ({"path": "folder"}, "is no file"),
    ({"path": "pipe.txt"}, "is no file"),
    ({"path": "out.txt"}, "leads out of the folder"),
    ({"path": "out/secret.txt"}, "leads out of the folder"),
    ({"text": "a" * (LIMIT + 1)}, "the limit is 100,000"),
]


@pytest.mark.parametrize(("line", "told"), BAD)
def test_a_bad_line_costs_its_own_report(line: Any, told: str, tmp_path: Path) -> None:
    top = tmp_path / "top"
    (top / "folder").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(ONE)
    (top / "out.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (top / "out").symlink_to(tmp_path / "outside", target_is_directory=True)
    os.mkfifo(top / "pipe.txt")
    path = manifest(top, {"text": ONE}, line, {"text": TWO})
    first, *bad, last = reports(path)
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert (first.text, last.text) == (ONE, TWO)
    assert [type(made) for made in bad if not isinstance(made, SourceError)] == []
    if not told:  # a blank line is passed over
        assert bad == []
        return
    assert len(bad) == 1
    assert f"{path}, line 3" in str(bad[0])
    assert told in str(bad[0])


def test_links_within_the_folder_are_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert faults(manifest(tmp_path, {"path": "b.txt"})) == []


@pytest.mark.parametrize(
    "first", ["", "{}", '{"schema": "onrecord/reports/2"}', '{"text": "a"}', "[1]", '"schema"',
              '{"schema": "onrecord/reports/1"', "[" * 5000 + '"schema"']
)  # fmt: skip
def test_a_file_that_is_no_manifest_says_what_its_first_line_must_be(
    first: str, tmp_path: Path
) -> None:
    (told,) = faults(manifest(tmp_path, {"text": ONE}, first=first))
    assert FIRST in told


def test_a_byte_order_mark_and_windows_newlines_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "Reports.JSONL"
    path.write_bytes(b"\xef\xbb\xbf" + f'{FIRST}\r\n{{"text": "{ONE}"}}\r\n'.encode())
    (report,) = reports(path)
    assert isinstance(report, Report)
    assert report.text == ONE


def test_what_lists_nothing_or_is_not_there(tmp_path: Path) -> None:
    (empty,) = reports(manifest(tmp_path))
    assert isinstance(empty, EmptySource)
    (gone,) = reports(tmp_path / "gone.jsonl")
    assert isinstance(gone, CannotOpen)
    (nul,) = reports("nul\0.jsonl")
    assert isinstance(nul, CannotOpen)


def test_in_a_folder_a_manifest_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    manifest(tmp_path, {"text": TWO})
    assert [item.name for item in found(tmp_path)] == [str(tmp_path / "a.txt")]


def test_a_line_above_the_limit_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    with path.open("wb") as file:
        file.write(FIRST.encode() + b'\n{"text": "')
        for _ in range(300):
            file.write(b"a" * LIMIT)
        file.write(b'"}\n' + json.dumps({"text": ONE}).encode())
    tracemalloc.start()
    made = reports(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(made[0], TooLarge)
    assert isinstance(made[1], Report)
    assert peak < 20 * LIMIT


def test_lines_are_found_one_by_one_and_hold_no_text(tmp_path: Path) -> None:
    path = manifest(
        tmp_path, *({"text": ONE * 100, "url": f"https://e.example/{n}"} for n in range(500))
    )
    items = sources.found(path, LIMIT)
    tracemalloc.start()
    kept = list(items)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(kept) == 500
    assert size < 500 * len(ONE) * 20
    assert all(len(pickle.dumps(item)) < 1000 for item in kept)


def test_standard_input_may_be_a_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    raw = b"\n".join(
        [FIRST.encode(), b'{"path": "a.txt"}', json.dumps({"text": TWO}).encode(), b"{"]
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    first, second, third = reports("-")
    assert isinstance(first, Report)
    assert (first.source, first.text) == ("a.txt", ONE)
    assert isinstance(second, Report)
    assert (second.source, second.text) == ("standard input, line 3", TWO)
    assert "standard input, line 4" in str(third)


@pytest.mark.parametrize(
    "raw", [b'{"schema": 1}\n{"text": "a"}', b"", b"One line.\nTwo.\n", b"x" * 9000]
)
def test_standard_input_that_is_none_is_read_as_ever(
    raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    (item,) = found("-")
    assert isinstance(item.at, Capture)
    assert item.at.raw == raw


def test_a_manifest_that_changed_meanwhile_is_told(tmp_path: Path) -> None:
    path = manifest(tmp_path, {"text": ONE})
    (item,) = found(path)
    manifest(tmp_path, {"path": "a.txt"})
    assert isinstance(item.at, sources.Listed)
    with pytest.raises(SourceError, match=r"line 2.*changed"):
        sources.capture(item.at, SETTINGS)
    path.unlink()
    with pytest.raises(CannotOpen, match="line 2"):
        sources.capture(item.at, SETTINGS)


names = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=20)
# Control characters alone make a file binary, which a text within the list cannot be.
spoken = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"), min_size=1
)
known = st.fixed_dictionaries({}, optional={
    "outlet": names, "title": names, "url": names,
    "authors": st.lists(names.filter(bool), max_size=2),
    "published": st.sampled_from(["2026", "2026-03", "2026-03-02", "2026-03-02T10:00:00Z"]),
})  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=st.lists(st.tuples(spoken, known), max_size=5))
def test_law_a_manifest_equals_its_files_with_the_same_flags(
    listed: list[tuple[str, dict[str, Any]]], tmp_path: Path
) -> None:
    lines: list[dict[str, Any]] = []
    alone: list[Report | OnrecordError] = []
    for number, (text, said) in enumerate(listed):
        raw = text.encode("utf-8", "replace")
        (tmp_path / f"{number}.txt").write_bytes(raw)
        flags = Given(**{name: tuple(value) if name == "authors" else value
                         for name, value in said.items() if value})  # fmt: skip
        by_file = reports(tmp_path / f"{number}.txt", flags)
        lines += [
            {"path": f"{number}.txt", **said},
            {"text": raw.decode("utf-8", "replace"), **said},
        ]
        alone += by_file * 2
    made = reports(manifest(tmp_path, *lines)) if lines else []
    assert len(made) == len(alone)
    for at, (one, other) in enumerate(zip(made, alone, strict=True)):
        if isinstance(one, Report) and at % 2:
            assert isinstance(other, Report)
            one = replace(one, source=other.source)
        if isinstance(one, Report):
            assert one == other
        elif at % 2 == 0:
            assert type(one) is type(other)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.one_of(st.binary(), st.lists(st.sampled_from([
    b'{"text": "A b."}', b'{"path": "a"}', b"{", b"\n", b'{"html": "<p>x"}', b"\xff", b"\0",
    b'{"text": "\\ud800"}',
])).map(b"\n".join)))  # fmt: skip
def test_law_any_bytes_give_reports_or_source_errors(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    for whole in (raw, FIRST.encode() + b"\n" + raw):
        path.write_bytes(whole)
        made = reports(path)
        assert made
        assert all(isinstance(one, (Report, SourceError)) for one in made)


@pytest.mark.slow
def test_a_manifest_reads_the_same_with_any_number_of_workers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    (tmp_path / "b.txt").write_text(TWO)
    path = manifest(tmp_path, {"path": "a.txt", "outlet": "The Example"}, "{", {"text": TWO},
                    {"path": "b.txt"}, {"path": "gone.txt"})  # fmt: skip
    one, two = ([*read_many(path, workers=n)] for n in (1, 2))
    assert [type(r) for r in one] == [Reading, Failure, Reading, Reading, Failure]
    shown = [str(r.error) if isinstance(r, Failure) else r for r in one]
    assert shown == [str(r.error) if isinstance(r, Failure) else r for r in two]
    alone = [*read_many([tmp_path / "b.txt"])]
    assert one[3] == alone[0]
