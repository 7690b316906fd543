"""The sentences of an outline with their page and the heading they stand under: what facts are read from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.outline.model import Heading, Outline, Point, Text
from services.renderer.condense.candidates import Candidate, candidates
from services.renderer.extract.sentences import bounds
from services.renderer.extract.simplified import simplified

_UNDER_CHARS = 40


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: `text` is `str(source)`, without an enumerator at its head."""

    text: str
    source: Text
    page: int | None  # printed page
    under: str  # title of the nearest heading or point above
    place: int  # of its block in Outline.walk
    plain: str = ""  # equally long: traditional characters as simplified ones
    path: tuple[str, ...] = ()  # titles of the headings above, outermost first
    item: bool = False  # of an enumerated block
    style: str = ""  # of its enumerator
    opens: bool = False  # the first of its block

    def cut(self, start: int, end: int) -> Text:
        """Characters `start` to `end` of the sentence, without blanks at the ends."""
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip())
        return self.source.cut(start + left, start + max(len(piece.rstrip()), left))


def statements(outline: Outline) -> Iterator[Statement]:
    """The whole sentences of the body in reading order."""
    return statements_of(outline, candidates(outline))


def statements_of(outline: Outline, found: Iterable[Candidate]) -> Iterator[Statement]:
    """The sentences that were found in the outline, each with its page and what it stands under."""
    page_of = printed_pages(outline)
    walked = list(outline.walk())
    items = [item for _, item in walked]
    under, path, at = "", tuple[str, ...](), -1
    for candidate in found:
        while at < candidate.place:
            at += 1
            depth, passed = walked[at]
            under = _title(passed) or under
            if isinstance(passed, Heading):
                path = (*path[: max(depth - 1, 0)], passed.title)
        item = items[candidate.place]
        text: Text = item.text  # type: ignore[union-attr]
        start = candidate.start
        if candidate.opens and isinstance(item, (Point, Heading)) and item.enumerator:
            start = max(start, min(len(item.enumerator.literal), candidate.end))
            while start < candidate.end and str(text)[start].isspace():
                start += 1
        source = text.cut(start, candidate.end)
        if not source:
            continue
        spans = source.spans
        said = str(source)
        yield Statement(
            said,
            source,
            page_of(spans[0].page, spans[0].start) if spans else None,
            under,
            candidate.place,
            simplified(said),
            path,
            isinstance(item, Point),
            item.enumerator.style if isinstance(item, Point) else "",
            candidate.opens,
        )


def printed_pages(outline: Outline):  # type: ignore[no-untyped-def]
    """A function (dump page, code point) → printed page number, None where it is not known."""
    marks = sorted(
        (span.page, span.start, span.end, page.number) for page in outline.printed_pages for span in page.spans
    )

    def page_of(page: int, at: int) -> int | None:
        i = bisect_right(marks, (page, at, float("inf"))) - 1
        if i < 0 or marks[i][0] != page or at >= marks[i][2]:
            return None
        return marks[i][3]

    return page_of


def _title(item: object) -> str:
    """What a heading, or the title-like first sentence of a point, says of what follows."""
    if isinstance(item, Heading):
        return item.title
    if isinstance(item, Point):
        text = str(item.text)[len(item.enumerator.literal) :]
        first = next(bounds(text), None)
        if first and first[1] - first[0] <= _UNDER_CHARS and first[1] < len(text):
            return text[first[0] : first[1]].rstrip("。.")
    return ""
