"""The learned weights: one file, written by tools/train_weights.py and read once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.segmenter.weighing.trees import Trees
from services.segmenter.weighing.words import WordModel, folded

FILE = Path(__file__).with_name("weights.npz")
TABLES = ("gaps_first", "gaps_second", "roles_first", "roles_second", "doubt_first", "doubt_second")
_PARTS = ("features", "borders", "leaves", "bias")


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was learned. `fold`: characters as the text model reads them."""

    fold: NDArray[np.uint16]
    words: WordModel
    gaps_first: Trees
    gaps_second: Trees
    roles_first: Trees
    roles_second: Trees
    doubt_first: Trees | None = None  # None: all is weighed
    doubt_second: Trees | None = None


@cache
def load_weights() -> Weights:
    """The weights of this release."""
    with np.load(FILE) as stored:
        return read_weights(stored)


def read_weights(stored: Any) -> Weights:
    """Weights from the arrays of `arrays_of`."""
    tables = {
        name: Trees(
            stored[f"{name}_features"].astype(np.int16),
            stored[f"{name}_borders"].astype(np.float32),
            stored[f"{name}_leaves"].astype(np.float32),
            stored[f"{name}_bias"].astype(np.float32),
        )
        for name in TABLES
        if f"{name}_bias" in stored
    }
    words = WordModel(stored["word_weights"], float(stored["word_scale"]), stored["word_bias"].astype(np.float32))
    return Weights(folded(stored["fold"]), words, **tables)


def arrays_of(pairs: NDArray[np.uint16], words: WordModel, **tables: Trees) -> dict[str, Any]:
    """The arrays of the file; leaves are kept in half precision, which the trees were rounded to."""
    arrays: dict[str, Any] = {
        "fold": pairs,
        "word_weights": words.weights,
        "word_scale": np.float32(words.scale),
        "word_bias": words.bias,
    }
    for name, trees in tables.items():
        for part in _PARTS:
            arrays[f"{name}_{part}"] = getattr(trees, part)
        arrays[f"{name}_leaves"] = trees.leaves.astype(np.float16)
    return arrays
