"""The collector is as it was before, whatever happens while a report is read."""

import gc
from collections.abc import Iterator

import pytest

from onrecord.reading.unswept import unswept


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


def test_nothing_is_swept_within_and_all_is_afterwards() -> None:
    gc.enable()
    with unswept():
        assert not gc.isenabled()
        with unswept():  # a report within a report
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_leaves_it_on() -> None:
    gc.enable()
    with pytest.raises(ValueError, match="broken"), unswept():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    with unswept():
        pass
    assert not gc.isenabled()
