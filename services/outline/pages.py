"""From a span in the dump to the printed page that a reader holds in hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from services.outline.model import Outline, Span


def page_numbers(outline: Outline) -> Callable[[Span], int | None]:
    """A look-up of printed page numbers; make it once where many spans are asked for.

    The number is that of the page on which the span begins; None where no folio tells it.
    """
    stretches = sorted((span, page.number) for page in outline.printed_pages for span in page.spans if span.chars)
    starts = [(span.page, span.start) for span, _ in stretches]

    def number(span: Span) -> int | None:
        at = bisect_right(starts, (span.page, span.start)) - 1
        if at < 0:
            return None
        stretch, found = stretches[at]
        return found if stretch.page == span.page and span.start < stretch.end else None

    return number
