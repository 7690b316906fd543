"""How each line is set: its indent and the room behind it, measured in its column; what is usual in the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from services.segmenter.readers.document import Box, Document, Line
from services.segmenter.readers.layout.columns import column_numbers
from services.segmenter.readers.words import SOLID

RUN = 5  # lines from which a column's margins can be read off itself
COMMON = 0.1  # of a column's lines, and two at least, begin or end at a margin
HANGING = "，。、；：！？）》〉”’」』】〕,.;:!?)"
NEAR = 0.5  # em by which lines at one margin differ
WIDER = 8.0  # em by which a near column may be wider and still be of the same measure
WHOLE = 100.0  # the same where both are the only columns of their pages
CENTRED = 1.0  # em, or a fifth of the indent: by how much the white left and right of a centred line differ
CENTRED_LEAST = 2.6  # em of white on each side; less may be an indented line that is not quite full
INSET = (0.8, 6.0)  # em of an indent that begins a paragraph
CONVENTION = (0.04, 0.75)  # of the lines that are indented where indents begin paragraphs
LEADS = 0.25  # em by which the distances of lines in paragraphs differ
COMMON_LEAD = 0.2  # of all distances
SIZES = 1.12  # times the other's size: a smaller difference is none to the eye
NOISE = 3.5  # times the usual step, on a scale of factors: what lies beyond is no noise
BOX_SHARE = 0.85  # of a line's height that its font's size is, where no line tells more
BY_HEIGHT = 1.35  # times the usual size: heights of boxes differ by the letters in them
NEIGHBOURS = 40  # columns before and behind in which the margins of a short one are looked for
MOST_COLUMNS = 5000  # of a document for which pages are looked through again
SOLID_SHARE = 0.5  # of a line's characters from which its characters are as wide as they are high
ESTIMATES = 4  # characters of such a line from which its size can be told


@dataclass(frozen=True, slots=True)
class Setting:
    """One line that is set in the body: `page` and `number` count from 0, indent and room are in em of the body.

    `column` counts the columns of the document; `pitch` is the distance to the line above in units of the usual one, 0
    where none is above; `scale` its size in units of the body's.
    """

    page: int
    number: int
    line: Line
    box: Box
    column: int
    indent: float
    room: float
    measure: float  # em between the margins
    pitch: float
    scale: float
    token: float  # em of the word that would have had to fit on the line above
    bold: bool

    @property
    def centred(self) -> bool:
        """White on both sides, equally much."""
        return min(self.indent, self.room) >= CENTRED_LEAST and self.even

    @property
    def even(self) -> bool:
        """As much white on the left as on the right, and be it none."""
        return abs(self.indent - self.room) <= max(CENTRED, 0.2 * self.indent)


@dataclass(frozen=True, slots=True)
class Settings:
    """The lines of the body in reading order, and whether indents begin the document's paragraphs."""

    lines: tuple[Setting, ...]
    em: float  # points
    indents: bool
    tolerance: float  # times by which sizes of one font may differ as they were measured


def measure(document: Document, skipped: frozenset[tuple[int, int]]) -> Settings:
    """The settings of all lines with a place, those of `skipped` (page, number) left out."""
    placed: list[tuple[int, int, Line, Box]] = []
    numbers: list[int] = []
    for p, sheet in enumerate(document.pages):
        for n, (line, column) in enumerate(zip(sheet.lines, column_numbers(sheet.lines), strict=True)):
            if line.box is not None and (p, n) not in skipped:
                placed.append((p, n, line, line.box))
                numbers.append(column)
    if not placed:
        return Settings((), 1.0, False, SIZES)
    points = _sizes(placed)
    em = _weighted_median([(size, len(line.text)) for size, (_, _, line, _) in zip(points, placed, strict=True)])
    columns = _columns(placed, numbers, em)
    margins = [_margins(_of_the_body(run, placed, points, em), em) for run in columns]
    sure = [found is not None for found in margins]
    lefts = [min(placed[k][3].left for k in run) for run in columns]
    runs = Counter(placed[run[0]][0] for run in columns)
    margins = _widened(margins, lefts, [runs[placed[run[0]][0]] == 1 for run in columns], em)
    margins = [found or _borrowed(n, columns, margins, placed, em) for n, found in enumerate(margins)]
    leads = [_low(placed[b]) - _low(placed[a]) for run in columns for a, b in zip(run, run[1:], strict=False)]
    usual = _usual_lead(leads, em)
    sizes = [size / em for size in points]
    tolerance = _tolerance(sizes, columns)
    bold = sum(len(line.text) for _, _, line, _ in placed if (line.weight or 400) >= 600)
    all_bold = bold > 0.5 * sum(len(line.text) for _, _, line, _ in placed)
    found = []
    for n, run in enumerate(columns):
        left, right = margins[n] or (0.0, 0.0)
        for k, at in enumerate(run):
            page, number, line, box = placed[at]
            above = _low(placed[run[k - 1]]) if k else None
            found.append(
                Setting(
                    page,
                    number,
                    line,
                    box,
                    n,
                    (box.left - left) / em,
                    (right - box.right) / em,
                    (right - left) / em,
                    (_low(placed[at]) - above) / usual if above is not None else 0.0,
                    1.0 if 1 / tolerance < sizes[at] < tolerance else sizes[at],
                    _token(line, box) / em,
                    (line.weight or 400) >= 600 and not all_bold,
                )
            )
    return Settings(tuple(found), em, _by_indents([one for one in found if sure[one.column]] or found), tolerance)


