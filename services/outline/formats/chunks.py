"""chunks: JSON lines for a search index: stretches of text with heading path, pages, spans and the document's
identifier."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.outline.formats.format import Format, Writing
from services.outline.model import Gap, Heading, Outline, Text
from services.outline.pages import page_numbers

CHUNK_CHARS = 800  # a chunk takes no further block beyond it: what embedding models of 512 tokens read whole in Chinese


@dataclass(frozen=True, slots=True)
class _Chunk:
    path: tuple[str, ...]
    texts: tuple[Text, ...]


def write(outline: Outline, writing: Writing) -> str:
    """{"document", "chunk", "headings", "text", "pages", "printed_pages", "spans"} a line.

    Blocks under one heading go together up to CHUNK_CHARS; none is cut, and no chunk reaches over a heading or a gap.
    A heading with nothing under it is a chunk of its own.
    `pages` are dump pages, `printed_pages` folios where they are known, `spans` [page, start, end] in code points.
    """
    document, number_of = writing.document_of(outline), page_numbers(outline)
    lines = []
    for number, chunk in enumerate(_chunks(outline), 1):
        spans = [span for text in chunk.texts for span in text.spans]
        row: dict[str, Any] = {
            "document": document,
            "chunk": number,
            "headings": chunk.path,
            "text": "\n".join(str(text) for text in chunk.texts),
            "pages": sorted({span.page for span in spans}),
            "printed_pages": sorted({page for span in spans if (page := number_of(span)) is not None}),
            "spans": spans,
        }
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    return "".join(lines)


def _chunks(outline: Outline) -> Iterator[_Chunk]:
    path: list[str] = []
    texts: list[Text] = []
    alone: Text | None = None  # a heading that nothing has followed yet
    for depth, block in outline.walk():
        if isinstance(block, Heading | Gap):
            if texts:
                yield _Chunk(tuple(path), tuple(texts))
            elif alone and (isinstance(block, Gap) or depth <= len(path)):
                yield _Chunk(tuple(path[:-1]), (alone,))
            texts, alone = [], None
            if isinstance(block, Heading):
                path[depth - 1 :] = [str(block.text)]
                alone = block.text
            continue
        if texts and sum(map(len, texts)) + len(block.text) > CHUNK_CHARS:
            yield _Chunk(tuple(path), tuple(texts))
            texts = []
        texts.append(block.text)
    if texts or alone:
        yield _Chunk(tuple(path), tuple(texts)) if texts else _Chunk(tuple(path[:-1]), (alone or Text(),))


FORMAT = Format("chunks", ".chunks.jsonl", "application/jsonl", "JSON lines for a search index", write)
