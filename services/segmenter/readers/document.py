"""What a reader makes of bytes: a document of pages, a page of lines, a line with its text and where it stands.

Lengths are points (1/72 inch), counted from the top left corner of the page; a format that counts pixels and does not
tell its resolution is taken at 300 dots an inch, for only proportions are read from them. Offsets are code points of
the page's text as read, which spans of the outline count too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from services.outline.model import Finding, LineBox, PageLayout
from services.segmenter.paged_text import PagedText

# No text has these, and some of them are signs of the flow or end a line: lone surrogates, controls, separators.
UNPRINTABLE = re.compile("[\ud800-\udfff\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


FARTHEST = 1e6  # points: what lies farther out is no place on a page


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner; `bottom` lies below `top`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    def around(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


class Role(StrEnum):
    """What the format itself says that a line is. Evidence, not a verdict: programs guess it too."""

    TITLE = "title"
    HEADING = "heading"
    HEADER = "header"  # running head
    FOOTER = "footer"
    FOLIO = "folio"
    FOOTNOTE = "footnote"
    MARGINALIA = "marginalia"
    CAPTION = "caption"
    TABLE = "table"  # a row; its cells are apart by a tab
    WATERMARK = "watermark"  # set askew over the page
    NAVIGATION = "navigation"  # of a web page: menus, addresses, what is shared


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; of a format that knows paragraphs (`Document.paragraphs`) a whole paragraph.

    None: the format does not say. `block` numbers the block (region, text frame, paragraph) that the line stands in.
    """

    text: str
    box: Box | None = None
    baseline: float | None = None  # points below the top of the page
    size: float | None = None  # of the font, in points
    weight: int | None = None  # 400 is regular, 700 bold
    confidence: float | None = None  # 0 to 1
    role: Role | None = None
    level: int | None = None  # of a heading, 1 outermost, as the format has it
    language: str = ""  # BCP 47
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page as read, and its lines in reading order:
    line n begins at code point `starts[n]` of the text.
    """

    text: str
    lines: tuple[Line, ...] = ()
    starts: tuple[int, ...] = ()
    width: float = 0  # points; 0: the format does not say
    height: float = 0
    label: str = ""  # the printed number, where the format tells it
    ordered: bool = True  # the format tells the reading order

    @staticmethod
    def of(
        lines: Iterable[Line], width: float = 0, height: float = 0, *, label: str = "", ordered: bool = True
    ) -> Page:
        """The page of some lines: its text has each line on a line."""
        lines = tuple(line for line in lines if line.text.strip())
        starts, at = [], 0
        for line in lines:
            starts.append(at)
            at += len(line.text) + 1
        text = "\n".join(line.text for line in lines)
        return Page(text, lines, tuple(starts), width, height, label, ordered)

    def line_at(self, at: int) -> int:
        """The number of the line at a code point, counted from 0; -1 before the first."""
        return bisect_right(self.starts, at) - 1


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry of the document's own table of contents: `page` and `level` are counted from 1; page 0 is unknown."""

    title: str
    level: int
    page: int = 0
    top: float | None = None  # points below the top of the page


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. `format` is the reader's name; `pages` is empty for plain text, which has no lines of its
    own.

    `dump` has the text of the pages, which is all that plain text has; `paragraphs` tells that lines are paragraphs.
    """

    format: str
    dump: PagedText
    pages: tuple[Page, ...] = ()
    encoding: str = "utf-8"
    bookmarks: tuple[Bookmark, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    paragraphs: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each page as read."""
        return tuple(self.dump.text[start:end] for start, end in self.dump.pages)

    @staticmethod
    def of(
        format: str,
        pages: Iterable[Page],
        *,
        bookmarks: Iterable[Bookmark] = (),
        metadata: Iterable[tuple[str, str]] = (),
        findings: Iterable[Finding] = (),
        paragraphs: bool = False,
    ) -> Document:
        """The document of some pages."""
        pages = tuple(pages)
        dump = paged([page.text for page in pages])
        marks, facts, rules = tuple(bookmarks), tuple(metadata), tuple(findings)
        return Document(format, dump, pages, "utf-8", marks, facts, rules, paragraphs)


def paged(texts: Iterable[str]) -> PagedText:
    """A dump of pages, one after the other with a form feed between."""
    texts = tuple(texts)
    bounds, at = [], 0
    for text in texts:
        bounds.append((at, at + len(text)))
        at += len(text) + 1
    return PagedText("\f".join(texts), tuple(bounds) or ((0, 0),))


def page_layouts(document: Document) -> tuple[PageLayout, ...]:
    """The pages' sizes, labels and lines as the outline carries them, in twips; nothing for plain text."""
    return tuple(
        PageLayout(_twips(page.width), _twips(page.height), page.label, tuple(_line_boxes(page)))
        for page in document.pages
    )


def _line_boxes(page: Page) -> Iterator[LineBox]:
    for line, start in zip(page.lines, page.starts, strict=True):
        if line.box is not None:
            yield LineBox(start, start + len(line.text), *map(_twips, line.box))


def _twips(points: float) -> int:
    return round(20 * max(-FARTHEST, min(FARTHEST, points)))


def clean(text: str) -> str:
    """The text of a line: without what cannot stand in one, white space around it and runs of spaces inside."""
    return re.sub(" {2,}", " ", UNPRINTABLE.sub(" ", text)).strip()
