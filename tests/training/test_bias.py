"""The persons and places of the bias checks, and what is counted of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.tables import rows
from onrecord.tables.persons import lookup
from training import bias


def test_every_state_listed_is_ours_and_has_one_region() -> None:
    table = bias.parse(bias.REGIONS.name, bias.REGIONS.read_text("utf-8").split("\n"))
    listed = [code for row in table for code in row["codes"].split()]
    assert len(listed) == len(set(listed)) > 180
    assert set(listed) <= {row["code"] for row in rows("states")}


def test_no_table_knows_the_persons_and_every_region_has_some() -> None:
    found = bias.persons()
    assert len(found) == len(set(bias.regions().values()))
    for names in found.values():
        assert 10 <= len(set(names)) == len(names) <= bias.A_REGION
        assert not any(map(lookup, names))


def test_places_are_drawn_the_same_each_time() -> None:
    names = [f"Town {n}" for n in range(100)]
    assert bias._drawn(names) == bias._drawn(names[::-1])
    assert len(bias._drawn(names)) == bias.A_REGION


def test_a_table_tells_the_widest_gap() -> None:
    table = bias.printed("x", {"east": {"F1": 80.0}, "west": {"F1": 91.5}})
    assert table.splitlines()[-1].split() == ["widest", "gap", "11.5"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "regions.txt").write_text("# prefixes\n\nAfrica:\naf_\n\nAsia:\nin_\n")
    folder = tmp_path / "processed_annotated"
    folder.mkdir()
    for name in (*(f"af_x_{n}" for n in range(60)), *(f"zz_x_{n}" for n in range(60))):
        (folder / f"{name}.tsv").write_text("Ada\tB-Person\nKrol\tI-Person\nspoke\tO\n.\tO\n")
    return tmp_path


def test_texts_are_told_apart_by_the_beginning_of_their_names(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Found:
        names = ()

    monkeypatch.setattr(bias, "spot", lambda *_: Found)
    monkeypatch.setattr(bias, "encoder", lambda: None)
    found = bias.by_region(corpus)
    assert set(found) == {"Africa", "others"}
    assert all(0 < row["texts"] < 30 for row in found.values())
    assert all(row["f1"] == 0 for row in found.values())
