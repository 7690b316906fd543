"""html: one plain HTML page, all text escaped, each block with the place in the dump that it came from."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from services.outline.draw import missing
from services.outline.formats.format import Format, Writing
from services.outline.model import Block, Gap, Heading, Meta, MetaRole, Outline, Point, Span

DEEPEST = 6  # heading levels of HTML


def write(outline: Outline, writing: Writing) -> str:
    """<h1> the title, <h2> and on the headings; data-span="page:start-end …" on every block that has text."""
    title = outline.metadata.title
    name = escape(title.value if title else writing.document or "outline")
    language = escape(outline.metadata.language, quote=True)
    head = (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{name}</title></head>\n<body>\n'
    )
    return head + "".join(line + "\n" for line in _lines(outline)) + "</body>\n</html>\n"


def _lines(outline: Outline) -> Iterator[str]:
    for depth, block in outline.walk():
        yield _line(depth, block)


def _line(depth: int, block: Heading | Block) -> str:
    if isinstance(block, Gap):
        return f'<p class="gap"><em>[{missing(block.pages)} missing]</em></p>'
    if isinstance(block, Heading) and block.generated:
        return '<p class="lost"><em>[heading lost]</em></p>'
    words = escape(str(block.text)).replace("\n", "<br>")
    tag, kind = _tag(depth, block)
    return f'<{tag} class="{kind}" data-span="{_places(block.text.spans)}">{words}</{tag}>'


def _tag(depth: int, block: Heading | Block) -> tuple[str, str]:
    match block:
        case Heading():
            return f"h{min(depth + 1, DEEPEST)}", "heading"
        case Meta(MetaRole.TITLE):
            return "h1", "title"
        case Meta(role):
            return "p", role.value
        case Point():
            return "p", f"point depth-{block.depth}"
        case _:
            return "p", "paragraph"


def _places(spans: tuple[Span, ...]) -> str:
    return " ".join(f"{span.page}:{span.start}-{span.end}" for span in spans)


FORMAT = Format("html", ".html", "text/html; charset=utf-8", "one plain page", write)
