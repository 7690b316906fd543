"""What belongs to the page by its place: running heads and feet, page numbers, footnotes, marginalia, menus."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from services.outline.model import FurnitureKind
from services.segmenter.geometry.settings import Setting, Settings
from services.segmenter.readers.document import Box, Document, Line, Page, Role

KINDS = {
    Role.HEADER: FurnitureKind.RUNNING_HEADER,
    Role.FOOTER: FurnitureKind.RUNNING_FOOTER,
    Role.FOLIO: FurnitureKind.FOLIO,
}
ANYWHERE = {  # on the page
    Role.NAVIGATION: FurnitureKind.NAVIGATION,
    Role.WATERMARK: FurnitureKind.WATERMARK,
    Role.MARGINALIA: FurnitureKind.MARGIN_NOTE,
}
EDGE_LINES = 3  # at the head and at the foot of a page
EDGE = 0.14  # of the page's height in which heads and feet stand
RECURS = 0.4  # of the pages, and two at least, on which a running head stands: it may alternate
SAME_PLACE = 0.02  # of the page's height by which its place may differ
NUMBER = re.compile(r"\d{1,4}")
ROMAN = re.compile(r"^[-—–―－·\s]*([ivxlc]{1,7})[-—–―－·\s]*$")
FOLIO = re.compile(
    r"^[-—–―－·•.~～\s<>\[\]【】|/／]*(?:第|[Pp]age|[Pp]\.?)?\s?\d{1,4}\s?[页頁]?"
    r"(?:\s?(?:共|of|/|／)\s?\d{1,4}\s?[页頁]?)?[-—–―－·•.~～\s<>\[\]【】|/／]*$"
)
RISING = 0.7  # of the pages on which numbers grow with the pages
NOTE = re.compile(
    r"^(?:\[\d{1,3}\]|〔\d{1,3}〕|\d{1,3}[)）]|\d{1,3}\s+(?=[^\d\s.、．])|\d{1,2}(?=[A-Z“])|[①-⑳]|[*†‡※]|注\d{0,2}[:：])\s?\S"
)
NOTE_MARK = re.compile(r"^(?:[\[〔]?\d{1,3}[\]〕)）]?|[①-⑳]|[*†‡※]+|注\d{0,2}[:：])")
NOTE_SIZE = 0.92  # of the body's size, at most
NOTE_AREA = 0.5  # of the page's height, below which notes stand


class Found(NamedTuple):
    """A line (page and number from 0) that is furniture, and the number that it shows."""

    page: int
    number: int
    kind: FurnitureKind
    shows: int | None = None


def find_furniture(document: Document) -> tuple[Found, ...]:
    """The furniture of a document by its roles and by where lines stand, in reading order."""
    lines = {(one.page, one.number): one for one in (*_by_role(document.pages), *_by_place(document.pages))}
    return tuple(lines[key] for key in sorted(lines))


def _by_role(pages: Sequence[Page]) -> Iterator[Found]:
    """What the format itself calls furniture, where it stands at an edge of its page or has no place."""
    for p, page in enumerate(pages):
        for n, line in enumerate(page.lines):
            if line.role in ANYWHERE:
                yield Found(p, n, ANYWHERE[line.role])
            if line.role not in KINDS:
                continue
            if line.box is not None and page.height and not _at_edge(line.box, page, 1.6 * EDGE):
                continue  # programs call headings in the middle of a page heads
            shown = NUMBER.search(line.text)
            is_folio = line.role is Role.FOLIO or FOLIO.match(line.text) is not None
            kind = FurnitureKind.FOLIO if is_folio else KINDS[line.role]
            yield Found(p, n, kind, int(shown[0]) if is_folio and shown else None)


def _by_place(pages: Sequence[Page]) -> Iterator[Found]:
    """Lines at the edges that recur at one place, numbers aside; behind a line that does not recur the body begins."""
    edges = [list(_edges(page)) for page in pages]
    places: dict[tuple[bool, str], list[tuple[int, int, float]]] = defaultdict(list)
    for p, page in enumerate(pages):
        for foot, n, line in edges[p]:
            shape = _shape(line.text)
            if line.box is not None and shape:
                places[foot, shape].append((p, n, line.box.top / page.height))
    shown = sum(1 for page in pages if page.lines)
    recurring: dict[tuple[int, int], Found] = {}
    for (foot, _), lines in places.items():
        for one in _recurring(pages, foot, _at_one_place(lines), shown):
            recurring[one.page, one.number] = one
    for p in range(len(pages)):
        for side in (False, True):
            for foot, n, _ in edges[p]:
                if foot is not side:
                    continue
                if (p, n) not in recurring:
                    break
                yield recurring[p, n]


def _recurring(
    pages: Sequence[Page], foot: bool, lines: Sequence[tuple[int, int, float]], shown: int
) -> Iterator[Found]:
    """The furniture that lines of one shape at one place are; nothing where they are too few or do not count."""
    if not lines:
        return
    texts = [pages[p].lines[n].text for p, n, _ in lines]
    counts = "#" in _shape(texts[0])
    if len(lines) < max(2, RECURS * shown * (1.0 if counts else 0.5)):
        return
    folio = FOLIO.match(texts[0]) is not None or ROMAN.match(texts[0]) is not None
    numbers = [NUMBER.search(text) for text in texts]
    if (
        counts
        and any(numbers)
        and not _rise([(p, int(m[0])) for (p, _, _), m in zip(lines, numbers, strict=True) if m])
    ):
        return
    kind = FurnitureKind.RUNNING_FOOTER if foot else FurnitureKind.RUNNING_HEADER
    for (p, n, _), number in zip(lines, numbers, strict=True):
        yield Found(p, n, FurnitureKind.FOLIO if folio else kind, int(number[0]) if folio and number else None)


def _edges(page: Page) -> Iterator[tuple[bool, int, Line]]:
    """The lines nearest to the edges of a page, from its edge inwards: whether at its foot, number, line."""
    if not page.height:
        return
    placed = [(line.box, n, line) for n, line in enumerate(page.lines) if line.box is not None]
    top = sorted(placed, key=lambda one: one[0].top)
    for box, n, line in top[:EDGE_LINES]:
        if box.bottom <= EDGE * page.height:
            yield False, n, line
    for box, n, line in reversed(top[-EDGE_LINES:]):
        if box.top >= (1 - EDGE) * page.height:
            yield True, n, line


def _at_edge(box: Box, page: Page, share: float) -> bool:
    return box.bottom <= share * page.height or box.top >= (1 - share) * page.height


def _shape(text: str) -> str:
    """The text with # for each number and without white space: what recurs."""
    if match := ROMAN.match(text):
        return text.replace(match[1], "#").strip()
    return NUMBER.sub("#", "".join(text.split()))


