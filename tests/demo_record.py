"""The record of the demonstration, made once a session."""

import os
from pathlib import Path

import pytest

from onrecord.views.cli import main


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record as ``onrecord demo`` makes it. Whoever changes it takes a copy."""
    place = tmp_path_factory.mktemp("demo") / "onrecord-demo.db"
    with open(os.devnull, "w") as nowhere, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", nowhere)
        assert main(["demo", "--record", str(place)]) == 0
    return place
