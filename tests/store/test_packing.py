"""A reading taken apart, packed and put together again is the same reading, byte for byte."""

import zlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.facts import Reading, decode_reading, encode
from onrecord.record.accounts import accounts
from onrecord.store import bundling, packing
from onrecord.store.bundling import bundled, opened, pressed, unpressed
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
    told = accounts(reading)
    bundle = opened(bundled(pack_rest(reading), [pack(one.told) for one in told]))
    rest = unpack_rest(bundle.rest, report.text, report.text_sha256)
    packed = zip(told, bundle.facts, strict=True)
    return together(
        rest, [(one.kind, unpack(one.kind, one.key, raw, report.text)) for one, raw in packed]
    )


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
    assert unpack_plain(OnDay, unpressed(pressed(pack_plain(one)))) == one


def test_a_package_is_small() -> None:
    """The words stand in the text alone."""
    reading = decode_reading(GOLD[0].read_bytes())
    packed = bundled(pack_rest(reading), [pack(one.told) for one in accounts(reading)])
    assert len(packed) < (len(encode(reading)) - len(reading.report.text)) / 8


@given(st.binary(), st.lists(st.binary()))
def test_any_bundle(rest: bytes, facts: list[bytes]) -> None:
    assert opened(bundled(rest, facts)) == (rest, tuple(facts))


def test_what_was_bundled_once_is_opened_for_ever() -> None:
    """What common facts look like is part of the form: other bytes would close every record."""
    once = bytes.fromhex("9b7c8491f1881c7ea38f70c2031300")
    fact = b"\xa6direct\xa6actual\xabunspecified\xa3say"
    assert opened(once) == (b"\x01", (fact, b"\xa5state\xa2US"))
    profile = bytes.fromhex("c311530b00")
    assert unpressed(profile) == b"\x92\x97\xa6person\xa0\xa2US\xa0\xa6public\xa0\xa0\xa0"


def test_the_law_fails_where_common_facts_look_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = (b"\xa6direct\xa6actual\xabunspecified",)
    package = bundled(b"\x01", facts)
    monkeypatch.setattr(bundling, "_COMMON", bundling._COMMON[1:] + b"\x00")
    with pytest.raises((zlib.error, msgspec.MsgspecError, AssertionError)):
        assert opened.__wrapped__(package).facts == facts


def test_the_law_fails_where_words_are_cut_askew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a span ends one character late."""
    reading = decode_reading(GOLD[0].read_bytes())
    late = property(lambda self: packing._CUT_FROM.get()[self.start : self.end + 1])
    monkeypatch.setattr(packing._Cut, "text", late)
    assert encode(_again(reading)) != encode(reading)
