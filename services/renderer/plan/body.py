"""The blocks of an outline as lines in the styles of the profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from services.outline.model import Block, Gap, Heading, Meta, MetaRole, Outline, Paragraph, Point, Text
from services.renderer.placed import Line, TextRun, line
from services.renderer.plan.labels import labels, lost

DEEPEST = 9  # Word knows nine levels of headings
STYLES = {
    MetaRole.TITLE: "title",
    MetaRole.SUBTITLE: "subtitle",
    MetaRole.AUTHOR: "byline",
    MetaRole.DATE: "byline",
    MetaRole.HISTORY: "byline",
    MetaRole.DOCUMENT_NUMBER: "number",
    MetaRole.ADDRESSEE: "addressee",
    MetaRole.SALUTATION: "salutation",
    MetaRole.SIGNATURE: "signature",
    MetaRole.ATTACHMENT: "attachment",
    MetaRole.NOTE: "body",
    MetaRole.ISSUER: "byline",
    MetaRole.COPY: "body",
}
LONG_BYLINE = 60  # characters: a longer history or byline is set as text
_DATE = re.compile(r"[年月]\s?[0-9一二三四五六七八九十〇○]{1,3}\s?[月日]|\d{4}[-.]\d")
DATE_INDENT = 4  # characters right of a date under a signature (GB/T 9704-2012, 7.3.5.1)
# "附件1" above what is attached: a page of its own (7.3.7).
_ANNEX = re.compile(
    r"^附\s?件\s?[0-9一二三四五六七八九十]{0,3}[:：]?$|^(?:ANNEX|Annex|APPENDIX|Appendix)\s[A-Z0-9]{1,3}$"
)


def body_lines(outline: Outline, language: str, frame: bool = True) -> Iterator[Line]:
    """All of the outline in reading order; without the framing lines where not `frame`."""
    lines = list(_lines(outline, language, frame))
    for n, each in enumerate(lines):
        if lines[n + 1 : n + 2] and lines[n + 1].style == "signature-first":
            each = replace(each, keep=True)  # no page has a signature alone (GB/T 9704-2012, 7.3.5.3)
        if each.style.startswith("signature"):
            yield _signed(each, [line for line in lines if line.style.startswith("signature")], language)
        elif each.level and _ANNEX.match(str(each).strip()):
            yield replace(each, style="annex", new_page=True)
        else:
            yield each


def _lines(outline: Outline, language: str, frame: bool) -> Iterator[Line]:
    signed = titled = False
    last = ""
    before: Heading | Block | None = None
    run_in: Line | None = None
    for depth, block in outline.walk():
        if run_in is not None and isinstance(block, Paragraph) and not (block.torn_start or block.torn_end):
            joint = " " if language == "en" else ""
            yield replace(run_in, pieces=(*run_in.pieces, TextRun(joint), TextRun(block.text, look="body")))
            run_in, before = None, block
            continue
        if run_in is not None:
            yield run_in
            run_in = None
        if isinstance(block, Meta):
            if frame:
                title = block.role is MetaRole.TITLE and not titled
                titled = titled or title
                style = _meta_style(block, signed)
                pieces = _title(outline, block.text) if title else (TextRun(block.text),)
                first = style in ("attachment", "signature") and style != last
                yield line(f"{style}-first" if first else style, *pieces)
                last = style
            signed = signed or block.role is MetaRole.SIGNATURE
        elif isinstance(block, Paragraph) and block.torn_start and isinstance(before, Gap):
            yield block_line(replace(block, torn_start=False), depth, language, "flush")  # the gap says it
        elif isinstance(block, Heading) and block.run_in and block.text:
            run_in = block_line(block, depth, language)
        else:
            yield block_line(block, depth, language)
        before = block
    if run_in is not None:
        yield run_in


def block_line(block: Heading | Block, depth: int, language: str, style: str = "body") -> Line:
    """One heading, paragraph, point or gap. A lost heading keeps its place as a heading that says so."""
    words = labels(language)
    match block:
        case Heading():
            level = max(1, min(depth, DEEPEST))
            return Line(f"heading{level}", (TextRun(block.text if block.text else words.lost_heading),), level)
        case Gap(pages, at):
            return line("gap", lost(pages, language), at=at)
        case Paragraph(text, False, False) | Point(text):
            return Line(style, (TextRun(text),))
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


def _signed(each: Line, signature: list[Line], language: str) -> Line:
    """The date four characters from the right, the names centred over it; `signature`: all lines of it."""
    if language == "en":
        return each
    dates = [str(other) for other in signature if _DATE.search(str(other))]
    own = _width(str(each))
    below = _width(dates[-1]) if dates and not _DATE.search(str(each)) else own
    return replace(each, right=max(0.0, DATE_INDENT + (below - own) / 2))


def _width(text: str) -> float:
    return sum(1 if char > "\u2e7f" else 0.5 for char in text.strip())


def _title(outline: Outline, text: Text) -> tuple[TextRun, ...]:
    """The title; a file name's date in front of it ("5.11在…") is dropped, as in the metadata."""
    fact = outline.metadata.title
    whole = str(text)
    if fact is None or not fact.value or fact.value not in whole:
        return (TextRun(text),)
    at = whole.index(fact.value)
    end = at + len(fact.value)
    around = (
        TextRun(text.cut(0, at), dropped=True),
        TextRun(text.cut(at, end)),
        TextRun(text.cut(end, len(whole)), dropped=True),
    )
    return tuple(run for run in around if run.text)