def size_of(line: Line, box: Box) -> float | None:
    """The size of a line's font in points: as told, or by the width of its hanzi; None: neither is known."""
    if line.size:
        return line.size
    solid = len(SOLID.findall(line.text))
    if solid >= ESTIMATES and solid >= SOLID_SHARE * len(line.text) and "\t" not in line.text:
        return box.width / (solid + 0.5 * (len(line.text) - solid))
    return None


def _sizes(placed: Sequence[tuple[int, int, Line, Box]]) -> list[float]:
    """The size of each line; where it is not known, by the line's height: three sizes in ten apart are one."""
    known = [size_of(line, box) for _, _, line, box in placed]
    ratios = [size / box.height for size, (*_, box) in zip(known, placed, strict=True) if size and box.height > 0]
    ratio = median(ratios) if ratios else BOX_SHARE
    usual = median([size for size in known if size]) if ratios else median([ratio * box.height for *_, box in placed])
    sizes = []
    for size, (*_, box) in zip(known, placed, strict=True):
        guess = ratio * box.height
        sizes.append(max(size or (usual if usual / BY_HEIGHT < guess < usual * BY_HEIGHT else guess), 1.0))
    return sizes


def _tolerance(sizes: Sequence[float], columns: Sequence[Sequence[int]]) -> float:
    """By how much sizes that are one differ: not at all where a format tells them, a tenth where they are measured."""
    steps = [
        max(sizes[a], sizes[b]) / max(min(sizes[a], sizes[b]), 0.01)
        for run in columns
        for a, b in zip(run, run[1:], strict=False)
    ]
    return max(SIZES, median(steps) ** NOISE) if steps else SIZES


def _columns(placed: Sequence[tuple[int, int, Line, Box]], numbers: Sequence[int], em: float) -> list[list[int]]:
    """Runs of lines one below the other; a new one where the page, or the column, changes."""
    columns: list[list[int]] = []
    for k, (page, _, _, box) in enumerate(placed):
        if columns:
            before = placed[columns[-1][-1]]
            below = box.top > before[3].top + 0.3 * em
            if before[0] == page and below and numbers[columns[-1][-1]] == numbers[k]:
                columns[-1].append(k)
                continue
        columns.append([k])
    return columns


def _of_the_body(
    run: Sequence[int], placed: Sequence[tuple[int, int, Line, Box]], points: Sequence[float], em: float
) -> list[tuple[int, int, Line, Box]]:
    """The lines of a column in the body's size: a large title may be wider than the column."""
    body = [placed[k] for k in run if em / SIZES < points[k] < SIZES * em]
    return body if len(body) >= RUN else [placed[k] for k in run]


def _margins(lines: Sequence[tuple[int, int, Line, Box]], em: float) -> tuple[float, float] | None:
    """Where lines begin and end; punctuation may hang over the right margin, so it is left out."""
    if len(lines) < RUN:
        return None
    lefts = sorted(box.left for *_, box in lines)
    rights = sorted(box.right - em * _hanging(line.text) for _, _, line, box in lines)
    enough = max(2, round(COMMON * len(lefts)))  # fewer may stand out of the column
    left, right = lefts[enough - 1], rights[-enough]
    return (left, right) if right - left > 4 * em else None


def _hanging(text: str) -> float:
    """Em of the punctuation at the end of a line."""
    signs = text[len(text.rstrip(HANGING)) :]
    return sum(1.0 if SOLID.match(sign) else 0.5 for sign in signs)


