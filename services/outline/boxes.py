"""Where a stretch of the dump stands on its page."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from services.outline.model import LineBox, Outline, Span


def boxes_of(outline: Outline, span: Span) -> tuple[LineBox, ...]:
    """The boxes of a span, one a line: of a line that it covers in part, the share that its characters would take.

    Empty where the dump does not tell where its lines stand.
    """
    if span.page > len(outline.page_layouts):
        return ()
    lines = outline.page_layouts[span.page - 1].lines
    first = max(bisect_right(lines, span.start, key=attrgetter("start")) - 1, 0)
    boxes = []
    for line in lines[first:]:
        if line.start >= span.end:
            break
        start, end = max(span.start, line.start), min(span.end, line.end)
        if start < end:
            width = (line.right - line.left) / (line.end - line.start)
            left = round(line.left + width * (start - line.start))
            right = round(line.left + width * (end - line.start))
            boxes.append(LineBox(start, end, left, line.top, right, line.bottom))
    return tuple(boxes)
