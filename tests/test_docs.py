"""What the documentation names is there: links, paths, tables, commands, options, settings."""

import argparse
import ast
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

import onrecord
from onrecord import tables
from onrecord.settings import listed
from onrecord.views.cli import COMMANDS, command_named
from onrecord.views.labels import TERMS as TERMS_SAID
from onrecord.views.terminal.look import KINDS, MODALITIES, TERMS
from onrecord.vocabulary import SCHEMA
from tests import documented

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "tests" / "gold" / "README.md",
]
# Where a path in the text may start from, and what the first part of one looks like.
PACKAGE = ROOT / "onrecord"
BASES = (ROOT, PACKAGE, *(PACKAGE / room for room in ("reading", "tables", "views", "model")))
TOPS = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
MADE = ("build/", ".venv")  # what `make` leaves behind
THEIRS = (
    "reports/", "text/", "attributions/", "report.txt", "reading.json", "STEM.", "/api/", "ask.py",
)  # fmt: skip
SUFFIXES = (".py", ".tsv", ".tsv.gz", ".toml", ".md", ".onnx", ".npz", ".json")
EVERY = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def fenced(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


def code(page: Path) -> list[str]:
    """All that is set as code and no Python: words between backticks, indented lines."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    spans = [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", text)]
    return spans + [line.strip() for line in re.findall(r"^ {4}(.+)$", text, re.M)]


def paths(page: Path) -> set[str]:
    """What looks like a path of the repository."""
    return {
        word for word in code(page)
        if re.fullmatch(r"[\w./-]+", word)
        and (word.endswith(("/", *SUFFIXES)) or ("/" in word and word.split("/")[0] in TOPS))
        and word != SCHEMA and not word.startswith((*MADE, *THEIRS))
    }  # fmt: skip


@EVERY
def test_relative_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    own = [link.split("#")[0] for link in links if not re.match(r"https?://|#", link)]
    assert [link for link in own if not (page.parent / link).exists()] == []


@EVERY
def test_paths_are_there(page: Path) -> None:
    bases = (*BASES, page.parent)
    assert [p for p in paths(page) if not any((base / p).exists() for base in bases)] == []


@EVERY
def test_targets_of_make_are_there(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = {t for line in code(page) for t in re.findall(r"\bmake ([a-z][\w-]*)", line)}
    assert named <= targets


@EVERY
def test_modules_that_are_run_are_there(page: Path) -> None:
    named = {m for line in code(page) for m in re.findall(r"python -m ([\w.]+)", line)}
    assert [module for module in named if find_spec(module) is None] == []


_EVERYWHERE = {"--help", "--config", "--tables"}  # of (nearly) every command


@EVERY
def test_commands_take_what_is_shown(page: Path) -> None:
    for line in code(page):
        for name, rest in re.findall(r"\bonrecord ([a-z]+)\b([^|#]*)", line):
            parser = argparse.ArgumentParser()
            command_named(name).arguments(parser)
            assert name in COMMANDS
            assert set(re.findall(r"--[a-z-]+", rest)) <= {*_EVERYWHERE, *_options(parser, rest)}


def _options(parser: argparse.ArgumentParser, rest: str) -> set[str]:
    """The options that a parser takes, and the one below it that the next word names."""
    known = {option for action in parser._actions for option in action.option_strings}
    word = next(iter(rest.split()), "")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) and word in action.choices:
            known |= _options(action.choices[word], rest.partition(word)[2])
    return known


@EVERY
def test_examples_in_python_compile_and_use_the_public_door(page: Path) -> None:
    for block in fenced(page, "python"):
        names = {
            node.attr for node in ast.walk(ast.parse(block))
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name) and node.value.id == "onrecord"
        }  # fmt: skip
        assert names <= set(onrecord.__all__)


def test_the_readme_has_an_example_in_python() -> None:
    assert fenced(ROOT / "README.md", "python")


@pytest.mark.slow
@pytest.mark.parametrize("page", documented.PAGES, ids=lambda page: page.stem)
def test_what_a_page_shows_is_what_is_printed(
    page: Path, demonstrated: tuple[Path, str], tmp_path: Path
) -> None:
    shown = page.read_text(encoding="utf-8")
    printed = documented.rerun(shown, documented.Terminal(tmp_path, *demonstrated))
    assert shown.splitlines() == printed.splitlines(), "python -m tests.documented --write"
    drawn = {tmp_path / name: kept for name, kept in documented.DRAWINGS.items() if name in shown}
    assert all(new.read_bytes() == kept.read_bytes() for new, kept in drawn.items())


def test_another_output_than_the_shown_is_seen(
    demonstrated: tuple[Path, str], tmp_path: Path
) -> None:
    right = "```console\n$ export A=b\n$ echo $A | tr b c\nc\n```\n\n```pycon\n>>> 6 * 7\n42\n```\n"
    terminal = documented.Terminal(tmp_path, *demonstrated)
    assert documented.rerun(right, terminal) == right
    assert documented.rerun(right.replace("42", "41").replace("\nc\n", "\n"), terminal) == right


def test_every_table_is_on_the_data_card() -> None:
    card = (ROOT / "docs" / "data-card.md").read_text(encoding="utf-8")
    listed_there = re.findall(r"^\| `(\w+)\.tsv(?:\.gz)?` \|", card, re.M)
    assert sorted(listed_there) == tables.table_names()


def test_tables_that_a_page_names_by_their_beginning_are_there() -> None:
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    for start in re.findall(r"`([a-z_]+)\*`", text):
        assert [name for name in tables.table_names() if name.startswith(start)], start


def test_settings_are_shown_as_they_are() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", text, re.M))
    real = {s.name: {False: "no", True: "yes"}.get(s.default, str(s.default))
            if isinstance(s.default, bool) else str(s.default) for s in listed()}  # fmt: skip
    assert shown
    assert shown.items() <= real.items()


def test_the_readme_explains_the_marks_of_the_page() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]]
            for line in text.splitlines() if line.count("|") == 5]  # fmt: skip
    marks = {row[0]: row[1] for row in rows}
    lines = {row[2]: row[3] for row in rows}
    for modality, mark in MODALITIES.items():
        assert marks[mark] == ("happened" if modality == "actual" else modality)
    for terms, line in TERMS.items():
        assert TERMS_SAID[terms] in lines[line]
    assert all(f"`{glyph}`" in text for glyph in KINDS.values())


def test_no_file_names_a_machine() -> None:
    """Neither text nor compiled model holds a path of whoever made it."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    tracked = [ROOT / name for name in listing.split("\0") if name]
    path = re.compile(rb"(?<![\w.~$})-])/(?:work|root|home)/")
    links = re.compile(rb'(?:href|src|action)="/[^"]*"')  # of pages: paths of a site

    def said(file: Path) -> bytes:
        return links.sub(b"", file.read_bytes()) if file.suffix == ".html" else file.read_bytes()

    assert len(tracked) > 50
    assert [
        file.relative_to(ROOT).as_posix() for file in tracked
        if file.is_file() and path.search(said(file))
    ] == []  # fmt: skip


def test_the_notice_names_who_must_be_named_and_goes_along() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = ("geonames.org", "OpenSanctions", "all-MiniLM-L6-v2", "PLOVER", "Unicode CLDR")
    assert [name for name in named if name not in notice] == []
    assert '"NOTICE"' in (ROOT / "pyproject.toml").read_text()
