"""tree: the outline as indented plain text, to read."""

from __future__ import annotations

from services.outline.draw import draw
from services.outline.formats.format import Format, Writing
from services.outline.model import Outline


def write(outline: Outline, writing: Writing) -> str:
    """A line a block, then what was set aside, repaired and noticed, counted."""
    return draw(outline, writing.width)


FORMAT = Format("tree", ".outline.txt", "text/plain; charset=utf-8", "to read", write)
