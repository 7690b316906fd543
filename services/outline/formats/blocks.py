"""blocks: JSON lines, a block each, in reading order."""

from __future__ import annotations

from services.outline.blocks import to_json_lines
from services.outline.formats.format import Format, Writing
from services.outline.model import Outline


def write(outline: Outline, _: Writing) -> str:
    """{"type", "level", "text"} a line; see services/outline/blocks.py."""
    return to_json_lines(outline)


FORMAT = Format("blocks", ".jsonl", "application/jsonl", "JSON lines, a block each, in reading order", write)
