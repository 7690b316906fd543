"""The weights of the evidence: two small log-linear models, one for blocks and one for outlines.

A chance is 1 / (1 + exp(-sum of weights)). Weights stand in weights.tsv, made by tools/train_doubt.py.
"""

from __future__ import annotations

from functools import cache
from math import exp
from pathlib import Path

from services.segmenter.doubt.evidence import Evidence

TABLE = Path(__file__).with_name("weights.tsv")
BLOCKS, OUTLINES = "block", "outline"


def chance(model: str, evidence: Evidence) -> float:
    """How likely what shows this evidence is right, from 0 to 1."""
    weights = _table()[model]
    total = sum(weights.get(piece, 0.0) for piece in evidence)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def weight(model: str, piece: tuple[str, str]) -> float:
    """The log-odds that one piece of evidence adds; 0 for what training never saw."""
    return _table()[model].get(piece, 0.0)


@cache
def _table() -> dict[str, dict[tuple[str, str], float]]:
    tables: dict[str, dict[tuple[str, str], float]] = {BLOCKS: {}, OUTLINES: {}}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            model, name, value, number = line.split("\t")
            tables[model][name, value] = float(number)
    return tables
