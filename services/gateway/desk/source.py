"""The raw text of a dump's pages, as the spans of its outline count it."""

from __future__ import annotations

from collections.abc import Callable

from services.errors import QuireError
from services.outline.model import Gap, Outline

TEXT_FORMATS = ("text", "gzip", "")  # read again from their bytes: cheap, and line ends are kept


def page_texts(outline: Outline, dump: Callable[[], bytes]) -> tuple[str, ...]:
    """The text of each dump page. `dump()` gives the bytes, and is called for plain text only.

    Of another format the text is put together from the outline, which has every character but blanks; line ends come
    from the page layouts. No file is parsed a second time.
    """
    lengths = outline.source.page_chars
    if outline.source.format in TEXT_FORMATS:
        texts = _read(dump)
        if tuple(map(len, texts)) == lengths:
            return texts
    return _rebuilt(outline)


def _read(dump: Callable[[], bytes]) -> tuple[str, ...]:
    from services.segmenter.readers import read

    try:
        return read(dump()).texts
    except QuireError:  # lost since, or of an older reader
        return ()


def _rebuilt(outline: Outline) -> tuple[str, ...]:
    pages = [[" "] * length for length in outline.source.page_chars]

    def put(page: int, start: int, text: str) -> None:
        if 1 <= page <= len(pages):
            pages[page - 1][start : start + len(text)] = text

    for _, block in outline.walk():
        for run in () if isinstance(block, Gap) else block.text.runs:
            if run.span is not None and len(run.text) == run.span.chars:
                put(run.span.page, run.span.start, run.text)
    for piece in outline.furniture:
        put(piece.span.page, piece.span.start, piece.text[: piece.span.chars])
    for repair in outline.repairs:
        put(repair.span.page, repair.span.start, repair.before[: repair.span.chars])
    for page, layout in zip(pages, outline.page_layouts, strict=False):
        for line in layout.lines:
            if line.end < len(page) and page[line.end] == " ":
                page[line.end] = "\n"
    return tuple("".join(page[:length]) for page, length in zip(pages, outline.source.page_chars, strict=True))
