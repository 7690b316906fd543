"""The plan: what stands on the pages, in order, before anything is DOCX. Plain values, so that a test can read them."""

from __future__ import annotations

from dataclasses import dataclass

from services.outline.model import Span, Text


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a line. `text` with provenance comes from the source; a str is generated (labels, marks).

    `dropped`: left out of the clean copy; a review copy shows it as deleted.
    """

    text: Text | str
    bold: bool = False
    dropped: bool = False

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True, slots=True)
class FillIn:
    """A place for the clerk to fill in: what was not given is never invented. `shown` stands there until then."""

    name: str  # the option that would have filled it
    label: str  # what Word calls it
    shown: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A tabulator."""


Piece = Words | FillIn | Tab


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in the style `style` of the profile. `level` 1 to 9: a heading of that level, else 0.

    `at`: where in the dump it belongs, for what has no text of its own (a lost page).
    """

    style: str
    pieces: tuple[Piece, ...]
    level: int = 0
    new_page: bool = False
    at: Span | None = None

    def __str__(self) -> str:
        return "".join(
            str(piece) if isinstance(piece, Words) else piece.shown if isinstance(piece, FillIn) else "\t"
            for piece in self.pieces
            if not (isinstance(piece, Words) and piece.dropped)
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a header row that is repeated on each page, then rows. `widths` are shares of the text width, sum 1."""

    widths: tuple[float, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents of the headings up to `levels`."""

    title: str
    levels: int = 3


Placed = Line | Grid | Contents


@dataclass(frozen=True, slots=True)
class Plan:
    """A document, placed. `title`, `author` and `subject` are its properties."""

    placed: tuple[Placed, ...]
    title: str = ""
    author: str = ""
    subject: str = ""


def line(
    style: str, *pieces: Piece | Text | str, level: int = 0, new_page: bool = False, at: Span | None = None
) -> Line:
    """A line; texts and strings become words, empty ones are left out."""
    words = tuple(Words(piece) if isinstance(piece, Text | str) else piece for piece in pieces)
    return Line(
        style, tuple(piece for piece in words if not isinstance(piece, Words) or piece.text), level, new_page, at
    )
