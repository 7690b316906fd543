"""The plan: what stands on the pages, in order, before anything is DOCX. Plain values, so that a test can read them."""

from __future__ import annotations

from dataclasses import dataclass

from services.outline.model import Repair, Span, Text


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of a line. `text` with provenance comes from the source; a str is generated (labels, marks).

    `dropped`: left out of the clean copy; a review copy shows it as deleted. `look`: a style of the profile whose
    characters it has, where that is not the line's own.
    """

    text: Text | str
    bold: bool = False
    dropped: bool = False
    look: str = ""

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True, slots=True)
class ContentControl:
    """A value that the clerk gave, and may change in the file: `name` is its option, `label` what Word calls it."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A tabulator."""


Inline = TextRun | ContentControl | Tab


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in the style `style` of the profile. `level` 1 to 9: a heading of that level, else 0.

    `at`: where in the dump it belongs, for what has no text of its own (a lost page). `right`, in characters: its
    indent at the right where that depends on its text.
    """

    style: str
    pieces: tuple[Inline, ...]
    level: int = 0
    new_page: bool = False
    at: Span | None = None
    right: float | None = None
    keep: bool = False  # with what follows, on one page
    size: float | None = None  # points, where the style's are too many for one line

    def __str__(self) -> str:
        return "".join(
            piece.value if isinstance(piece, ContentControl) else str(piece) if isinstance(piece, TextRun) else "\t"
            for piece in self.pieces
            if not (isinstance(piece, TextRun) and piece.dropped)
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a header row that is repeated on each page, then rows. `widths` are shares of the text width, sum 1."""

    widths: tuple[float, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents of the headings up to `levels`."""

    title: str
    levels: int = 3


@dataclass(frozen=True, slots=True)
class Foot:
    """Lines at the foot of the last page, over the whole width: thick rules around, thin ones between where `ruled`.

    `even`: that page must have an even number.
    """

    lines: tuple[Line, ...]
    ruled: bool = False
    even: bool = False


Placed = Line | Table | Contents | Foot


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reviewer is told of a place, or of the whole where `at` is None."""

    at: Span | None
    words: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a review copy shows beside the text.

    `in_order`: the whole text passes once, so deletions find their place.
    """

    repairs: tuple[Repair, ...]
    remarks: tuple[Remark, ...]
    in_order: bool
    date: str = ""  # YYYY-MM-DD of the revisions; "": none, and the same bytes each day


@dataclass(frozen=True, slots=True)
class Plan:
    """A document, placed: all that the files are written from. `title`, `author` and `subject` are its properties."""

    placed: tuple[Placed, ...]
    title: str = ""
    author: str = ""
    subject: str = ""
    review: Review | None = None


def line(
    style: str,
    *pieces: Inline | Text | str,
    level: int = 0,
    new_page: bool = False,
    at: Span | None = None,
    right: float | None = None,
) -> Line:
    """A line; texts and strings become runs, empty ones are left out."""
    runs = tuple(TextRun(piece) if isinstance(piece, Text | str) else piece for piece in pieces)
    shown = tuple(piece for piece in runs if not isinstance(piece, TextRun) or piece.text)
    return Line(style, shown, level, new_page, at, right)
