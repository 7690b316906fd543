"""The flow in pieces, cut at white space that may end a paragraph; what stands between two pieces is named."""

from __future__ import annotations

import re
from typing import NamedTuple

from services.segmenter.breaks.layout import Breaks, Layout
from services.segmenter.source_map import LOST_PAGES, PAGE_BREAK


class Piece(NamedTuple):
    """SourceMappedText offsets without white space around them, and what stood before: "" (the start), "\\n", " ",
    PAGE_BREAK or LOST_PAGES.

    `blank`: a blank line stood before; `indent`: white space of a line that begins here.
    """

    start: int
    end: int
    before: str
    blank: bool = False
    indent: int = 0


LINES = re.compile(rf"(?P<before>[\s{LOST_PAGES}]*)(?P<piece>[^\n{PAGE_BREAK}{LOST_PAGES}]*[^\s{LOST_PAGES}])")
WORDS = re.compile(rf"(?P<before>[\s{LOST_PAGES}]*)(?P<piece>[^\s{LOST_PAGES}]+)")
# Spaces that Taiwan's gazette prints inside an enumerator: "第 一 章 總則", "第 1 條", "第 三 十 條".
SPACED = re.compile(
    r"第 ?(?:\d+(?:-\d+)?|[一二三四五六七八九十百零〇](?: ?[一二三四五六七八九十百零〇])*) ?[編编章節节條条款目](?: ?之 ?[一二三四五六七八九十])?"
)


def pieces_of(text: str, layout: Layout) -> list[Piece]:
    """All pieces of the text, in order."""
    by_words = layout.breaks in (Breaks.SPACES, Breaks.WRAPPED_SPACES)
    tokens: list[Piece] = []
    for match in (WORDS if by_words else LINES).finditer(text):
        before = match["before"]
        start, end = match.span("piece")
        if before == " " and tokens:
            tokens.append(Piece(start, end, " ", False, 1))
            continue
        sign = (
            LOST_PAGES
            if LOST_PAGES in before
            else PAGE_BREAK
            if PAGE_BREAK in before
            else "\n"
            if "\n" in before
            else " "
            if before
            else ""
        )
        if not tokens:
            sign = LOST_PAGES if sign == LOST_PAGES else ""
        line = before[max(before.rfind("\n"), before.rfind(PAGE_BREAK), before.rfind(LOST_PAGES)) + 1 :]
        tokens.append(Piece(start, end, sign, before.count("\n") > 1, len(line.expandtabs(8))))
    if by_words:
        tokens = _spaced_together(text, tokens)
    return tokens


def _spaced_together(text: str, pieces: list[Piece]) -> list[Piece]:
    """Pieces of one spaced enumerator as one piece."""
    out: list[Piece] = []
    k = 0
    while k < len(pieces):
        piece = pieces[k]
        last = k
        if text[piece.start] == "第" and (match := SPACED.match(text, piece.start)) is not None:
            while last + 1 < len(pieces) and pieces[last].end < match.end() and pieces[last + 1].before == " ":
                last += 1
        out.append(piece._replace(end=pieces[last].end) if last > k else piece)
        k = last + 1
    return out
