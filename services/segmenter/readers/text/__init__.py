"""Plain text: decoded, and cut into its pages by the first of PAGINGS that knows its habit; the last takes anything."""

from __future__ import annotations

from collections.abc import Callable

from services.segmenter.paged_text import PagedText
from services.segmenter.readers.decode import decode
from services.segmenter.readers.document import Document
from services.segmenter.readers.text.cuts import read_cuts
from services.segmenter.readers.text.form_feeds import read_form_feeds
from services.segmenter.readers.text.marked_pages import read_marked_pages
from services.segmenter.readers.text.whole import read_whole

# Each returns None when the text does not have its habit.
PAGINGS: tuple[Callable[[str], PagedText | None], ...] = (read_form_feeds, read_cuts, read_marked_pages, read_whole)


def read_text(raw: bytes) -> Document:
    """The pages of plain text in any encoding that `decode` knows. Raises what `decode` raises."""
    decoded = decode(raw)
    return Document("text", paginate(decoded.text), encoding=decoded.encoding, findings=decoded.findings)


def paginate(text: str) -> PagedText:
    """The pages of decoded text."""
    for paging in PAGINGS:
        if (dump := paging(text)) is not None:
            return dump
    return PagedText(text, ((0, len(text)),))
