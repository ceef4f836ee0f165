"""The record of the demonstration, made once a session."""

import io
from contextlib import chdir, redirect_stdout
from pathlib import Path

import pytest

from onrecord.views.cli import main
from onrecord.views.cli.demo import PLACE


def make(folder: Path) -> tuple[Path, str]:
    """Where the record lies that ``onrecord demo`` makes in a folder, and what it says."""
    said = io.StringIO()
    with chdir(folder), redirect_stdout(said):
        assert main(["demo"]) == 0
    return folder / PLACE, said.getvalue()


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The record as ``onrecord demo`` makes it, and what it says. Who changes it takes a copy."""
    return make(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def demo(demonstrated: tuple[Path, str]) -> Path:
    """The record as ``onrecord demo`` makes it. Who changes it takes a copy."""
    return demonstrated[0]
