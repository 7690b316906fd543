"""What the weighing found to be no part of the document, set aside with its place and kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from services.outline.model import Furniture, FurnitureKind
from services.segmenter.furniture.remove import FurnitureRemoval
from services.segmenter.paged_text import PagedText
from services.segmenter.source_map import SourceMappedText

# What a stretch itself says of its kind; all else is navigation and other remains.
KINDS: tuple[tuple[FurnitureKind, re.Pattern[str]], ...] = (
    (FurnitureKind.MARKUP, re.compile(r"^\s*(?:</?\w[^<>]*>|&\w+;|[.#]?[\w-]+\s*\{)")),
    (FurnitureKind.METADATA_TABLE, re.compile(r"(?:索\s?引\s?号|浏览次数|发布时间|信息来源|公开目录|点击数|上传时间)")),
    (FurnitureKind.FOLIO, re.compile(r"^\s*(?:[-—–－]\s?)?\d{1,4}(?:\s?[-—–－])?\s*$|^\s*第\s?\d+\s?[页頁]\s*$")),
)  # fmt: skip


def with_remains(
    aside: FurnitureRemoval, dump: PagedText, flow: SourceMappedText, remains: Iterable[tuple[int, int]]
) -> FurnitureRemoval:
    """The removal with `remains` (stretches of the flow) among its furniture."""
    pieces = []
    for start, end in remains:
        kind = kind_of(flow.text[start:end])
        for origin in flow.origins_of(start, end):
            for span in dump.spans(*origin):
                base = dump.pages[span.page - 1][0]
                pieces.append(Furniture(kind, dump.text[base + span.start : base + span.end], span))
    return replace(aside, furniture=tuple(sorted((*aside.furniture, *pieces), key=attrgetter("span"))))


def kind_of(text: str) -> FurnitureKind:
    """The kind of a stretch, by its own words."""
    return next((kind for kind, pattern in KINDS if pattern.search(text)), FurnitureKind.NAVIGATION)
