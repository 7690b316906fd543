"""An outline as plain text: what a budget in characters counts."""

from __future__ import annotations

from services.outline.model import Block, Gap, Heading, Outline


def plain(outline: Outline) -> str:
    """A block a line: titles, headings and text as printed; lost pages as 〔缺第2、3页〕, or 〔缺页〕 where unknown."""
    return "\n".join(text for text in (line(item) for _, item in outline.walk()) if text)


def line(item: Heading | Block) -> str:
    """One heading or block as printed; empty for a heading that is lost."""
    if isinstance(item, Gap):
        return f"〔缺第{'、'.join(map(str, item.pages))}页〕" if item.pages else "〔缺页〕"
    return str(item.text)
