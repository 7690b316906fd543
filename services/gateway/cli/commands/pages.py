"""`quire pages`"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from services.gateway.cli import dumps
from services.segmenter.readers.document import Document, Line, Page


@click.command()
@dumps.argument
@dumps.together
@click.option(
    "--format", "form", type=click.Choice(["text", "lines"]), default="text", show_default=True,
    help="text: the pages to read, roles in front of lines. lines: JSON lines, with places in points.",
)  # fmt: skip
def pages(paths: tuple[str, ...], together: bool, form: str) -> int:
    """Show what a reader makes of a file before anything is recovered: format, pages, lines in reading order.

    \b
    Examples:
      quire pages scan.pdf
      quire pages --format lines page.hocr
    """
    from services.segmenter.readers import read

    paths, opened = dumps.opened(paths, together)

    def do(path: str, name: str) -> None:
        document = read(opened(path))
        written = _lines(document) if form == "lines" else _text(document, name)
        sys.stdout.buffer.write("".join(f"{line}\n" for line in written).encode("utf-8", "replace"))

    code = dumps.each(paths, do)
    sys.stdout.flush()
    return code


def _text(document: Document, name: str) -> Iterator[str]:
    texts = document.texts
    facts = "; ".join(f"{key} {value}" for key, value in document.metadata)
    yield f"=== {name}: {document.format}, {len(texts)} pages{'; ' + facts if facts else ''} ==="
    for number, text in enumerate(texts, 1):
        page = document.pages[number - 1] if document.pages else Page("")
        size = f", {page.width:.0f} × {page.height:.0f} points" if page.width else ""
        label = f", printed {page.label}" if page.label else ""
        yield f"--- page {number}{label}{size} ---"
        if not page.lines:
            yield text.rstrip("\n")
        for line in page.lines:
            yield f"{'[' + line.role + '] ' if line.role else ''}{line.text}"
    for bookmark in document.bookmarks:
        yield f"{'  ' * bookmark.level}> {bookmark.title} (page {bookmark.page})"


def _lines(document: Document) -> Iterator[str]:
    for number, text in enumerate(document.texts, 1):
        lines = document.pages[number - 1].lines if document.pages else tuple(map(Line, text.splitlines()))
        for line in lines:
            row = {"page": number, "text": line.text}
            figures = {
                "box": [round(side, 1) for side in line.box] if line.box else None,
                "baseline": line.baseline and round(line.baseline, 1),
                "size": line.size and round(line.size, 1),
                "weight": line.weight,
                "confidence": line.confidence and round(line.confidence, 3),
                "role": line.role,
                "level": line.level,
                "language": line.language or None,
            }
            yield json.dumps(
                row | {key: value for key, value in figures.items() if value is not None}, ensure_ascii=False
            )
