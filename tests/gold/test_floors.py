"""The quality of readings never falls: each figure stays above its floor (floors.toml)."""

from pathlib import Path

import pytest

from tests.gold import measure
from tests.gold.measure import Examined, below, figures, floors, raised, report, written


@pytest.mark.slow
def test_no_figure_is_below_its_floor(examined: tuple[Examined, ...]) -> None:
    fallen = below(figures(examined), floors())
    if fallen:
        pytest.fail("\n".join([*fallen, "", report(examined)]), pytrace=False)


@pytest.mark.slow
def test_every_figure_has_a_floor(examined: tuple[Examined, ...]) -> None:
    assert set(figures(examined)) <= set(floors()), (
        "A new figure: raise the floors with `python -m tests.gold.measure --write`."
    )


def test_a_figure_that_falls_or_goes_is_seen() -> None:
    assert below({"a": 0.5, "b": 0.7}, {"a": 0.5, "b": 0.7}) == []
    assert below({"a": 0.499, "b": 0.9}, {"a": 0.5, "b": 0.7}) == [
        "a: 0.499 is below its floor 0.500"
    ]
    assert below({"b": 0.9}, {"a": 0.5}) == ["a: 0.000 is below its floor 0.500"]


def test_floors_only_move_up() -> None:
    assert raised({"a": 0.9, "b": 0.7, "c": 0.01}, {"a": 0.5, "b": 0.69}, 0.02) == {
        "a": 0.88, "b": 0.69, "c": 0.0,
    }  # fmt: skip
    with pytest.raises(ValueError, match=r"a: 0\.400 is below"):
        raised({"a": 0.4, "b": 0.9}, {"a": 0.5, "b": 0.69}, 0.02)


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "FLOORS", tmp_path / "floors.toml")
    values = {"reports/statements.f1": 0.813, "reports/facts.share": 0.7, "aside/steps.f1": 0.5}
    measure.FLOORS.write_text(written(values), encoding="utf-8")
    assert floors() == values
