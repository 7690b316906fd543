"""The printed lines of a text and what they are like, in the whole text and around each line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from services.segmenter.weighing.glyphs import (
    CLOSER,
    COLON,
    EDGE,
    LOST,
    NEWLINE,
    POINT,
    SEMICOLON,
    SPACE,
    STOP,
    Floats,
    Glyphs,
    Ints,
    among,
)

LONG = 10  # cells; a shorter line says nothing of the width that lines are set to
AROUND = 8  # lines to either side that make a line's surroundings
SAME = 1.5  # cells by which lines of one width differ


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that hold text: where they begin and end (without white space), their widths in cells, white space before them."""

    starts: Ints
    ends: Ints
    widths: Floats
    indents: Ints
    blanks: Ints  # line ends between a line and the one before it
    stopped: Floats  # 1.0 where a line ends with what ends a sentence or clause
    mode: float  # the commonest width of long lines
    around: Floats  # (lines, 6): widest, median, share as wide as this line, of those that end in a stop, of blanks, mode's share

    def of(self, places: Ints) -> Ints:
        """Index of the line that holds each place."""
        return np.clip(np.searchsorted(self.starts, places, side="right") - 1, 0, None).astype(np.int32)


def find_lines(glyphs: Glyphs) -> Lines:
    """The lines of a text; one empty line where there is none."""
    kinds = glyphs.kinds
    n = len(kinds)
    breaks = (kinds == NEWLINE) | (kinds == EDGE) | (kinds == LOST)
    blank = breaks | (kinds == SPACE)
    solid = np.flatnonzero(~blank)
    if not len(solid):
        zero = np.zeros(1, np.int32)
        return Lines(
            zero, zero, zero.astype(np.float32), zero, zero, zero.astype(np.float32), 0.0, np.zeros((1, 6), np.float32)
        )
    before = np.concatenate([[0], np.cumsum(breaks)])  # line ends before a place
    number = before[solid]
    first = np.flatnonzero(np.concatenate([[True], number[1:] != number[:-1]]))
    starts = solid[first].astype(np.int32)
    ends = (solid[np.concatenate([first[1:] - 1, [len(solid) - 1]])] + 1).astype(np.int32)
    blanks = np.diff(np.concatenate([[0], number[first]])).astype(np.int32)
    at = np.arange(n)
    last_break = np.maximum.accumulate(np.where(breaks, at, -1)) if n else at
    indents = (starts - last_break[starts] - 1).astype(np.int32)
    widths = glyphs.cells(starts, ends)
    stopped = among(kinds[ends - 1], (STOP, SEMICOLON, COLON, CLOSER, POINT)).astype(np.float32)
    long = widths[widths >= LONG]
    mode = 0.0
    if len(long):
        histogram = np.bincount(np.minimum(np.round(long), 4000).astype(int), minlength=3).astype(float)
        smooth = histogram.copy()
        smooth[1:] += 0.5 * histogram[:-1]
        smooth[:-1] += 0.5 * histogram[1:]
        smooth[histogram == 0] = 0
        mode = float(len(smooth) - 1 - int(np.argmax(smooth[::-1])))
    return Lines(starts, ends, widths, indents, blanks, stopped, mode, _around(widths, stopped, blanks))


def _around(widths: Floats, stopped: Floats, blanks: Ints) -> Floats:
    n = len(widths)
    padded = np.full(n + 2 * AROUND, np.nan, np.float32)
    padded[AROUND : AROUND + n] = widths
    window = np.lib.stride_tricks.sliding_window_view(padded, 2 * AROUND + 1)
    here = ~np.isnan(window)
    count = here.sum(1)
    near = here & (np.abs(window - widths[:, None]) <= SAME)
    whole = np.where(here, window, -1.0)
    ranked = np.sort(whole, axis=1)
    median = ranked[np.arange(n), 2 * AROUND - count // 2]
    padded_stops = np.full(n + 2 * AROUND, 0.0, np.float32)
    padded_stops[AROUND : AROUND + n] = stopped
    stops = np.lib.stride_tricks.sliding_window_view(padded_stops, 2 * AROUND + 1)
    padded_blanks = np.full(n + 2 * AROUND, 0.0, np.float32)
    padded_blanks[AROUND : AROUND + n] = blanks > 1
    blank = np.lib.stride_tricks.sliding_window_view(padded_blanks, 2 * AROUND + 1)
    widest = ranked[:, -1]
    full = here & (window >= widest[:, None] - 2 * SAME)
    return np.stack(
        [
            widest,
            median,
            near.sum(1) / count,
            (stops * full).sum(1) / np.maximum(1, full.sum(1)),
            blank.sum(1) / count,
            full.sum(1) / count,
        ],
        axis=1,
    ).astype(np.float32)
