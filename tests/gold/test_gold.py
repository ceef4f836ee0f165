"""The gold readings are sound: valid, of their own text, with the keys of their facts."""

from pathlib import Path

import pytest

from onrecord.facts import decode_reading, validate, with_keys
from onrecord.scoring import load_facts, score_facts

HERE = Path(__file__).parent
STEMS = sorted(p.with_suffix("") for p in HERE.glob("*/*.txt"))


def _name(stem: Path) -> str:
    return f"{stem.parent.name}/{stem.name}"


def test_all_parts_are_there() -> None:
    assert {stem.parent.name for stem in STEMS} == {"aside", "reports", "second", "third"}


@pytest.mark.parametrize("stem", STEMS, ids=_name)
def test_a_reading_is_valid_and_of_its_text(stem: Path) -> None:
    reading = decode_reading(stem.with_suffix(".reading.json").read_bytes())
    assert list(validate(reading)) == []
    assert reading.report.text == stem.with_suffix(".txt").read_text(encoding="utf-8")
    assert with_keys(reading) == reading


@pytest.mark.parametrize("stem", STEMS, ids=_name)
def test_a_reading_has_all_that_its_facts_file_asks_for(stem: Path) -> None:
    reading = decode_reading(stem.with_suffix(".reading.json").read_bytes())
    score = score_facts(reading, load_facts(stem.with_suffix(".toml")), reading)
    assert score.points == score.total > 0, (score.missing, score.partly, score.never)
    assert score.faults == ()
