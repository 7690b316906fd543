"""The decision at every gap: the chance that a block begins behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.segmenter.paragraphs.features import Reading, neighbour_columns, word_columns
from services.segmenter.weighing.glyphs import Floats, Ints
from services.segmenter.weighing.weights import Weights

LOSS = 7  # kind of white space: pages are lost, and text over them is never joined
EVEN = 0.5


@dataclass(frozen=True, slots=True)
class WeighedGaps:
    """The chance of a start at each piece, the pieces that begin blocks, and the text model's running sums."""

    chances: Floats
    firsts: Ints
    sums: Floats


def weigh_gaps(reading: Reading, weights: Weights) -> WeighedGaps:
    """Two weighings: the second sees what the first says of the gaps around."""
    words, sums = word_columns(reading, weights.words)
    rows = np.hstack([reading.features, words])
    first = weights.gaps_first.chances(rows)[:, 0]
    second = weights.gaps_second.chances(np.hstack([rows, neighbour_columns(reading, first)]))[:, 0]
    begins = (second > EVEN) | (reading.white == LOSS)
    begins[0] = True
    return WeighedGaps(second, np.flatnonzero(begins).astype(np.int32), sums)
