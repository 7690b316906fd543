"""The blocks of an outline as lines in the styles of the profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from services.outline.model import Block, Gap, Heading, Meta, MetaRole, Outline, Paragraph, Point, Text
from services.renderer.placed import Line, Words, line
from services.renderer.plan.words import labels, lost

DEEPEST = 9  # Word knows nine levels of headings
STYLES = {
    MetaRole.TITLE: "title",
    MetaRole.SUBTITLE: "subtitle",
    MetaRole.AUTHOR: "byline",
    MetaRole.DATE: "byline",
    MetaRole.HISTORY: "byline",
    MetaRole.DOCUMENT_NUMBER: "number",
    MetaRole.ADDRESSEE: "flush",
    MetaRole.SALUTATION: "salutation",
    MetaRole.SIGNATURE: "signature",
    MetaRole.ATTACHMENT: "body",
    MetaRole.NOTE: "body",
}
LONG_BYLINE = 60  # characters: a longer history or byline is set as text


def body_lines(outline: Outline, language: str, deeper: int = 0, frame: bool = True) -> Iterator[Line]:
    """All of the outline in reading order; headings `deeper` levels down, without the framing lines where not `frame`."""
    signed = titled = False
    before: Heading | Block | None = None
    for depth, block in outline.walk():
        if isinstance(block, Meta):
            if frame:
                title = block.role is MetaRole.TITLE and not titled
                titled = titled or title
                pieces = _title(outline, block.text) if title else (Words(block.text),)
                yield line(_meta_style(block, signed), *pieces)
            signed = signed or block.role is MetaRole.SIGNATURE
        elif isinstance(block, Paragraph) and block.torn_start and isinstance(before, Gap):
            yield block_line(replace(block, torn_start=False), depth + deeper, language, "flush")  # the gap says it
        else:
            yield block_line(block, depth + deeper, language)
        before = block


def block_line(block: Heading | Block, depth: int, language: str, style: str = "body") -> Line:
    """One heading, paragraph, point or gap. A lost heading keeps its place as a heading that says so."""
    words = labels(language)
    match block:
        case Heading():
            level = max(1, min(depth, DEEPEST))
            return Line(f"heading{level}", (Words(block.text if block.text else words.lost_heading),), level)
        case Gap(pages, at):
            return line("gap", lost(pages, language), at=at)
        case Paragraph(text, False, False) | Point(text):
            return Line(style, (Words(text),))
        case Paragraph(text, torn_start, torn_end):
            return line(
                "flush" if torn_start else style,
                words.torn_start if torn_start else "",
                text,
                words.torn_end if torn_end else "",
            )
        case Meta(_, text):
            return line("body", text)


def _meta_style(block: Meta, signed: bool) -> str:
    """A date stands under the title at the head, under the signature at the end."""
    if block.role is MetaRole.DATE and signed:
        return "signature"
    style = STYLES[block.role]
    return "body" if style == "byline" and len(block.text) > LONG_BYLINE else style


def _title(outline: Outline, text: Text) -> tuple[Words, ...]:
    """The title; a file name's date in front of it ("5.11在…") is dropped, as in the metadata."""
    fact = outline.metadata.title
    whole = str(text)
    if fact is None or not fact.value or fact.value not in whole:
        return (Words(text),)
    at = whole.index(fact.value)
    end = at + len(fact.value)
    around = (
        Words(text.cut(0, at), dropped=True),
        Words(text.cut(at, end)),
        Words(text.cut(end, len(whole)), dropped=True),
    )
    return tuple(words for words in around if words.text)


def parts(pieces: tuple[Text | str, ...]) -> tuple[Words, ...]:
    """A lead's parts as words."""
    return tuple(Words(piece) for piece in pieces if piece)
