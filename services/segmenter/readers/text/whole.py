"""Text without any page of its own."""

from __future__ import annotations

from services.segmenter.paged_text import PagedText


def read_whole(text: str) -> PagedText:
    """One page."""
    return PagedText(text, ((0, len(text)),))
