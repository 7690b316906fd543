"""Pages that end with a form feed, as pdftotext and many OCR programs write them."""

from __future__ import annotations

from services.segmenter.paged_text import PagedText


def read_form_feeds(text: str) -> PagedText | None:
    """One page up to each form feed; a last form feed ends the last page and begins none."""
    if "\f" not in text:
        return None
    pages, at = [], 0
    for part in text.split("\f"):
        pages.append((at, at + len(part)))
        at += len(part) + 1
    while len(pages) > 1 and not text[slice(*pages[-1])].strip():
        pages.pop()
    if len(pages) == 1:
        return None
    return PagedText(text, tuple(pages))
