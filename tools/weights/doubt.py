"""Train the doubt: where the weights do better than the rules, told from the signs of services/segmenter/weighing/doubt.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType

import numpy as np

from services.outline.blocks import blocks
from services.segmenter.segment import segment
from services.segmenter.weighing import choose
from services.segmenter.weighing.doubt import FIRST_COLUMNS
from services.segmenter.weighing.trees import Trees
from services.segmenter.weighing.weights import Weights
from tools.weights.corpus import RULED, Case
from tools.weights.fit import fit_trees

COUNTS = {"real": 2.0, "page": 1.5, "dump": 4.0, RULED: 4.0, "damaged gold": 0.8}  # kinds of cases that are asked
MOST = {"damaged gold": 150}
SETTINGS = {"depth": 4, "learning_rate": 0.1, "rsm": 0.4, "l2_leaf_reg": 1.0}
TREES = 300
MATTERS = 30.0  # points of difference beyond which a case counts no more

Figures = dict[str, float | None]


def figures(case: Case, score: ModuleType, weights: Weights | None) -> Figures:
    """The figures of a case by the whole pipeline; `weights` None: by the rules alone."""
    longest, loader = choose.LONGEST, choose.load_weights
    if weights is None:
        choose.LONGEST = -1
    else:
        choose.load_weights = lambda: weights  # type: ignore[assignment]
    try:
        raw = case.case["dump"].encode(case.case.get("encoding", "utf-8"), "replace")
        outline = list(blocks(segment(raw)))
    finally:
        choose.LONGEST, choose.load_weights = longest, loader
    counts = score.count(outline, case.case["gold"])
    if (left := score.junk_left(outline, case.case)) is not None:
        counts["junk"] = left
    found: Figures = score.figures([counts])
    return found


def _value(row: Figures) -> float:
    title, junk = row.get("title"), row.get("junk")
    return (row["outline"] or 0) + 0.1 * (50 if title is None else title) - 0.1 * (junk or 0)


def train_doubt(cases: Sequence[Case], weights: list[Weights], score: ModuleType) -> list[Weights]:
    """The weights, fold by fold and whole, each with its two tables of doubt."""
    chosen: list[Case] = []
    for kind in COUNTS:
        chosen += [case for case in cases if case.kind == kind][: MOST.get(kind)]
    rows, gains = [], []
    for case in chosen:
        own = weights[case.fold]
        rows.append(np.concatenate([case.first, choose.weigh(case.text, case.language, case.verdicts, own)[1]]))
        gains.append(_value(figures(case, score, own)) - _value(figures(case, score, None)))
    signs, gain = np.array(rows, np.float32), np.array(gains)
    counts = (np.minimum(np.abs(gain), MATTERS) + 0.3) * np.array([COUNTS[case.kind] for case in chosen])
    out = []
    for k, own in enumerate(weights):
        seen = np.array([case.fold != k for case in chosen])
        first = _fit(signs[seen][:, : len(FIRST_COLUMNS)], gain[seen], counts[seen])
        second = _fit(signs[seen], gain[seen], counts[seen])
        out.append(replace(own, doubt_first=first, doubt_second=second))
    return out


def _fit(signs: np.ndarray, gain: np.ndarray, counts: np.ndarray) -> Trees:
    return fit_trees(signs, (gain > 0).astype(int), counts / counts.mean(), 1, TREES, **SETTINGS)
