"""A line that comes again and again between the lines of a text that has no pages of its own: "内部资料", "扫描件 仅供参考".

It is the page's and not the document's where it tears sentences; what only stands between whole paragraphs may be a
refrain.
"""

from __future__ import annotations

import re
from collections import defaultdict

from services.outline.model import FurnitureKind
from services.segmenter.furniture.span import FurnitureSpan
from services.segmenter.numbering import enumerator_at

FEWEST = 3  # times that it must come
TEARS = 0.25  # of those times it must stand inside a sentence
LONGEST = 30  # code points
TORN_CHARS = 10  # code points of a line that may be the torn half of a sentence
_LINE = re.compile(r"[^\n]+")
_CLOSED = "。！？!?…：:；;，,、”’」』）)》.\"'"


def find_watermarks(text: str) -> list[FurnitureSpan]:
    """Each time that such a line stands there."""
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    places: dict[str, list[int]] = defaultdict(list)
    for n, (start, end) in enumerate(lines):
        if end - start <= LONGEST:
            places[text[start:end].strip()].append(n)
    marks = []
    for words, at in places.items():
        if len(at) < FEWEST or len(words) < 2 or words[-1] in _CLOSED or not re.search(r"[^\W\d_]{2}", words):
            continue
        if enumerator_at(words, 0, len(words)) is not None or any(b - a < 2 for a, b in zip(at, at[1:], strict=False)):
            continue
        if sum(_tears(text, lines, n) for n in at) >= max(1, TEARS * len(at)):
            marks += [FurnitureSpan(*lines[n], FurnitureKind.RUNNING_HEADER) for n in at]
    return sorted(marks, key=lambda mark: mark.start)


def _tears(text: str, lines: list[tuple[int, int]], n: int) -> bool:
    """Whether the line before it stops in a sentence that the line behind it ends."""
    if not 0 < n < len(lines) - 1:
        return False
    before, after = (text[slice(*lines[k])].strip() for k in (n - 1, n + 1))
    goes_on = enumerator_at(after, 0, len(after)) is None and after[-1] in "。！？；.!?"
    return len(before) >= TORN_CHARS and before[-1] not in _CLOSED and goes_on
