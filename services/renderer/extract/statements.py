"""The sentences of an outline with their page and the heading they stand under: what facts are read from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from services.outline.model import Heading, Outline, Point, Text
from services.renderer.condense.candidates import candidates
from services.renderer.extract.sentences import bounds

_UNDER_CHARS = 40


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: `text` is `str(source)`, without an enumerator at its head."""

    text: str
    source: Text
    page: int | None  # printed page
    under: str  # title of the nearest heading or point above
    place: int  # of its block in Outline.walk

    def cut(self, start: int, end: int) -> Text:
        """Characters `start` to `end` of the sentence, without blanks at the ends."""
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip())
        return self.source.cut(start + left, start + max(len(piece.rstrip()), left))


def statements(outline: Outline) -> Iterator[Statement]:
    """The whole sentences of the body in reading order."""
    page_of = printed_pages(outline)
    items = [item for _, item in outline.walk()]
    under, at = "", -1
    for candidate in candidates(outline):
        while at < candidate.place:
            at += 1
            under = _title(items[at]) or under
        item = items[candidate.place]
        text: Text = item.text  # type: ignore[union-attr]
        start = candidate.start
        if candidate.opens and isinstance(item, (Point, Heading)) and item.enumerator:
            start = max(start, min(len(item.enumerator.literal), candidate.end))
        source = text.cut(start, candidate.end)
        if not source:
            continue
        spans = source.spans
        yield Statement(
            str(source), source, page_of(spans[0].page, spans[0].start) if spans else None, under, candidate.place
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