def _at_one_place(lines: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Those that stand where most stand, one a page."""
    heights = sorted(height for _, _, height in lines)
    middle = heights[len(heights) // 2]
    near = {p: (p, n, height) for p, n, height in lines if abs(height - middle) <= SAME_PLACE}
    return [near[p] for p in sorted(near)]


def _rise(numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers grow as pages do; lost pages make them jump."""
    if len(numbers) < 2:
        return False
    steps = [b[1] - a[1] >= b[0] - a[0] for a, b in zip(numbers, numbers[1:], strict=False)]
    same = all(number == numbers[0][1] for _, number in numbers)
    return same or sum(steps) >= RISING * len(steps)


def find_notes(
    document: Document, settings: Settings, skipped: frozenset[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """(page, number) of the lines of footnotes: what the format calls so,
    and small print with its number at a column's foot.
    """
    found = {
        (p, n)
        for p, page in enumerate(document.pages)
        for n, line in enumerate(page.lines)
        if line.role is Role.FOOTNOTE and (p, n) not in skipped
    }
    small = min(NOTE_SIZE, 1 / settings.tolerance)
    columns: dict[int, list[Setting]] = defaultdict(list)
    for one in settings.lines:
        columns[one.column].append(one)
    for lines in columns.values():
        notes: list[tuple[int, int]] = []
        for one in reversed(lines):  # from the foot upwards, as long as print is small
            height = document.pages[one.page].height
            if one.line.size is None or one.scale > small or one.box.top < NOTE_AREA * height or not height:
                break
            notes.append((one.page, one.number))
            if NOTE.match(one.line.text):
                found.update(notes)
                notes = []
    return frozenset(found)
