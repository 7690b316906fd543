"""The decision at every gap: the chance that a block begins behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.segmenter.numbering import STYLES
from services.segmenter.paragraphs.features import Reading, neighbour_columns, word_columns
from services.segmenter.weighing.glyphs import Bools, Floats, Ints
from services.segmenter.weighing.weights import Weights

LOSS = 7  # kind of white space: pages are lost, and text over them is never joined
EVEN = 0.5
HEADING = 60  # code points behind an enumerator within which a heading ends: longer ones are 1 in 200 of the labelled
ANYWHERE = 0.25  # sum of the chances of those places from which the heading is ended at the best of them (0.5: one point of outline less)
SURE_ENOUGH = 0.1  # and what the best of them has at least (0.05: as much less)


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
    return WeighedGaps(second, firsts_of(reading, second), sums)


def firsts_of(reading: Reading, chances: Floats) -> Ints:
    """The pieces that begin blocks, by the chance of each."""
    begins = (chances > EVEN) | (reading.white == LOSS)
    begins[0] = True
    _end_headings(reading, chances, begins)
    return np.flatnonzero(begins).astype(np.int32)


def _end_headings(reading: Reading, chances: Floats, begins: Bools) -> None:
    """End a numbered heading at its best place where it surely ends somewhere, though no place alone is likely.

    Without white space the chance of an end is shared by neighbouring places ("…防风险，强化值守保安澜处党总支…").
    """
    places = reading.places
    for piece, enumerator in places.enumerators.items():
        if not begins[piece] or STYLES[enumerator.style].weak:
            continue
        stop = int(np.searchsorted(places.starts, places.starts[piece] + HEADING, "right"))
        within = slice(piece + 1, stop)
        if stop <= piece + 1 or begins[within].any():
            continue
        here = chances[within]
        best = int(here.argmax())
        if here.sum() > ANYWHERE and here[best] > SURE_ENOUGH:
            begins[piece + 1 + best] = True
