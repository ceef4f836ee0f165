"""A reading taken apart, packed and put together again is the same reading, byte for byte."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts import Reading, decode_reading, encode
from onrecord.record.accounts import accounts
from onrecord.store import packing
from onrecord.store.packing import (
    pack,
    pack_plain,
    pack_rest,
    together,
    unpack,
    unpack_plain,
    unpack_rest,
)
from tests.page_readings import readings
from tests.store.record_worlds import OnDay

GOLD = sorted(Path(__file__).parents[1].glob("gold/[rst]*/*.reading.json"))


def _again(reading: Reading) -> Reading:
    report = reading.report
    told = [(one.kind, one.key, pack(one.told)) for one in accounts(reading)]
    rest = unpack_rest(pack_rest(reading), report.text, report.text_sha256)
    return together(rest, [(k, unpack(k, key, raw, report.text)) for k, key, raw in told])


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.partition(".")[0])
def test_gold(path: Path) -> None:
    reading = decode_reading(path.read_bytes())
    assert encode(_again(reading)) == encode(reading)
    assert _again(reading) == reading


@settings(max_examples=60, deadline=None)
@given(readings())
def test_any_reading(reading: Reading) -> None:
    assert encode(_again(reading)) == encode(reading)


@given(st.integers(), st.integers())
def test_profiles(day: int, ordinal: int) -> None:
    one = OnDay(day % 2**60, ordinal % 2**60)
    assert unpack_plain(OnDay, pack_plain(one)) == one


def test_a_package_is_small() -> None:
    """The words stand in the text alone."""
    reading = decode_reading(GOLD[0].read_bytes())
    packed = sum(len(pack(one.told)) for one in accounts(reading)) + len(pack_rest(reading))
    assert packed < (len(encode(reading)) - len(reading.report.text)) / 3


def test_the_law_fails_where_words_are_cut_askew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a span ends one character late."""
    reading = decode_reading(GOLD[0].read_bytes())
    late = property(lambda self: packing._CUT_FROM.get()[self.start : self.end + 1])
    monkeypatch.setattr(packing._Cut, "text", late)
    assert encode(_again(reading)) != encode(reading)
