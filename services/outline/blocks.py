"""The outline as a flat list of blocks, for search indexes and for the benchmark: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from services.outline.model import Gap, Heading, Meta, MetaRole, Outline, Paragraph, ParagraphKind, Point

ROLES: dict[MetaRole, str] = {
    MetaRole.SUBTITLE: "subtitle",
    MetaRole.AUTHOR: "speaker",
    MetaRole.DATE: "date",
    MetaRole.DOCUMENT_NUMBER: "docno",
    MetaRole.ADDRESSEE: "addressee",
    MetaRole.SALUTATION: "salutation",
    MetaRole.HISTORY: "other",
    MetaRole.SIGNATURE: "signature",
    MetaRole.ATTACHMENT: "attachment",
    MetaRole.NOTE: "other",
    MetaRole.ISSUER: "issuer",
    MetaRole.COPY: "copy",
}


def blocks(outline: Outline) -> Iterator[dict[str, Any]]:
    """Every block in reading order as {"type", "level", "text"}; a gap has "pages" (printed numbers of the lost pages).

    "type" is title, meta, heading, point, paragraph or gap. "level" counts for headings, 1 directly under the title; it
    is 0 for all else. "role" says what a meta line is (ROLES), "kind" what a paragraph is besides running text, with
    "mark" of a footnote and "table" of a row. "confidence" is there where it was judged. A heading that is known to be
    lost has no text and is left out.
    """
    for depth, block in outline.walk():
        match block:
            case Heading(text):
                if text:
                    yield {"type": "heading", "level": depth, "text": str(text), **_judged(block)}
            case Meta(MetaRole.TITLE, text):
                yield {"type": "title", "level": 0, "text": str(text), **_judged(block)}
            case Meta(role, text):
                yield {"type": "meta", "level": 0, "text": str(text), "role": ROLES[role], **_judged(block)}
            case Point(text):
                yield {"type": "point", "level": 0, "text": str(text), **_judged(block)}
            case Paragraph(text):
                yield {"type": "paragraph", "level": 0, "text": str(text), **_kind(block), **_judged(block)}
            case Gap(pages):
                yield {"type": "gap", "level": 0, "text": "", "pages": list(pages)}


def _kind(paragraph: Paragraph) -> dict[str, Any]:
    named = {"kind": "" if paragraph.kind is ParagraphKind.TEXT else str(paragraph.kind), "mark": paragraph.mark}
    return {name: value for name, value in (*named.items(), ("table", paragraph.table)) if value}


def _judged(block: Heading | Meta | Point | Paragraph) -> dict[str, Any]:
    return {} if block.confidence is None else {"confidence": round(block.confidence, 3)}


def to_json_lines(outline: Outline) -> str:
    """The blocks, one JSON object a line, letters as they are."""
    return "".join(json.dumps(block, ensure_ascii=False) + "\n" for block in blocks(outline))
