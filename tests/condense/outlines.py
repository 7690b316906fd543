"""Outlines for tests, made without the segmenter: a line is a block."""

from __future__ import annotations

from services.outline.model import Metadata, Outline, Paragraph, Run, Source, Span, Text


def text_at(page: int, start: int, text: str) -> Text:
    return Text((Run(text, Span(page, start, start + len(text))),))


def outline_of_lines(text: str, language: str = "und") -> Outline:
    """Every line that is not blank as a paragraph, with its span on dump page 1."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Paragraph(text_at(1, at, line)))
        at += len(line) + 1
    return Outline(source=Source(page_chars=(len(text),)), metadata=Metadata(language=language), blocks=tuple(blocks))
