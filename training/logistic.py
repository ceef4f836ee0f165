"""Logistic regression for a few hundred facts and a dozen signs, by Newton's method."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def fitted(signs: Array, holds: Array, ridge: Array, rounds: int = 30) -> Array:
    """The weights that make `holds` (0 or 1 a fact) likeliest under `signs` (facts, signs).

    `ridge` is what each weight's square costs, halved: the precision of a normal prior around 0.
    """
    weights = np.zeros(signs.shape[1])
    for _ in range(rounds):
        likely = chances(signs, weights)
        slope = signs.T @ (holds - likely) - ridge * weights
        curve = (signs * (likely * (1 - likely))[:, None]).T @ signs + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def chances(signs: Array, weights: Array) -> Array:
    """How likely each fact is to hold."""
    found: Array = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
    return found
