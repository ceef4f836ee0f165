"""Facts by hand on the command line; what was judged and told, as gold and as training data."""

import json
import shutil
from pathlib import Path

import pytest

from onrecord.facts import decode_reading, validate
from onrecord.store.asking.opened import Record as Asking
from onrecord.store.record import open_record
from onrecord.views.cli import main
from training.corpora import polnear

REPORT = "https://meridianwire.example/2031/06/06/inspections-to-resume"


@pytest.fixture
def place(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    made = str(shutil.copy(demo, tmp_path / "r.db"))
    monkeypatch.setenv("ONRECORD_RECORD", made)
    monkeypatch.setenv("ONRECORD_REVIEWER", "Osei")
    return made


def noted(*more: str) -> int:
    return main(["note", REPORT, *more])


def statement() -> int:
    return noted(
        "--statement", "--speaker", "two fishermen", "--kind-of", "group", "--cue", "struck",
        "--words", "another note on Friday", "--why", "so it is",
    )  # fmt: skip


def test_a_fact_is_told_listed_and_taken_back(
    place: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert statement() == 0
    told = capfd.readouterr().out
    assert "✎ by hand" in told
    id = told.partition("Noted: ")[2][:16]
    assert main(["statements", "--by", "two fishermen"]) == 0
    assert "✎ by hand" in capfd.readouterr().out
    assert main(["statements", "--by", "two fishermen", "--format", "csv"]) == 0
    head, row = capfd.readouterr().out.splitlines()
    assert row.split(",")[head.split(",").index("by_hand")] == "Osei"
    assert main(["review", "--list"]) == 0
    assert f"{id}  note  by Osei" in capfd.readouterr().out
    assert main(["note", "--undo", id]) == 0
    capfd.readouterr()
    assert main(["statements", "--by", "two fishermen"]) != 0 or "✎" not in capfd.readouterr().out


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--statement", "--words", "the", "--speaker", "Nasibli"), "times in the report"),
        (("--statement", "--words", "@9-3", "--speaker", "Nasibli"), "no stretch"),
        (("--statement", "--words", "nowhere"), "do not stand"),
        (("--encounter", "--words", "met", "--who", "Nasibli"), "Nobody meets alone"),
        (("--change", "sung", "--of", "treaty", "--words", "met"), "no change"),
    ],
)
def test_what_makes_no_fact_ends_with_a_reason(
    place: str, capfd: pytest.CaptureFixture[str], more: tuple[str, ...], says: str
) -> None:
    assert noted(*more) == 2
    told = capfd.readouterr()
    assert (told.out, says in told.err) == ("", True)


def test_what_was_told_is_gold_and_training_data(
    place: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Held against the record, the fact by hand is what the reading misses."""
    assert statement() == 0
    folder = tmp_path / "corrections"
    assert main(["review", "--export", str(folder)]) == 0
    assert "1 fact by hand" in capfd.readouterr().out
    (line,) = (folder / "readings.jsonl").read_text().splitlines()
    gold = decode_reading(line)
    assert validate(gold) == []
    assert any(s.content[0].text == "another note on Friday" for s in gold.statements)
    asked = ["evaluate", str(folder / "readings.jsonl"), "--record", place, "--format", "json"]
    assert main(asked) == 0
    found = capfd.readouterr().out
    assert json.loads(found)
    assert "another note on Friday" in found  # among the misses, with its words
    (article,) = polnear.articles(folder / "polnear" / "train")
    contents = {article.text[s:e] for one in article.attributions for s, e in one.content}
    assert "another note on Friday" in contents


def test_rejected_and_told_by_hand_in_one_export(place: str, tmp_path: Path) -> None:
    with open_record(place) as record:
        asking = Asking(record)
        one = next(iter(asking.encounters(by="Nasibli")))
    assert statement() == 0
    from onrecord.record.verdicts import Verdict
    from onrecord.store.reviewing import give

    with open_record(place) as record:
        give(record, Verdict.given("reject", [one.key], at="2031-08-01T00:00:00Z", by="Osei"))
    assert main(["review", "--export", str(tmp_path / "out")]) == 0
    lines = (tmp_path / "out" / "readings.jsonl").read_text().splitlines()
    for line in lines:
        gold = decode_reading(line)
        assert validate(gold) == []
        assert one.key not in {each.key for each in gold.encounters}


def test_what_comes_with_an_export_comes_back(place: str, tmp_path: Path) -> None:
    """Export and import carry facts by hand along."""
    assert statement() == 0
    out = tmp_path / "all.jsonl"
    assert main(["export", "--format", "jsonl", "--output", str(out)]) == 0
    other = tmp_path / "other.db"
    assert main(["import", str(out), "--record", str(other)]) == 0
    with open_record(other) as record:
        (said,) = Asking(record).statements(by="two fishermen")
        assert said.tellings[0].by_hand[0].why == "so it is"
    again = tmp_path / "again.jsonl"
    assert (
        main(["export", "--format", "jsonl", "--output", str(again), "--record", str(other)]) == 0
    )
    assert again.read_bytes() == out.read_bytes()
