"""The command line: what it prints, what it ends with, and what it leaves behind."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord.reading
from onrecord.facts import Reading, decode_reading, schema
from onrecord.report import Report
from onrecord.version import __version__
from onrecord.views.cli import BROKEN_PIPE, INTERRUPTED, USAGE, main

ENGLISH = "Vela met Moren on Tuesday. “We want the accord back,” Vela said after the talks.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs a command line in a folder of its own: exit status, output, errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(list(arguments))
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader without a model, for what does not turn on the facts."""

    def read(report: Report) -> Reading:
        if "interrupt" in report.text:
            raise KeyboardInterrupt
        return Reading(report=report)

    monkeypatch.setitem(vars(onrecord.reading), "read_report", read)


def write(folder: Path, *names: str, text: str = ENGLISH) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text)


def left_over(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.endswith(".onrecord-part")]


def test_the_example_is_read(run: Run) -> None:
    status, out, err = run("read", "--example")
    assert (status, err) == (0, "")
    assert "┃ Halvorsen " in out
    assert "«“Neither of us gains from an empty sea,”»" in out


@pytest.mark.usefixtures("plain")
class TestFormats:
    def test_one_report_is_one_reading(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt")
        status, out, _ = run("read", "a.txt", "--format", "json", "--published", "2024-05-07")
        reading = decode_reading(out)
        assert status == 0
        assert reading.report.text == ENGLISH
        assert (reading.report.source, reading.report.published.value) == ("a.txt", "2024-05-07")

    def test_several_are_a_list(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt", "b/c.txt")
        _, out, _ = run("read", ".", "--format", "json", "--outlet", "The Example")
        assert [r["report"]["source"] for r in json.loads(out)] == ["./a.txt", "./b/c.txt"]
        assert {r["report"]["outlet"] for r in json.loads(out)} == {"The Example"}

    def test_several_are_a_list_even_where_one_alone_can_be_read(
        self, run: Run, tmp_path: Path
    ) -> None:
        write(tmp_path, "a.txt")
        status, out, _ = run("read", "gone.txt", "a.txt", "--format", "json")
        assert status == 1
        assert len(json.loads(out)) == 1

    def test_a_line_a_reading(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt", "b.txt")
        _, out, _ = run("read", "a.txt", "b.txt", "--format", "jsonl")
        lines = out.splitlines()
        assert [decode_reading(line).report.source for line in lines] == ["a.txt", "b.txt"]

    def test_terminal_readings_stand_apart(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt", "b.txt")
        _, out, _ = run("read", "a.txt", "b.txt")
        assert out.count("─" * 96) == 1
        assert "\x1b" not in out

    def test_standard_input(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        read_end, write_end = os.pipe()
        os.write(write_end, ENGLISH.encode())
        os.close(write_end)
        with os.fdopen(read_end) as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            status, out, _ = run("read", "-", "--format", "json")
        assert status == 0
        assert json.loads(out)["report"]["source"] == "-"


BAD = {
    "empty.txt": (b"", "is empty"),
    "space.txt": (b" \n\t", "is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture"),
    "noise.txt": (bytes(range(256)) * 9, "is binary data"),
    "huge.txt": (b"a" * 50_000_000, "the limit is"),
    "menu.txt": (b"Home\nNews\nSport\n", "no sentence"),
    "form.html": (b"<!doctype html><form><input name=q><button>Go</button></form>", "no article"),
    "german.txt": ("Der Minister sagte, dass die Gespräche nicht zu Ende sind.".encode(), "German"),
    "chinese.txt": ("部长表示，谈判尚未结束。".encode(), "Chinese"),
}


@pytest.mark.usefixtures("plain")
class TestBadInput:
    @pytest.mark.parametrize("name", BAD)
    def test_one_line_says_what_and_what_to_do(self, name: str, run: Run, tmp_path: Path) -> None:
        raw, what = BAD[name]
        (tmp_path / name).write_bytes(raw)
        status, out, err = run("read", name, "--format", "jsonl")
        assert (status, out) == (USAGE, "")
        assert err.startswith(f"onrecord: {name} ")
        assert what in err
        assert err.count("\n") == 1
        assert err.rstrip().endswith(".")
        assert len(err.split(". ")) >= 2

    @pytest.mark.parametrize("name", ["gone.txt", "a.txt/b.txt"])
    def test_what_is_not_there(self, name: str, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt")
        status, _, err = run("read", name)
        assert status == USAGE
        assert "could not be opened" in err

    def test_a_folder_of_nothing(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "nothing").mkdir()
        status, _, err = run("read", "nothing")
        assert status == USAGE
        assert err.startswith("onrecord: The folder nothing holds no report (.txt, ")

    def test_the_others_are_still_read(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt", "c.txt")
        write(tmp_path, "b.txt", text="")
        status, out, err = run("read", ".", "--format", "jsonl")
        assert status == 1
        assert len(out.splitlines()) == 2
        assert err.splitlines() == [
            "onrecord: ./b.txt is empty. Give a report with at least one sentence."
        ]

    def test_names_that_would_play_tricks_are_shown_safely(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "x\n\x1b[2J\u202ey.txt", text="")
        (tmp_path / os.fsdecode(b"\xff.txt")).touch()
        status, _, err = run("read", ".")
        assert status == USAGE
        assert err.count("\n") == 2
        assert "\x1b" not in err
        assert r"x\n\x1b[2J\u202ey.txt is empty" in err


@pytest.mark.usefixtures("plain")
class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("raed", "a.txt"),
            ("read",),
            ("read", "--example", "a.txt"),
            ("read", "a.txt", "--format", "yaml"),
            ("read", "a.txt", "--workers", "0"),
            ("read", "a.txt", "--workers", "two"),
            ("read", "a.txt", "--published", "yesterday"),
            ("read", "a.txt", "b.txt", "--url", "https://e.example"),
            ("read", "a.txt", "b.txt", "--title", "A title"),
            ("read", "a.txt", "--nonsense"),
        ],
    )
    def test_wrong_usage_is_one_line(
        self, arguments: tuple[str, ...], tmp_path: Path, run: Run
    ) -> None:
        write(tmp_path, "a.txt", "b.txt")
        status, out, err = run(*arguments)
        assert (status, out) == (USAGE, "")
        assert err.startswith("onrecord")
        assert err.count("\n") == 1

    def test_a_setting_that_will_not_do(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ONRECORD_MAX_BYTES", "many")
        assert run("read", "a.txt")[0] == USAGE

    def test_schema_is_that_of_the_types(self, run: Run) -> None:
        status, out, _ = run("schema")
        assert status == 0
        assert json.loads(out) == json.loads(json.dumps(schema()))

    @pytest.mark.parametrize(
        "arguments", [("--help",), ("read", "--help"), ("check", "--help"), ("schema", "--help")]
    )
    def test_every_help_has_examples(self, arguments: tuple[str, ...], run: Run) -> None:
        status, out, _ = run(*arguments)
        assert status == 0
        assert "examples:\n  onrecord " in out

    def test_version(self, run: Run) -> None:
        assert run("--version") == (0, f"onrecord {__version__}\n", "")


@pytest.mark.usefixtures("plain")
class TestCheck:
    @pytest.mark.parametrize("shape", ["json", "jsonl"])
    def test_what_read_prints_has_no_fault(self, shape: str, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "in/a.txt", "in/b.txt")
        for source in ("in", "in/a.txt"):
            run("read", source, "--format", shape, "--output", "r")
            assert run("check", "r") == (0, "", "")

    def test_every_fault_is_a_line(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt")
        run("read", "a.txt", "--format", "json", "--output", "r.json")
        made = json.loads((tmp_path / "r.json").read_text())
        made["report"]["text"] += "More."
        write(tmp_path, "bad.json", text=json.dumps([made, made]))
        status, out, _ = run("check", "r.json", "bad.json")
        assert status == 1
        assert out.count("bad.json: ") == out.count("\n") >= 2

    @pytest.mark.parametrize("text", ["", "{}", "[1]", "[", "no", "{}\n{}\n"])
    def test_what_is_no_reading(self, text: str, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "r.json", text=text)
        status, _, err = run("check", "r.json")
        assert status == USAGE
        assert err.count("\n") == 1

    def test_what_is_not_there(self, run: Run) -> None:
        assert run("check", "gone.json")[0] == USAGE


@pytest.mark.usefixtures("plain")
class TestOutput:
    def test_a_file_is_written_whole(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt")
        old = os.umask(0o027)
        try:
            status, out, _ = run("read", "a.txt", "--format", "jsonl", "--output", "r.jsonl")
        finally:
            os.umask(old)
        assert (status, out) == (0, "")
        assert len((tmp_path / "r.jsonl").read_text().splitlines()) == 1
        assert (tmp_path / "r.jsonl").stat().st_mode & 0o777 == 0o640
        assert not left_over(tmp_path)

    @pytest.mark.parametrize("text", ["", "An interrupt came in the middle of the talks."])
    def test_failure_leaves_what_was_there(self, text: str, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "b.txt", text=text)
        (tmp_path / "r.jsonl").write_text("before")
        status, _, err = run("read", "b.txt", "--format", "jsonl", "--output", "r.jsonl")
        assert status == (INTERRUPTED if text else USAGE)
        assert err.count("\n") == 1
        assert (tmp_path / "r.jsonl").read_text() == "before"
        assert not left_over(tmp_path)

    def test_what_is_no_file_is_written_to_and_stays(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt")
        assert run("read", "a.txt", "--output", "/dev/null")[0] == 0
        assert Path("/dev/null").is_char_device()

    def test_links_stay_links(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt", "real.txt")
        (tmp_path / "link").symlink_to("real.txt")
        assert run("read", "a.txt", "--output", "link")[0] == 0
        assert (tmp_path / "link").is_symlink()
        assert "words" in (tmp_path / "real.txt").read_text()

    @pytest.mark.parametrize("place", ["gone/r.txt", "folder", "/dev/full"])
    def test_a_place_that_cannot_be_written(self, place: str, run: Run, tmp_path: Path) -> None:
        write(tmp_path, "a.txt")
        (tmp_path / "folder").mkdir()
        status, _, err = run("read", "a.txt", "--output", place)
        assert status == USAGE
        assert "could not be written" in err
        assert err.count("\n") == 1


def test_a_full_disk_is_told_once() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[1],
        )
    assert done.returncode == USAGE
    assert done.stderr.startswith(b"onrecord: standard output could not be written: no space")
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_leaves_ends_us_quietly(tmp_path: Path) -> None:
    write(tmp_path, *(f"{n}.txt" for n in range(5)), text=ENGLISH * 150)
    command = [sys.executable, "-m", "onrecord", "read", str(tmp_path), "--format", "jsonl"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[1]
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == BROKEN_PIPE


def test_the_bar_is_on_standard_error_and_gone_at_the_end(tmp_path: Path) -> None:
    write(tmp_path, *(f"{n}.txt" for n in range(3)))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "onrecord", "read", str(tmp_path), "--format", "jsonl"]
    out = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm"},
        cwd=Path(__file__).parents[1],
        check=True,
    ).stdout
    os.close(theirs)
    shown = b""
    while True:
        try:
            shown += os.read(ours, 65536)
        except OSError:
            break
    os.close(ours)
    assert len(out.splitlines()) == 3
    assert b"3/3" in shown
    assert shown.endswith((b"\x1b[2K", b"\x1b[?25h"))


def test_termination_leaves_nothing_half_written(tmp_path: Path) -> None:
    write(tmp_path, *(f"in/{n}.txt" for n in range(50)), text=ENGLISH * 200)
    command = [
        sys.executable, "-m", "onrecord", "read", str(tmp_path / "in"),
        "--output", str(tmp_path / "r.txt"),
    ]  # fmt: skip
    with subprocess.Popen(command, cwd=Path(__file__).parents[1]) as process:
        while not left_over(tmp_path):
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
    assert process.returncode == -signal.SIGTERM
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
