"""A viewer's own counter at the very end of a preview: "…基层工作 -7第5页 共5页"."""

from __future__ import annotations

import re

from services.outline.model import FurnitureKind
from services.segmenter.furniture.span import FurnitureSpan

# "第5页 共5页" cut off itself: "第5页 共", or "第5页" glued to the last folio.
TORN = re.compile(
    r"第\s?(\d{1,4})\s?[页頁]\s?[,，/|]?\s?共\s?\ufffd*\s*\Z|(?<=[-—–]\d)第\s?(\d{1,4})\s?[页頁]?\ufffd*\s*\Z"
)
COUNTER = re.compile(r"第\s?(\d{1,4})\s?[页頁]\s?[,，/|]?\s?共\s?(\d{1,4})\s?[页頁]\s*\Z")


def find_viewer_counter(text: str) -> FurnitureSpan | None:
    """The counter at the end of a dump that was cut by a viewer: last page of as many pages."""
    match = COUNTER.search(text, max(0, len(text) - 60))
    if match is None:
        torn = TORN.search(text, max(0, len(text) - 60))
        number = int(torn[1] or torn[2]) if torn else 0
        return FurnitureSpan(torn.start(), len(text.rstrip()), FurnitureKind.VIEWER_COUNTER, number) if torn else None
    if match[1] != match[2]:
        return None
    return FurnitureSpan(match.start(), len(text.rstrip()), FurnitureKind.VIEWER_COUNTER, int(match[1]))