def _widened(
    margins: Sequence[tuple[float, float] | None], lefts: Sequence[float], alone: Sequence[bool], em: float
) -> list[tuple[float, float] | None]:
    """Margins where a column of nothing but indented or short lines is as wide as a near one that is wider.

    `lefts`: where the leftmost line of each begins; `alone`: whether it is the only column of its page: those of two
    such pages are of one measure, others where one is only a little wider. Only a line at the near one's left margin
    tells that the others are indented; pages of a scan are shifted, too.
    """
    borrowed = list(margins)
    for n, own in enumerate(margins):
        if own is None:
            continue
        for distance in range(1, NEIGHBOURS):
            near = [at for at in (n - distance, n + distance) if 0 <= at < len(margins)]
            pages = [(m, WHOLE if alone[n] and alone[at] else WIDER) for at in near if (m := margins[at]) is not None]
            wider = next((m for m, most in pages if _is_wider(m, own, most, em)), None)
            if wider is not None:
                left = wider[0] if abs(lefts[n] - wider[0]) <= NEAR * em else own[0]
                borrowed[n] = (left, max(own[1], left + wider[1] - wider[0]))
                break
    return borrowed


def _is_wider(other: tuple[float, float], own: tuple[float, float], most: float, em: float) -> bool:
    """Whether other margins hold these, and are wider by an indent, or by what short lines leave."""
    more = (other[1] - other[0] - own[1] + own[0]) / em
    return INSET[0] < more <= most and other[0] - em <= own[0] and own[1] <= other[1] + em


def _borrowed(
    n: int,
    columns: Sequence[Sequence[int]],
    margins: Sequence[tuple[float, float] | None],
    placed: Sequence[tuple[int, int, Line, Box]],
    em: float,
) -> tuple[float, float]:
    """Margins of the nearest column into which these lines fit; else those of the lines themselves."""
    boxes = [placed[k][3] for k in columns[n]]
    low, high = min(box.left for box in boxes), max(box.right for box in boxes)
    near = [m for d in range(1, NEIGHBOURS) for at in (n - d, n + d) if 0 <= at < len(margins) and (m := margins[at])]
    for left, right in near:
        if left - em <= low and high <= right + em:
            return left, right
    page = placed[columns[n][0]][0]
    sheet = [box for p, _, _, box in placed if p == page] if len(columns) < MOST_COLUMNS else boxes
    left, right = min(box.left for box in sheet), max(box.right for box in sheet)
    if abs(low + high - left - right) <= 2 * em:  # a band in the middle of the page
        return left, right
    return low, max([high, *(low + right - left for left, right in near[:1])])


def _usual_lead(leads: Sequence[float], em: float) -> float:
    """The distance from a line of a paragraph to the next, in points: the smallest that is common.

    Where paragraphs are short and stand apart, the distance between them may be the commonest.
    """
    close = sorted(lead for lead in leads if 0.6 * em < lead < 3.5 * em)
    if not close:
        return 1.5 * em
    for lead in close:
        near = close[bisect_left(close, lead) : bisect_right(close, lead + LEADS * em)]
        if len(near) >= COMMON_LEAD * len(close):
            return median(near)
    return median(close)


def _token(line: Line, box: Box) -> float:
    """The width in points of what a line begins with and cannot be parted: a word, or one hanzi and its punctuation."""
    text = line.text
    wide = sum(1.0 if SOLID.match(char) else 0.5 for char in text) or 1.0
    if SOLID.match(text[0]):
        size = 2 if len(text) > 1 and text[1] in "，。、；：！？）》”" else 1
        return size * box.width / wide
    word = next((k for k, char in enumerate(text) if char.isspace() or SOLID.match(char)), len(text))
    return (word + 1) * 0.5 * box.width / wide


def _by_indents(lines: Sequence[Setting]) -> bool:
    body = [one for one in lines if not one.centred and one.line.role is None]
    inset = sum(1 for one in body if INSET[0] <= one.indent <= INSET[1])
    return bool(body) and CONVENTION[0] <= inset / len(body) <= CONVENTION[1] and inset >= 2


def _low(entry: tuple[int, int, Line, Box]) -> float:
    line, box = entry[2], entry[3]
    return line.baseline if line.baseline is not None else box.bottom


def _weighted_median(values: Sequence[tuple[float, int]]) -> float:
    ordered = sorted(values)
    half, so_far = sum(weight for _, weight in ordered) / 2, 0
    for value, weight in ordered:
        so_far += weight
        if so_far >= half:
            return max(value, 1.0)
    return 1.0
