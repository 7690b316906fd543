"""会议纪要: the text with who was there behind it (GB/T 9704-2012, 10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.outline.model import Text
from services.renderer.placed import Line, Placed, TextRun, line
from services.renderer.plan.draft import Draft
from services.renderer.plan.masthead import is_minutes
from services.renderer.plan.text import text

# 出席：张某某、李某某 — a label in 黑体, then names; in the source it stands before or behind the text.
_ATTENDANCE = re.compile(
    r"^\s*((?:出\s*席|请\s*假|列\s*席|缺\s*席|参\s*加|主\s*持|记\s*录|Present|Apologies|In attendance)(?:人员?|单位)?)\s*[：:]"
)


def minutes_text(draft: Draft, room: float) -> Iterator[Placed]:
    """The text without its number, which stands in the head, and without the lists of who was there."""
    # With the title as the mark, that is not said again.
    above = (
        ("number", "title")
        if "masthead" not in draft.options and draft.title and is_minutes(draft.title)
        else ("number",)
    )
    for each in text(draft, room):
        if not (isinstance(each, Line) and (each.style in above or _listed(each))):
            yield each


def attendance(draft: Draft, room: float) -> Iterator[Line]:
    """出席, 请假, 列席: one blank line behind the text, labels in 黑体, turn-over under the names."""
    lines = [each for each in text(draft, room) if isinstance(each, Line) and _listed(each)]
    for n, each in enumerate(lines):
        label = _listed(each)
        assert label is not None
        whole = [piece.text for piece in each.pieces if isinstance(piece, TextRun) and isinstance(piece.text, Text)]
        said = Text.joined(whole)
        style = "attendance" if n else "attendance-first"
        yield line(style, TextRun(said.cut(0, label.end()), look="label"), said.cut(label.end(), len(said)))


def _listed(each: Line) -> re.Match[str] | None:
    return _ATTENDANCE.match(str(each)) if each.style in ("body", "flush") else None
