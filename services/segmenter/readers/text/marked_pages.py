"""Pages between lines that only count: "=== 3 ===", "--- 3 ---", "[3]", "Page 3 of 9"."""

from __future__ import annotations

import re

from services.segmenter.page_number_lines import longest_increasing_chain, page_number_line
from services.segmenter.paged_text import Mark, PagedText

SHORT = re.compile(r"^[^\n]{1,60}$", re.MULTILINE)


def read_marked_pages(text: str) -> PagedText | None:
    """Pages at the heads of which one shape of counter line stands, longest_increasing_chain from page to page."""
    lines: dict[str, list[tuple[int, int, int]]] = {}
    for match in SHORT.finditer(text):
        counter = page_number_line(match[0])
        if counter is None:
            continue
        lines.setdefault(counter.shape, []).append((match.start(), match.end(), counter.number))
    first_at = len(text) - len(text.lstrip())
    shape = next((s for s, at in lines.items() if at[0][0] <= first_at), None)
    if shape is None:
        return None
    first, last = lines[shape][0], lines[shape][-1]
    marks = [lines[shape][k] for k in longest_increasing_chain([number for *_, number in lines[shape]])]
    if marks[0] != first or len(marks) < 0.7 * len(lines[shape]) or (len(marks) == 1 and shape.strip(" #") == ""):
        return None
    if len(marks) > 1 and last[1] >= len(text.rstrip()) and last[0] != marks[-1][0]:
        return None
    starts = [0] + [start for start, _, _ in marks[1:]]
    ends = [*starts[1:], len(text)]
    return PagedText(text, tuple(zip(starts, ends, strict=True)), tuple(Mark(*mark) for mark in marks))
