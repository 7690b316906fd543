"""How sure it is that a unit is a demand, and that it is more than a slogan: weights.tsv over the signs."""

from __future__ import annotations

from functools import cache
from math import exp
from pathlib import Path

_TABLE = Path(__file__).with_name("weights.tsv")


@cache
def weights() -> tuple[dict[str, float], dict[str, float]]:
    """What each sign is worth for "is a demand" and for "is weak", in logits; a sign without a row is worth nothing."""
    asked, weak = {}, {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, for_asked, for_weak = line.split("\t")
            asked[name], weak[name] = float(for_asked), float(for_weak)
    return asked, weak


def weigh(signs: dict[str, float], table: dict[str, float]) -> float:
    """The probability that the table gives to the signs, 0 to 1."""
    logit = 0.0
    for name, value in signs.items():
        if value and name in table:
            logit += table[name] * value
    return 1 / (1 + exp(-max(min(logit, 30.0), -30.0)))
