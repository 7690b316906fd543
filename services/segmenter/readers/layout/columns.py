"""Reading order by place: a page is cut along white gutters into bands and columns, and read band by band.

The classic recursive cut (Nagy and Seth, 1984), with one change: a gutter counts only where text stands on both sides
of it on enough rows, so that the white between a number and its title, or between the cells of a table, divides
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.segmenter.readers.document import Box, Line, Role
from services.segmenter.readers.layout.rows import join_rows, joined, same_row

ROWS = 4  # rows of text on each side of a gutter, at least
NARROW = 0.22  # of the width of what is cut: a column is at least so wide; cells may be narrower
GUTTER = 0.8  # of a row's height: a narrower white is a blank
CROSSING = 0.4  # of the lines that may reach over a gutter: titles, and nearly half a page in one column
DEPTH = 6  # cuts inside cuts
OVERLAP = 0.3  # of the narrower one's width
FULL = 0.85  # of their column's width that lines of running text take
FULL_SHARE = 0.3  # of the lines: a column of running text has more, the cells of a table have fewer
FULL_SURE = 0.35  # of the lines of a column beside which a few lines are another
HALF = (0.35, 0.62)  # of the width that such a column takes
LAST = 0.5  # of its width that the widest of the few lines takes

Placed = list[Line]


def in_reading_order(lines: Sequence[Line], width: float) -> list[Line]:
    """The lines of a page, in columns and rows; lines without a place stay behind the line that they followed."""
    placed = [line for line in lines if line.box is not None]
    if len(placed) < len(lines):
        return list(lines)
    return [line for part in _cut(placed, DEPTH) for line in _rows(part)]


def visual_lines(lines: Sequence[Line]) -> list[Line]:
    """Lines in an order that a format tells, those made one that stand on one row of one block and column.

    Recognition programs cut a row at wide blanks, and at the cells of a table.
    """
    columns = column_numbers(lines)
    rows: list[list[int]] = []
    for n, line in enumerate(lines):
        last = lines[rows[-1][-1]] if rows else None
        beside = (
            last is not None
            and line.box is not None
            and last.box is not None
            and (line.block == last.block or line.role is Role.TABLE)
            and line.role is last.role
            and columns[n] == columns[rows[-1][-1]]
            and same_row(line.box, last.box)
            and line.box.left >= last.box.right
        )
        if beside:
            rows[-1].append(n)
        else:
            rows.append([n])
    return [lines[row[0]] if len(row) == 1 else joined([lines[n] for n in row]) for row in rows]


def column_numbers(lines: Sequence[Line]) -> list[int]:
    """The column, or the band between columns, that each line with a place stands in; -1 without a place."""
    placed = [line for line in lines if line.box is not None]
    if not placed:
        return [-1] * len(lines)
    numbers = {id(line): n for n, part in enumerate(_cut(placed, DEPTH)) for line in part}
    return [numbers.get(id(line), -1) for line in lines]


def _cut(lines: Placed, depth: int) -> list[Placed]:
    if depth and len(lines) >= 2 * ROWS:
        middle = _gutter(lines)
        if middle is not None:
            return _cut_at(lines, middle, depth)
    return [lines]


def _cut_at(lines: Placed, middle: float, depth: int) -> list[Placed]:
    """Bands between the lines that cross a gutter; in those that it divides, what is left of it stands first."""
    parts: list[Placed] = []
    for crossing, band in _bands(lines, middle):
        if crossing or not _divides([_box(line) for line in band], middle):
            parts.append(band)
            continue
        for side in (True, False):
            parts.extend(_cut([line for line in band if (_box(line).right <= middle) is side], depth - 1))
    return parts


def _bands(lines: Placed, middle: float) -> list[tuple[bool, Placed]]:
    """The lines from top to bottom in runs that cross a vertical line, and runs that do not."""
    bands: list[tuple[bool, Placed]] = []
    for line in sorted(lines, key=lambda line: _box(line).top):
        crossing = _box(line).left < middle < _box(line).right
        if bands and bands[-1][0] is crossing:
            bands[-1][1].append(line)
        else:
            bands.append((crossing, [line]))
    return bands


def _gutter(lines: Placed) -> float | None:
    """The middle of the widest vertical white that divides running text; None: the lines are one column.

    Lines may cross it: a title over both columns, a heading across the page, a part of the page in one column.
    """
    boxes = [_box(line) for line in lines]
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    height = sorted(box.height for box in boxes)[len(boxes) // 2]
    tried: set[tuple[float, float]] = set()
    for start, end in _whites(boxes, CROSSING * len(boxes)):
        if end - start < GUTTER * height or start <= left or end >= right or (start, end) in tried:
            continue
        tried.add((start, end))
        middle = (start + end) / 2
        bands = [band for crossing, band in _bands(lines, middle) if not crossing]
        if any(_divides([_box(line) for line in band], middle) for band in bands):
            return middle
    return None


def _whites(boxes: Sequence[Box], most: float) -> Iterator[tuple[float, float]]:
    """Stretches across the page over which at most 0, 1, 2, … boxes reach; for each number the widest first."""
    steps = sorted([(box.left, 1) for box in boxes] + [(box.right, -1) for box in boxes])
    profile: list[tuple[float, float, int]] = []
    over = 0
    for (at, step), (after, _) in zip(steps, steps[1:], strict=False):
        over += step
        if after > at:
            profile.append((at, after, over))
    for level in sorted({count for _, _, count in profile if count <= most}):
        gutters: list[tuple[float, float]] = []
        for start, end, count in profile:
            if count > level:
                continue
            if gutters and gutters[-1][1] == start:
                gutters[-1] = (gutters[-1][0], end)
            else:
                gutters.append((start, end))
        yield from sorted(gutters, key=lambda white: white[0] - white[1])


def _divides(boxes: Sequence[Box], middle: float) -> bool:
    """Whether running text stands on both sides of a vertical line, beside each other."""
    width = max(box.right for box in boxes) - min(box.left for box in boxes)
    before = [box for box in boxes if box.right <= middle]
    after = [box for box in boxes if box.left >= middle]
    if not before or not after:
        return False
    longer, shorter = sorted((before, after), key=len, reverse=True)
    room = _width(longer)
    if len(longer) < ROWS or room < NARROW * width or _full(longer, room) < FULL_SHARE:
        return False
    if len(shorter) < ROWS:
        # The last lines of a page in columns, beside a column that leaves no doubt; cells are much narrower.
        telling = len(longer) >= 2 * ROWS and _full(longer, room) >= FULL_SURE
        if not telling or not HALF[0] * width <= room <= HALF[1] * width or _width(shorter) < LAST * room:
            return False
    elif _width(shorter) < NARROW * width or _full(shorter, _width(shorter)) < FULL_SHARE:
        return False
    # The two sides stand beside each other, not one below the other.
    top = max(min(box.top for box in side) for side in (before, after))
    bottom = min(max(box.bottom for box in side) for side in (before, after))
    beside = [sum(1 for box in side if top - 1 <= box.top <= bottom) for side in (before, after)]
    return min(beside) >= min(ROWS - 1, len(shorter))


def _width(boxes: Sequence[Box]) -> float:
    return max(box.right for box in boxes) - min(box.left for box in boxes)


def _full(boxes: Sequence[Box], room: float) -> float:
    """The share of lines that fill their column."""
    return sum(1 for box in boxes if box.width >= FULL * room) / len(boxes)


def _rows(lines: Placed) -> list[Line]:
    """The lines of one column from top to bottom; what stands on one row is one line, cells apart by tabs."""
    rows: list[Placed] = []
    for line in sorted(
        join_rows(sorted(lines, key=lambda line: (_box(line).top, _box(line).left))), key=lambda line: _middle(line)
    ):
        if rows and any(same_row(_box(other), _box(line)) and _apart(other, line) for other in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [row[0] if len(row) == 1 else joined(row) for row in rows]


def _apart(one: Line, other: Line) -> bool:
    """Whether two stretches stand beside each other; what a font's widths do not tell may make them overlap a
    little.
    """
    gap = max(_box(one).left - _box(other).right, _box(other).left - _box(one).right)
    return gap >= -OVERLAP * min(_box(one).width, _box(other).width)


def _middle(line: Line) -> float:
    return (_box(line).top + _box(line).bottom) / 2


def _box(line: Line) -> Box:
    assert line.box is not None
    return line.box
