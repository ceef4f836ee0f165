"""Fixtures of the tests of MCP: the record of the demonstration, asked by the SDK's own client."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store.record import Record, open_record
from tests.api.asked_over import api, client

__all__ = ["api", "client", "kept"]


@pytest.fixture(scope="session")
def kept(demo: Path) -> Iterator[Record]:
    """The record of the demonstration, open."""
    with open_record(demo) as store:
        yield store
