"""Stretches of text that stand on one row, made one line: a number and its title,
a word and the next, cells of a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.segmenter.readers.document import Box, Line
from services.segmenter.readers.words import CELL, join_words

SAME_ROW = 0.55  # of the lower one's height that two stretches on one row share; lines of a page share none
SIZES = 1.6  # times the other's height: a running figure beside its line, but no initial over three lines


def join_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of one column with those on one row joined, from left to right, in the order of their first stretches.

    Stretches with a gap as wide as a cell's stay apart: other cells, or another column.
    """
    rows: list[list[Line]] = []
    for line in lines:
        row = next((row for row in reversed(rows[-6:]) if _belongs(row, line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return [row[0] if len(row) == 1 else joined(row) for row in rows]


def joined(row: Sequence[Line]) -> Line:
    """Stretches of one row as one line."""
    row = sorted(row, key=lambda line: line.box.left if line.box else 0)
    boxes = [line.box for line in row if line.box is not None]
    around = boxes[0]
    for box in boxes[1:]:
        around = around.around(box)
    longest = max(row, key=lambda line: len(line.text))
    height = max((line.size or 0 for line in row), default=0) or around.height
    text = join_words([(line.text, line.box) for line in row], height)
    sure = [line.confidence for line in row if line.confidence is not None]
    return replace(longest, text=text, box=around, confidence=min(sure) if sure else None)


def same_row(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one row."""
    share = min(one.bottom, other.bottom) - max(one.top, other.top)
    low, high = sorted((one.height, other.height))
    return low > 0 and share >= SAME_ROW * low and high <= SIZES * low


def _belongs(row: Sequence[Line], line: Line) -> bool:
    if line.box is None or row[0].box is None:
        return False
    for other in row:
        assert other.box is not None
        if not same_row(other.box, line.box):
            continue
        gap = max(line.box.left - other.box.right, other.box.left - line.box.right)
        height = max(line.size or line.box.height, other.size or other.box.height)
        if -0.3 * height <= gap <= CELL * height:
            return True
    return False
