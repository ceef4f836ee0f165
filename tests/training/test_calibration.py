"""The fit of confidences, and what is told of how well they hold."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from training.calibration import Fit, Weighed, judged, written
from training.logistic import chances, fitted
from training.reliability import Judged, bins, brier, drawn, error, table_of


def some(count: int, part: str, chance: float, seed: int) -> list[Weighed]:
    """Facts of two reports that hold with a chance, whatever their guess."""
    rng = np.random.default_rng(seed)
    return [
        Weighed(
            part, f"r{i % 2}", "change", 0.8, {"base": 1.0, "guess": 1.4}, rng.random() < chance
        )
        for i in range(count)
    ]


def test_the_weights_are_those_that_made_the_facts() -> None:
    rng = np.random.default_rng(3)
    signs = np.column_stack([np.ones(20_000), rng.normal(size=20_000)])
    true = np.array([0.5, -1.2])
    holds = (rng.random(20_000) < chances(signs, true)).astype(float)
    assert fitted(signs, holds, np.array([1e-3, 1e-3])) == pytest.approx(true, abs=0.06)


def test_the_prior_keeps_a_weight_finite() -> None:
    weights = fitted(np.ones((5, 1)), np.ones(5), np.array([1.0]))
    assert 0 < weights[0] < 3


def test_what_ships_is_the_level_of_unfamiliar_reports() -> None:
    facts = some(600, "reports", 0.97, 1) + some(600, "third", 0.7, 2)
    fit = Fit(facts)
    new = facts[-1:]
    assert fit.chances(new, familiar=False)[0] == pytest.approx(0.7, abs=0.05)
    assert fit.chances(new, familiar=True)[0] == pytest.approx(0.97, abs=0.02)
    assert set(fit.table()) <= {("change", "base"), ("change", "guess")}


def test_a_guess_that_counts_against_itself_is_left_out() -> None:
    facts = [
        Weighed("third", "r", "step", 0.8, {"base": 1.0, "guess": float(i % 2)}, i % 2 == 0)
        for i in range(40)
    ]
    assert set(Fit(facts).table()) == {("step", "base")}
    assert "step\tbase\t0.000" in written(Fit(facts).table())


def test_no_report_judges_itself() -> None:
    """A report whose facts never hold is expected to do as the other does."""
    good = [Weighed("third", "a", "step", 0.8, {"base": 1.0}, True) for _ in range(50)]
    bad = [Weighed("third", "b", "step", 0.8, {"base": 1.0}, False) for _ in range(50)]
    found = judged([*good, *bad], [])["third"]
    assert all((f.confidence > 0.9) is not f.holds for f in found)


def test_facts_that_hold_as_often_as_said_have_no_error() -> None:
    facts = [Judged(0.5, 0.8, i < 8) for i in range(10)]
    assert error(facts, lambda f: f.confidence) == pytest.approx(0)
    assert error(facts, lambda f: f.guess) == pytest.approx(0.3)
    assert brier(facts, lambda f: f.confidence) == pytest.approx(0.16)
    assert [b.count for b in bins(facts, lambda f: f.confidence)] == [10]
    assert "calibration error 0.000 (of the guess 0.300)" in table_of(facts)


def test_a_certain_fact_falls_into_the_last_bin() -> None:
    assert sum(b.count for b in bins([Judged(1, 1, True)] * 3, lambda f: f.confidence)) == 3


def test_the_figure_is_well_formed() -> None:
    facts = [Judged(0.5, 0.8, i < 16) for i in range(20)]
    root = ElementTree.fromstring(drawn({"third": facts, "other": facts}))
    circles = root.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 2
    assert {c.get("cx") for c in circles} == {"226.0"}
