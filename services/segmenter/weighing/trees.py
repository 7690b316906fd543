"""Tables of oblivious trees: every level of a tree asks one question, so a row's leaf is a number of as many bits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.segmenter.weighing.glyphs import Floats

ROWS = 4096  # rows that are weighed at once: bounds the memory


@dataclass(frozen=True, slots=True)
class Trees:
    """`features`, `borders`: (trees, depth); `leaves`: (trees, 2 ** depth, classes); a border is passed by what is larger."""

    features: NDArray[np.int16]
    borders: Floats
    leaves: Floats
    bias: Floats

    def odds(self, rows: Floats) -> Floats:
        """Raw scores: (rows, classes)."""
        out = np.empty((len(rows), self.leaves.shape[2]), np.float32)
        trees, depth = self.features.shape
        flat, borders = self.features.ravel(), self.borders.ravel()
        table = self.leaves.reshape(-1, self.leaves.shape[2])
        base = (np.arange(trees) << depth).astype(np.int32)
        for at in range(0, len(rows), ROWS):
            part = rows[at : at + ROWS]
            passed = (part[:, flat] > borders).reshape(len(part), trees, depth)
            index = np.zeros((len(part), trees), np.int32)
            for level in range(depth):
                index |= passed[:, :, level].astype(np.int32) << level
            index += base
            if table.shape[1] == 1:
                out[at : at + ROWS, 0] = table[:, 0][index].sum(1) + self.bias[0]
            else:
                total = np.tile(self.bias, (len(part), 1))
                for tree in range(trees):
                    total += table[index[:, tree]]
                out[at : at + ROWS] = total
        return out

    def chances(self, rows: Floats) -> Floats:
        """Probabilities: one column (the chance of "yes") for a yes/no table, else one a class."""
        raw = self.odds(rows)
        if raw.shape[1] == 1:
            return sigmoid(raw)
        raw -= raw.max(1, keepdims=True)
        np.exp(raw, out=raw)
        out: Floats = raw / raw.sum(1, keepdims=True)
        return out


def sigmoid(odds: Floats) -> Floats:
    """Chances of log-odds."""
    return (1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)
