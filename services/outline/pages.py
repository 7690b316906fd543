"""From a span in the dump to the printed page that a reader holds in hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

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


def stretches(pages: Sequence[int], dash: str, comma: str) -> str:
    """ "2, 4–6" of (2, 4, 5, 6): page numbers in words, neighbours joined by `dash`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return comma.join(f"{run[0]}{dash}{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
