"""Fit one model: the text model by logistic regression, a table of oblivious trees by gradient boosting."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.segmenter.roles.features import WORD_ROLES
from services.segmenter.weighing.trees import Trees
from services.segmenter.weighing.words import EDGE_WEIGHT, SIZE, Letters, WordModel, windows

SEED = 0
LARGEST = 99.99  # percentile of the weights that the largest whole number stands for

Unit = tuple[Letters, list[int], list[int]]


def matrix_of(units: Iterable[Unit]) -> sparse.csr_matrix:
    """Stretches of texts (letters, starts, ends) as rows of hashed runs, counted as WordModel.odds counts them."""
    rows, columns, values, size = [], [], [], 0
    for letters, starts, ends in units:
        a, b = letters.bounds(np.asarray(starts, np.int32), np.asarray(ends, np.int32))
        grams, edges = letters.grams(), letters.edges(a, b)
        for column in range(edges.shape[1]):
            there = np.flatnonzero(edges[:, column] >= 0)
            rows.append(size + there)
            columns.append(edges[there, column])
            values.append(np.full(len(there), EDGE_WEIGHT, np.float32))
        for first, last in windows(a, b):
            for k in range(3):
                length = np.maximum(last - k, first) - first
                total = int(length.sum())
                if total:
                    at = np.arange(total) - np.repeat(np.cumsum(length) - length, length) + np.repeat(first, length)
                    rows.append(size + np.repeat(np.arange(len(a)), length))
                    columns.append(grams[k][at])
                    values.append(np.ones(total, np.float32))
        size += len(a)
    data = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return sparse.csr_matrix(data, shape=(size, SIZE))


def fit_words(units: list[Unit], classes: list[int], weights: list[float]) -> WordModel:
    """The text model of labelled stretches, rounded to bytes."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=0.01, max_iter=50, tol=1e-3)
    model.fit(matrix_of(units), classes, sample_weight=weights)
    table = np.zeros((SIZE, len(WORD_ROLES)), np.float32)
    table[:, model.classes_] = model.coef_.T
    bias = np.full(len(WORD_ROLES), -9.0, np.float32)
    bias[model.classes_] = model.intercept_
    scale = float(np.percentile(np.abs(table[table != 0]), LARGEST) / 127)
    return WordModel(np.clip(np.round(table / scale), -127, 127).astype(np.int8), scale, bias)


def fit_trees(
    rows: NDArray[np.float32],
    answers: NDArray[Any],
    weights: NDArray[np.float32],
    classes: int,
    count: int,
    **settings: float,
) -> Trees:
    """`count` oblivious trees; `classes` 1 for yes and no."""
    from catboost import CatBoostClassifier

    chosen: dict[str, Any] = {
        "iterations": count, "depth": 6, "learning_rate": 0.1, "l2_leaf_reg": 4.0, "random_seed": SEED, "thread_count": 1,
        "verbose": False, "border_count": 40, "rsm": 0.1, "bootstrap_type": "Bernoulli", "subsample": 0.8,
        "allow_writing_files": False, "leaf_estimation_iterations": 1,
    }  # fmt: skip
    chosen.update(settings)
    loss = {"loss_function": "Logloss"} if classes == 1 else {"loss_function": "MultiClass", "classes_count": classes}
    model = CatBoostClassifier(**loss, **chosen)
    model.fit(rows, answers, sample_weight=weights)
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        model.save_model(file.name, format="json")
        with Path(file.name).open(encoding="utf-8") as text:
            return trees_of(json.load(text), int(chosen["depth"]), classes)


def trees_of(stored: dict[str, Any], depth: int, classes: int) -> Trees:
    """A stored model as a table; leaves in half precision, as the weights' file keeps them."""
    trees = stored["oblivious_trees"]
    features = np.zeros((len(trees), depth), np.int16)
    borders = np.full((len(trees), depth), np.inf, np.float32)
    leaves = np.zeros((len(trees), 1 << depth, classes), np.float32)
    for n, tree in enumerate(trees):
        for k, split in enumerate(tree["splits"] or []):
            features[n, k], borders[n, k] = split["float_feature_index"], split["border"]
        values = np.array(tree["leaf_values"], np.float32).reshape(-1, classes)
        leaves[n, : len(values)] = values
    scale, bias = stored["scale_and_bias"]
    bias = np.resize(np.array(bias, np.float32).reshape(-1), classes)
    return Trees(features, borders, (leaves * scale).astype(np.float16).astype(np.float32), bias)
