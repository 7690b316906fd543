"""The source as the desk shows it: each dump page in pieces that say what became of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.outline.model import Gap, LineBox, Outline, Repair


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page. `kind`: body, furniture, deleted, repaired (read as `note`), blank.

    `at` is "PAGE:START" of the run that it belongs to, the same on both sides of the desk; `block` counts in reading
    order, -1: none. `note`: kind of the furniture, or what a repair put in place.
    """

    kind: str
    text: str
    start: int  # code point of the page
    at: str = ""
    block: int = -1
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line at its place on the page: twips, and the pieces in it."""

    box: LineBox
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A dump page: its number from 1, its pieces, and, where the file has them, its size in twips and its lines."""

    number: int
    pieces: tuple[Piece, ...]
    printed: str = ""
    width: int = 0
    height: int = 0
    lines: tuple[DrawnLine, ...] = ()


def source_pages(outline: Outline, texts: Sequence[str]) -> tuple[SourcePage, ...]:
    """All pages, each character of `texts` in exactly one piece."""
    cover = _cover(outline)
    repairs: dict[int, list[Repair]] = defaultdict(list)
    for repair in sorted(outline.repairs, key=lambda repair: repair.span):
        if repair.after:
            repairs[repair.span.page].append(repair)
    printed = _printed(outline)
    pages = []
    for number, text in enumerate(texts, 1):
        pieces = tuple(_pieces(text, number, sorted(cover[number]), repairs[number]))
        layout = outline.page_layouts[number - 1] if number <= len(outline.page_layouts) else None
        lines: tuple[DrawnLine, ...] = ()
        if layout and layout.width and layout.height:
            lines = tuple(DrawnLine(line, tuple(_within(pieces, line.start, line.end))) for line in layout.lines)
        width, height = (layout.width, layout.height) if layout and lines else (0, 0)
        pages.append(SourcePage(number, pieces, printed.get(number, ""), width, height, lines))
    return tuple(pages)


_Cover = tuple[int, int, str, int, str]  # start, end, kind, block, note


def _cover(outline: Outline) -> dict[int, list[_Cover]]:
    cover: dict[int, list[_Cover]] = defaultdict(list)
    for index, (_, block) in enumerate(outline.walk()):
        for span in () if isinstance(block, Gap) else block.text.spans:
            cover[span.page].append((span.start, span.end, "body", index, ""))
    for piece in outline.furniture:
        cover[piece.span.page].append((piece.span.start, piece.span.end, "furniture", -1, piece.kind.value))
    for repair in outline.repairs:
        if not repair.after and repair.span.chars:
            cover[repair.span.page].append((repair.span.start, repair.span.end, "deleted", -1, repair.rule))
    return cover


def _pieces(text: str, page: int, cover: Sequence[_Cover], repairs: Sequence[Repair]) -> Iterator[Piece]:
    reached = 0
    starts = [repair.span.start for repair in repairs]
    for start, end, kind, block, note in cover:
        start, end = max(start, reached), min(end, len(text))
        if start >= end:
            continue
        if start > reached:
            yield Piece("blank", text[reached:start], reached)
        at = f"{page}:{start}"
        if kind != "body":
            yield Piece(kind, text[start:end], start, at, block, note)
        else:
            yield from _body(text, start, end, at, block, repairs[bisect_left(starts, start) :])
        reached = end
    if reached < len(text):
        yield Piece("blank", text[reached:], reached)


def _body(text: str, start: int, end: int, at: str, block: int, repairs: Sequence[Repair]) -> Iterator[Piece]:
    for repair in repairs:
        if repair.span.start >= end:
            break
        if repair.span.end > end or repair.span.start < start or not repair.span.chars:
            continue
        if repair.span.start > start:
            yield Piece("body", text[start : repair.span.start], start, at, block)
        yield Piece("repaired", text[repair.span.start : repair.span.end], repair.span.start, at, block, repair.after)
        start = repair.span.end
    if start < end:
        yield Piece("body", text[start:end], start, at, block)


def _within(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """The pieces of a line, cut to it."""
    first = max(bisect_left(pieces, start + 1, key=lambda piece: piece.start) - 1, 0)
    for piece in pieces[first:]:
        if piece.start >= end:
            return
        a, b = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
        if a < b:
            yield Piece(piece.kind, piece.text[a:b], piece.start + a, piece.at, piece.block, piece.note)


def _printed(outline: Outline) -> dict[int, str]:
    """Folios by dump page: "3", or "3–4" where a dump page holds more than one."""
    numbers: dict[int, list[int]] = defaultdict(list)
    for page in outline.printed_pages:
        for dump_page in {span.page for span in page.spans}:
            if page.number is not None:
                numbers[dump_page].append(page.number)
    return {
        page: f"{min(found)}–{max(found)}" if len(set(found)) > 1 else str(found[0]) for page, found in numbers.items()
    }
