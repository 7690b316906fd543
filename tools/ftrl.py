"""One step of FTRL-Proximal (McMahan et al., 2013): online logistic regression whose weights stay sparse."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt


def step(
    z: list[float],
    n: list[float],
    w: list[float],
    ids: Sequence[int],
    gradient: float,
    *,
    alpha: float,
    l1: float,
    l2: float,
) -> None:
    """Change the weights `w` of the features `ids` in place. `z`, `n`: sums of gradients and of their squares."""
    square = gradient * gradient
    for i in ids:
        root = sqrt(n[i])
        n[i] += square
        grown = sqrt(n[i])
        z[i] += gradient - (grown - root) / alpha * w[i]
        if -l1 <= z[i] <= l1:
            w[i] = 0.0
        else:
            w[i] = -(z[i] - (l1 if z[i] > 0 else -l1)) / ((1.0 + grown) / alpha + l2)
