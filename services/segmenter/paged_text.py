"""The dump as read: its text, its pages, and the marks that the scanner put between them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum

from services.outline.model import Finding, FurnitureKind, Span


class PageBoundary(Enum):
    """What the places between two dump pages are."""

    PAGE = "page"  # dump pages are printed pages
    CUT = "cut"  # a fixed number of characters: the text goes on with nothing between


@dataclass(frozen=True, slots=True)
class Mark:
    """A dump mark, at code points `start` to `end` of the dump's text, and what it counts.

    Other kinds of furniture are marked where a page shows them by their place.
    """

    start: int
    end: int
    number: int | None
    kind: FurnitureKind = FurnitureKind.DUMP_MARK


@dataclass(frozen=True, slots=True)
class PagedText:
    """Decoded text, the start and end of each page in it, and the marks inside the pages."""

    text: str
    pages: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...] = ()
    boundary: PageBoundary = PageBoundary.PAGE

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Code points `start` to `end` of the text as spans of pages; what lies between two pages is left out."""
        pages, found = self.pages, []
        n = max(bisect_right(pages, (start, len(self.text) + 1)) - 1, 0)
        while n < len(pages) and pages[n][0] < end:
            a, b = max(start, pages[n][0]), min(end, pages[n][1])
            if a < b:
                found.append(Span(n + 1, a - pages[n][0], b - pages[n][0]))
            n += 1
        return tuple(found)

    def span(self, start: int, end: int) -> Span:
        """The same for a stretch within one page; an empty stretch is a place."""
        n = max(bisect_right(self.pages, (start, len(self.text) + 1)) - 1, 0)
        base, top = self.pages[n]
        return Span(n + 1, min(start, top) - base, min(end, top) - base)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of the dump's bytes, the encoding it was read in, and what was noticed on the way."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()
