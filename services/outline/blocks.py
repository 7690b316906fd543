"""The outline as a flat list of blocks, for search indexes and for the benchmark: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from services.outline.model import Gap, Heading, Meta, MetaRole, Outline, Paragraph, Point


def blocks(outline: Outline) -> Iterator[dict[str, Any]]:
    """Every block in reading order as {"type", "level", "text"}; a gap has "pages" (printed numbers of the lost pages).

    "type" is title, meta, heading, point, paragraph or gap. "level" counts for headings, 1 directly under the title; it
    is 0 for all else. A heading that is known to be lost has no text and is left out.
    """
    for depth, block in outline.walk():
        match block:
            case Heading(text):
                if text:
                    yield {"type": "heading", "level": depth, "text": str(text)}
            case Meta(role, text):
                yield {"type": "title" if role is MetaRole.TITLE else "meta", "level": 0, "text": str(text)}
            case Point(text):
                yield {"type": "point", "level": 0, "text": str(text)}
            case Paragraph(text):
                yield {"type": "paragraph", "level": 0, "text": str(text)}
            case Gap(pages):
                yield {"type": "gap", "level": 0, "text": "", "pages": list(pages)}


def to_json_lines(outline: Outline) -> str:
    """The blocks, one JSON object a line, letters as they are."""
    return "".join(json.dumps(block, ensure_ascii=False) + "\n" for block in blocks(outline))
