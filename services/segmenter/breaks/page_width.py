"""How many characters a printed line had, where the dump keeps whole paragraphs but pages tear some of them.

A page that ends inside a paragraph ends with a full line: what stands on it of that paragraph is a multiple of the
width. The torn paragraphs that leave no doubt tell the width; the width decides the doubtful ones.
"""

from __future__ import annotations

from services.segmenter.breaks import ends
from services.segmenter.breaks.layout import Breaks, Layout
from services.segmenter.breaks.pieces import Piece
from services.segmenter.source_map import LOST_PAGES, PAGE_BREAK

NARROWEST, WIDEST = 14, 60


def printed_width(text: str, pieces: list[Piece], layout: Layout) -> int:
    """The width in code points, or 0 where the dump does not tell."""
    if not layout.cjk or layout.breaks not in (Breaks.LINES, Breaks.SPACES):
        return 0
    lengths = []
    for before, piece in zip(pieces, pieces[1:], strict=False):
        if piece.before not in (PAGE_BREAK, LOST_PAGES):
            continue
        size = before.end - before.start
        torn = text[before.end - 1] not in "。！？：；”’」』）)》〉…!?:;.\"'" and size > 40
        if torn or (piece.before == PAGE_BREAK and ends.cannot_begin(text, piece.start)):
            lengths.append(size)
    if len(lengths) < 2:
        return 0
    for width in range(WIDEST, NARROWEST - 1, -1):
        hits = sum(1 for size in lengths if size % width == 0)
        if hits >= max(2, 0.9 * len(lengths)):
            return width
    return 0
